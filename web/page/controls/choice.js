// All options side by side.
import {el, mark, write} from '../core/dom.js';
import {valueName} from '../core/names.js';
import {named} from './shown.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Shown} from './shown.js' */

/** @param {App} app @param {Control} c @returns {Shown} */
export function choice(app, c) {
	const buttons = (c.options ?? []).map((option) => el('button', {
		type: 'button', 'data-value': option, 'data-testid': `${c.name}-${option}`, 'data-tip': `option.${c.name}.${option}.tip`, onclick: () => app.tune(c.name, option),
	}));
	const root = el('div', {class: 'choice'}, named(c), el('div', {class: 'seg', role: 'group', 'data-al': `control.${c.name}.name`}, ...buttons));
	return {root, update() {
		for (const button of buttons) {
			const option = button.dataset.value ?? '';
			write(button, valueName(c, option));
			mark(button, 'aria-pressed', String(option === String(app.value(c.name))));
		}
	}};
}
