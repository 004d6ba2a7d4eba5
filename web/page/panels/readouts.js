// The metrics that matter most: in the side card, and the first of them beside the epoch of an embed.
import {el, hide, mark} from '../core/dom.js';
import {amount} from '../core/metrics.js';
import {has, t} from '../core/words.js';

/** @import {Metric} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @returns {Made} */
export function readouts(app) {
	const root = el('div', {class: 'scores', id: 'scores'}), score = el('div', {class: 'epoch only-embed', id: 'score'});
	let named = '';
	return {root, parts: {score}, update(state) {
		const names = app.panel('readouts')?.metrics ?? app.lesson.metrics.slice(0, 2).map(({name}) => name);
		const all = JSON.stringify([app.lesson.id, names, document.documentElement.lang]);
		if (all !== named) {
			named = all;
			root.replaceChildren(...names.map((name, i) => box(name, i ? 'big alt' : 'big', names.length < 3)));
			score.replaceChildren(...names.slice(0, 1).flatMap((name) => [el('span', {class: 'lab'}, t(`metric.${name}`)), el('span', {class: 'num'}, el('b', {'data-metric': name}, '–'))]));
			mark(score, 'data-tip', names.length ? `metric.${names[0]}.tip` : null);
		}
		for (const node of [root, score].flatMap((one) => [...one.querySelectorAll('[data-metric]')])) {
			const {text, unit} = amount(app, node.getAttribute('data-metric') ?? '', state?.metrics ?? {});
			if (node.textContent !== text + unit) node.replaceChildren(text, unit && el('small', {}, unit));
			const why = node.parentElement?.querySelector('.why');
			if (why) hide(/** @type {HTMLElement} */ (why), text !== '–' || !state);
		}
	}};
}

/** A metric's name, its value and, where there is room, what it is of. @param {string} name @param {string} look @param {boolean} roomy */
function box(name, look, roomy) {
	const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
	return el('div', {class: 'score', 'data-evidence': name, 'data-tip': `metric.${name}.tip`}, el('span', {class: 'lab'}, t(`metric.${name}`)),
		el('div', {class: look, 'data-metric': name, 'data-testid': dashed}, '–'), roomy && has(`metric.${name}.says`) && el('small', {class: 'says'}, t(`metric.${name}.says`)), look === 'big' && el('small', {class: 'why', hidden: true}, t('ui.none')));
}
