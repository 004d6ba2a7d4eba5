// One neuron: its formula with a point's numbers, its weights to read and to change, who pushed them, and what may be done to it.
// It is open while the session has a neuron selected.
import {byId, el, icon, mark, write} from '../core/dom.js';
import {sourceName, spokenName} from '../core/names.js';
import {plain, rich, t} from '../core/words.js';
import {beside} from '../stage/beside.js';
import {letGo} from '../stage/focus.js';
import {edgeTip} from './edge.js';
import {broken, formula, pushers, sentence, whose} from './formula.js';

/** @import {Inspection, Msg} from '../../types' */
/** @import {App} from '../core/app.js' */

class Inspector {
	/** @type {HTMLInputElement[]} the bias, then the weights */
	#inputs = [];
	/** @type {HTMLElement[]} the same, to select them */
	#names = [];
	/** What is on the screen already. */
	#told = '';
	#shown = '';
	/** Gets the focus back. @type {HTMLElement | null} */
	#from = null;

	/** Ends what it listens to. */
	#gone = new AbortController();

	/** @param {App} app */
	constructor(app) {
		this.app = app;
		this.sum = el('section', {class: 'why'});
		this.rows = el('section', {class: 'rows'});
		this.pushes = el('section', {class: 'why'});
		this.acts = el('section', {class: 'acts'});
		this.title = el('h3', {id: 'inspected'});
		const close = el('button', {class: 'ib small', type: 'button', 'data-al': 'ui.close', 'aria-label': t('ui.close'), onclick: () => letGo(app)}, icon('i-close'));
		// It stays while points and edges are clicked, so the browser must not close it.
		this.panel = el('div', {class: 'panel inspect', popover: 'manual', id: 'inspector', 'data-testid': 'inspector', role: 'group', 'aria-labelledby': 'inspected'},
			el('header', {}, this.title, close), this.sum, this.rows, this.pushes, this.acts);
		document.body.append(this.panel);
		this.panel.addEventListener('keydown', (e) => {
			if (e.key !== 'Escape') return;
			e.stopPropagation();
			letGo(app);
		});
		document.addEventListener('pointerdown', (e) => {
			if (this.open && e.target instanceof Element && !e.target.closest('.inspect, .hit, .edgetip, .chips')) letGo(app);
		}, {capture: true, signal: this.#gone.signal});
	}

	get open() {
		return this.panel.matches(':popover-open');
	}

	/** @param {HTMLElement} tip the popover of the weight that is selected */
	update(tip) {
		const found = shown(this.app), opening = this.app.stage?.opening;
		if (!found) return this.hide();
		this.#follow(found);
		const asked = opening?.panel === 'inspector' ? opening : null;
		if (this.open && !asked) return;
		if (!this.open) {
			this.#from = asked?.from ?? null;
			this.panel.showPopover();
		} else if (asked?.from && !this.panel.contains(asked.from)) this.#from = asked.from;
		beside(this.panel, asked?.box ?? (tip.hidden ? asked?.at ?? this.#tile(found) : tip.getBoundingClientRect()));
		if (asked?.keyboard) this.#inputs[0]?.focus();
	}

	hide() {
		if (!this.open) return;
		const inside = this.panel.contains(document.activeElement);
		this.panel.hidePopover();
		this.#told = this.#shown = '';
		if (inside) this.#from?.focus({preventScroll: true});
		this.#from = null;
	}

	remove() {
		this.hide();
		this.#gone.abort();
		this.panel.remove();
	}

	/** Where the neuron lies. @param {Inspection} found */
	#tile({layer, unit}) {
		return this.app.stage?.overlay.twin(layer, unit)?.getBoundingClientRect() ?? new DOMRect(innerWidth / 2, innerHeight / 2, 1, 1);
	}

	/** Selects a point, or lets it go. @param {number} index */
	#point(index) {
		return this.app.ask({do: 'select', what: 'point', index: this.app.state?.selected.point === index ? -1 : index});
	}

	/** The numbers go on while it learns, except the one that is being typed. @param {Inspection} found */
	#follow(found) {
		const {app} = this;
		const which = JSON.stringify([found.layer, found.unit, found.weights.length, document.documentElement.lang]);
		if (which !== this.#shown) {
			this.#shown = which;
			this.#told = '';
			this.#fill(found);
		}
		[found.bias, ...found.weights].forEach((v, i) => {
			if (document.activeElement !== this.#inputs[i]) this.#inputs[i].value = round(v);
			mark(this.#names[i], 'aria-pressed', i === 0 ? null : String(found.in === i - 1));
		});
		const {whole, frozen} = app.panel('network') ?? {};
		const told = JSON.stringify([found, app.state?.selected, whole, frozen, (app.state?.step ?? 0) > 0]);
		if (told === this.#told) return;
		this.#told = told;
		this.#say(found);
	}

	/** @param {Inspection} found */
	#fill({layer, unit, weights}) {
		const {app} = this;
		const field = (/** @type {string} */ name, /** @type {object} */ msg) => {
			const input = el('input', {class: 'num-in', type: 'number', step: 0.1, min: -100, max: 100, 'aria-label': plain(name)});
			input.addEventListener('change', () => {
				if (input.value === '' || !Number.isFinite(input.valueAsNumber)) return;
				app.ask({do: 'edit', layer, out: unit, ...msg, value: Math.max(-100, Math.min(100, input.valueAsNumber))});
			});
			this.#inputs.push(input);
			return input;
		};
		this.#inputs = [];
		this.#names = [el('span', {class: 'name'}, el('b', {}, t('hint.bias.name')))];
		const rows = [el('div', {class: 'row'}, this.#names[0], field(t('hint.bias.name'), {what: 'bias'}))];
		weights.forEach((_, i) => {
			const name = t('hint.weight.from', {from: sourceName(app, layer, i)});
			const button = el('button', {class: 'name', type: 'button', 'data-tip': 'why.weight.tip', 'data-testid': `weight-${i}`, onclick: () => {
				const off = app.state?.selected.in === i;
				app.ask(off ? {do: 'select', what: 'neuron', layer, unit} : {do: 'select', what: 'edge', layer, out: unit, in: i});
			}}, rich(name));
			this.#names.push(button);
			rows.push(el('div', {class: 'row'}, button, field(name, {what: 'weight', in: i})));
		});
		this.rows.replaceChildren(...rows);
		write(this.title, spokenName(app, layer, unit));
	}

	/** What changes with every step. @param {Inspection} found */
	#say(found) {
		const {app} = this, {layer, unit} = found, f = found.formula, {sizes = [], frozen = []} = app.panel('network') ?? {};
		this.sum.replaceChildren(...(f ? [whose(f), formula(f)] : [sentence('why.nonumbers')]), found.cut ? el('p', {'data-testid': 'broken'}, rich(broken(app) ?? '')) : '');
		const of = found.in < 0 ? t('hint.bias.name') : t('hint.weight.from', {from: sourceName(app, layer, found.in)});
		const again = this.pushes.contains(document.activeElement) ? document.activeElement?.getAttribute('data-point') : null;
		this.pushes.replaceChildren(el('h4', {'data-tip': 'why.pushes.tip'}, rich(t('why.pushes', {of}))), pushers(app, found, (index) => this.#point(index)));
		if (again) /** @type {HTMLElement | null} */ (this.pushes.querySelector(`[data-point="${again}"]`))?.focus();
		const layerFrozen = frozen.filter(([l]) => l === layer).length === sizes[layer];
		const act = (/** @type {string} */ id, /** @type {boolean} */ on, /** @type {Msg} */ msg) => {
			const key = `why.${id}${on ? '.off' : ''}`;
			return el('button', {class: 'btn', type: 'button', 'data-testid': `act-${id}`, 'data-tip': `why.${id}.tip`, onclick: () => app.ask({...msg, on: !on})}, t(key));
		};
		const focused = this.acts.contains(document.activeElement) ? document.activeElement?.getAttribute('data-testid') : null;
		this.acts.replaceChildren(act('freeze', Boolean(found.frozen), {do: 'freeze', layer, unit}),
			sizes[layer] > 1 ? act('layer', layerFrozen, {do: 'freeze', layer}) : '',
			layer < sizes.length - 1 ? act('cut', Boolean(found.cut), {do: 'cut', layer, unit}) : '');
		if (focused) /** @type {HTMLElement | null} */ (this.acts.querySelector(`[data-testid="${focused}"]`))?.focus();
	}
}

/** The numbers of the neuron that is selected, unless it is about to be let go. @param {App} app */
function shown(app) {
	return (app.stage?.leaving ? null : app.panel('inspector')) ?? null;
}

/** What is frozen and what is cut out, with the way back. @param {App} app @returns {{root: HTMLElement, update: () => void}} */
function chips(app) {
	const root = el('div', {class: 'chips', id: 'chips', 'data-testid': 'chips'});
	let told = '';
	const chip = (/** @type {string} */ id, /** @type {number} */ n, /** @type {string | null} */ title) => el('button', {
		class: 'chip', type: 'button', 'data-testid': `chip-${id}`, title: title ? plain(title) : false, onclick: () => app.ask({do: id, on: false}),
	}, el('span', {}, t(`why.chip.${id}`, {n})), el('u', {}, t(`why.chip.${id}.undo`)));
	return {root, update() {
		const network = app.panel('network'), frozen = network?.frozen?.length ?? 0, cut = network?.cut?.length ?? 0;
		const now = JSON.stringify([frozen, cut, broken(app), document.documentElement.lang]);
		if (now === told) return;
		told = now;
		root.replaceChildren(cut ? chip('cut', cut, broken(app)) : '', frozen ? chip('freeze', frozen, null) : '');
	}};
}

/** What keys do to the neuron that has the focus, or whose numbers are open. @param {App} app @returns {Record<string, () => void>} */
export function keys(app) {
	const act = (/** @type {(here: {layer: number, unit: number}, sizes: number[]) => Msg | null} */ msg) => () => {
		const focused = app.stage?.overlay.focused(), here = focused && focused.layer > 0 ? focused : shown(app), {sizes = []} = app.panel('network') ?? {};
		const made = here && sizes.length > 1 ? msg(here, sizes) : null;
		if (made) app.ask(made);
	};
	const frozen = () => app.panel('network')?.frozen ?? [];
	return {
		f: act(({layer, unit}) => ({do: 'freeze', layer, unit, on: !has(frozen(), layer, unit)})),
		'Shift+f': act(({layer}, sizes) => ({do: 'freeze', layer, on: frozen().filter(([l]) => l === layer).length < sizes[layer]})),
		x: act(({layer, unit}, sizes) => layer < sizes.length - 1 ? {do: 'cut', layer, unit, on: !has(app.panel('network')?.cut ?? [], layer, unit)} : null),
		Escape() {
			if (shown(app)) letGo(app);
			else if ((app.state?.selected?.point ?? -1) >= 0) app.ask({do: 'select', what: 'point', index: -1});
		},
	};
}

/** @param {App} app @returns {import('./table.js').Made} */
export function make(app) {
	const inspector = new Inspector(app), tip = edgeTip(app), list = chips(app);
	return {
		update() {
			if (!list.root.isConnected) byId('h-net').after(list.root);
			if (!tip.root.isConnected) app.stage?.overlay.root.append(tip.stem, tip.root);
			list.update();
			tip.update();
			inspector.update(tip.root);
		},
		remove() {
			inspector.remove();
			for (const node of [list.root, tip.root, tip.stem]) node.remove();
		},
	};
}

/** @param {number | null} v */
function round(v) {
	return v !== null && Number.isFinite(v) ? String(Number(v.toFixed(3))) : '';
}

/** @param {[number, number][]} list @param {number} layer @param {number} unit */
function has(list, layer, unit) {
	return list.some(([l, u]) => l === layer && u === unit);
}
