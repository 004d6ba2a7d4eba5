// Making and finding elements.

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
	const found = document.getElementById(id);
	if (!found) throw new Error(`no element #${id}`);
	return found;
}

/**
 * Makes an element. Keys of `attributes` that begin with `on` are listeners, `class` and `data-…` are what they are in
 * HTML; false and undefined are left out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes = {}, ...children) {
	const made = document.createElement(tag);
	for (const [key, value] of Object.entries(attributes)) {
		if (value === undefined || value === false || value === null) continue;
		if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
		else made.setAttribute(key, value === true ? '' : String(value));
	}
	for (const child of children) if (child || child === '') made.append(child);
	return made;
}

const NS = 'http://www.w3.org/2000/svg';

/**
 * The same for SVG.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...Node} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
	const made = document.createElementNS(NS, tag);
	for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
	made.append(...children);
	return made;
}

/** One of the page's symbols. @param {string} name @param {string} [look] */
export function icon(name, look = 'i') {
	return svg('svg', {class: look, 'aria-hidden': 'true'}, svg('use', {href: `#${name}`}));
}

/** Writes only what changed: assistive technology hears of every write. @param {Node} node @param {string} text */
export function write(node, text) {
	if (node.textContent !== text) node.textContent = text;
}

/** The same for one attribute; null takes it away. @param {Element} node @param {string} name @param {string | null} value */
export function mark(node, name, value) {
	if (node.getAttribute(name) === value) return;
	if (value === null) node.removeAttribute(name);
	else node.setAttribute(name, value);
}

/** Hides it or shows it: the browser takes every write for a change, and lays the page out anew. @param {HTMLElement} node @param {boolean} hidden */
export function hide(node, hidden) {
	if (node.hidden !== hidden) node.hidden = hidden;
}

/** Outlines of the classes' marks, of equal area, about the origin for radius 1. */
const shapes = [
	'M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z',
	'M-.9-.9h1.8v1.8h-1.8z',
	'M0-1.38L1.31.99h-2.62z',
	'M0-1.28L1.28 0 0 1.28-1.28 0z',
	'M-.42-1.15h.84v.73h.73v.84h-.73v.73h-.84v-.73h-.73v-.84h.73z',
	'M0 1.38L1.31-.99h-2.62z',
];

/** @param {number} k the class, from 0; −1 for none @param {number} x @param {number} y @param {number} r */
export function dot(k, x, y, r) {
	return svg('path', {class: `c${k % 6 + 1}`, d: shapes[Math.max(k, 0) % 6], transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${r})`});
}

/** A class's mark, as tall as a digit. @param {number} k */
export function shape(k) {
	return svg('svg', {class: 'shape', viewBox: '-5 -5 10 10', 'aria-hidden': 'true'}, dot(k, 0, 0, k < 2 ? 4 : 3.6));
}
