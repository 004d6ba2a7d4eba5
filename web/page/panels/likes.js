// One hidden neuron: the points that excite it most, and a button that takes it out, to see what is lost.
import {dot, el, hide, mark, svg, write} from '../core/dom.js';
import {number, percent} from '../core/format.js';
import {spokenName} from '../core/names.js';
import {plain, rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @param {Record<string, string>} bind at is the control of which neuron it is @returns {Made} */
export function likes(app, {at = 'which'}) {
	const name = el('b', {'data-testid': 'likes-name'}), list = el('ol', {class: 'list'}), says = el('p', {'data-testid': 'likes-says'});
	const out = el('button', {class: 'btn', type: 'button', 'data-testid': 'likes-cut', onclick: () => {
		const one = app.panel('likes');
		if (one) app.ask({do: 'cut', layer: one.layer, unit: one.unit, on: !one.cut});
	}});
	const root = el('div', {class: 'likes', 'data-testid': 'likes'}, name, says, list, out);
	root.dataset.control = at;
	let drawn = '';
	const row = (/** @type {any} */ one, /** @type {number} */ most) => {
		const bar = el('i', {class: one.answer < 0 ? 'minus' : ''});
		bar.style.setProperty('--w', `${100 * Math.abs(one.answer) / most}%`);
		const shape = svg('svg', {class: `mark-key${one.test ? ' hollow' : ''}`, viewBox: '-6 -6 12 12', 'aria-hidden': 'true'}, dot(one.class, 0, 0, 4));
		return el('li', {}, el('button', {type: 'button', 'data-tip': 'likes.point.tip', onclick: () => app.ask({do: 'select', what: 'point', index: one.point})},
			shape, el('span', {}, t('stage.point', {n: one.point + 1})), el('span', {class: 'track'}, bar), el('b', {}, number(one.answer))));
	};
	return {root, update(state) {
		const one = app.panel('likes');
		hide(root, !one);
		if (!one || !state) return;
		write(name, plain(t('likes.title', {name: spokenName(app, one.layer, one.unit)})));
		const now = JSON.stringify([one, document.documentElement.lang]);
		if (now !== drawn) {
			drawn = now;
			const points = one.points ?? [], most = Math.max(...points.map((/** @type {any} */ p) => Math.abs(p.answer)), 1e-9);
			list.replaceChildren(...points.map((/** @type {any} */ p) => row(p, most)));
		}
		write(out, t(one.cut ? 'likes.back' : 'likes.cut'));
		mark(out, 'data-tip', one.cut ? 'likes.back.tip' : 'likes.cut.tip');
		const whole = app.panel('network')?.whole?.testAccuracy;
		const words = whole === undefined ? t('likes.says') : t('likes.lost', {now: percent(state.metrics.testAccuracy), whole: percent(whole)});
		if (says.dataset.said !== words) {
			says.dataset.said = words;
			says.replaceChildren(rich(words));
		}
	}};
}
