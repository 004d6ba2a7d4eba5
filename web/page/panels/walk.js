// A walk through the noise: which digit is asked for, and the two numbers of the noise that the map shows, as sliders.
import {el, mark, write} from '../core/dom.js';
import {minus} from '../core/format.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

const DIGITS = 10, AXES = /** @type {const} */ (['x', 'y']);

/** @param {App} app @returns {Made} */
export function walk(app) {
	const digits = Array.from({length: DIGITS}, (_, digit) => el('button', {type: 'button', 'data-testid': `walk-digit-${digit}`, 'data-tip': 'ui.walk.digit.tip', onclick: () => app.ask({do: 'walk', digit})}, String(digit)));
	const sliders = AXES.map((axis, i) => {
		const input = el('input', {type: 'range', step: 0.05, 'data-testid': `walk-${axis}`, 'aria-label': ''}), value = el('b', {});
		input.addEventListener('input', () => app.ask({do: 'walk', [axis]: Number(input.value)}));
		return {input, value, root: el('label', {class: 'sl', 'data-tip': 'ui.walk.noise.tip'}, el('span', {class: 'r'}, el('span', {class: 'name', 'data-t': `ui.walk.noise.${i + 1}`}, t(`ui.walk.noise.${i + 1}`)), value), input)};
	});
	const root = el('div', {class: 'walk', 'data-testid': 'walk'}, el('div', {class: 'asks'}, el('span', {class: 'lab', 'data-t': 'ui.walk.digit'}, t('ui.walk.digit')), el('div', {class: 'seg', role: 'group', 'data-al': 'ui.walk.digit'}, ...digits)), ...sliders.map((one) => one.root));
	return {root, update() {
		const now = app.panel('walk');
		if (!now) return;
		for (const [digit, button] of digits.entries()) mark(button, 'aria-pressed', String(now.digit === digit));
		for (const [i, {input, value}] of sliders.entries()) {
			const at = now.at[i], text = minus(at.toFixed(2));
			mark(input, 'min', String(-now.reach));
			mark(input, 'max', String(now.reach));
			if (document.activeElement !== input || Math.abs(Number(input.value) - at) > 0.03) input.value = String(at);
			mark(input, 'aria-label', t(`ui.walk.noise.${i + 1}`));
			mark(input, 'aria-valuetext', text);
			input.style.setProperty('--p', `calc(8px + ${(at + now.reach) / (2 * now.reach)} * (100% - 16px))`);
			write(value, text);
		}
	}};
}
