// How far many runs have come, and about how long the others will take: the engine has no clock, so the page reckons that.
import {el, mark, write} from '../core/dom.js';
import {count} from '../core/format.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** How much of the pace there was is kept at each new look, and how long a look is, in ms. */
const KEPT = 0.7, LOOK = 400;

/** @param {App} app @returns {Made} */
export function progress(app) {
	const bar = el('i'), runs = el('b', {'data-testid': 'progress-runs'}), left = el('span', {'data-testid': 'progress-left'});
	const root = el('div', {class: 'progress', 'data-testid': 'progress', 'data-tip': 'ui.progress.tip'},
		el('div', {class: 'r'}, runs, left), el('div', {class: 'track', role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100}, bar));
	/** Steps a ms, NaN while nobody knows. */
	let pace = NaN, since = 0, from = 0, said = '';
	/** How long it takes by the pace so far. @param {number} made @param {number} all */
	const rest = (made, all) => {
		const now = performance.now(), took = now - since;
		if (made < from || took > 5 * LOOK) { // it began anew, or stood still
			pace = NaN;
			since = now;
			from = made;
		} else if (took >= LOOK) {
			const is = (made - from) / took;
			pace = Number.isNaN(pace) ? is : KEPT * pace + (1 - KEPT) * is;
			since = now;
			from = made;
			const s = Math.ceil((all - made) / pace / 1000);
			said = !(s < 1e5) ? '' : s > 90 ? t('ui.progress.minutes', {n: Math.round(s / 60)}) : t('ui.progress.seconds', {n: s});
		}
		return Number.isNaN(pace) ? '' : said;
	};
	return {root, update(state) {
		const p = app.panel('progress');
		if (!p) return;
		const done = p.made >= p.all, numbers = {runs: count(p.runs), of: count(p.of), size: count(p.size)};
		const share = `${p.all ? 100 * p.made / p.all : 0}%`;
		if (bar.style.getPropertyValue('--p') !== share) bar.style.setProperty('--p', share);
		mark(/** @type {Element} */ (bar.parentElement), 'aria-valuenow', String(Math.floor(100 * p.made / (p.all || 1))));
		mark(root, 'data-state', done ? 'done' : state?.playing ? 'playing' : 'waiting');
		write(runs, t(done ? 'ui.progress.done' : p.made ? 'ui.progress.runs' : 'ui.progress.ready', numbers));
		mark(/** @type {Element} */ (bar.parentElement), 'aria-label', runs.textContent);
		if (!state?.playing) pace = NaN;
		write(left, done || !p.made ? '' : state?.playing ? rest(p.made, p.all) : t('ui.progress.paused'));
	}};
}
