// A filter by what it looks for: its weights, the patches of the set that excite it most, and a picture that was made to excite it.
import {el, hide, write} from '../core/dom.js';
import {bytes, onColours, paint} from '../core/pixels.js';
import {count, number} from '../core/format.js';
import {rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @returns {Made} */
export function filter(app) {
	const head = el('p', {class: 'closer-head'}), row = el('div', {class: 'terms'}), says = el('span', {class: 'mut'});
	const button = el('button', {type: 'button', class: 'btn slim', 'data-testid': 'dream', 'data-tip': 'filter.dream.tip', onclick: () => {
		const f = app.panel('filter');
		if (f) app.ask(f.dream ? {do: 'dream'} : {do: 'dream', stage: f.stage, plane: f.plane});
	}});
	const root = el('section', {class: 'closer', id: 'filter', 'data-testid': 'filter'}, head, row);
	let drawn = '';
	/** @param {string} pics @param {number} i @param {number} h @param {number} w @param {string} name */
	const picture = (pics, i, h, w, name) => {
		const canvas = el('canvas', {class: 'thumb', role: 'img', 'aria-label': name});
		paint(canvas, bytes(pics).subarray(i * h * w, (i + 1) * h * w), h, w);
		return canvas;
	};
	const update = () => {
		const f = app.panel('filter'), now = JSON.stringify([f, document.documentElement.lang, document.documentElement.dataset.theme]);
		// With a pixel chosen its arithmetic is what there is room for.
		const there = f && !app.panel('sum');
		hide(root, !there);
		if (!there || now === drawn) return;
		drawn = now;
		const most = Math.max(...(f.weights ?? []).map(Math.abs), 1e-9);
		const grid = el('span', {class: 'cells', role: 'img', 'aria-label': `${t('sum.weights')}: ${(f.weights ?? []).map(number).join(', ')}`}, ...(f.weights ?? []).map((/** @type {number} */ v) => {
			const cell = el('i', {title: number(v)});
			cell.style.background = `color-mix(in oklab, var(--${v < 0 ? 'neg' : 'pos'}) ${(100 * Math.abs(v) / most).toFixed(0)}%, var(--zero))`;
			return cell;
		}));
		grid.style.setProperty('--k', String(f.k));
		const {patches, dream} = f, n = patches ? bytes(patches.pics).length / (patches.h * patches.w) : 0;
		head.replaceChildren(el('span', {}, rich(t('filter.head', {n: f.plane + 1, block: f.block ?? f.stage}))), says);
		write(says, f.seen < f.of ? t('filter.seen', {n: count(f.seen), of: count(f.of)}) : '');
		write(button, t(dream ? 'filter.wake' : 'filter.dream'));
		row.replaceChildren(el('figure', {}, grid, el('figcaption', {}, t('sum.weights'))),
			el('figure', {class: 'many'}, el('span', {class: 'thumbs', 'data-testid': 'patches'}, ...Array.from({length: n}, (_, i) => picture(patches.pics, i, patches.h, patches.w, t('filter.patch', {n: i + 1})))), el('figcaption', {}, t('filter.patches'))),
			dream ? el('figure', {}, picture(dream.pic, 0, dream.h, dream.w, t('filter.dreamt')), el('figcaption', {}, t('filter.dreamt'))) : '', button);
	};
	return {root, update, remove: onColours(() => { drawn = ''; update(); })};
}
