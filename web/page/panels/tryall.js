// Why nobody tries all weights: how long that would take this computer, by how fast it really is at trying them.
import {el} from '../core/dom.js';
import {count} from '../core/format.js';
import {rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

const VALUES = 20, HERE = 2; // of each weight; weights of what is shown
/** Weights of the smallest network worth the name: two inputs, three neurons and an answer, with their biases. */
const NET = 13;
const YEAR = 365.25 * 24 * 3600;
/** ms of a measurement, too short to be noticed, and how many there are: the quickest counts, for others were disturbed. */
const MEASURED = 7, OFTEN = 8;

/** How many tries of two weights on so many examples are made in a second. @param {number} examples */
function speed(examples) {
	const x = Array.from({length: examples}, (_, i) => i / examples), began = performance.now();
	let tries = 0, best = Infinity, took = 0;
	for (; took < MEASURED; took = performance.now() - began) {
		for (let n = 0; n < 500; n++, tries++) {
			const slope = n % VALUES / VALUES, offset = Math.floor(n / VALUES) / VALUES;
			let loss = 0;
			for (const at of x) {
				const off = slope * at + offset - 0.5;
				loss += off * off;
			}
			best = Math.min(best, loss);
		}
	}
	return best < 0 ? 0 : 1000 * tries / took;
}

/** A number that is read, not reckoned with: one digit of it. @param {number} v */
const rough = (v) => count(Number(v.toPrecision(1)));

/** @param {App} app @returns {Made} */
export function tryall(app) {
	const root = el('p', {class: 'tryall', 'data-testid': 'tryall'});
	let measured = 0, best = 0, waiting = 0, left = OFTEN, drawn = '';
	const measure = () => {
		best = Math.max(best, speed(Math.max(app.panel('walkers')?.[0]?.size ?? 1, 1)));
		if (--left > 0) waiting = window.setTimeout(measure, 50);
		else {
			measured = best;
			app.render();
		}
	};
	return {root, remove: () => clearTimeout(waiting), update(state) {
		if (state && !waiting) waiting = window.setTimeout(measure, 300);
		const here = VALUES ** HERE / measured, years = VALUES ** NET * (NET / HERE) / measured / YEAR, wait = t('ui.tryall.wait');
		const text = t('ui.tryall', {tries: count(VALUES ** HERE), n: NET, time: t('ui.tryall.now'), years: measured && here < 1 ? rough(years) : wait});
		if (text === drawn) return;
		drawn = text;
		root.replaceChildren(rich(text));
	}};
}
