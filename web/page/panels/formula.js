// A neuron's sum with the numbers of one point, and the points that pushed it most, as words and numbers.
import {el, shape} from '../core/dom.js';
import {minus} from '../core/format.js';
import {has, rich, t} from '../core/words.js';

/** @import {Formula, Inspection} from '../../types' */
/** @import {App} from '../core/app.js' */

/** The engine has rounded it already. @param {number} v @param {number} digits */
const fixed = (v, digits) => minus(v.toFixed(digits));

/** @param {string} name the engine's, of what goes from the sum to the output */
function called(name) {
	for (const key of [`function.${name}`, `option.activation.${name}`]) if (has(key)) return t(key);
	return name;
}

/** 0.83 × 1.20 − 0.30 × 0.50 + 0.10 = 0.91, then tanh → 0.72. @param {Formula} f */
export function formula(f) {
	const [digits, sum, out] = f.digits;
	/** @type {(Node | string)[]} */
	const parts = [];
	const sign = (/** @type {number} */ v) => el('span', {class: 'op'}, parts.length ? v < 0 ? ' − ' : ' + ' : v < 0 ? '−' : '');
	const coloured = (/** @type {number} */ v) => el('span', {class: v < 0 ? 'minus' : v > 0 ? 'plus' : ''}, Math.abs(v).toFixed(digits));
	f.weights.forEach((w, i) => {
		const x = f.inputs[i], input = fixed(x, digits);
		parts.push(el('span', {class: 'term'}, sign(w), coloured(w), ' × ', x < 0 ? `(${input})` : input));
	});
	parts.push(el('span', {class: 'term'}, sign(f.bias), coloured(f.bias)));
	const spaced = parts.flatMap((part, i) => i ? [' ', part] : [part]);
	return el('div', {class: 'formula'},
		el('p', {'data-testid': 'formula-sum'}, ...spaced, ' ', el('span', {class: 'term'}, '= ', el('b', {}, fixed(f.sum, sum)))),
		el('p', {'data-testid': 'formula-output'}, `${called(f.function)} → `, el('b', {}, fixed(f.output, out))));
}

/** Whose numbers they are. @param {Formula} f */
export function whose(f) {
	return el('p', {class: 'whose', 'data-testid': 'formula-point'}, shape(f.class), el('b', {}, t('stage.point', {n: f.point + 1})),
		el('span', {}, t(f.chosen ? f.test ? 'why.point.test' : 'why.point.train' : 'why.point.first')));
}

/** The strongest first. @param {App} app @param {Inspection} found @param {(point: number) => void} choose */
export function pushers(app, {pushes, frozen}, choose) {
	if (!pushes.length) return el('p', {}, t(frozen ? 'why.pushes.frozen' : app.state?.step ? 'why.pushes.none' : 'why.pushes.early'));
	const list = el('ol', {class: 'pushers', 'data-testid': 'pushers'});
	for (const {point, by} of pushes) {
		const up = (by ?? 0) >= 0, much = Math.abs(by ?? 0), text = much < 1e-4 ? much.toExponential(0) : String(Number(much.toPrecision(2)));
		list.append(el('li', {}, el('button', {type: 'button', 'aria-pressed': String(app.state?.selected.point === point), 'data-point': point, onclick: () => choose(point)},
			el('i', {class: 'ring'}), el('b', {}, t('stage.point', {n: point + 1})), el('span', {class: up ? 'plus' : 'minus'}, `${up ? '+' : '−'}${text}`))));
	}
	return list;
}

/** What a cut has come to. @param {App} app */
export function broken(app) {
	const whole = app.panel('network')?.whole, now = app.state?.metrics;
	if (!whole || !now) return null;
	const share = (/** @type {number} */ v) => Math.round(v * 100);
	return whole.testAccuracy === undefined
		? t('why.broken.loss', {now: Number((now.testLoss ?? NaN).toPrecision(3)), whole: Number((whole.testLoss ?? NaN).toPrecision(3))})
		: t('why.broken', {now: share(now.testAccuracy ?? NaN), whole: share(whole.testAccuracy)});
}

/** A sentence with markup as a paragraph. @param {string} key @param {Record<string, any>} [args] */
export const sentence = (key, args) => el('p', {}, rich(t(key, args)));
