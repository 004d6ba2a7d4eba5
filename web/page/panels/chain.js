// The chain rule of one weight, with its numbers: of the weight that was pressed, or of the one under the pointer.
import {el, hide, write} from '../core/dom.js';
import {minus} from '../core/format.js';
import {axisName} from '../core/names.js';
import {plain, rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/**
 * @typedef {{layer: number, out: number, in: number, value: number, blame: number, alone: number, next: number}} Parameter
 * @typedef {object} Credit
 * @prop {number} phase
 * @prop {number} says
 * @prop {number} should
 * @prop {number} loss
 * @prop {number} then
 * @prop {number} after
 * @prop {number} rate
 * @prop {number} batch
 * @prop {{layer: number, weights: number, mean: number}[]} layers
 * @prop {{gives: number, slope: number, passed: number}[][]} units
 * @prop {Parameter[]} params
 * @prop {number} at
 * @prop {number | null} check
 * @prop {{example: number, blame: number}[]} parts
 */

const BACKWARD = 3;
const four = (/** @type {number} */ v) => minus((Math.abs(v) < 0.00005 ? 0 : v).toFixed(4));

/** What a neuron is called. @param {App} app @param {Credit} now @param {number} layer @param {number} unit */
export function unitNamed(app, now, layer, unit) {
	if (layer === 0) return plain(axisName(app, unit));
	return layer === now.units.length - 1 ? t('ui.chain.output') : t('ui.chain.neuron', {layer, n: unit + 1});
}

/** @param {App} app @returns {Made} */
export function chain(app) {
	const title = el('h3'), way = el('p', {class: 'way'}), boxes = el('div', {class: 'boxes', 'data-testid': 'chain'});
	const test = el('button', {class: 'btn', type: 'button', 'data-testid': 'check', 'data-tip': 'ui.chain.check.tip', onclick: () => app.ask({do: 'check'})});
	const tried = el('p', {class: 'line', 'data-testid': 'checked'}), then = el('p', {class: 'line', 'data-testid': 'update-line'}), parts = el('p', {class: 'line', 'data-testid': 'parts'});
	const root = el('div', {class: 'chain'}, el('header', {}, title, way), boxes, el('div', {class: 'proof'}, test, tried), then, parts);
	/** The parameter under the pointer, by the target's name. */
	let under = '', drawn = '';
	const pointed = (/** @type {Event} */ e) => {
		under = /** @type {CustomEvent} */ (e).detail?.id ?? '';
		update();
	};
	document.addEventListener('pointed', pointed);
	const box = (/** @type {string} */ number, /** @type {string} */ words, look = '') => el('div', {class: `link-box ${look}`}, el('b', {}, number), el('span', {}, rich(words)));
	const sign = (/** @type {string} */ text) => el('i', {}, text);

	/** Which parameter it is about, and whether it is only looked at. @param {Credit} now @returns {[Parameter, boolean]} */
	const about = (now) => {
		const found = now.params.findIndex((p) => under === (p.in < 0 ? `bias.${p.layer}.${p.out}` : `edge.${p.layer}.${p.out}.${p.in}`));
		return found < 0 || found === now.at ? [now.params[now.at], false] : [now.params[found], true];
	};
	const update = () => {
		/** @type {Credit | undefined} */
		const now = app.panel('credit');
		hide(root, !now);
		if (!now) return;
		const told = JSON.stringify([now, under, document.documentElement.lang]);
		if (told === drawn) return;
		drawn = told;
		const [p, passing] = about(now), to = now.units[p.layer][p.out], from = p.in < 0 ? null : now.units[p.layer - 1][p.in];
		write(title, t(p.in < 0 ? 'ui.chain.bias' : 'ui.chain.weight'));
		write(way, p.in < 0 ? unitNamed(app, now, p.layer, p.out) : `${unitNamed(app, now, p.layer - 1, p.in)} → ${unitNamed(app, now, p.layer, p.out)}`);
		const known = now.phase >= BACKWARD, last = p.layer === now.units.length - 1;
		boxes.classList.toggle('unknown', !known);
		boxes.replaceChildren(
			box(from ? (now.phase > 0 ? four(from.gives) : '?') : '1', t(from ? 'ui.chain.came' : 'ui.chain.one')), sign('×'),
			box(now.phase > 0 ? four(to.slope) : '?', t('ui.chain.slope')), sign('×'),
			box(known ? four(to.passed) : '?', t(last ? 'ui.chain.passed.loss' : 'ui.chain.passed'), 'back'), sign('='),
			box(known ? four(p.alone) : '?', t('ui.chain.blame'), 'result'),
		);
		const checked = !passing && known && now.check !== null;
		hide(test, !known || passing || checked);
		write(test, t('ui.chain.check'));
		hide(tried, known && !passing && !checked);
		tried.replaceChildren(rich(checked ? t('ui.chain.checked', {blame: four(p.blame), check: four(now.check ?? 0)}) : t(known ? 'ui.chain.press' : 'ui.chain.later')));
		hide(then, !known);
		const course = p.blame === 0 ? 'still' : p.blame < 0 ? 'grow' : 'shrink';
		then.replaceChildren(rich(t(`ui.chain.${course}`)), ' ', rich(t(now.phase > BACKWARD ? 'ui.chain.done' : 'ui.chain.then', {value: four(p.value), rate: String(now.rate), blame: p.blame < 0 ? `(${four(p.blame)})` : four(p.blame), next: four(p.next)})));
		hide(parts, !known || now.batch < 2 || passing);
		const list = now.parts.map((part) => `**${minus((part.blame < 0 ? '' : '+') + part.blame.toFixed(3))}**`).join(' ');
		parts.replaceChildren(rich(t('ui.chain.parts', {n: now.batch, list, mean: four(p.blame)})));
	};
	return {root, update, remove: () => document.removeEventListener('pointed', pointed)};
}
