// A choice for each layer: a control whose value is one for all, or a list with the last one for all that follow.
import {el, icon, write} from '../core/dom.js';
import {spell} from './controls.js';
import {widths} from './network.js';
import {t} from '../core/words.js';

/** @import {Value} from '../../types' */
/** @import {App} from '../core/app.js' */

/** What holds for each of n layers. @param {Value} value @param {number} n */
export function perLayer(value, n) {
	const chosen = String(value).split(',');
	return Array.from({length: n}, (_, i) => chosen[Math.min(i, chosen.length - 1)]);
}

/** A select for hidden layer i, which follows the state on an event `refresh`. @param {App} app @param {string} name @param {number} i */
export function layerChoice(app, name, i) {
	const c = app.control(name);
	if (!c) return el('span');
	const all = () => perLayer(app.value(name), Math.max(widths(app.value('layers')).length, i + 1));
	const value = el('b');
	if (app.hidden.has(name)) {
		value.addEventListener('refresh', () => write(value, spell(c, all()[i])));
		value.classList.add('each');
		return value;
	}
	const select = el('select', {'data-testid': `layer-${i + 1}-${name}`}, ...(c.options ?? []).map((option) => el('option', {value: option})));
	select.addEventListener('change', () => app.tune(name, all().map((one, k) => k === i ? select.value : one).join(',')));
	const root = el('span', {class: 'pick each', 'data-tip': `control.${name}.tip`}, value, icon('i-down', 'chev'), select);
	root.addEventListener('refresh', () => {
		const now = all()[i];
		for (const option of select.options) write(option, spell(c, option.value));
		if (select.value !== now) select.value = now;
		write(value, spell(c, now));
		select.setAttribute('aria-label', t('ui.layer.choice', {name: t(`control.${name}.name`), layer: i + 1}));
	});
	return root;
}
