// The pictures behind a cell of the confusion matrix. A press on one puts it on the pad.
import {el, hide} from '../core/dom.js';
import {base64, bytes, onColours, paint} from '../core/pixels.js';
import {plainClass} from '../core/names.js';
import {count} from '../core/format.js';
import {rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @returns {Made} */
export function behind(app) {
	const root = el('section', {class: 'behind', id: 'behind', 'data-testid': 'behind', 'aria-live': 'polite'});
	let drawn = '';
	const update = () => {
		const b = app.panel('behind'), now = JSON.stringify([b, document.documentElement.lang, document.documentElement.dataset.theme]);
		hide(root, !b);
		if (!b || now === drawn) return;
		drawn = now;
		const all = bytes(b.pics), size = b.h * b.w, n = all.length / size, names = {was: plainClass(app, b.was), read: plainClass(app, b.read)};
		root.replaceChildren(el('p', {}, rich(t(b.was === b.read ? 'behind.right' : 'behind.wrong', {n: count(b.n), ...names})), b.n > n ? el('span', {class: 'mut'}, ` ${t('behind.some', {n})}`) : ''),
			el('div', {class: 'thumbs'}, ...Array.from({length: n}, (_, i) => {
				const picture = all.subarray(i * size, (i + 1) * size), canvas = el('canvas', {'aria-hidden': 'true'});
				paint(canvas, picture, b.h, b.w);
				return el('button', {type: 'button', class: 'thumb', 'data-testid': `behind-${i}`, 'aria-label': t('behind.look', {n: i + 1}), 'data-tip': 'behind.look.tip', onclick: () => app.ask({do: 'draw', pixels: base64(picture)})}, canvas);
			})));
	};
	return {root, update, remove: onColours(() => { drawn = ''; update(); })};
}
