// Inputs from a lesson's declaration. Each control can be shown in three forms: a row of the data column, a cell of
// the recipe, and the one slider of an embed.
import {datasets} from './datasets.js';
import {el, icon, mark, write} from '../core/dom.js';
import {count, number, short} from '../core/format.js';
import {has, t} from '../core/words.js';
import {popUnder} from '../shell/menus.js';

/** @import {Control, Value} from '../../types' */
/** @import {App} from '../core/app.js' */

/** @typedef {{root: HTMLElement, update: () => void}} Shown */
/** @typedef {'row' | 'cell' | 'knob'} Form */

/** A value as words: an option's name, or the number with its unit. @param {Control} c @param {Value} value @returns {string} */
export function spell(c, value) {
	if (c.each && String(value).includes(',')) return String(value).split(',').map((one) => spell(c, one)).join(' · ');
	const key = c.kind === 'data' ? `dataset.${value}.name` : `option.${c.name}.${value}`;
	if (has(key)) return t(key);
	let text = String(value);
	if (typeof value === 'number' || text.trim() !== '' && Number.isFinite(Number(text))) {
		const n = Number(value);
		if (c.format === 'percent') text = `${n < 0.1 ? short(Number((n * 100).toPrecision(2))) : Math.round(n * 100)}%`;
		else text = c.name.endsWith('seed') ? text : n >= 1000 ? count(n) : short(n);
	}
	return has(`control.${c.name}.value`) ? t(`control.${c.name}.value`, {value: text}) : text;
}

/** A control in a form. @param {App} app @param {Control} c @param {Form} form @returns {Shown} */
export function control(app, c, form) {
	const made = build(app, c, form);
	made.root.dataset.control = c.name;
	made.root.dataset.testid = `control-${c.name}`;
	made.root.dataset.tip = `control.${c.name}.tip`;
	return {
		root: made.root,
		update() {
			made.update();
			const why = app.idle(c);
			made.root.classList.toggle('off', why !== null);
			made.root.hidden = why !== null && Boolean(c.requires?.data); // what belongs to some data sets is not missed with others
			if (why === null) delete made.root.dataset.why;
			else made.root.dataset.why = why;
			for (const input of made.root.querySelectorAll('input, select, button:not(.q)')) /** @type {HTMLInputElement} */ (input).disabled = why !== null || app.hidden.has(c.name);
		},
	};
}

/** @param {App} app @param {Control} c @param {Form} form @returns {Shown} */
function build(app, c, form) {
	const fixed = app.hidden.has(c.name);
	if (c.kind === 'data') return datasets(app, c, fixed);
	if (fixed) return readout(app, c, form);
	if (c.kind === 'toggle') return toggle(app, c);
	if (c.kind === 'select' && c.format === 'switch') return choice(app, c);
	if (c.kind === 'select') return form === 'cell' ? cell(app, c) : selectRow(app, c);
	if (c.kind === 'slider' && c.group === 'transport') return numberRow(app, c);
	if (c.kind === 'slider') return form === 'cell' ? sliderCell(app, c) : slider(app, c);
	return readout(app, c, form);
}

/** A control's name, and for fingers a button that explains it. @param {Control} c */
export function named(c) {
	return el('span', {class: 'name'}, el('span', {'data-t': `control.${c.name}.name`}), question(`control.${c.name}.tip`));
}

/** A button that shows a tip, where there is no pointer to hover. @param {string} tip */
export function question(tip) {
	return el('button', {class: 'q', type: 'button', 'data-al': 'ui.explain', 'data-explains': tip}, icon('i-help'));
}

/** Only the value: the control is hidden. @param {App} app @param {Control} c @param {Form} form @returns {Shown} */
function readout(app, c, form) {
	const value = el('b');
	const name = el('span', {'data-t': `control.${c.name}.name`, class: form === 'cell' ? 'lab' : ''});
	const root = form === 'cell' ? el('div', {class: 'cell fixed'}, el('span', {}, name, value)) : el('div', {class: 'row'}, name, value);
	return {root, update: () => write(value, spell(c, app.value(c.name)))};
}

