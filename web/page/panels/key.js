// Which points are learned from and which are kept to judge by.
import {el, svg} from '../core/dom.js';

/** @returns {{root: HTMLElement}} */
export function key() {
	const mark = (/** @type {string} */ look, /** @type {number} */ r) => svg('svg', {class: look}, svg('circle', {cx: 4.5, cy: 4.5, r}));
	return {root: el('div', {class: 'keys', id: 'keys'},
		el('span', {}, mark('key', 4), el('span', {'data-t': 'ui.train'})), el('span', {}, mark('key hollow', 3.5), el('span', {'data-t': 'ui.test'})))};
}
