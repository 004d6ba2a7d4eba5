// Metrics as the reader sees them, each by its declaration.
import {count, fine, minus, number, percent} from './format.js';
import {has, t} from './words.js';

/** @import {Metric} from '../../types' */
/** @import {App} from './app.js' */

/** How a number of each format is written, and what stands behind it. @type {Record<Metric['format'], (v: number) => {text: string, unit?: string}>} */
const FORMATS = {
	share: (v) => ({text: percent(v), unit: '%'}),
	count: (v) => ({text: count(v)}),
	degrees: (v) => ({text: `${minus(v.toFixed(0))}°`}), // read at a glance, not to the last digit
	hundredths: (v) => ({text: Math.abs(v) < 100 ? minus(v.toFixed(2)) : count(v)}),
	number: (v) => ({text: number(v)}),
	fine: (v) => ({text: fine(v), unit: '%'}),
};

/** The value of a metric and its unit. @param {Metric | undefined} metric @param {number | undefined} v */
function written(metric, v) {
	if (v === undefined || !Number.isFinite(v)) return {text: '–', unit: ''};
	const {text, unit = ''} = FORMATS[metric?.format ?? 'number'](v);
	return {text, unit};
}

/** All metrics of the newest state for sentences that name them, to the digit as they are read elsewhere. @param {App} app @returns {Record<string, string>} */
export function figures(app) {
	return Object.fromEntries(app.lesson.metrics.map((metric) => {
		const {text, unit} = written(metric, app.state?.metrics[metric.name]);
		return [metric.name, text + unit];
	}));
}

/** The value of a metric, and its unit or of how many it counts. @param {App} app @param {string} name @param {Record<string, number>} metrics */
export function amount(app, name, metrics) {
	const metric = app.lesson.metrics.find((one) => one.name === name), {text, unit} = written(metric, metrics[name]), key = `metric.${name}.of`;
	if (text === '–' || !metric?.of || !has(key)) return {text, unit};
	return {text, unit: t(key, {[metric.of]: count(metrics[metric.of])})};
}
