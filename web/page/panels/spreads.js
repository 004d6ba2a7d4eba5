// How the inputs lie before and after scaling: a fold below the switch, which opens by itself once scaling is not the usual.
import {el, hide, icon} from '../core/dom.js';
import {minus} from '../core/format.js';
import {allInputs, inputName} from '../core/names.js';
import {rich, t} from '../core/words.js';
import {bars} from './histogram.js';

/** @import {Spread} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

const WIDTH = 78, HEIGHT = 22;

/** @param {App} app @param {Record<string, string>} bind scale is the control of the scaling @returns {Made} */
export function spreads(app, {scale = ''}) {
	const table = el('div', {class: 'spreads', 'data-testid': 'spreads'});
	const root = el('details', {class: 'fold', 'data-testid': 'spreads-fold'},
		el('summary', {'data-tip': 'ui.spreads.tip'}, el('span', {'data-t': 'ui.spreads'}), icon('i-down', 'chev')), table);
	let shown = '', last = String(app.control(scale)?.default);
	const draw = () => {
		const all = app.panel('spreads') ?? [], text = JSON.stringify([all, document.documentElement.lang]);
		hide(root, !all.length);
		if (!root.open || text === shown) return;
		shown = text;
		table.replaceChildren(...rows(app, all));
	};
	root.addEventListener('toggle', draw);
	return {root, update() {
		const now = String(app.value(scale));
		if (now !== last) root.open = true;
		last = now;
		draw();
	}};
}

/** @param {App} app @param {Spread[]} all */
function rows(app, all) {
	if (!all.length) return [];
	const {before, after} = all[0];
	const ends = (/** @type {import('../../types').Histogram} */ h) => el('span', {class: 'ends'}, el('span', {}, brief(h.lo)), el('span', {}, brief(h.hi)));
	return [
		el('span'), el('span', {class: 'lab'}, t('ui.spreads.before')), el('span', {class: 'lab'}, t('ui.spreads.after')),
		...all.flatMap((one) => [
			el('span', {}, rich(inputName(app, allInputs(app).indexOf(one.name)))),
			el('span', {role: 'img', 'aria-label': told('ui.spreads.before', one.before)}, bars(one.before, WIDTH, HEIGHT)),
			el('span', {role: 'img', 'aria-label': told('ui.spreads.after', one.after)}, bars(one.after, WIDTH, HEIGHT)),
		]),
		el('span'), ends(before), ends(after),
	];
}

/** @param {number} v */
function brief(v) {
	return minus(String(Math.abs(v) >= 10 ? Math.round(v) : Number(v.toFixed(1))));
}

/** Where the values lie, in words. @param {string} key @param {import('../../types').Histogram} h */
function told(key, h) {
	const at = h.counts.flatMap((n, i) => n ? [i] : []), width = (h.hi - h.lo) / h.counts.length;
	return t('ui.spreads.told', {name: t(key), from: brief(h.lo + (at[0] ?? 0) * width), to: brief(h.lo + ((at.at(-1) ?? 0) + 1) * width)});
}
