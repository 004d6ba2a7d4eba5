// The table that a neuron learns: a row an observation, with what should come out and what does. A press on a row puts it in; what
// should come out of the reader's own table is turned by a press.
import {el, hide, mark, shape, write} from '../core/dom.js';
import {count, minus, short} from '../core/format.js';
import {axisName, className} from '../core/names.js';
import {plain, rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/**
 * @typedef {{in: number[], want: number, class: number, says: number | null, taken: number, right: boolean}} Row
 * @typedef {{name: string, row: number, rows: Row[], counts?: boolean, slice?: number, own?: boolean, made?: boolean, never?: boolean, unit?: string, shares?: number[]}} Truth
 */

/** A tick or a cross. @param {boolean} right */
const verdict = (right) => el('span', {class: right ? 'right' : 'wrong', 'data-tip': right ? 'ui.truth.right.tip' : 'ui.truth.wrong.tip'}, right ? '✓' : '×');

/** @param {App} app @param {Record<string, string>} bind own is the control that holds what the reader's table should give, as bits @returns {Made} */
export function truth(app, {own}) {
	const sliced = el('p', {class: 'sliced'}), table = el('table', {'data-testid': 'truth'}), note = el('p', {class: 'note'}), more = el('a', {class: 'onward', href: '#l=layers&data=xor&layers=3'});
	const score = el('p', {class: 'score', 'data-evidence': 'errors', 'data-tip': 'metric.errors.tip'}, el('b', {'data-testid': 'truth-right'}), el('span'));
	const root = el('div', {class: 'truth'}, sliced, table, el('div', {class: 'under'}, score, el('div', {class: 'said'}, note, more)));
	/** Two digits, and a third where these do not tell on which side of a half it is. */
	const number = (/** @type {number | null} */ v) => v === null ? '–' : minus(v.toFixed(Math.abs(v - 0.5) < 0.005 ? 3 : 2));
	/** What a row should give. @param {Truth} now @param {number} i */
	const should = (now, i) => {
		const {class: k, want} = now.rows[i];
		if (k < 0) return el('td', {class: 'num'}, `${short(want)} ${now.unit ?? ''}`);
		const told = [shape(k), el('span', {}, now.counts ? String(want) : rich(className(app, k)))];
		if (!now.own) return el('td', {class: 'kind'}, ...told);
		return el('td', {class: 'kind'}, el('button', {
			type: 'button', 'data-testid': `want-${i}`, 'aria-label': t('ui.truth.turn', {n: i + 1}), 'data-tip': 'ui.truth.turn.tip',
			onclick: (/** @type {Event} */ e) => {
				e.stopPropagation();
				app.tune(own, Number(app.value(own)) ^ 1 << i);
			},
		}, ...told));
	};
	/** @param {Truth} now @param {number} i */
	const says = (now, i) => {
		const {class: k, says, taken} = now.rows[i];
		if (k < 0) return el('td', {class: 'num says'}, number(says));
		const named = now.rows.some((row) => row.taken > 1 || row.class > 1);
		return el('td', {class: 'num says'}, shape(taken), el('span', {}, named ? `${Math.round(100 * (says ?? 0))}%` : number(says)));
	};
	let drawn = '';
	return {root, update() {
		/** @type {Truth | undefined} */
		const now = app.panel('truth');
		hide(root, !now);
		if (!now) return;
		const told = JSON.stringify([now, document.documentElement.lang]);
		if (told === drawn) return;
		drawn = told;
		const inputs = now.rows[0].in.map((_, i) => el('th', {scope: 'col'}, rich(axisName(app, i))));
		const put = (/** @type {number} */ i) => () => app.ask({do: 'row', index: i});
		const had = table.contains(document.activeElement) ? document.activeElement?.getAttribute('data-testid') : null;
		table.replaceChildren(el('thead', {}, el('tr', {}, el('td'), ...inputs, ...['should', 'says'].map((name) => el('th', {scope: 'col'}, t(`ui.truth.${name}`))), el('td'))),
			el('tbody', {}, ...now.rows.map((row, i) => el('tr', {class: i === now.row ? 'now' : '', onclick: put(i)},
				el('td', {}, el('button', {type: 'button', class: 'put', 'data-testid': `row-${i}`, 'aria-pressed': String(i === now.row), 'aria-label': t('ui.truth.put', {n: i + 1}), 'data-tip': 'ui.truth.put.tip', onclick: put(i)})),
				...row.in.map((v) => el('td', {class: 'num'}, v >= 1000 ? count(v) : short(v))), should(now, i), says(now, i), el('td', {}, verdict(row.right))))));
		if (had) /** @type {HTMLElement | null} */ (table.querySelector(`[data-testid="${had}"]`))?.focus({preventScroll: true});
		table.classList.toggle('long', now.rows.length > 4);
		const right = now.rows.filter((row) => row.right).length;
		write(/** @type {Element} */ (score.firstElementChild), String(right));
		write(/** @type {Element} */ (score.lastElementChild), ` ${plain(t('ui.truth.of', {n: now.rows.length}))}`);
		hide(sliced, now.slice === undefined);
		if (now.slice !== undefined) sliced.replaceChildren(rich(t('ui.truth.slice', {name: plain(axisName(app, 2)), value: count(now.slice)})));
		hide(note, !now.never && !now.made);
		note.replaceChildren(rich(t(now.never ? 'ui.truth.never' : 'ui.truth.made')));
		hide(more, !now.never);
		write(more, t('ui.truth.onward'));
		mark(more, 'data-testid', 'onward');
	}};
}
