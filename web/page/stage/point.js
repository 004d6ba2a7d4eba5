// Whatever a sentence underlines can be pointed at: the stage shows what it speaks of.
import {NOWHERE, focus} from './focus.js';

/** @import {App} from '../core/app.js' */

/** What is underlined, as one looks at it. @param {EventTarget | null} target */
function spokenOf(target) {
	const [kind, layer, n] = (target instanceof Element ? target.closest('u[data-point]')?.getAttribute('data-point') ?? '' : '').split(':');
	if (kind === 'neuron') return {layer: Number(layer), unit: Number(n) - 1};
	return kind === 'layer' ? {layer: Number(layer), unit: -1} : null;
}

/** @param {App} app */
export function showPoints(app) {
	document.addEventListener('pointerover', (e) => {
		const spoken = spokenOf(e.target);
		if (spoken) focus(app, spoken);
	});
	document.addEventListener('pointerout', (e) => { if (spokenOf(e.target)) focus(app, NOWHERE); });
}
