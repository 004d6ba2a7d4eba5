// Words and controls over the stage's canvas: labels, column heads, and a focusable twin of every tile.
import {axisTitle, className} from '../core/data.js';
import {byId, el, mark, write} from '../core/dom.js';
import {onSpeak, plain, rich, t} from '../core/words.js';
import {INPUTS, inputName, inputs, spokenName, widths} from '../controls/network.js';
import {stepper} from '../controls/strip.js';

/** @import {Head, Label, Layout, Node, State} from '../../types' */
/** @import {App} from '../core/app.js' */

const SHIFT = {c: '-50%', l: '0', r: '-100%'}, LIFT = {m: '-50%', t: '0', b: '-100%'};

export class Overlay {
	/** @type {Map<string, HTMLElement>} */
	#labels = new Map();
	/** @type {Map<string, HTMLElement>} */
	#heads = new Map();
	/** @type {Map<string, HTMLButtonElement>} */
	#twins = new Map();
	/** Which twin Tab comes to. */
	#home = '';
	/** What was last selected with the keyboard. */
	chosen = '';
	/** What stays selected when the keyboard has left. @type {() => object | null} */
	held = () => null;

	/**
	 * @param {App} app
	 * @param {(node: Node, twin: HTMLElement) => void} act  what a press on a tile does
	 */
	constructor(app, act) {
		this.app = app;
		this.act = act;
		this.labels = el('div', {class: 'labels'});
		this.heads = el('div', {class: 'heads'});
		this.twins = el('div', {class: 'twins', role: 'group', 'data-al': 'ui.twins', 'data-testid': 'twins'});
		this.root = el('div', {class: 'over', id: 'over'}, this.labels, this.heads, this.twins);
		byId('app').append(this.root);
		this.twins.addEventListener('keydown', (e) => this.#walk(e));
		this.twins.addEventListener('focusout', (e) => {
			if (!(e.relatedTarget instanceof Element) || !this.twins.contains(e.relatedTarget)) this.#point(null);
		});
		onSpeak(() => this.render(true));
	}

	/** Lies exactly over the iframe, whose coordinates the layout has. @param {HTMLElement} iframe */
	cover(iframe) {
		for (const side of /** @type {const} */ (['left', 'top', 'width', 'height'])) this.root.style[side] = iframe.style[side];
	}

	render(anew = false) {
		const {layout} = this.app;
		if (!layout) return;
		this.#words(layout.labels ?? [], anew);
		this.#columns(layout.heads ?? []);
		this.#tiles(layout);
	}

	/** @param {Label[]} labels @param {boolean} anew */
	#words(labels, anew) {
		const gone = new Set(this.#labels.keys());
		for (const label of labels) {
			gone.delete(label.id);
			let node = this.#labels.get(label.id);
			if (!node) {
				node = el('span');
				this.#labels.set(label.id, node);
				this.labels.append(node);
			}
			const text = this.#text(label), said = text + label.cls;
			if (anew || node.dataset.said !== said) {
				node.dataset.said = said;
				node.replaceChildren(/ up$/.test(label.cls) ? el('span', {}, rich(text)) : rich(text));
			}
			mark(node, 'class', `l ${label.cls}`);
			node.style.transform = `translate(${label.x}px, ${label.y}px) translate(${SHIFT[label.align]}, ${LIFT[label.valign]})`;
		}
		for (const id of gone) {
			this.#labels.get(id)?.remove();
			this.#labels.delete(id);
		}
	}

	/** What a label says. @param {Label} label */
	#text(label) {
		switch (label.key) {
			case 'stage.input':
				return inputName(Number(label.args.i));
			case 'stage.axis':
				return axisTitle(this.app.state, Number(label.args.i) - 1);
		}
		const {class: k} = label.args;
		return t(label.key, k === undefined ? label.args : {...label.args, name: className(this.app.state, Number(k))});
	}

