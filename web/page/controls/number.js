// A number to be typed.
import {el, icon} from '../core/dom.js';
import {named} from './shown.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Shown} from './shown.js' */

/** @param {App} app @param {Control} c @returns {Shown} */
export function number(app, c) {
	const input = el('input', {class: 'num-in', type: 'number', inputmode: 'numeric', min: c.min, max: c.max, step: c.step || 1, 'data-al': `control.${c.name}.name`, 'data-testid': `input-${c.name}`});
	input.addEventListener('change', () => { if (input.value !== '' && input.checkValidity()) app.tune(c.name, Number(input.value)); else input.value = String(app.value(c.name)); });
	// What weights begin as can be left to chance.
	const dice = c.role === 'seed' && el('button', {
		class: 'ib small', type: 'button', id: 'reroll', 'data-testid': 'reroll', 'data-al': 'ui.reroll', 'data-tip': 'ui.reroll.tip', onclick: () => app.ask({do: 'reroll'}),
	}, icon('i-dice'));
	return {root: el('div', {class: 'row'}, named(c), el('span', {class: 'typed'}, dice, input)), update() { if (document.activeElement !== input) input.value = String(app.value(c.name)); }};
}
