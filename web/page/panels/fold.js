// The plane on its way through the layers: a slider to fold it by hand, and what one straight cut comes to there.
import {el, hide, mark, write} from '../core/dom.js';
import {percent} from '../core/format.js';
import {rich, t} from '../core/words.js';
import {wayThrough} from './way.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @param {Record<string, string>} bind at is how far the plane is folded @returns {Made} */
export function fold(app, {at: depth = 'fold'}) {
	const last = () => app.panel('fold')?.last ?? Math.max((app.panel('network')?.sizes.length ?? 3) - 2, 0);
	const called = (/** @type {number} */ n) => n ? t('fold.layer', {n}) : t('fold.plane');
	const {root: way, stop, slider, update} = wayThrough(app, depth, last, called, {back: true});
	const stops = el('div', {class: 'stops', 'aria-hidden': 'true'}), says = el('p', {'data-testid': 'fold-says'});
	const held = app.hidden.has(depth);
	slider.disabled = held;
	slider.dataset.tip = `control.${depth}.tip`;
	const root = el('div', {class: 'folding', 'data-testid': 'fold'}, way, stops, says);
	let drawn = '', said = '';
	return {root, remove: stop, update() {
		const told = app.panel('fold'), n = last();
		hide(way, n === 0);
		const now = `${n} ${document.documentElement.lang}`;
		if (now !== drawn) {
			drawn = now;
			stops.replaceChildren(...Array.from({length: n + 1}, (_, i) => el('span', {}, i ? t('fold.short', {n: i}) : t('fold.plane'))));
		}
		update();
		const at = told?.at ?? 0;
		for (const [i, stop] of [...stops.children].entries()) mark(stop, 'class', i === at ? 'on' : null);
		if (!told) return write(says, '');
		const whole = at === Math.round(at), cut = told.cut[at];
		const words = !whole ? t('fold.between', {from: called(Math.floor(at)), to: called(Math.ceil(at))})
			: cut === null || cut === undefined ? '' : t('fold.says', {percent: percent(cut)});
		if (words === said) return;
		said = words;
		says.replaceChildren(rich(words));
	}};
}
