// Two runs side by side, from the same weights and on the same points: what is to differ, and what came of it.
import {byId, el, icon, mark, write} from '../core/dom.js';
import {number, percent} from '../core/format.js';
import {popUnder} from '../shell/menus.js';
import {INPUTS, inputName, inputs, widths} from '../controls/network.js';
import {spell, stops} from '../controls/controls.js';
import {has, onSpeak, plain, t} from '../core/words.js';

/** @import {Control, State, Value} from '../../types' */
/** @import {App} from '../core/app.js' */

/** What is offered where a control has no list of its own. */
const NETWORKS = ['', '2', '3', '4,2', '8', '6,4,2', '8,8', '8,8,4,2', '16'];
const SENSES = ['x1', 'x1,x2', 'x1x1,x2x2', 'x1,x2,x1x2', 'x1,x2,sinx1,sinx2', INPUTS.join(',')];
/** How many times as large a number is first proposed. */
const FIRST = 6;

/** A value as plain words, whatever its control is. @param {Control} c @param {Value} value */
export function sayValue(c, value) {
	if (c.kind === 'layers') return widths(value).join(' · ') || t('ui.nolayers');
	if (c.kind === 'inputs') return inputs(value).map((name) => plain(inputName(INPUTS.indexOf(name)))).join(', ');
	return plain(spell(c, value));
}

/** The other values that are offered for a control. @param {App} app @param {Control} c @returns {Value[]} */
function others(app, c) {
	const now = String(app.value(c.name));
	const all = c.kind === 'layers' ? NETWORKS : c.kind === 'inputs' ? SENSES : c.kind === 'slider' ? stops(c) : c.kind === 'toggle' ? ['on', 'off'] : c.options ?? [];
	return /** @type {Value[]} */ (all).filter((v) => String(v) !== now);
}

/** Which of them is proposed. @param {App} app @param {Control} c @param {Value[]} values */
function proposal(app, c, values) {
	if (c.kind !== 'slider') return values[c.kind === 'layers' ? NETWORKS.indexOf('8,8') % values.length : 0];
	const want = Number(app.value(c.name)) * FIRST || c.max || 0;
	return values.reduce((best, v) => Math.abs(Number(v) - want) < Math.abs(Number(best) - want) ? v : best, values[0]);
}

/** @param {'a' | 'b'} which */
const letter = (which) => el('b', {class: `vs-letter ${which}`}, which.toUpperCase());

