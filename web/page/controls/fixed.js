// Only the value: the control is hidden, or is set elsewhere.
import {el, write} from '../core/dom.js';
import {plain} from '../core/words.js';
import {valueName} from '../core/names.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Form, Shown} from './shown.js' */

/** @param {App} app @param {Control} c @param {Form} form @returns {Shown} */
export function fixed(app, c, form) {
	if (form === 'bar') {
		const value = el('span');
		return {root: el('span', {class: 'speed fixed'}, value), update: () => write(value, plain(valueName(c, app.value(c.name))))};
	}
	const value = el('b'), name = el('span', {'data-t': `control.${c.name}.name`, class: form === 'cell' ? 'lab' : ''});
	const root = form === 'cell' ? el('div', {class: 'cell fixed'}, el('span', {}, name, value)) : el('div', {class: 'row'}, name, value);
	return {root, update: () => write(value, plain(valueName(c, app.value(c.name))))};
}
