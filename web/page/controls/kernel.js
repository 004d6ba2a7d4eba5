// The numbers of a small window: those that have a name as pictures of them, and a name for the reader's own.
import {el, hide, mark, svg, write} from '../core/dom.js';
import {valueName} from '../core/names.js';
import {named} from './shown.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Shown} from './shown.js' */

/** Numbers as squares in the colours of weights; without any, dots for what chance draws. @param {number[] | undefined} numbers from −1 to 1, as many rows as columns */
function squares(numbers) {
	const root = svg('svg', {viewBox: '0 0 30 30', 'aria-hidden': 'true'}), side = Math.sqrt(numbers?.length ?? 9), each = 30 / side;
	for (let i = 0; i < side * side; i++) {
		const v = numbers?.[i] ?? 0, square = svg('rect', {x: (i % side) * each + 0.5, y: Math.floor(i / side) * each + 0.5, width: each - 1, height: each - 1, rx: 1.5});
		square.style.setProperty('fill', `color-mix(in oklab, var(--${v < 0 ? 'neg' : 'pos'}-heat) ${Math.round(100 * Math.abs(v))}%, var(--zero))`);
		root.append(square);
		if (!numbers) root.append(svg('circle', {cx: (i % side + 0.5) * each, cy: (Math.floor(i / side) + 0.5) * each, r: i % 2 ? 0 : 1.6}));
	}
	return root;
}

/** @param {App} app @param {Control} c @returns {Shown} */
export function kernel(app, c) {
	const own = el('span', {class: 'mut'});
	const buttons = (c.options ?? []).map((option) => el('button', {
		class: 'set', type: 'button', 'data-value': option, 'data-testid': `${c.name}-${option}`, 'data-tip': `option.${c.name}.${option}.tip`, onclick: () => app.tune(c.name, option),
	}, squares(c.sketches?.[option]), el('span')));
	const root = el('div', {class: 'kernels'}, el('div', {class: 'r'}, named(c), own), el('div', {class: 'sets', role: 'group', 'data-al': `control.${c.name}.name`}, ...buttons));
	return {root, update() {
		const now = String(app.value(c.name));
		for (const button of buttons) {
			write(/** @type {Element} */ (button.lastElementChild), valueName(c, button.dataset.value ?? ''));
			mark(button, 'aria-pressed', String(button.dataset.value === now));
		}
		hide(own, (c.options ?? []).includes(now));
		write(own, valueName(c, now));
	}};
}
