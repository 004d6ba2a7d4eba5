// A number between two ends.
import {el, mark, write} from '../core/dom.js';
import {number, short} from '../core/format.js';
import {valueName} from '../core/names.js';
import {named} from './shown.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Shown} from './shown.js' */

/** The stops of a slider. A log slider goes by round numbers, several to a decade, from its step on if it begins with 0. @param {Control} c */
function scale(c) {
	const lo = c.min ?? 0, hi = c.max ?? 1;
	if (!c.log) {
		return {min: lo, max: hi, step: c.step || (hi - lo) / 100, to: (/** @type {number} */ v) => v, from: (/** @type {number} */ v) => v};
	}
	/** @type {number[]} */
	const stops = lo === 0 ? [0] : [], least = lo || c.step || 1e-4;
	for (let e = Math.floor(Math.log10(least)); e <= Math.log10(hi) + 1e-9; e++) {
		for (const m of [1, 1.5, 2, 3, 5, 7]) {
			const v = Number((m * 10 ** e).toPrecision(3));
			if (v >= least * 0.999 && v <= hi * 1.001) stops.push(v);
		}
	}
	return {
		min: 0, max: stops.length - 1, step: 1,
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
			mark(input, 'aria-valuetext', valueName(c, value));
		},
	};
}

/** @param {App} app @param {Control} c @returns {Shown} */
export function slider(app, c) {
	const {input, update} = range(app, c, scale(c));
	const value = el('b');
	input.id = `in-${c.name}`;
	const name = named(c);
	name.firstElementChild?.setAttribute('id', `name-${c.name}`);
	input.setAttribute('aria-labelledby', `name-${c.name}`);
	/** What is in force, where that is not what was set. */
	const now = () => {
		const real = c.shows ? app.state?.metrics[c.shows] : undefined, set = Number(app.value(c.name));
		return real === undefined || Math.abs(real - set) <= 1e-6 * set || app.idle(c) ? '' : ` → ${c.step && c.step % 1 === 0 ? short(real) : number(real)}`;
	};
	const root = el('div', {class: 'sl'}, el('div', {class: 'r'}, name, value), input);
	return {root, update() {
		update();
		write(value, valueName(c, app.value(c.name)) + now());
	}};
}
