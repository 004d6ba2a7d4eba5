// Two runs side by side, from the same weights and on the same points: what is to differ, and what came of it.
import {unfold} from '../controls/folds.js';
import {stops} from '../controls/slider.js';
import {el, hide, icon, mark, write} from '../core/dom.js';
import {amount} from '../core/metrics.js';
import {chosen as options, valueName} from '../core/names.js';
import {has, plain, t, translate} from '../core/words.js';
import {popUnder} from '../shell/menus.js';

/** @import {Compare, Control, State, Value} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** What is offered where a control has no list of its own. */
const NETWORKS = ['', '2', '3', '4,2', '8', '6,4,2', '8,8', '8,8,4,2', '16'];
const SENSES = ['x1', 'x1,x2', 'x1x1,x2x2', 'x1,x2,x1x2', 'x1,x2,sinx1,sinx2'];
/** How many times as large a number is first proposed. */
const FIRST = 6;

/** A value as plain words. @param {Control} c @param {Value} value */
const said = (c, value) => plain(valueName(c, value));

/** The other values that are offered for a control. @param {App} app @param {Control} c @returns {Value[]} */
function others(app, c) {
	const now = String(app.value(c.name));
	/** @type {Partial<Record<Control['kind'], () => Value[]>>} */
	const lists = {
		layers: () => NETWORKS, slider: () => stops(c), toggle: () => ['on', 'off'],
		inputs: () => [...SENSES.filter((some) => options(c, some).length === some.split(',').length), (c.options ?? []).join(',')],
	};
	return (lists[c.kind]?.() ?? c.options ?? []).filter((v) => String(v) !== now);
}

/** Which of them is proposed. @param {App} app @param {Control} c @param {Value[]} values */
function proposal(app, c, values) {
	if (c.kind !== 'slider') return values[c.kind === 'layers' ? NETWORKS.indexOf('8,8') % values.length : 0];
	const want = Number(app.value(c.name)) * FIRST || c.max || 0;
	return values.reduce((best, v) => Math.abs(Number(v) - want) < Math.abs(Number(best) - want) ? v : best, values[0]);
}

/** @param {'a' | 'b'} which */
const letter = (which) => el('b', {class: `vs-letter ${which}`}, which.toUpperCase());

/** @param {App} app @returns {Made} */
export function compare(app) {
	const button = el('button', {class: 'pill', id: 'compare', type: 'button', 'data-testid': 'compare', 'aria-haspopup': 'true', hidden: true}, icon('i-fork'), el('span'));
	const end = el('button', {class: 'pill on', type: 'button', 'data-testid': 'compare-end', 'data-tip': 'ui.compare.end.tip', hidden: true, onclick: () => app.ask({do: 'compare'})}, icon('i-fork'), el('span', {'data-t': 'ui.compare.end'}));
	const caption = (/** @type {string} */ which) => el('p', {class: 'vs-cap', id: `vs-${which}`, 'data-testid': `compare-${which}`, hidden: true});
	const captions = {a: caption('a'), b: caption('b')}, table = el('div', {class: 'vs', id: 'vs', hidden: true});
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
	translate(panel);

	const offered = () => (app.lesson.compares ?? []).filter((name) => app.control(name) && !app.hidden.has(name));
	const current = () => app.control(choice.value);
	const labels = () => {
		const c = current();
		if (!c) return;
		write(named, t(`control.${c.name}.name`));
		write(now, said(c, app.value(c.name)));
		write(chosen, value.selectedOptions[0]?.textContent ?? '');
	};
	const refill = () => {
		const c = current();
		if (!c) return;
		const values = others(app, c), first = proposal(app, c, values);
		value.replaceChildren(...values.map((v) => el('option', {value: v, selected: v === first}, said(c, v))));
		labels();
	};
	choice.addEventListener('change', refill);
	value.addEventListener('change', labels);
	const start = async () => {
		const c = current();
		panel.hidePopover();
		if (c && await app.ask({do: 'compare', name: c.name, value: typeof c.default === 'number' ? Number(value.value) : value.value})) app.ask({do: 'play'});
	};
	button.addEventListener('click', () => {
		if (app.panel('compare')) {
			app.ask({do: 'compare'});
			return;
		}
		const before = choice.value;
		choice.replaceChildren(...offered().filter((name) => app.idle(/** @type {Control} */ (app.control(name))) === null).map((name) => el('option', {value: name, selected: name === before}, t(`control.${name}.name`))));
		refill();
		unfold(button);
		popUnder(panel, button, choice);
	});

	let drawn = '';
	const result = /** @type {HTMLElement} */ (document.querySelector('.res'));
	/** @param {State} state @param {Compare} two @param {Control} c */
	const draw = (state, two, c) => {
		const text = JSON.stringify([two, state.metrics, state.epoch, state.controls[two.name], document.documentElement.lang]);
		if (text === drawn) return;
		drawn = text;
		const name = t(`control.${c.name}.name`);
		captions.a.replaceChildren(letter('a'), el('span', {}, `${name} `, el('b', {}, said(c, state.controls[two.name]))));
		captions.b.replaceChildren(letter('b'), el('span', {}, `${name} `, el('b', {}, said(c, two.value))));
		table.replaceChildren(numbers(app, state, two));
	};
	const remove = () => {
		panel.remove();
		result.classList.remove('two');
	};
	return {root: button, parts: {a: captions.a, b: captions.b, table, end}, remove, update(state) {
		const two = app.panel('compare'), c = app.control(two?.name);
		hide(button, app.hidden.has('vs') || !two && !offered().length);
		hide(end, app.hidden.has('vs') || !two);
		write(/** @type {Element} */ (button.querySelector('span')), t(two ? 'ui.compare.end' : 'ui.compare'));
		button.classList.toggle('on', Boolean(two));
		mark(button, 'data-tip', two ? 'ui.compare.end.tip' : 'ui.compare.tip');
		result.classList.toggle('two', Boolean(two));
		for (const node of [table, captions.a, captions.b]) hide(node, !two);
		if (state && two && c) draw(state, two, c);
	}};
}

/** Both runs' metrics, the better one of each in bold. @param {App} app @param {State} state @param {Compare} two */
function numbers(app, state, two) {
	const rows = app.lesson.metrics.filter(({name, better}) => better && (name in state.metrics || name in two.metrics)).map(({name, better = 0}) => {
		const lead = better * (state.metrics[name] - two.metrics[name]);
		const cell = (/** @type {Record<string, number>} */ metrics, /** @type {boolean} */ best, /** @type {string} */ id) => {
			const {text, unit} = amount(app, name, metrics);
			return el('td', {'data-testid': `${id}-${name}`}, best ? el('b', {}, text + unit) : text + unit);
		};
		return el('tr', {'data-tip': has(`metric.${name}.tip`) && `metric.${name}.tip`}, el('th', {scope: 'row'}, t(`metric.${name}`)), cell(state.metrics, lead > 0, 'a'), cell(two.metrics, lead < 0, 'b'));
	});
	if (Math.abs(state.epoch - two.epoch) > 1e-6) {
		rows.push(el('tr', {}, el('th', {scope: 'row'}, t('metric.epoch')), ...[state.epoch, two.epoch].map((v) => el('td', {}, String(Math.floor(v))))));
	}
	return el('table', {class: 'vs-table', 'data-testid': 'compare-table'},
		el('thead', {}, el('tr', {}, el('th'), el('th', {scope: 'col'}, letter('a')), el('th', {scope: 'col'}, letter('b')))),
		el('tbody', {}, ...rows), two.diverged && el('caption', {}, t('ui.compare.diverged', {step: two.step})));
}
