// The way through a network's layers: a slider that may stand between two of them, and a button that goes it by itself.
import {el, icon, mark} from '../core/dom.js';

/** @import {App} from '../core/app.js' */

/** ms from one layer to the next. */
const HOP = 1100;
/** So near to a layer the slider means it. */
const SNAP = 0.09;

/** @param {number} x 0…1 */
const ease = (x) => x * x * (3 - 2 * x);

/**
 * Movement is the reader's own: only the button and the slider make it. Who wants less of it goes from layer to layer.
 * @param {App} app @param {string} depth the control of how deep one looks, off where that is nothing to look at
 * @param {() => number} last the deepest @param {(layer: number) => string} called @param {{back?: boolean}} [how] back is whether it also goes the way back
 */
export function wayThrough(app, depth, last, called, {back = false} = {}) {
	const go = el('button', {class: 'ib small', type: 'button', 'data-testid': `${depth}-play`, 'data-al': `${depth}.play`, 'data-tip': `${depth}.play.tip`, onclick: () => play()}, icon('i-play'));
	const slider = el('input', {type: 'range', min: 0, step: 0.05, 'data-al': `control.${depth}.name`, 'data-testid': `input-${depth}`});
	const root = el('div', {class: 'way'}, go, slider);
	const at = () => Math.min(Number(app.value(depth)), last());
	const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
	const set = (/** @type {number} */ v) => app.tune(depth, Math.round(Math.min(Math.max(v, 0), last()) * 1000) / 1000);

	let frame = 0;
	const stop = () => {
		cancelAnimationFrame(frame);
		frame = 0;
		mark(/** @type {Element} */ (go.querySelector('use')), 'href', '#i-play');
	};
	const play = () => {
		if (frame) return stop();
		const from = at() >= last() - 0.001 ? 0 : Math.floor(at() + 0.001);
		if (calm()) return set(at() >= last() ? 0 : from + 1);
		// As many hops there, and with back from the deepest to the plane.
		const there = last() - from, end = back ? there + last() : there, began = performance.now();
		mark(/** @type {Element} */ (go.querySelector('use')), 'href', '#i-pause');
		const step = (/** @type {number} */ now) => {
			const hops = Math.max(0, now - began) / HOP, whole = Math.floor(hops);
			// It rests a little at each layer.
			const gone = Math.min(whole + ease(Math.min(1, (hops - whole) * 1.35)), end);
			if (!root.isConnected || app.value(depth) === 'off') return stop();
			set(gone <= there ? from + gone : last() - (gone - there));
			if (gone >= end) return stop();
			frame = requestAnimationFrame(step);
		};
		frame = requestAnimationFrame(step);
	};
	slider.addEventListener('input', () => {
		stop();
		const v = Number(slider.value), whole = Math.round(v);
		set(calm() || Math.abs(v - whole) < SNAP ? whole : v);
	});
	return {root, slider, stop, update() {
		slider.max = String(last());
		if (document.activeElement !== slider || frame) slider.value = String(at());
		slider.style.setProperty('--p', `calc(var(--half, 8px) + ${at() / (last() || 1)} * (100% - 2 * var(--half, 8px)))`);
		mark(slider, 'aria-valuetext', called(Math.round(at())));
	}};
}