/** The stops of a slider. A log slider goes by round numbers, several to a decade, from its step on if it begins with 0. @param {Control} c */
function scale(c) {
	const lo = c.min ?? 0, hi = c.max ?? 1;
	if (!c.log) {
		return {min: lo, max: hi, step: c.step || (hi - lo) / 100, to: (/** @type {number} */ v) => v, from: (/** @type {number} */ v) => v, marks: /** @type {number[]} */ ([])};
	}
	/** @type {number[]} */
	const stops = lo === 0 ? [0] : [], least = lo || c.step || 1e-4;
	for (let e = Math.floor(Math.log10(least)); e <= Math.log10(hi) + 1e-9; e++) {
		for (const m of [1, 1.5, 2, 3, 5, 7]) {
			const v = Number((m * 10 ** e).toPrecision(3));
			if (v >= least * 0.999 && v <= hi * 1.001) stops.push(v);
		}
	}
	const marks = stops.filter((v) => /^[13]0*$/.test(String(Math.round(v * 1e6)))).filter((v) => String(Math.round(v * 1e6)).startsWith('1'));
	return {
		min: 0, max: stops.length - 1, step: 1, marks,
		/** @param {number} v */
		to(v) {
			let best = 0;
			stops.forEach((s, i) => { if (Math.abs(Math.log(s / v)) < Math.abs(Math.log(stops[best] / v))) best = i; });
			return best;
		},
		/** @param {number} i */
		from: (i) => stops[i],
	};
}

/** A slider's values, a few dozen at most. @param {Control} c @returns {number[]} */
export function stops(c) {
	const to = scale(c), n = Math.round((to.max - to.min) / to.step), each = Math.ceil(n / 30);
	const all = Array.from({length: Math.floor(n / each) + 1}, (_, i) => Number(to.from(to.min + i * each * to.step).toPrecision(6)));
	return c.log ? all.filter((v) => /^[13]e/.test(v.toExponential())) : all;
}

/** @param {App} app @param {Control} c @param {ReturnType<typeof scale>} to */
function range(app, c, to) {
	const input = el('input', {type: 'range', min: to.min, max: to.max, step: to.step, 'data-testid': `input-${c.name}`});
	input.addEventListener('input', () => app.tune(c.name, Number(to.from(Number(input.value)).toPrecision(6))));
	return {
		input,
		update() {
			const value = Number(app.value(c.name)), at = to.to(value);
			if (Number(input.value) !== at) input.value = String(at);
			// The thumb's centre does not reach the ends.
			const share = (Number(input.value) - to.min) / (to.max - to.min || 1);
			input.style.setProperty('--p', `calc(8px + ${share} * (100% - 16px))`);
			mark(input, 'aria-valuetext', spell(c, value));
		},
	};
}

/** @param {App} app @param {Control} c @returns {Shown} */
function slider(app, c) {
	const {input, update} = range(app, c, scale(c));
	const value = el('b');
	input.id = `in-${c.name}`;
	const name = named(c);
	name.firstElementChild?.setAttribute('id', `name-${c.name}`);
	input.setAttribute('aria-labelledby', `name-${c.name}`);
	const root = el('div', {class: 'sl'}, el('div', {class: 'r'}, name, value), input);
	return {root, update() { update(); write(value, spell(c, app.value(c.name))); }};
}

/** A slider that opens below its cell. @param {App} app @param {Control} c @returns {Shown} */
function sliderCell(app, c) {
	const to = scale(c), {input, update} = range(app, c, to);
	const value = el('b'), inside = el('b');
	input.setAttribute('data-al', `control.${c.name}.name`);
	const marks = el('div', {class: 'marks', 'aria-hidden': 'true'});
	for (const m of to.marks) {
		const at = el('span', {}, short(m));
		at.style.setProperty('--at', `${100 * to.to(m) / to.max}%`);
		marks.append(at);
	}
	const panel = el('div', {class: 'panel', popover: 'auto', id: `pop-${c.name}`, role: 'group', 'data-al': `control.${c.name}.name`},
		el('div', {class: 'sl'}, el('div', {class: 'r'}, el('span', {'data-t': `control.${c.name}.name`}), inside), input, marks),
		el('p', {'data-t': `control.${c.name}.tip`}));
	const now = () => {
		const rate = c.name === 'lr' ? app.state?.metrics.learningRate : undefined, set = Number(app.value(c.name));
		return rate === undefined || Math.abs(rate - set) <= 1e-6 * set || app.idle(c) ? '' : ` → ${number(rate)}`;
	};
	const root = el('button', {class: 'cell', type: 'button', 'aria-haspopup': 'true', onclick: () => popUnder(panel, root, input)},
		el('span', {}, el('span', {class: 'lab', 'data-t': `control.${c.name}.name`}), value), icon('i-down', 'chev'));
	document.body.append(panel);
	return {root, update() { update(); for (const node of [value, inside]) write(node, spell(c, app.value(c.name)) + now()); }};
}

