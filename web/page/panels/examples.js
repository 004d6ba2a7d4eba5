// Some of the drawings that are learnt from, and how many prompts are kept back.
import {el, hide} from '../core/dom.js';
import {saidName} from '../core/names.js';
import {bytes, onColours, paint} from '../core/pixels.js';
import {language, rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @returns {Made} */
export function examples(app) {
	const row = el('div', {class: 'row'}), kept = el('p', {'data-testid': 'examples-kept'});
	const root = el('section', {class: 'examples', 'data-testid': 'examples'}, el('h3', {}, el('span', {'data-t': 'examples.head'}, t('examples.head')), el('span', {class: 'mut', 'data-t': 'examples.made'}, t('examples.made'))), row, kept);
	let drawn = '';
	const update = () => {
		const v = app.panel('examples'), now = JSON.stringify([v, language, document.documentElement.dataset.theme]);
		hide(root, !v);
		if (!v || now === drawn) return;
		drawn = now;
		const all = bytes(v.pics), size = v.side * v.side;
		row.replaceChildren(...v.said.map((/** @type {string} */ said, /** @type {number} */ i) => {
			const canvas = el('canvas', {'aria-hidden': 'true'});
			paint(canvas, all.subarray(i * size, (i + 1) * size), v.side, v.side);
			return el('figure', {}, canvas, el('figcaption', {}, saidName(said)));
		}));
		kept.replaceChildren(rich(t(v.kept ? 'examples.kept' : 'examples.all', {kept: v.kept, all: v.all})));
	};
	return {root, update, remove: onColours(() => { drawn = ''; update(); })};
}
