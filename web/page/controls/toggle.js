// On or off.
import {el} from '../core/dom.js';
import {question} from './shown.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Shown} from './shown.js' */

/** @param {App} app @param {Control} c @returns {Shown} */
export function toggle(app, c) {
	const input = el('input', {type: 'checkbox', role: 'switch', 'data-testid': `input-${c.name}`});
	input.addEventListener('change', () => app.tune(c.name, input.checked ? 'on' : 'off'));
	const root = el('div', {class: 'switch'}, el('label', {class: 'sw'}, el('span', {'data-t': `control.${c.name}.name`}), input, el('i')), question(`control.${c.name}.tip`));
	return {root, update() { input.checked = app.value(c.name) === 'on'; }};
}
