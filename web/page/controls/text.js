// A text to be typed, in one line.
import {el} from '../core/dom.js';
import {named} from './shown.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Shown} from './shown.js' */

/** @param {App} app @param {Control} c @returns {Shown} */
export function text(app, c) {
	const input = el('input', {class: 'num-in', type: 'text', maxlength: c.most ?? 1, spellcheck: 'false', 'data-al': `control.${c.name}.name`, 'data-testid': `input-${c.name}`});
	input.addEventListener('change', () => app.tune(c.name, input.value));
	return {root: el('div', {class: 'row'}, named(c), input), update() { if (document.activeElement !== input) input.value = String(app.value(c.name)); }};
}
