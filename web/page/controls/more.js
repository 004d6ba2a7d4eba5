// The rarer choices of the recipe: behind the strip's last cell, each with a line on what is chosen.
import {el, icon, write} from '../core/dom.js';
import {control} from './controls.js';
import {minus, number} from '../core/format.js';
import {bars} from '../panels/histogram.js';
import {popUnder} from '../shell/menus.js';
import {has, rich, t} from '../core/words.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Shown} from './controls.js' */

/** Which controls stand together, and what is shown below them. Those that nobody knows come last. */
const PARTS = [
	{name: 'loss', of: ['loss']},
	{name: 'first', of: ['init', 'initfactor'], below: 'outputs'},
	{name: 'plain', of: ['l1', 'dropout']},
	{name: 'rate', of: ['schedule', 'period'], below: 'rate'},
	{name: 'stop', of: ['patience', 'stopat']},
];

/** The cell that opens the panel, null where the lesson has nothing to put there. @param {App} app @returns {Shown | null} */
export function more(app) {
	const all = app.group('more');
	if (!all.length) return null;
	/** @type {Shown[]} */
	const shown = [];
	const row = (/** @type {Control} */ c) => {
		const made = control(app, c, 'row'), about = el('p', {class: 'about'});
		shown.push(made, {root: about, update() {
			const key = `option.${c.name}.${app.value(c.name)}.tip`;
			if (about.dataset.t === key) return;
			about.dataset.t = key;
			about.hidden = !has(key);
			about.replaceChildren(rich(t(key)));
		}});
		return [made.root, about];
	};
	const known = PARTS.flatMap((part) => part.of), rest = all.filter((c) => !known.includes(c.name)).map((c) => c.name);
	const parts = [...PARTS, {name: 'rest', of: rest, below: ''}].map(({name, of, below}) => {
		const controls = all.filter((c) => of.includes(c.name));
		if (!controls.length) return '';
		const under = below === 'outputs' ? outputs(app) : below === 'rate' ? rate(app) : null;
		if (under) shown.push(under);
		return el('section', {'data-part': name}, ...controls.flatMap(row), under?.root);
	});
	const panel = el('div', {class: 'panel more', popover: 'auto', id: 'pop-more', role: 'group', 'data-al': 'ui.more.name', 'data-testid': 'more-panel'}, ...parts);
	document.body.append(panel);
	const value = el('b');
	const root = el('button', {class: 'cell', type: 'button', 'aria-haspopup': 'true', 'data-testid': 'more-choices', 'data-tip': 'ui.more.tip', onclick: () => { popUnder(panel, root); update(); }},
		el('span', {}, el('span', {class: 'lab', 'data-t': 'ui.more.name'}), value), icon('i-down', 'chev'));
	const update = () => {
		const changed = all.filter((c) => String(app.value(c.name)) !== String(app.usual(c))).length;
		write(value, changed ? t('ui.more.changed', {n: changed}) : t('ui.more.usual'));
		if (panel.matches(':popover-open')) for (const one of shown) one.update();
	};
	for (const one of shown) one.update();
	panel.addEventListener('toggle', update);
	return {root, update};
}

/** What each layer gives for the training points. @param {App} app @returns {Shown} */
function outputs(app) {
	const root = el('div', {class: 'outputs', 'data-testid': 'outputs', 'data-tip': 'ui.outputs.tip'});
	let drawn = '';
	return {root, update() {
		const all = app.state?.outputs ?? [], text = JSON.stringify([all, document.documentElement.lang]);
		if (text === drawn) return;
		drawn = text;
		root.hidden = !all.length;
		root.replaceChildren(el('div', {class: 'lab wide'}, t('ui.outputs')), ...all.map((h, i) => el('figure', {},
			bars(h, 84, 30), el('div', {class: 'ends'}, el('span', {}, minus(String(h.lo))), el('span', {}, t(i < all.length - 1 ? 'ui.outputs.layer' : 'stage.output', {n: i + 1})), el('span', {}, minus(String(h.hi)))))));
	}};
}

/** What the schedule has made of the learning rate by now. @param {App} app @returns {Shown} */
function rate(app) {
	const value = el('b', {'data-testid': 'rate-now'}), root = el('div', {class: 'row'}, el('span', {'data-t': 'metric.learningRate', 'data-tip': 'metric.learningRate.tip'}), value);
	return {root, update() {
		const now = app.state?.metrics.learningRate;
		root.hidden = now === undefined;
		write(value, number(now));
	}};
}
