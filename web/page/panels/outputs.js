// What each layer gives for the training points, as histograms among the rarer choices of the recipe.
import {el, hide} from '../core/dom.js';
import {minus} from '../core/format.js';
import {t} from '../core/words.js';
import {bars} from './histogram.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @returns {Made} */
export function outputs(app) {
	const root = el('div', {class: 'outputs', 'data-testid': 'outputs', 'data-tip': 'ui.outputs.tip'});
	let drawn = '';
	return {root, update() {
		if (!root.checkVisibility() && root.closest('[hidden]')) return; // nobody sees it
		const all = app.panel('outputs') ?? [], text = JSON.stringify([all, document.documentElement.lang]);
		if (text === drawn) return;
		drawn = text;
		hide(root, !all.length);
		root.replaceChildren(el('div', {class: 'lab wide'}, t('ui.outputs')), ...all.map((h, i) => el('figure', {},
			bars(h, 84, 30), el('div', {class: 'ends'}, el('span', {}, minus(String(h.lo))), el('span', {}, i < all.length - 1 ? t('ui.outputs.layer', {n: i + 1}) : t('stage.output')), el('span', {}, minus(String(h.hi)))))));
	}};
}
