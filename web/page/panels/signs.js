// What the two colours of a map mean for the numbers that are in the window.
import {el, hide} from '../core/dom.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @returns {Made} */
export function signs(app) {
	const root = el('div', {class: 'signs', 'data-testid': 'signs', 'data-evidence': 'signs'});
	let drawn = '';
	return {root, update() {
		/** @type {string | undefined} */
		const means = app.panel('window')?.means, told = `${means} ${document.documentElement.lang}`;
		hide(root, !means);
		if (!means || told === drawn) return;
		drawn = told;
		root.replaceChildren(...['plus', 'minus'].map((sign) => el('span', {}, el('i', {class: sign}), t(`ui.signs.${means}.${sign}`))));
	}};
}
