// A choice for each layer: a control whose value is one for all, or a list with the last one for all that follow.
import {el, icon, write} from '../core/dom.js';
import {valueName, widths} from '../core/names.js';
import {plain, t} from '../core/words.js';

/** @import {Control, Value} from '../../types' */
/** @import {App} from '../core/app.js' */

/** What holds for each of n layers. @param {Value} value @param {number} n */
export function perLayer(value, n) {
	const chosen = String(value).split(',');
	return Array.from({length: n}, (_, i) => chosen[Math.min(i, chosen.length - 1)]);
}

/** The widths of the hidden layers. @param {App} app */
export function hiddenLayers(app) {
	const c = app.ofKind('layers');
	return c ? widths(app.value(c.name)) : [];
}

/** A select for hidden layer i, which follows the state on an event `refresh`. @param {App} app @param {Control} c @param {number} i */
export function layerChoice(app, c, i) {
	const all = () => perLayer(app.value(c.name), Math.max(hiddenLayers(app).length, i + 1));
	const called = (/** @type {string} */ option) => plain(valueName(c, option));
	const value = el('b');
	if (app.hidden.has(c.name)) {
		value.addEventListener('refresh', () => write(value, called(all()[i])));
		value.classList.add('each');
		return value;
	}
	const select = el('select', {'data-testid': `layer-${i + 1}-${c.name}`}, ...(c.options ?? []).map((option) => el('option', {value: option})));
	select.addEventListener('change', () => app.tune(c.name, all().map((one, k) => k === i ? select.value : one).join(',')));
	const root = el('span', {class: 'pick each', 'data-tip': `control.${c.name}.tip`}, value, icon('i-down', 'chev'), select);
	root.addEventListener('refresh', () => {
		const now = all()[i];
		for (const option of select.options) write(option, called(option.value));
		if (select.value !== now) select.value = now;
		write(value, called(now));
		select.setAttribute('aria-label', t('ui.layer.choice', {name: t(`control.${c.name}.name`), layer: i + 1}));
	});
	return root;
}
