// One neuron's bias and incoming weights as numbers to read and to change.
import {el, icon} from './dom.js';
import {place} from './menus.js';
import {rich, t} from './words.js';
import {spokenName, unitName} from './network.js';

/** @import {Inspection, State} from '../types' */
/** @import {App} from './app.js' */

export class Inspector {
	/** @type {{layer: number, unit: number} | null} */
	#at = null;
	/** The neuron whose numbers are open. */
	get at() {
		return this.#at;
	}

	/** @type {HTMLInputElement[]} the bias, then the weights */
	#inputs = [];

	/** @param {App} app */
	constructor(app) {
		this.app = app;
		this.panel = el('div', {class: 'panel inspect', popover: 'auto', id: 'inspector', 'data-testid': 'inspector', role: 'group', 'aria-labelledby': 'inspected'});
		document.body.append(this.panel);
		this.panel.addEventListener('toggle', () => {
			if (this.panel.matches(':popover-open')) return;
			this.#at = null;
			app.frame?.select(null);
		});
		app.show((state) => { if (state) this.#follow(state); });
	}

	/** @param {number} layer @param {number} unit @param {DOMRect} by what it opens beside @param {boolean} keyboard whether the first number gets the focus */
	async open(layer, unit, by, keyboard) {
		const state = await this.app.ask({do: 'inspect', layer, unit});
		if (!state?.inspect) return;
		this.#at = {layer, unit};
		this.app.frame?.select({layer, unit});
		this.#fill(state, state.inspect);
		if (!this.panel.matches(':popover-open')) this.panel.showPopover();
		place(this.panel, by);
		if (keyboard) this.#inputs[0]?.focus();
	}

	/** @param {State} state @param {Inspection} found */
	#fill(state, found) {
		const {layer, unit} = found;
		const field = (/** @type {string} */ name, /** @type {number} */ value, /** @type {object} */ msg) => {
			const input = el('input', {class: 'num-in', type: 'number', step: 0.1, min: -100, max: 100, 'aria-label': name});
			input.value = round(value);
			input.addEventListener('change', () => {
				if (input.value === '' || !Number.isFinite(input.valueAsNumber)) return;
				this.app.ask({do: 'edit', layer, out: unit, ...msg, value: Math.max(-100, Math.min(100, input.valueAsNumber))});
			});
			this.#inputs.push(input);
			return input;
		};
		this.#inputs = [];
		const rows = [el('label', {class: 'row'}, el('span', {class: 'name'}, el('b', {}, t('hint.bias.name'))), field(t('hint.bias.name'), found.bias, {what: 'bias'}))];
		found.weights.forEach((w, i) => {
			const from = unitName(state, layer - 1, i);
			rows.push(el('label', {class: 'row'}, el('span', {class: 'name'}, el('span', {}, rich(t('hint.weight.from', {from})))), field(t('hint.weight.from', {from}), w, {what: 'weight', in: i})));
		});
		const close = el('button', {class: 'ib small', type: 'button', 'aria-label': t('ui.close'), onclick: () => this.panel.hidePopover()}, icon('i-close'));
		this.panel.replaceChildren(
			el('header', {}, el('h3', {id: 'inspected'}, spokenName(state, layer, unit)), close),
			el('p', {}, t('hint.inspect.tip')), el('div', {class: 'rows'}, ...rows));
	}

	/** The numbers go on while it learns, except the one that is being typed. @param {State} state */
	#follow(state) {
		const at = this.#at, found = state.inspect;
		if (!at || !this.panel.matches(':popover-open')) return;
		if (at.layer >= state.sizes.length || at.unit >= state.sizes[at.layer]) return this.panel.hidePopover();
		if (!found || found.layer !== at.layer || found.unit !== at.unit) return;
		if (found.weights.length !== this.#inputs.length - 1) return this.#fill(state, found);
		[found.bias, ...found.weights].forEach((v, i) => {
			const input = this.#inputs[i];
			if (document.activeElement !== input) input.value = round(v);
		});
	}
}

/** @param {number} v */
function round(v) {
	return Number.isFinite(v) ? String(Number(v.toFixed(3))) : '';
}
