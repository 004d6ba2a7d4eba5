// What is only read: the epoch, the accuracies, the confusion matrix, the narrator's line and the speed.
import {byId, el, mark, shape, write} from './dom.js';
import {count, number, percent, short} from './format.js';
import {has, onSpeak, rich, t} from './words.js';
import {spell} from './controls.js';

/** @import {State, Value} from '../types' */
/** @import {App} from './app.js' */

/** @param {App} app */
export function showNumbers(app) {
	const epoch = byId('epoch'), steps = byId('steps-done'), rate = byId('rate'), classes = byId('classes');
	const scores = byId('scores'), score = byId('score');
	let named = '';
	let drawn = '';
	const update = (/** @type {State | null} */ state) => {
		const k = state?.classes ?? app.dataset()?.classes;
		write(classes, k ? t('ui.classes', {n: k}) : '');
		write(epoch, count(Math.floor(state?.epoch ?? 0)));
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
		for (const node of document.querySelectorAll('[data-metric]')) value(/** @type {HTMLElement} */ (node), state?.metrics[/** @type {HTMLElement} */ (node).dataset.metric ?? '']);
		const matrix = JSON.stringify([state?.confusion, k, document.documentElement.lang]);
		if (matrix !== drawn) {
			drawn = matrix;
			const rows = state ? state.confusion ?? [] : Array.from({length: k ?? 2}, () => new Array(k ?? 2).fill(null));
			byId('confusion').replaceChildren(rows.length ? confusion(rows) : '');
		}
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
const SHARES = /Accuracy$/;

/** @param {HTMLElement} node @param {number | undefined} v */
function value(node, v) {
	const share = SHARES.test(node.dataset.metric ?? ''), text = share ? percent(v) : number(v);
	if (node.textContent?.replace('%', '') === text) return;
	node.replaceChildren(text, share && text !== '–' ? el('small', {}, '%') : '');
}

/** @param {(number | null)[][]} rows what was, against what was predicted */
function confusion(rows) {
	const k = rows.length;
	const name = (/** @type {number} */ i) => el('span', {role: 'img', 'aria-label': t('hint.class', {n: i + 1})}, shape(i));
	const table = el('table', {class: k > 3 ? 'k4' : k > 2 ? 'k3' : '', 'data-tip': 'metric.confusion.tip'});
	table.append(el('caption', {}, t('metric.predicted')));
	table.append(el('thead', {}, el('tr', {}, el('th'), el('th'), ...rows.map((_, i) => el('th', {scope: 'col'}, name(i))))));
	const body = el('tbody');
	rows.forEach((row, i) => body.append(el('tr', {},
		i === 0 && el('th', {class: 'side', rowspan: k, scope: 'rowgroup'}, el('span', {}, t('metric.actual'))),
		el('th', {scope: 'row'}, name(i)),
		...row.map((n, j) => el('td', {class: i === j ? 'right' : ''}, n === null ? '' : String(n))))));
	table.append(body);
	return table;
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
	for (const [name, value] of Object.entries(args)) {
		if (name === 'value' && control) out[name] = spell(control, value);
		else if (typeof value === 'number') out[name] = Number.isInteger(value) ? count(value) : short(Number(value.toPrecision(3)));
		else out[name] = String(value);
	}
	return out;
}
