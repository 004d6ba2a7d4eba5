// Layers where no network is drawn to set them in: how many there are, and how many neurons each has.
import {el, write} from '../core/dom.js';
import {t} from '../core/words.js';
import {valueName, widths} from '../core/names.js';
import {fixed} from './fixed.js';
import {question} from './shown.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Form, Shown} from './shown.js' */

/** How many neurons are offered. */
const SIZES = [2, 4, 8, 16, 32, 64];

/** @param {App} app @param {Control} c @param {Form} form @returns {Shown} */
export function tower(app, c, form) {
	if (app.declares('network')) return fixed(app, c, form);
	const layers = el('select', {'data-testid': `layers-${c.name}`, 'data-al': 'ui.tower.layers'}), neurons = el('select', {'data-testid': `input-${c.name}`, 'data-al': 'ui.tower.neurons'});
	const set = () => app.tune(c.name, Array.from({length: Number(layers.value)}, () => neurons.value).join(','));
	layers.addEventListener('change', set);
	neurons.addEventListener('change', set);
	let drawn = '';
	const root = el('div', {class: 'row tower'}, el('span', {class: 'name'}, el('span', {'data-t': `control.${c.name}.name`}), question(`control.${c.name}.tip`)), el('span', {class: 'typed'}, layers, neurons));
	return {root, update() {
		const {min = 1, max = 64} = c, now = widths(app.value(c.name)), widest = Math.max(...now, min), mixed = now.some((n) => n !== widest);
		const told = JSON.stringify([now, document.documentElement.lang]);
		if (told === drawn) return;
		drawn = told;
		layers.replaceChildren(...Array.from({length: c.most ?? 8}, (_, i) => el('option', {value: i + 1}, t('ui.tower.layer', {n: i + 1}))));
		neurons.replaceChildren(...[...new Set([...SIZES, widest])].filter((n) => n >= min && n <= max).toSorted((a, b) => a - b).map((n) => el('option', {value: n}, t('ui.tower.neuron', {n}))));
		layers.value = String(Math.max(now.length, 1));
		neurons.value = String(widest);
		if (mixed) write(/** @type {Element} */ (neurons.selectedOptions[0]), valueName(c, app.value(c.name)));
	}};
}