/** @param {App} app @param {Control} c */
function options(app, c) {
	const select = el('select', {'data-al': `control.${c.name}.name`, 'data-testid': `input-${c.name}`});
	for (const option of c.options ?? []) select.append(el('option', {value: option}));
	select.addEventListener('change', () => {
		const number = typeof c.default === 'number';
		app.tune(c.name, number ? Number(select.value) : select.value);
	});
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
				write(option, spell(c, option.value));
				option.hidden = option.disabled = option.dataset.linked !== undefined || !app.fits(c, option.value);
			}
			if (select.value !== value && document.activeElement !== select || !select.value) select.value = value;
			return value;
		},
	};
}

/** @param {App} app @param {Control} c @returns {Shown} */
function cell(app, c) {
	const {select, update} = options(app, c), value = el('b');
	const root = el('div', {class: 'cell'}, el('span', {}, el('span', {class: 'lab', 'data-t': `control.${c.name}.name`}), value), icon('i-down', 'chev'), select, question(`control.${c.name}.tip`));
	return {root, update() { write(value, spell(c, update())); }};
}

/** @param {App} app @param {Control} c @returns {Shown} */
function selectRow(app, c) {
	const {select, update} = options(app, c), value = el('b');
	const root = el('div', {class: 'row'}, named(c), el('span', {class: 'pick'}, value, icon('i-down', 'chev'), select));
	return {root, update() { write(value, spell(c, update())); }};
}

/** All options side by side. @param {App} app @param {Control} c @returns {Shown} */
function choice(app, c) {
	const buttons = (c.options ?? []).map((option) => el('button', {
		type: 'button', 'data-value': option, 'data-testid': `${c.name}-${option}`, 'data-tip': `option.${c.name}.${option}.tip`, onclick: () => app.tune(c.name, option),
	}));
	const root = el('div', {class: 'choice'}, named(c), el('div', {class: 'seg', role: 'group', 'data-al': `control.${c.name}.name`}, ...buttons));
	return {root, update() {
		for (const button of buttons) {
			const option = button.dataset.value ?? '';
			write(button, spell(c, option));
			mark(button, 'aria-pressed', String(option === String(app.value(c.name))));
		}
	}};
}

/** The speed, which stands among the buttons. @param {App} app @param {Control} c @returns {Shown} */
export function speed(app, c) {
	const value = el('span');
	if (app.hidden.has(c.name)) {
		return {root: el('span', {class: 'speed fixed', 'data-testid': `control-${c.name}`, 'data-tip': `control.${c.name}.tip`}, value), update: () => write(value, spell(c, app.value(c.name)))};
	}
	const {select, update} = options(app, c);
	const root = el('span', {class: 'pick speed', 'data-control': c.name, 'data-testid': `control-${c.name}`, 'data-tip': `control.${c.name}.tip`}, value, icon('i-down', 'chev'), select);
	return {root, update() { write(value, spell(c, update())); }};
}

/** @param {App} app @param {Control} c @returns {Shown} */
function numberRow(app, c) {
	const input = el('input', {class: 'num-in', type: 'number', inputmode: 'numeric', min: c.min, max: c.max, step: c.step || 1, 'data-al': `control.${c.name}.name`, 'data-testid': `input-${c.name}`});
	input.addEventListener('change', () => { if (input.value !== '' && input.checkValidity()) app.tune(c.name, Number(input.value)); else input.value = String(app.value(c.name)); });
	const root = el('div', {class: 'row'}, named(c), input);
	return {root, update() { if (document.activeElement !== input) input.value = String(app.value(c.name)); }};
}

/** @param {App} app @param {Control} c @returns {Shown} */
function toggle(app, c) {
	const input = el('input', {type: 'checkbox', role: 'switch', 'data-testid': `input-${c.name}`});
	input.addEventListener('change', () => app.tune(c.name, input.checked ? 'on' : 'off'));
	const root = el('div', {class: 'switch'}, el('label', {class: 'sw'}, el('span', {'data-t': `control.${c.name}.name`}), input, el('i')), question(`control.${c.name}.tip`));
	return {root, update() { input.checked = ['on', 'true', '1'].includes(String(app.value(c.name))); }};
}
