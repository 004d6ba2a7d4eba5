// The confusion matrix: test points by what they are and what they are taken for. A press on a number shows its points.
import {el, hide, mark, shape, write} from '../core/dom.js';
import {plainClass} from '../core/names.js';
import {bytes, onColours, paint} from '../core/pixels.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @param {Record<string, string>} bind shown is the control that says whether it is @returns {Made} */
export function confusion(app, {shown: wish = ''}) {
	const root = el('div', {class: 'confusion', id: 'confusion', 'data-testid': 'confusion'});
	/** @type {HTMLButtonElement[]} row by row */
	let cells = [];
	let built = '';
	const press = (/** @type {number} */ at) => {
		const {counts, lit} = app.panel('confusion') ?? {}, k = counts?.length ?? 0;
		if (!k) return;
		const actual = Math.floor(at / k), predicted = at % k;
		app.ask(lit?.actual === actual && lit.predicted === predicted ? {do: 'light'} : {do: 'light', actual, predicted});
	};
	/** Arrow keys go from number to number, of which Tab comes to one. @param {KeyboardEvent} e @param {number} at @param {number} k */
	const walk = (e, at, k) => {
		const column = at % k;
		const to = e.key === 'ArrowRight' && column < k - 1 ? at + 1 : e.key === 'ArrowLeft' && column > 0 ? at - 1 : e.key === 'ArrowDown' ? at + k : e.key === 'ArrowUp' ? at - k : -1;
		if (e.key === 'Escape' && app.panel('confusion')?.lit) app.ask({do: 'light'});
		else if (!e.key.startsWith('Arrow')) return;
		e.preventDefault();
		e.stopPropagation();
		if (!cells[to]) return;
		cells[at].tabIndex = -1;
		cells[to].tabIndex = 0;
		cells[to].focus();
	};
	/** A class of pictures by one of them. @param {number} i */
	const likeness = (i) => {
		const {pics, classes = [], h = 0, w = 0} = app.panel('gallery') ?? {}, at = classes.indexOf(i);
		if (at < 0) return null;
		const canvas = el('canvas', {class: 'thumb'});
		paint(canvas, bytes(pics).subarray(at * h * w, (at + 1) * h * w), h, w);
		return canvas;
	};
	/** @param {number} k */
	const build = (k) => {
		const name = (/** @type {number} */ i) => el('span', {role: 'img', 'aria-label': plainClass(app, i), title: plainClass(app, i)}, likeness(i) ?? shape(i));
		cells = Array.from({length: k * k}, (_, at) => el('button', {
			type: 'button', tabindex: at ? -1 : 0, 'data-testid': `cell-${Math.floor(at / k)}-${at % k}`, onclick: () => press(at), onkeydown: (/** @type {KeyboardEvent} */ e) => walk(e, at, k),
		}));
		const body = el('tbody');
		for (let i = 0; i < k; i++) {
			body.append(el('tr', {},
				i === 0 && el('th', {class: 'side', rowspan: k, scope: 'rowgroup'}, el('span', {}, t('metric.actual'))),
				el('th', {scope: 'row'}, name(i)),
				...cells.slice(i * k, i * k + k).map((cell, j) => el('td', {class: i === j ? 'right' : ''}, cell))));
		}
		root.replaceChildren(el('table', {class: k > 6 ? 'k7' : k > 3 ? `k${k}` : k > 2 ? 'k3' : '', 'data-tip': 'metric.confusion.tip'},
			el('caption', {}, t('metric.predicted')),
			el('thead', {}, el('tr', {}, el('th'), el('th'), ...Array.from({length: k}, (_, i) => el('th', {scope: 'col'}, name(i))))), body));
	};
	const update = () => {
		hide(root, wish !== '' && app.value(wish) === 'off');
		const {counts, lit} = app.panel('confusion') ?? {};
		// A method that has not learnt has no numbers, but its table stands.
		const k = counts?.length || (app.kind() === 'classes' ? app.panel('data')?.classes || app.dataset()?.classes || 2 : 0);
		const shown = JSON.stringify([app.lesson.id, k, app.panel('data')?.names, app.panel('gallery')?.pics, document.documentElement.lang]);
		if (shown !== built) {
			built = shown;
			if (k) build(k);
			else root.replaceChildren();
		}
		for (const [at, cell] of (k ? cells : []).entries()) {
			const actual = Math.floor(at / k), predicted = at % k, n = counts?.[actual][predicted];
			write(cell, n === undefined || n === 0 && k > 6 ? '' : String(n));
			mark(cell, 'data-wrong', n && k > 6 && actual !== predicted ? '' : null);
			mark(cell, 'disabled', n === undefined ? '' : null);
			mark(cell, 'aria-label', n === undefined ? null : t('metric.confusion.cell', {n, actual: plainClass(app, actual), predicted: plainClass(app, predicted)}));
			mark(cell, 'aria-pressed', n === undefined ? null : String(lit?.actual === actual && lit.predicted === predicted));
		}
	};
	return {root, update, remove: onColours(() => { built = ''; update(); })};
}
