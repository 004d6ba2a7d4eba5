// How one pixel of the map comes about: the pixels under the window, times the kernel's numbers, which can be typed, dragged up and down
// or turned by the arrow keys, are products that add up.
import {el, hide, mark, write} from '../core/dom.js';
import {minus} from '../core/format.js';
import {rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/**
 * @typedef {object} Window
 * @prop {number} planes
 * @prop {number} size
 * @prop {boolean} grey
 * @prop {number} unit
 * @prop {(number | null)[]} pixels
 * @prop {number[]} kernel
 * @prop {number[]} products
 * @prop {number[]} parts
 * @prop {number} sum
 * @prop {number} digits
 * @prop {string} says
 */

/** How far a number goes for a pixel of the hand, for an arrow key, and with the shift key. */
const DRAG = 0.02, KEY = 0.1, COARSE = 1, FINE = 0.002;
/** What a hand moves before it drags. */
const SLACK = 4;
/** What ninths and the like are written over. */
const BELOW = [25, 9, 16, 3, 6, 7, 49];

/** A number of a kernel as it is written: to a thousandth, or as a fraction. @param {number} v */
export function weight(v) {
	const plain = Number(v.toFixed(3));
	if (Math.abs(v - plain) < 2e-6) return String(plain);
	const below = BELOW.find((n) => Math.abs(v * n - Math.round(v * n)) < 1e-4);
	return below ? `${Math.round(v * below)}/${below}` : String(plain);
}

/** What was typed, or nothing. @param {string} text */
function typed(text) {
	const clean = text.trim().replace(/−/g, '-').replace(',', '.'), fraction = /^(-?\d+)\s*\/\s*(\d+)$/.exec(clean);
	if (fraction && Number(fraction[2]) > 0) return `${Number(fraction[1])}/${Number(fraction[2])}`;
	return clean !== '' && Number.isFinite(Number(clean)) ? weight(Number(Number(clean).toFixed(3))) : null;
}

/** @param {App} app @param {Record<string, string>} bind numbers is the control that holds the kernel @returns {Made} */
export function products(app, {numbers}) {
	const part = (/** @type {string} */ name) => {
		const head = el('figcaption', {class: 'lab'}), cells = el('div', {class: 'nine', 'data-testid': `products-${name}`});
		return {root: el('figure', {class: name}, head, cells), head, cells};
	};
	const seen = part('seen'), kernel = part('weights'), made = part('made');
	const sum = el('b', {class: 'sum-box', 'data-testid': 'products-sum', 'data-evidence': 'pixel'}), parts = el('span', {class: 'lab'}), said = el('p', {'data-testid': 'products-said'});
	const planes = el('span', {class: 'seg small', role: 'group', 'data-al': 'ui.products.planes'}, ...['red', 'green', 'blue'].map((name, i) => el('button', {
		type: 'button', 'data-testid': `plane-${name}`, 'data-t': `ui.products.${name}`, onclick: () => {
			shown = i;
			drawn = '';
			update();
		},
	})));
	const sign = (/** @type {string} */ text) => el('i', {'aria-hidden': 'true'}, text);
	const added = el('figure', {class: 'added'}, el('figcaption', {class: 'lab', 'data-t': 'ui.products.added'}), sum, parts);
	seen.root.prepend(planes);
	const root = el('div', {class: 'products', 'data-evidence': 'products'}, el('div', {class: 'line'}, seen.root, sign('×'), kernel.root, sign('='), made.root, sign('→'), added, said));
	let shown = 0, drawn = '';
	/** The cell in the hand, and what it was set to that the engine has not answered yet. @type {{i: number, text: string} | null} */
	let held = null;
	const now = () => /** @type {Window | undefined} */ (app.panel('window'));

	/** Sets one number of the plane that is shown. @param {number} i @param {string} text */
	const set = (i, text) => {
		const is = now();
		if (!is) return;
		const area = is.size * is.size, value = String(app.value(numbers)), own = value.split(',');
		let all = own.length > 1 && own.length >= area ? own : is.kernel.map(weight);
		if (is.planes > 1 && all.length === area) all = Array.from({length: is.planes}, () => all).flat();
		all = [...all];
		all[shown * area + i] = text;
		if (is.planes === 1) all = all.slice(0, area);
		if (all.every((one, k) => one === all[k % area])) all = all.slice(0, area);
		app.tune(numbers, all.join(','));
	};

	/** A number of the kernel: typed, dragged, or turned by keys. @param {number} i */
	const input = (i) => {
		const node = el('input', {type: 'text', inputmode: 'text', autocomplete: 'off', spellcheck: 'false', 'data-testid': `weight-${i}`, 'data-tip': 'ui.products.cell.tip'});
		const value = () => {
			const {kernel, size} = now() ?? {kernel: [], size: 3};
			return kernel[shown * size * size + i] ?? 0;
		};
		const put = (/** @type {number} */ v) => {
			const text = weight(Number(Math.max(-100, Math.min(100, v)).toFixed(3)));
			node.value = minus(text);
			set(i, text);
		};
		const take = () => {
			const text = typed(node.value);
			if (text !== null && text !== weight(value())) set(i, text);
			else node.value = minus(weight(value()));
		};
		node.addEventListener('change', take);
		node.addEventListener('keydown', (e) => {
			const way = {ArrowUp: 1, ArrowDown: -1}[e.key];
			if (e.key === 'Enter') node.select();
			if (way === undefined) return;
			e.preventDefault();
			e.stopPropagation();
			put(Number((value() + way * (e.shiftKey ? COARSE : KEY)).toFixed(3)));
		});
		/** @type {{y: number, from: number, moved: boolean} | null} */
		let hand = null;
		node.addEventListener('pointerdown', (e) => {
			hand = {y: e.clientY, from: value(), moved: false};
			node.setPointerCapture(e.pointerId);
		});
		node.addEventListener('pointermove', (e) => {
			if (!hand || !hand.moved && Math.abs(e.clientY - hand.y) < SLACK) return;
			hand.moved = true;
			node.blur();
			held = {i, text: ''};
			const v = hand.from + (hand.y - e.clientY) * (e.shiftKey ? FINE : DRAG);
			put(Number(v.toFixed(e.shiftKey ? 2 : 1)));
		});
		const drop = () => {
			hand = held = null;
		};
		node.addEventListener('pointerup', (e) => {
			if (hand?.moved) e.preventDefault();
			else node.select();
			drop();
		});
		node.addEventListener('pointercancel', drop);
		return node;
	};

	/** Builds as many cells as the window has. @param {number} size */
	const build = (size) => {
		const area = size * size, cells = (/** @type {(i: number) => HTMLElement} */ make) => Array.from({length: area}, (_, i) => make(i));
		root.classList.toggle('five', size > 3);
		for (const one of [seen, kernel, made]) one.cells.style.setProperty('--n', String(size));
		seen.cells.replaceChildren(...cells(() => el('span')));
		kernel.cells.replaceChildren(...cells(input));
		made.cells.replaceChildren(...cells(() => el('span')));
	};

	/** The colour of a number that may be less than nothing. @param {HTMLElement} node @param {number} v @param {number} full */
	const heat = (node, v, full) => {
		const share = Math.min(1, Math.abs(v) / (full || 1));
		node.style.setProperty('background', `color-mix(in oklab, var(--${v < 0 ? 'neg' : 'pos'}-heat) ${Math.round(100 * share)}%, var(--zero))`);
	};
	/** A pixel's own grey. @param {HTMLElement} node @param {number} v from 0 to 1 */
	const bright = (node, v) => {
		const level = Math.round(255 * Math.min(1, Math.max(0, v)));
		node.style.setProperty('background', `rgb(${level} ${level} ${level})`);
		node.classList.toggle('pale', level < 128);
		node.classList.toggle('dark', level >= 128);
	};

	const update = () => {
		const is = now();
		hide(root, !is);
		if (!is) return;
		if (shown >= is.planes) shown = 0;
		const told = JSON.stringify([is, shown, document.documentElement.lang]);
		if (told === drawn) return;
		drawn = told;
		const {size, digits} = is, area = size * size, from = shown * area;
		if (kernel.cells.childElementCount !== area) build(size);
		hide(planes, is.planes === 1);
		hide(seen.head, is.planes > 1);
		root.classList.toggle('fine', digits > 2);
		[...planes.children].forEach((button, i) => mark(button, 'aria-pressed', String(i === shown)));
		write(seen.head, t('ui.products.seen', {n: area}));
		write(kernel.head, t('ui.products.kernel'));
		write(made.head, t('ui.products.made', {n: area}));
		const brief = (/** @type {string} */ text) => size > 3 ? text.replace(/^(-?)0\./, '$1.') : text; // there is little room
		const largest = Math.max(...is.kernel.map(Math.abs)), most = Math.max(...is.products.map(Math.abs), 0.01);
		for (let i = 0; i < area; i++) {
			const pixel = /** @type {HTMLElement} */ (seen.cells.children[i]), product = /** @type {HTMLElement} */ (made.cells.children[i]), v = is.pixels[from + i];
			write(pixel, v === null ? '0' : brief(v.toFixed(2)));
			pixel.classList.toggle('border', v === null);
			bright(pixel, v ?? 0);
			const input = /** @type {HTMLInputElement} */ (kernel.cells.children[i]), w = is.kernel[from + i], text = minus(weight(w));
			if (document.activeElement !== input && held?.i !== i && input.value !== text) input.value = text;
			mark(input, 'aria-label', t('ui.products.cell', {row: Math.floor(i / size) + 1, column: i % size + 1}));
			heat(input, w, largest);
			write(product, minus(brief(is.products[from + i].toFixed(digits))));
			heat(product, is.products[from + i], most);
		}
		write(sum, minus(is.sum.toFixed(digits)));
		sum.classList.remove('pale', 'dark');
		if (is.grey) bright(sum, is.sum / is.unit);
		else heat(sum, is.sum, is.unit);
		hide(parts, is.planes === 1);
		if (is.planes > 1) write(parts, is.parts.map((v, i) => (i && v >= 0 ? '+ ' : i ? '− ' : '') + (i ? Math.abs(v) : v).toFixed(digits)).join(' ').replace(/^-/, '−'));
		said.replaceChildren(rich(t(`ui.products.says.${is.says}`)));
	};
	return {root, update};
}
