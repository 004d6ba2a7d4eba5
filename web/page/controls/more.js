// The rarer choices of the recipe: behind the strip's last cell, each with a line on what is chosen.
import {el, icon, write} from '../core/dom.js';
import {number} from '../core/format.js';
import {slot} from '../panels/place.js';
import {popUnder} from '../shell/menus.js';
import {has, rich, t} from '../core/words.js';
import {control} from './table.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Shown} from './shown.js' */

/** What stands together, in this order; controls without a part come last. */
const PARTS = /** @type {const} */ (['loss', 'first', 'plain', 'rate', 'stop', undefined]);

/** The cell that opens the panel, null where the lesson has nothing to put there. @param {App} app @returns {Shown | null} */
export function more(app) {
	const all = app.group('more');
	if (!all.length) return null;
	/** @type {Shown[]} */
	const shown = [];
	const put = (/** @type {Shown} */ one) => {
		shown.push(one);
		return one.root;
	};
	const sections = PARTS.map((part) => {
		const controls = all.filter((c) => c.part === part);
		if (!controls.length) return '';
		const below = part === 'first' ? slot('outputs') : part === 'rate' ? put(inForce(app)) : null;
		return el('section', {'data-part': part ?? 'rest'}, ...controls.flatMap((c) => [put(control(app, c, 'row')), put(about(app, c))]), below);
	});
	const panel = el('div', {class: 'panel more', popover: 'auto', id: 'pop-more', role: 'group', 'data-al': 'ui.more.name', 'data-testid': 'more-panel'}, ...sections);
	document.body.append(panel);
	const value = el('b');
	const root = el('button', {class: 'cell', type: 'button', 'aria-haspopup': 'true', 'data-testid': 'more-choices', 'data-tip': 'ui.more.tip', onclick: () => { popUnder(panel, root); app.render(); }},
		el('span', {}, el('span', {class: 'lab', 'data-t': 'ui.more.name'}), value), icon('i-down', 'chev'));
	for (const one of shown) one.update();
	panel.addEventListener('toggle', () => app.render());
	return {root, update() {
		const changed = all.filter((c) => String(app.value(c.name)) !== String(app.usual(c))).length;
		write(value, changed ? t('ui.more.changed', {n: changed}) : t('ui.more.usual'));
		if (panel.matches(':popover-open')) for (const one of shown) one.update();
	}};
}

/** What the option is that is chosen, where there are words for it. @param {App} app @param {Control} c @returns {Shown} */
function about(app, c) {
	const root = el('p', {class: 'about'});
	return {root, update() {
		const key = `option.${c.name}.${app.value(c.name)}.tip`, known = has(key);
		if (root.dataset.t === key || !known && root.hidden) return;
		if (known) root.dataset.t = key;
		else delete root.dataset.t;
		root.hidden = !known;
		root.replaceChildren(known ? rich(t(key)) : '');
	}};
}

/** What has become of the learning rate by now. @param {App} app @returns {Shown} */
function inForce(app) {
	const metric = app.role('rate')?.shows ?? '';
	const value = el('b', {'data-testid': 'rate-now'}), root = el('div', {class: 'row'}, metric && el('span', {'data-t': `metric.${metric}`, 'data-tip': `metric.${metric}.tip`}), value);
	return {root, update() {
		const now = app.state?.metrics[metric];
		root.hidden = now === undefined;
		write(value, number(now));
	}};
}
