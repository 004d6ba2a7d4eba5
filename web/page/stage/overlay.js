// Words and controls over the stage's canvas: labels, column heads, and a focusable twin of every tile.
import {byId, el, mark, write} from '../core/dom.js';
import {allInputs, inputsOn, spokenName, widths} from '../core/names.js';
import {language, onSpeak, plain, rich, spell, t} from '../core/words.js';
import {stepper} from '../panels/network.js';
import {NOWHERE, focus} from './focus.js';

/** px that stay free beside the name of an input, and how wide it is at least. */
const EDGE = 8, LEAST = 40;

/** @import {Head, Label, Layout, Node} from '../../types' */
/** @import {App} from '../core/app.js' */

/** Labels that say what is not as it should be with a neuron. */
const FLAGS = ['stage.saturated', 'stage.silent'];
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
	/** The twin that the session was asked to look at. */
	#asked = '';
	/** What was placed last: the labels as they came, heads and tiles as one text. @type {Map<string, Label>} */
	#placed = new Map();
	#fixed = '';
	/** Of which lesson and language the names at charts' right were measured, and the longest text of each. */
	#chapter = '';
	/** @type {Map<string, number>} */
	#measured = new Map();

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
			if (!(e.relatedTarget instanceof Element) || !this.twins.contains(e.relatedTarget)) this.#point('');
		});
		onSpeak(() => this.render(true));
	}

	/** Lies exactly over the iframe, whose coordinates the layout has. @param {HTMLElement} iframe */
	cover(iframe) {
		for (const side of /** @type {const} */ (['left', 'top', 'width', 'height'])) this.root.style[side] = iframe.style[side];
	}

	/** Brings everything up to date with the state and the layout. @param {boolean} [anew] in other words */
	render(anew = false) {
		const {layout} = this.app;
		if (!layout) return;
		this.#placed.clear();
		this.#fixed = stands(layout);
		this.#words(layout.labels ?? [], anew);
		this.#columns(layout.heads ?? []);
		this.#tiles(layout);
	}

	/** The same where only the layout may be another, as in every picture of a chart that grows. */
	follow() {
		const {layout} = this.app;
		if (!layout) return;
		this.#words(layout.labels ?? [], false);
		const fixed = stands(layout);
		if (fixed === this.#fixed) return;
		this.#fixed = fixed;
		this.#columns(layout.heads ?? []);
		this.#tiles(layout);
	}

	/** @param {Label[]} labels @param {boolean} anew */
	#words(labels, anew) {
		const gone = new Set(this.#labels.keys());
		const inputs = this.app.ofKind('inputs'), closed = inputs !== undefined && this.app.hidden.has(inputs.name);
		for (const label of labels) {
			if (label.cls === 'more' && closed) continue; // nobody is to change them
			gone.delete(label.id);
			let node = this.#labels.get(label.id);
			const before = this.#placed.get(label.id);
			if (node && before && same(before, label)) continue;
			this.#placed.set(label.id, label);
			if (!node) {
				node = label.cls === 'more' ? this.#unfold() : el('span');
				this.#labels.set(label.id, node);
				this.labels.append(node);
			}
			const text = spell(this.app, label), said = text + label.cls;
			if (anew || node.dataset.said !== said) {
				node.dataset.said = said;
				node.replaceChildren(/ up$/.test(label.cls) ? el('span', {}, rich(text)) : rich(text));
			}
			mark(node, 'class', `l ${label.cls}`);
			if (label.align === 'r' && /\binput\b/.test(label.cls)) node.style.maxWidth = `${Math.max(label.x - EDGE, LEAST)}px`; // a reader's own name may be long
			node.style.transform = `translate(${label.x}px, ${label.y}px) translate(${SHIFT[label.align]}, ${LIFT[label.valign]})`;
		}
		for (const id of gone) {
			this.#labels.get(id)?.remove();
			this.#labels.delete(id);
			this.#placed.delete(id);
		}
		this.#measure(labels);
	}

	/** Tells the stage how much room charts have to leave for the names at their right: the most that they took in this lesson. @param {Label[]} labels */
	#measure(labels) {
		const {frame} = this.app, chapter = `${this.app.lesson.id} ${language}`;
		if (!frame) return;
		let wide = chapter === this.#chapter ? frame.ends : 0;
		if (chapter !== this.#chapter) this.#measured.clear();
		this.#chapter = chapter;
		for (const {id, cls} of labels) {
			const node = this.#labels.get(id), long = node?.textContent?.length ?? 0;
			if (!node || !/\b(end|after)\b/.test(cls) || long <= (this.#measured.get(id) ?? 0)) continue;
			this.#measured.set(id, long);
			wide = Math.max(wide, Math.ceil(node.offsetWidth / 4) * 4);
		}
		if (wide === frame.ends) return;
		frame.ends = wide;
		frame.setup();
	}

	/** What brings back the inputs that are folded away. */
	#unfold() {
		return el('button', {type: 'button', 'data-testid': 'more-inputs', 'data-tip': 'ui.inputs.more.tip', onclick: () => {
			const {frame} = this.app;
			if (!frame) return;
			frame.folded = false;
			frame.setup();
		}});
	}

	/** @param {Head[]} heads */
	#columns(heads) {
		const {app} = this, last = (app.panel('network')?.sizes.length ?? heads.length) - 1;
		const gone = new Set(this.#heads.keys());
		const embed = document.documentElement.dataset.mode === 'embed';
		const coarse = matchMedia('(pointer: coarse)').matches, narrow = matchMedia('(max-width: 699px)').matches;
		const layers = app.ofKind('layers'), hidden = layers ? widths(app.value(layers.name)) : [];
		const fixed = !layers || app.hidden.has(layers.name);
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
			const wide = kind === 'in' && head.w > 100 && !embed && !narrow;
			if (kind === 'in') write(node, wide ? t('stage.inputs.of', {n: inputsOn(app).length, of: this.#offered()}) : t('stage.inputs'));
			if (kind === 'out') write(node, t('stage.output'));
			if (kind === 'n') write(node.firstChild ?? node.appendChild(el('b')), String(hidden[head.layer - 1] ?? ''));
			node.style.transform = `translate(${wide ? 18 + this.#left(head) : head.x}px, ${head.y}px)${wide ? '' : ' translateX(-50%)'}`;
		}
		for (const id of gone) {
			this.#heads.get(id)?.remove();
			this.#heads.delete(id);
		}
		// Where a column has no room for its own buttons, one button opens them all.
		document.querySelector('.stage')?.classList.toggle('compact', [...this.#heads.keys()].some((id) => id.startsWith('n')));
		for (const node of this.heads.querySelectorAll('.stepper')) node.dispatchEvent(new Event('refresh'));
	}

	/** Where the area begins that a head stands in. @param {Head} head */
	#left({x, y}) {
		return Object.values(this.app.frame?.placed ?? {}).find((r) => x >= r.x && x <= r.x + r.w && y >= r.y - 1 && y <= r.y + r.h)?.x ?? 0;
	}

	/** How many inputs there are to choose from. */
	#offered() {
		const c = this.app.ofKind('inputs');
		return c ? allInputs(this.app).filter((name) => this.app.fits(c, name)).length : 0;
	}

	/** @param {Layout} layout */
	#tiles(layout) {
		const {app} = this, {frozen, cut} = app.panel('network') ?? {};
		const gone = new Set(this.#twins.keys());
		const all = allInputs(app), on = inputsOn(app);
		for (const node of layout.nodes ?? []) {
			const id = idOf(node);
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
			let name = app.state ? spokenName(app, node.layer, node.unit) : '';
			const flag = flagOf(layout, node);
			if (flag) name = t(`hint.${flag}`, {name});
			if (among(frozen, node)) name = t('hint.frozen', {name});
			if (among(cut, node)) name = t('hint.cut', {name});
			mark(twin, 'aria-label', plain(name));
			mark(twin, 'aria-pressed', node.layer === 0 ? String(on.includes(all[node.unit])) : null);
		}
		for (const id of gone) {
			this.#twins.get(id)?.remove();
			this.#twins.delete(id);
		}
		if (!this.#twins.has(this.#home)) this.#home = this.#twins.keys().next().value ?? '';
		// In the order in which the arrows walk, without moving what has the focus.
		let before = null;
		for (const node of layout.nodes ?? []) {
			const twin = this.#twins.get(idOf(node));
			if (!twin) continue;
			if (twin.parentNode !== this.twins) this.twins.insertBefore(twin, before ? before.nextSibling : this.twins.firstChild);
			mark(twin, 'tabindex', twin.dataset.node === this.#home ? '0' : '-1');
			before = twin;
		}
	}

	/** @param {string} id */
	#node(id) {
		return this.app.layout?.nodes?.find((n) => idOf(n) === id);
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

	/** Has the session look at what the keyboard is at. @param {string} id empty for nothing */
	#point(id) {
		if (this.#asked === id) return;
		this.#asked = id;
		focus(this.app, this.#node(id) ?? NOWHERE);
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
			this.#point('');
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
		if (to) this.#twins.get(idOf(to))?.focus();
	}

	/** Where a tile's twin is, to open something beside it. @param {number} layer @param {number} unit */
	twin(layer, unit) {
		return this.#twins.get(`${layer}.${unit}`);
	}

	/** The tile whose twin has the focus. @returns {Node | undefined} */
	focused() {
		return this.app.layout?.nodes?.find((n) => this.#twins.get(idOf(n)) === document.activeElement);
	}
}

/** What heads and tiles' twins are made of, as one text. @param {Layout} layout */
function stands({heads, nodes, labels}) {
	return JSON.stringify([heads, nodes, labels?.filter(({key}) => FLAGS.includes(key))]);
}

/** Whether a label is as it was. @param {Label} a @param {Label} b */
function same(a, b) {
	return a.x === b.x && a.y === b.y && a.key === b.key && a.cls === b.cls && a.align === b.align && a.valign === b.valign &&
		JSON.stringify(a.args) === JSON.stringify(b.args);
}

/** @param {{layer: number, unit: number}} node */
const idOf = ({layer, unit}) => `${layer}.${unit}`;

/** What is not as it should be with a neuron: as its tile says, else as the label below it does. @param {Layout} layout @param {Node} node */
function flagOf({labels}, node) {
	if (node.flag) return node.flag;
	const key = labels?.find((label) => label.id === `n${idOf(node)}`)?.key ?? '';
	return FLAGS.includes(key) ? key.slice('stage.'.length) : undefined;
}

/** @param {[number, number][] | undefined} list @param {Node} node */
function among(list, node) {
	return list?.some(([layer, unit]) => layer === node.layer && unit === node.unit);
}
