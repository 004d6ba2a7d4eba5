// One of several options: a row, a cell of the recipe, or among the buttons of the bar.
import {el, hide, icon, mark, write} from '../core/dom.js';
import {valueName} from '../core/names.js';
import {named, question} from './shown.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Form, Shown} from './shown.js' */

/** The browser's own list, which lies unseen over what is shown. @param {App} app @param {Control} c */
function list(app, c) {
	const select = el('select', {'data-al': `control.${c.name}.name`, 'data-testid': `input-${c.name}`}, ...(c.options ?? []).map((option) => el('option', {value: option})));
	select.addEventListener('change', () => app.tune(c.name, typeof c.default === 'number' ? Number(select.value) : select.value));
	return {
		select,
		update() {
			const value = String(app.value(c.name));
			// What only a link can say is shown, but not offered again.
			if (![...select.options].some((option) => option.value === value)) {
				select.querySelector('[data-linked]')?.remove();
				select.append(el('option', {value, 'data-linked': ''}));
			}
			for (const option of select.options) {
				write(option, valueName(c, option.value));
				const out = option.dataset.linked !== undefined || !app.fits(c, option.value);
				hide(option, out);
				mark(option, 'disabled', out ? '' : null);
			}
			if (select.value !== value && document.activeElement !== select || !select.value) select.value = value;
			return value;
		},
	};
}

/** @param {App} app @param {Control} c @param {Form} form @returns {Shown} */
export function select(app, c, form) {
	const {select, update} = list(app, c), value = el(form === 'bar' ? 'span' : 'b'), chevron = icon('i-down', 'chev');
	const root = form === 'bar' ? el('span', {class: 'pick speed'}, value, chevron, select)
		: form === 'cell' ? el('div', {class: 'cell'}, el('span', {class: 'what'}, el('span', {class: 'lab', 'data-t': `control.${c.name}.name`}), value), chevron, select, question(`control.${c.name}.tip`))
			: el('div', {class: 'row'}, named(c), el('span', {class: 'pick box'}, value, chevron, select));
	return {root, update() { write(value, valueName(c, update())); }};
}
