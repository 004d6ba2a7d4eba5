// Two teams, and who is ahead: about how many points the discriminator is wrong and right, and a rope between one that is right about all
// and one that only guesses.
import {el, hide, mark, svg, write} from '../core/dom.js';
import {rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** Right about half of all is what guessing gives: there the generator has won. */
const GUESSING = 0.5;

/** @param {App} app @returns {Made} */
export function score(app) {
	const words = (/** @type {string} */ key, /** @type {'span' | 'b' | 'small'} */ tag = 'span') => el(tag, {'data-t': `ui.score.${key}`}, t(`ui.score.${key}`));
	const team = (/** @type {string} */ name) => el('div', {class: `team ${name}`, 'data-tip': `ui.score.${name}.tip`}, words(name, 'b'), words(`${name}.does`, 'small'));
	const wrong = el('b', {'data-testid': 'score-wrong'}), right = el('b', {'data-testid': 'score-right'}), of = el('small'), knot = svg('circle', {cy: 7, r: 6, class: 'knot'});
	const rope = svg('svg', {class: 'rope', viewBox: '0 0 200 14', preserveAspectRatio: 'none', role: 'img'}, svg('path', {d: 'M0 7h200', class: 'stroke'}), svg('path', {d: 'M100 2v10', class: 'stroke'}));
	const pull = el('div', {class: 'pull', 'data-tip': 'ui.score.rope.tip', 'data-testid': 'score-rope'}, rope, svg('svg', {class: 'knots', viewBox: '-7 0 14 14', 'aria-hidden': 'true'}, knot));
	const ahead = el('p', {class: 'ahead', 'data-testid': 'score-ahead', 'data-evidence': 'judgeAccuracy'});
	const root = el('div', {class: 'rivals', 'data-testid': 'score'}, team('g'), el('div', {class: 'tally', 'data-tip': 'ui.score.of.tip'}, el('div', {}, wrong, el('i', {}, ':'), right), of), team('d'), pull, ahead);
	let told = '';
	return {root, update() {
		const now = app.panel('rivals');
		hide(root, !now);
		if (!now) return;
		const all = JSON.stringify([now, document.documentElement.lang]);
		if (all === told) return;
		told = all;
		const {n, passed, believed} = now, doubted = n - believed, caught = n - passed;
		write(wrong, String(passed + doubted));
		write(right, String(caught + believed));
		write(of, t('ui.score.of', {n: 2 * n}));
		const share = Math.min(Math.max(((caught + believed) / (2 * n) - GUESSING) / (1 - GUESSING), 0), 1);
		pull.style.setProperty('--at', `${100 * share}%`);
		mark(root, 'data-ahead', now.ahead);
		const {collapse, missing, places} = now, key = collapse ? `collapse.${collapse}` : `ahead.${now.ahead}`;
		const said = t(`ui.score.${key}`, {right: caught + believed, all: 2 * n, half: n, caught, missing, places});
		mark(rope, 'aria-label', said.replaceAll('*', ''));
		ahead.classList.toggle('warning', Boolean(collapse));
		ahead.replaceChildren(rich(said));
	}};
}
