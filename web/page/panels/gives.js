// What the threshold gives, in large numbers, and in a sentence what all thresholds together are worth.
import {el, write} from '../core/dom.js';
import {count} from '../core/format.js';
import {amount} from '../core/metrics.js';
import {rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {State} from '../../types' */
/** @import {Made} from './table.js' */

/** @param {App} app @returns {Made} */
export function gives(app) {
	const boxes = ['caught', 'falseAlarms'].map((name) => ({name, value: el('b', {'data-testid': `gives-${name}`}), of: el('span'), under: el('p')}));
	const root = el('div', {class: 'gives'}, ...boxes.map(({name, value, of, under}) => el('div', {class: 'score', 'data-evidence': name, 'data-tip': `metric.${name}.tip`},
		el('span', {class: 'lab', 'data-t': `metric.${name}`}, t(`metric.${name}`)), el('div', {class: 'big'}, value, of), under)), el('h2', {'data-t': 'ui.gives.every'}, t('ui.gives.every')));
	return {root, update(state) {
		const {metrics = {}} = state ?? {}, missed = metrics.strangers - metrics.caught;
		for (const {name, value, of, under} of boxes) {
			const {text, unit} = amount(app, name, metrics);
			write(value, text);
			write(of, unit);
			write(under, text === '–' ? t('ui.gives.none') : name === 'caught' ? t('ui.gives.missed', {n: count(missed)}) : t('ui.gives.stopped'));
		}
	}};
}

/** @param {App} app @returns {Made} */
export function pairs(app) {
	const root = el('p', {class: 'pairs', 'data-tip': 'metric.auc.tip', 'data-testid': 'pairs'});
	let said = '';
	return {root, update(/** @type {State | null} */ state) {
		const auc = state?.metrics.auc, text = auc === undefined ? t('ui.gives.noauc') : t('ui.gives.auc', {auc: auc.toFixed(2), n: Math.round(100 * auc)});
		if (said === text) return;
		said = text;
		root.replaceChildren(rich(text));
	}};
}