	/** @param {Head[]} heads */
	#columns(heads) {
		const {app} = this, last = heads.length - 1;
		const gone = new Set(this.#heads.keys());
		const embed = document.documentElement.dataset.mode === 'embed';
		const coarse = matchMedia('(pointer: coarse)').matches, narrow = matchMedia('(max-width: 699px)').matches;
		const hidden = widths(app.value('layers')), on = inputs(app.value('inputs')).length;
		const fixed = app.hidden.has('layers') || !app.control('layers');
		for (const head of heads) {
			const inner = head.layer > 0 && head.layer < last;
			const full = inner && !fixed && !coarse && (embed || !narrow) && head.w >= 82;
			const kind = head.layer === 0 ? 'in' : !inner ? 'out' : full ? 'step' : 'n', id = `${kind}${inner ? head.layer : ''}`;
			gone.delete(id);
			let node = this.#heads.get(id);
			if (!node) {
				node = el('div', {class: 'head'});
				if (full) node.append(stepper(app, head.layer - 1));
				this.#heads.set(id, node);
				this.heads.append(node);
			}
			if (kind === 'in') write(node, head.w > 100 && !embed && !narrow ? t('stage.inputs.of', {n: on, of: this.#offered()}) : t('stage.inputs'));
			if (kind === 'out') write(node, t('stage.output'));
			if (kind === 'n') node.replaceChildren(el('b', {}, String(hidden[head.layer - 1] ?? '')));
			const wide = kind === 'in' && head.w > 100 && !embed && !narrow;
			node.style.transform = `translate(${wide ? 18 + (this.app.frame?.placed.network?.x ?? 0) : head.x}px, ${head.y}px)${wide ? '' : ' translateX(-50%)'}`;
		}
		for (const id of gone) {
			this.#heads.get(id)?.remove();
			this.#heads.delete(id);
		}
		// Where a column has no room for its own buttons, one button opens them all.
		document.querySelector('.stage')?.classList.toggle('compact', [...this.#heads.keys()].some((id) => id.startsWith('n')));
		for (const node of this.heads.querySelectorAll('.stepper')) node.dispatchEvent(new Event('refresh'));
	}

	/** How many inputs there are to choose from. */
	#offered() {
		const c = this.app.control('inputs');
		return c ? INPUTS.filter((name) => this.app.fits(c, name)).length : INPUTS.length;
	}

	/** @param {Layout} layout */
	#tiles(layout) {
		const {state} = this.app;
		const gone = new Set(this.#twins.keys());
		const on = inputs(this.app.value('inputs'));
		/** @type {Map<string, string>} */
		const flags = new Map();
		for (const label of layout.labels ?? []) flags.set(label.id, label.key);
		for (const node of layout.nodes ?? []) {
			const id = `${node.layer}.${node.unit}`;
			gone.delete(id);
			let twin = this.#twins.get(id);
			if (!twin) {
				const made = el('button', {class: 'twin', type: 'button', tabindex: -1, 'data-node': id, 'data-testid': `node-${id}`});
				made.addEventListener('focus', () => this.#arrive(id));
				made.addEventListener('click', () => this.#press(id));
				this.#twins.set(id, made);
				twin = made;
			}
			twin.style.transform = `translate(${node.x - node.w / 2}px, ${node.y - node.h / 2}px)`;
			twin.style.width = `${node.w}px`;
			twin.style.height = `${node.h}px`;
			let name = state ? spokenName(state, node.layer, node.unit) : '';
			const flag = flags.get(`n${id}`);
			if (flag === 'stage.saturated') name = t('hint.saturated', {name});
			if (flag === 'stage.silent') name = t('hint.silent', {name});
			if (among(state?.frozen, node)) name = t('hint.frozen', {name});
			if (among(state?.cut, node)) name = t('hint.cut', {name});
			mark(twin, 'aria-label', plain(name));
			mark(twin, 'aria-pressed', node.layer === 0 ? String(on.includes(INPUTS[node.unit])) : null);
		}
		for (const id of gone) {
			this.#twins.get(id)?.remove();
			this.#twins.delete(id);
		}
		if (!this.#twins.has(this.#home)) this.#home = this.#twins.keys().next().value ?? '';
		// In the order in which the arrows walk, without moving what has the focus.
		let before = null;
		for (const node of layout.nodes ?? []) {
			const twin = this.#twins.get(`${node.layer}.${node.unit}`);
			if (!twin) continue;
			if (twin.parentNode !== this.twins) this.twins.insertBefore(twin, before ? before.nextSibling : this.twins.firstChild);
			twin.tabIndex = twin.dataset.node === this.#home ? 0 : -1;
			before = twin;
		}
	}

	/** @param {string} id */
	#node(id) {
		return this.app.layout?.nodes?.find((n) => `${n.layer}.${n.unit}` === id);
	}

	/** @param {string} id */
	#arrive(id) {
		const old = this.#twins.get(this.#home);
		if (old) old.tabIndex = -1;
		this.#home = id;
		const twin = this.#twins.get(id);
		if (twin) twin.tabIndex = 0;
		if (twin?.matches(':focus-visible')) this.#point(id);
	}

	/** Shows on the stage what the keyboard is at. @param {string | null} id */
	#point(id) {
		if (this.chosen === (id ?? '')) return;
		this.chosen = id ?? '';
		const [layer, unit] = (id ?? '').split('.').map(Number);
		this.app.frame?.select(id === null ? this.held() : {layer, unit});
	}

	/** @param {string} id */
	#press(id) {
		const node = this.#node(id), twin = this.#twins.get(id);
		if (node && twin) this.act(node, twin);
	}

	/** Arrow keys walk the net. @param {KeyboardEvent} e */
	#walk(e) {
		const here = this.#node(this.#home), nodes = this.app.layout?.nodes ?? [];
		if (!here) return;
		if (e.key === 'Escape') {
			this.#point(null);
			return;
		}
		/** @type {Node | undefined} */
		let to;
		if (e.key === 'ArrowUp' || e.key === 'ArrowDown') {
			const column = nodes.filter((n) => n.layer === here.layer);
			to = column[column.indexOf(here) + (e.key === 'ArrowUp' ? -1 : 1)];
		} else if (e.key === 'ArrowLeft' || e.key === 'ArrowRight') {
			const column = nodes.filter((n) => n.layer === here.layer + (e.key === 'ArrowLeft' ? -1 : 1));
			to = column.sort((a, b) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y))[0];
		} else return;
		e.preventDefault();
		e.stopPropagation();
		if (to) this.#twins.get(`${to.layer}.${to.unit}`)?.focus();
	}

	/** Where a tile's twin is, to open something beside it. @param {number} layer @param {number} unit */
	twin(layer, unit) {
		return this.#twins.get(`${layer}.${unit}`);
	}
}

/** @param {[number, number][] | undefined} list @param {Node} node */
function among(list, node) {
	return list?.some(([layer, unit]) => layer === node.layer && unit === node.unit);
}
