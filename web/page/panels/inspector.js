// One neuron: its formula with a point's numbers, its weights to read and to change, who pushed them, and what may be done to it.
import {el, icon, mark, write} from '../core/dom.js';
import {beside} from '../stage/beside.js';
import {plain, rich, t} from '../core/words.js';
import {broken, formula, pushers, sentence, whose} from './formula.js';
import {spokenName, unitName} from '../controls/network.js';

/** @import {Inspection, State} from '../../types' */
/** @import {App} from '../core/app.js' */

export class Inspector {
	/** @type {{layer: number, unit: number} | null} */
	#at = null;
	/** What the stage is to ring: the neuron whose numbers are open, or one of its weights. @type {() => {layer: number, unit?: number, out?: number, in?: number} | null} */
	held = () => {
		const {selected} = this.app.state ?? {};
		if (!this.#at || !selected) return this.#at;
		return selected.in < 0 ? this.#at : {layer: this.#at.layer, out: this.#at.unit, in: selected.in};
	};

	/** @type {HTMLInputElement[]} the bias, then the weights */
	#inputs = [];
	/** @type {HTMLElement[]} the same, to select them */
	#names = [];
	/** What is on the screen already. */
	#told = '';
	#shown = '';
	/** Gets the focus back. @type {HTMLElement | null} */
	#from = null;

	/** @param {App} app */
	constructor(app) {
		this.app = app;
		this.sum = el('section', {class: 'why'});
		this.rows = el('section', {class: 'rows'});
		this.pushes = el('section', {class: 'why'});
		this.acts = el('section', {class: 'acts'});
		this.title = el('h3', {id: 'inspected'});
		const close = el('button', {class: 'ib small', type: 'button', 'data-al': 'ui.close', onclick: () => this.close()}, icon('i-close'));
		// It stays while points and edges are clicked, so the browser must not close it.
		this.panel = el('div', {class: 'panel inspect', popover: 'manual', id: 'inspector', 'data-testid': 'inspector', role: 'group', 'aria-labelledby': 'inspected'},
			el('header', {}, this.title, close), this.sum, this.rows, this.pushes, this.acts);
		document.body.append(this.panel);
		this.panel.addEventListener('keydown', (e) => {
			if (e.key !== 'Escape') return;
			e.stopPropagation();
			this.close();
		});
		document.addEventListener('pointerdown', (e) => {
			if (this.#at && e.target instanceof Element && !e.target.closest('.inspect, .hit, .edgetip, .chips')) this.close();
		}, true);
		app.show((state) => { if (state) this.#follow(state); });
	}

	get at() {
		return this.#at;
	}

	/** @param {number} layer @param {number} unit @param {DOMRect} by what it opens beside @param {boolean} keyboard whether the first number gets the focus */
	open(layer, unit, by, keyboard) {
		return this.#open({do: 'select', what: 'neuron', layer, unit}, layer, unit, by, keyboard);
	}

	/** @param {number} layer @param {number} out @param {number} from @param {() => DOMRect} by asked when the weight is selected */
	edge(layer, out, from, by) {
		return this.#open({do: 'select', what: 'edge', layer, out, in: from}, layer, out, by, false);
	}

	/** @param {import('../../types').Msg} msg @param {number} layer @param {number} unit @param {DOMRect | (() => DOMRect)} by @param {boolean} keyboard */
	async #open(msg, layer, unit, by, keyboard) {
		this.#from = document.activeElement instanceof HTMLElement ? document.activeElement : null;
		const state = await this.app.ask(msg);
		if (!state?.inspect) return;
		this.#at = {layer, unit};
		this.#told = this.#shown = '';
		this.#follow(state);
		if (!this.panel.matches(':popover-open')) this.panel.showPopover();
		this.app.render();
		beside(this.panel, typeof by === 'function' ? by() : by);
		if (keyboard) this.#inputs[0]?.focus();
	}

	/** Lets go of the neuron, not of the point. */
	close() {
		if (!this.#at) return;
		const inside = this.panel.contains(document.activeElement);
		this.#at = null;
		this.panel.hidePopover();
		this.app.frame?.select(null);
		this.app.send({do: 'select', what: 'neuron'}).catch(() => {});
		if (inside) this.#from?.focus({preventScroll: true});
		this.app.render();
	}

	/** @param {number} index */
	point(index) {
		return this.app.ask({do: 'select', what: 'point', index: this.app.state?.selected?.point === index ? -1 : index});
	}

	/** The numbers go on while it learns, except the one that is being typed. @param {State} state */
	#follow(state) {
		const at = this.#at, found = state.inspect;
		if (!at) return;
		if (!found || found.layer !== at.layer || found.unit !== at.unit) {
			// Another network has begun, or another neuron is on its way.
			if (!found && this.panel.matches(':popover-open')) this.close();
			return;
		}
		const which = JSON.stringify([found.layer, found.unit, found.weights.length, document.documentElement.lang]);
		if (which !== this.#shown) {
			this.#shown = which;
			this.#told = '';
			this.#fill(state, found);
		}
		[found.bias, ...found.weights].forEach((v, i) => {
			if (document.activeElement !== this.#inputs[i]) this.#inputs[i].value = round(v);
			mark(this.#names[i], 'aria-pressed', i === 0 ? null : String(found.in === i - 1));
		});
		const told = JSON.stringify([found, state.selected, state.whole, state.frozen, state.step > 0]);
		if (told === this.#told) return;
		this.#told = told;
		this.#say(state, found);
		const held = this.held();
		if (held) this.app.frame?.select(held);
	}

	/** @param {State} state @param {Inspection} found */
	#fill(state, found) {
		const {layer, unit} = found;
		const field = (/** @type {string} */ name, /** @type {object} */ msg) => {
			const input = el('input', {class: 'num-in', type: 'number', step: 0.1, min: -100, max: 100, 'aria-label': plain(name)});
			input.addEventListener('change', () => {
				if (input.value === '' || !Number.isFinite(input.valueAsNumber)) return;
				this.app.ask({do: 'edit', layer, out: unit, ...msg, value: Math.max(-100, Math.min(100, input.valueAsNumber))});
			});
			this.#inputs.push(input);
			return input;
		};
		this.#inputs = [];
		this.#names = [el('span', {class: 'name'}, el('b', {}, t('hint.bias.name')))];
		const rows = [el('div', {class: 'row'}, this.#names[0], field(t('hint.bias.name'), {what: 'bias'}))];
		found.weights.forEach((_, i) => {
			const name = t('hint.weight.from', {from: unitName(state, layer - 1, i)});
			const button = el('button', {class: 'name', type: 'button', 'data-tip': 'why.weight.tip', 'data-testid': `weight-${i}`, onclick: () => {
				const off = this.app.state?.selected.in === i;
				this.app.ask(off ? {do: 'select', what: 'neuron', layer, unit} : {do: 'select', what: 'edge', layer, out: unit, in: i});
			}}, rich(name));
			this.#names.push(button);
			rows.push(el('div', {class: 'row'}, button, field(name, {what: 'weight', in: i})));
		});
		this.rows.replaceChildren(...rows);
		write(this.title, spokenName(state, layer, unit));
	}

	/** What changes with every step. @param {State} state @param {Inspection} found */
	#say(state, found) {
		const {layer, unit} = found, last = state.sizes.length - 1, f = found.formula;
		this.sum.replaceChildren(...(f ? [whose(f), formula(f)] : [sentence('why.nonumbers')]), found.cut ? el('p', {'data-testid': 'broken'}, rich(broken(state) ?? '')) : '');
		const of = found.in < 0 ? t('hint.bias.name') : t('hint.weight.from', {from: unitName(state, layer - 1, found.in)});
		const again = this.pushes.contains(document.activeElement) ? document.activeElement?.getAttribute('data-point') : null;
		this.pushes.replaceChildren(el('h4', {'data-tip': 'why.pushes.tip'}, rich(t('why.pushes', {of}))), pushers(found.pushes, state, (index) => this.point(index)));
		if (again) /** @type {HTMLElement | null} */ (this.pushes.querySelector(`[data-point="${again}"]`))?.focus();
		const layerFrozen = (state.frozen ?? []).filter(([l]) => l === layer).length === state.sizes[layer];
		const act = (/** @type {string} */ id, /** @type {boolean} */ on, /** @type {object} */ msg) => {
			const key = `why.${id}${on ? '.off' : ''}`;
			return el('button', {class: 'btn', type: 'button', 'data-testid': `act-${id}`, 'data-tip': `why.${id}.tip`, onclick: () => this.app.ask({.../** @type {import('../../types').Msg} */ (msg), on: !on})}, t(key));
		};
		const focused = this.acts.contains(document.activeElement) ? document.activeElement?.getAttribute('data-testid') : null;
		this.acts.replaceChildren(act('freeze', Boolean(found.frozen), {do: 'freeze', layer, unit}),
			state.sizes[layer] > 1 ? act('layer', layerFrozen, {do: 'freeze', layer}) : '',
			layer < last ? act('cut', Boolean(found.cut), {do: 'cut', layer, unit}) : '');
		if (focused) /** @type {HTMLElement | null} */ (this.acts.querySelector(`[data-testid="${focused}"]`))?.focus();
	}
}

/** @param {number | null} v */
function round(v) {
	return v !== null && Number.isFinite(v) ? String(Number(v.toFixed(3))) : '';
}