/** @param {App} app */
export function showCompare(app) {
	const button = byId('compare'), result = /** @type {HTMLElement} */ (document.querySelector('.res'));
	const rival = byId('rival'), table = byId('vs');
	const captions = {a: byId('vs-a'), b: byId('vs-b')};
	const choice = el('select', {'data-al': 'ui.compare.what', 'data-testid': 'compare-what'});
	const value = el('select', {'data-al': 'ui.compare.value', 'data-testid': 'compare-value'});
	const now = el('b'), chosen = el('b'), named = el('b');
	const panel = el('div', {class: 'panel', popover: 'auto', id: 'compare-panel', role: 'group', 'data-al': 'ui.compare'},
		el('p', {'data-t': 'ui.compare.how'}),
		el('label', {class: 'row'}, el('span', {'data-t': 'ui.compare.what'}), el('span', {class: 'pick'}, named, icon('i-down', 'chev'), choice)),
		el('div', {class: 'row'}, el('span', {}, letter('a')), now),
		el('label', {class: 'row'}, el('span', {}, letter('b')), el('span', {class: 'pick'}, chosen, icon('i-down', 'chev'), value)),
		el('button', {class: 'btn ink', type: 'button', 'data-testid': 'compare-start', 'data-t': 'ui.compare.start', onclick: () => start()}));
	document.body.append(panel);

	const offered = () => (app.lesson.compares ?? []).filter((name) => app.control(name) && !app.hidden.has(name));
	const current = () => app.control(choice.value);
	const labels = () => {
		const c = current();
		if (!c) return;
		write(named, t(`control.${c.name}.name`));
		write(now, sayValue(c, app.value(c.name)));
		write(chosen, value.selectedOptions[0]?.textContent ?? '');
	};
	const refill = () => {
		const c = current();
		if (!c) return;
		const values = others(app, c), first = proposal(app, c, values);
		value.replaceChildren(...values.map((v) => el('option', {value: v, selected: v === first}, sayValue(c, v))));
		labels();
	};
	choice.addEventListener('change', refill);
	value.addEventListener('change', labels);
	const start = () => {
		const c = current();
		panel.hidePopover();
		if (c) app.ask({do: 'compare', name: c.name, value: typeof c.default === 'number' ? Number(value.value) : value.value});
	};
	button.addEventListener('click', () => {
		if (app.state?.compare) {
			app.ask({do: 'compare'});
			return;
		}
		const before = choice.value;
		choice.replaceChildren(...offered().filter((name) => app.idle(/** @type {Control} */ (app.control(name))) === null).map((name) => el('option', {value: name, selected: name === before}, t(`control.${name}.name`))));
		refill();
		popUnder(panel, button, choice);
	});

	let drawn = '';
	const update = (/** @type {State | null} */ state) => {
		const two = state?.compare, c = two ? app.control(two.name) : undefined;
		button.hidden = app.hidden.has('vs') || !two && !offered().length;
		write(/** @type {Element} */ (button.querySelector('span')), t(two ? 'ui.compare.end' : 'ui.compare'));
		button.classList.toggle('on', Boolean(two));
		mark(button, 'data-tip', two ? 'ui.compare.end.tip' : 'ui.compare.tip');
		result.classList.toggle('two', Boolean(two));
		for (const node of [rival, table, captions.a, captions.b]) node.hidden = !two;
		if (!state || !two || !c) return;
		const text = JSON.stringify([two, state.metrics, state.epoch, state.controls[two.name], document.documentElement.lang]);
		if (text === drawn) return;
		drawn = text;
		const name = t(`control.${c.name}.name`);
		captions.a.replaceChildren(letter('a'), el('span', {}, `${name} `, el('b', {}, sayValue(c, state.controls[two.name]))));
		captions.b.replaceChildren(letter('b'), el('span', {}, `${name} `, el('b', {}, sayValue(c, two.value))));
		table.replaceChildren(numbers(state));
	};
	app.show(update);
	onSpeak(() => update(app.state));
}

/** Both runs' metrics, the better one of each in bold. @param {State} state */
function numbers(state) {
	const two = /** @type {NonNullable<State['compare']>} */ (state.compare);
	const order = ['testAccuracy', 'trainAccuracy', 'testLoss', 'trainLoss'];
	const names = [...new Set([...order, ...Object.keys(state.metrics)])].filter((name) => (name in state.metrics || name in two.metrics) && has(`metric.${name}`) && !['learningRate', 'examplesPerSecond'].includes(name));
	const rows = names.map((name) => {
		const share = name.endsWith('Accuracy'), say = (/** @type {number | undefined} */ v) => share && v !== undefined ? `${percent(v)}%` : number(v);
		const a = state.metrics[name], b = two.metrics[name], better = share ? a - b : b - a;
		const cell = (/** @type {number | undefined} */ v, /** @type {boolean} */ best, /** @type {string} */ id) => el('td', {'data-testid': `${id}-${name}`}, best ? el('b', {}, say(v)) : say(v));
		return el('tr', {'data-tip': has(`metric.${name}.tip`) && `metric.${name}.tip`}, el('th', {scope: 'row'}, t(`metric.${name}`)), cell(a, better > 0, 'a'), cell(b, better < 0, 'b'));
	});
	if (Math.abs(state.epoch - two.epoch) > 1e-6) {
		rows.push(el('tr', {}, el('th', {scope: 'row'}, t('metric.epoch')), ...[state.epoch, two.epoch].map((v) => el('td', {}, String(Math.floor(v))))));
	}
	return el('table', {class: 'vs-table', 'data-testid': 'compare-table'},
		el('thead', {}, el('tr', {}, el('th'), el('th', {scope: 'col'}, letter('a')), el('th', {scope: 'col'}, letter('b')))),
		el('tbody', {}, ...rows), two.diverged && el('caption', {}, t('ui.compare.diverged', {step: two.step})));
}
