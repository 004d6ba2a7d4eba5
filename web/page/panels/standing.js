// Where a step stands: what the network says, what it should, and how blame is shared out among layers and weights.
import {el, hide, mark, write} from '../core/dom.js';
import {minus} from '../core/format.js';
import {rich, t} from '../core/words.js';
import {unitNamed} from './chain.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */
/** @import {Credit} from './chain.js' */

const BACKWARD = 3;

/** @param {App} app @returns {Made} */
export function standing(app) {
	const says = el('b', {'data-testid': 'says'}), should = el('b', {'data-testid': 'should'}), loss = el('b', {'data-testid': 'credit-loss'});
	const pair = (/** @type {string} */ key, /** @type {HTMLElement} */ value) => el('div', {'data-evidence': key === 'loss' ? 'trainLoss' : undefined}, el('span', {class: 'lab', 'data-t': `ui.standing.${key}`}, t(`ui.standing.${key}`)), value);
	const layers = el('div', {class: 'layers-blame', 'data-testid': 'layers-blame', 'data-evidence': 'firstBlame'}), bars = el('div', {class: 'weights-blame', role: 'img', 'data-testid': 'weights-blame'});
	const all = el('div', {class: 'shares'}, el('h3', {'data-t': 'ui.standing.layers'}, t('ui.standing.layers')), layers, el('h3', {'data-t': 'ui.standing.weights'}, t('ui.standing.weights')), bars);
	const wait = el('p', {class: 'note', 'data-t': 'ui.standing.wait'}, rich(t('ui.standing.wait')));
	const root = el('div', {class: 'standing'}, el('div', {class: 'three'}, pair('says', says), pair('should', should), pair('loss', loss)), wait, all);
	let drawn = '';
	return {root, update() {
		/** @type {Credit | undefined} */
		const now = app.panel('credit');
		hide(root, !now);
		if (!now) return;
		const told = JSON.stringify([now, document.documentElement.lang]);
		if (told === drawn) return;
		drawn = told;
		const then = (/** @type {string} */ was, /** @type {string} */ is) => now.phase > BACKWARD ? `${was} → ${is}` : was;
		write(says, now.phase > 0 ? minus(then(now.says.toFixed(2), now.then.toFixed(2))) : '?');
		write(should, now.should > 0 ? '+1' : minus(String(now.should)));
		write(loss, now.phase > 1 ? then(now.loss.toFixed(3), now.after.toFixed(3)) : '?');
		root.classList.toggle('done', now.phase > BACKWARD);
		hide(all, now.phase < BACKWARD);
		hide(wait, now.phase >= BACKWARD);
		if (now.phase < BACKWARD) return;
		const most = Math.max(...now.layers.map((layer) => layer.mean), 1e-12);
		layers.replaceChildren(...now.layers.map((layer) => {
			const bar = el('i');
			bar.style.width = `${Math.max(100 * layer.mean / most, 1)}%`;
			return el('div', {}, el('span', {}, layer.layer === now.layers.length ? t('ui.standing.into.output') : t('ui.standing.into', {n: layer.layer})), el('span', {class: 'whole'}, bar), el('b', {}, layer.mean.toPrecision(3)));
		}));
		const weights = now.params.filter((p) => p.in >= 0).toSorted((a, b) => Math.abs(b.blame) - Math.abs(a.blame)), top = Math.max(Math.abs(weights[0].blame), 1e-12), chosen = now.params[now.at];
		bars.replaceChildren(...weights.map((p) => {
			const bar = el('i', {class: p === chosen ? 'chosen' : ''});
			bar.style.height = `${Math.max(100 * Math.abs(p.blame) / top, 2)}%`;
			return bar;
		}));
		mark(bars, 'aria-label', t('ui.standing.most', {from: unitNamed(app, now, weights[0].layer - 1, weights[0].in), to: unitNamed(app, now, weights[0].layer, weights[0].out)}));
	}};
}
