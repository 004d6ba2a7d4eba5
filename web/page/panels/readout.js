// What is only read: the epoch, the metrics, the narrator's line and the speed.
import {byId, el, mark, write} from '../core/dom.js';
import {count, minus, number, percent, short} from '../core/format.js';
import {has, onSpeak, rich, t} from '../core/words.js';
import {sayValue} from './compare.js';
import {spell} from '../controls/controls.js';
import {className} from '../core/data.js';

/** @import {State, Value} from '../../types' */
/** @import {App} from '../core/app.js' */

/** @param {App} app */
export function showNumbers(app) {
	const epoch = byId('epoch'), steps = byId('steps-done'), rate = byId('rate');
	const scores = byId('scores'), score = byId('score');
	let named = '';
	const update = (/** @type {State | null} */ state) => {
		write(epoch, count(state?.count ?? Math.floor(state?.epoch ?? 0)));
		write(steps, t(state?.step === 1 ? 'metric.step' : 'metric.steps', {n: count(state?.step ?? 0)}));
		const eps = state?.metrics.examplesPerSecond;
		write(rate, state?.playing && eps ? t('metric.examplesPerSecond.value', {n: count(Number(eps.toPrecision(2)))}) : '');
		const names = state?.readouts ?? ['testAccuracy', 'trainAccuracy'], all = JSON.stringify([names, document.documentElement.lang]);
		if (all !== named) {
			named = all;
			scores.replaceChildren(...names.map((name, i) => box(name, i ? 'big alt' : 'big')));
			score.replaceChildren(el('span', {class: 'lab'}, t(`metric.${names[0]}`)), el('span', {class: 'num'}, el('b', {'data-metric': names[0]}, '–')));
			mark(score, 'data-tip', `metric.${names[0]}.tip`);
		}
		for (const node of document.querySelectorAll('[data-metric]')) value(/** @type {HTMLElement} */ (node), state?.metrics ?? {});
	};
	app.show(update);
}

/** A metric's name and its value. @param {string} name @param {string} look */
function box(name, look) {
	const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
	return el('div', {class: 'score', 'data-tip': `metric.${name}.tip`}, el('span', {class: 'lab'}, t(`metric.${name}`)),
		el('div', {class: look, 'data-metric': name, 'data-testid': dashed}, '–'));
}

/** Metrics that are shares of 1. */
const SHARES = /(Accuracy|Share)$/;

/** Metrics that count. */
const COUNTS = /^(groups|caught|falseAlarms)$/;

/** @param {HTMLElement} node @param {Record<string, number>} metrics */
function value(node, metrics) {
	const name = node.dataset.metric ?? '', share = SHARES.test(name), counts = COUNTS.test(name);
	/** @type {number | undefined} */
	const v = metrics[name];
	let text = share ? percent(v) : counts && v !== undefined ? count(v) : number(v), unit = share ? '%' : '';
	// A metric with a unit is read at a glance, not to the last digit; one that counts may say of how many.
	if (has(`metric.${name}.value`) && v !== undefined) text = t(`metric.${name}.value`, {value: minus(v.toFixed(1))});
	if (has(`metric.${name}.of`)) unit = t(`metric.${name}.of`, Object.fromEntries(Object.entries(metrics).map(([other, n]) => [other, count(n)])));
	if (text === '–') unit = '';
	if (node.textContent === text + unit) return;
	node.replaceChildren(text, unit && el('small', {}, unit));
}

/** ms that a line of the narrator stays at least. */
const STAY = 2000;

/** One line, at most every two seconds. @param {App} app @returns {(key: string, args?: Record<string, any>) => void} says something of the page's own */
export function showNarrator(app) {
	const line = byId('narrator');
	let since = -Infinity, timer = 0, told = '';
	/** @type {{key: string, args: Record<string, any>} | null} */
	let now = null;
	const put = () => {
		if (!now) return;
		line.removeAttribute('data-t');
		line.replaceChildren(rich(t(now.key, spelled(app, now.key, now.args))));
	};
	const say = (/** @type {string} */ key, /** @type {Record<string, any>} */ args = {}) => {
		now = {key, args};
		clearTimeout(timer);
		const wait = since + STAY - performance.now();
		if (wait > 0) timer = window.setTimeout(() => { since = performance.now(); put(); }, wait);
		else {
			since = performance.now();
			put();
		}
	};
	app.show((state) => {
		const said = state?.narrator;
		if (!said) return;
		const text = JSON.stringify(said);
		if (text === told) return;
		told = text;
		const key = said.key.startsWith('narrator.') ? said.key : `narrator.${said.key}`;
		if (has(key)) say(key, said.args);
	});
	onSpeak(put);
	return say;
}

/** The values of a sentence as words. @param {App} app @param {string} key @param {Record<string, Value>} args */
function spelled(app, key, args = {}) {
	/** @type {Record<string, string>} */
	const out = {};
	const changed = /^narrator\.changed\.(\w+)$/.exec(key)?.[1];
	const control = changed ? app.control(changed) : undefined;
	const compared = key === 'narrator.compare' ? app.control(String(args.control)) : undefined;
	if (compared) return {control: t(`control.${compared.name}.name`), a: sayValue(compared, args.a), b: sayValue(compared, args.b)};
	for (const [name, value] of Object.entries(args)) {
		if (name === 'value' && control) out[name] = spell(control, value);
		else if (name === 'class') out[name] = className(app.state, Number(value));
		else if (typeof value === 'number') out[name] = Number.isInteger(value) ? count(value) : short(Number(value.toPrecision(3)));
		else out[name] = String(value);
	}
	return out;
}
