// The stage's iframe: where it lies, what it is told, and what is done with the pointer for it.
import {byId} from '../core/dom.js';

/** @import {Brush, Reply, StageApi, StageSetup, View, Rect} from '../../types' */

const COLOURS = ['bg', 'surface', 'well', 'line', 'line-strong', 'ink', 'ink-2', 'ink-3', 'neg', 'zero', 'pos', 'neg-heat', 'pos-heat', 'nose', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
const camel = (/** @type {string} */ name) => name.replace(/-(\w)/g, (_, c) => c.toUpperCase());
/** A stage that fails this often is not made anew by itself. */
const FAILURES = 3;
const root = document.documentElement;

/**
 * @typedef {object} Hooks
 * @prop {(event: any) => void} event  everything the stage says that the page may show
 * @prop {(kind: 'webgl2' | 'load' | 'lost', text: string) => void} fault
 * @prop {() => void} moved  the iframe has moved or grown
 */

export class Frame {
	/** @type {StageApi | null} */
	#api = null;
	#told = '';
	#failures = 0;
	/** Whether the areas will be measured before the next picture. */
	#due = false;
	/** The colours as the style sheets have them; null where they may have changed. @type {Record<string, string> | null} */
	#theme = null;
	#watch = new ResizeObserver(() => this.setup());
	/** Areas whose pointer is handed on. @type {WeakSet<Element>} */
	#known = new WeakSet();
	/** @type {View[]} */
	views = [];
	/** Where the areas lie, relative to the iframe. @type {Record<string, Rect>} */
	placed = {};
	/** What the pointer draws on the plot. @type {Brush | null} */
	brush = null;
	/** Whether the inputs that are off are folded away, behind a button. */
	folded = true;
	/** How wide the names at the right of charts are. */
	ends = 0;

	/** A port that nobody has taken yet. @type {MessagePort | null} */
	#port = null;
	/** @type {((port: MessagePort) => void) | null} */
	#taker = null;

	/** @param {Hooks} hooks */
	constructor(hooks) {
		this.hooks = hooks;
		this.iframe = /** @type {HTMLIFrameElement} */ (byId('stage'));
	}

	/** Begins, once everything is there that the hooks need. */
	start() {
		const recolour = () => {
			this.#theme = null;
			this.setup();
		};
		this.setup();
		this.#adopt();
		for (const node of [byId('app'), byId('alerts'), byId('tray')]) this.#watch.observe(node);
		new MutationObserver(recolour).observe(root, {attributeFilter: ['data-theme', 'data-mode']});
		for (const query of ['(prefers-contrast: more)', '(forced-colors: active)']) matchMedia(query).addEventListener('change', recolour);
		for (const query of ['(prefers-reduced-motion: reduce)', '(pointer: coarse)', `(resolution: ${devicePixelRatio}dppx)`]) {
			matchMedia(query).addEventListener('change', () => this.setup());
		}
	}

	/** Listens to the iframe's window, as soon as its script has run. */
	#adopt() {
		const greet = () => {
			const api = /** @type {any} */ (this.iframe.contentWindow)?.stage;
			if (!api || api === this.#api) return Boolean(api);
			this.#api = api;
			api.on = (/** @type {any} */ event) => { if (api === this.#api) this.#hear(event); };
			this.reconnect();
			this.#told = '';
			this.setup();
			return true;
		};
		this.iframe.addEventListener('load', () => {
			if (!greet()) this.hooks.fault('load', 'stage.html');
		});
		greet();
	}

	/** Gives every new stage's port to whoever sends frames. @param {(port: MessagePort) => void} taker */
	port(taker) {
		this.#taker = taker;
		this.#offer();
	}

	#offer() {
		if (!this.#port || !this.#taker) return;
		this.#taker(this.#port);
		this.#port = null;
	}

	/** Gives the stage a new port: the engine that had the old one is gone. */
	reconnect() {
		if (!this.#api) return;
		const {port1, port2} = new MessageChannel();
		this.#api.connect(port2);
		this.#port = port1;
		this.#offer();
	}

	/** Makes the stage anew: it holds nothing that could be lost. */
	reload() {
		const fresh = /** @type {HTMLIFrameElement} */ (this.iframe.cloneNode());
		this.#api = null;
		this.iframe.replaceWith(fresh);
		this.iframe = fresh;
		this.#adopt();
	}

	/** Begins again to count failures: somebody asked for it. */
	retry() {
		this.#failures = 0;
		this.reload();
	}

	/** @param {any} event */
	#hear(event) {
		if (event.type === 'lost' || event.type === 'error' && event.kind === 'panic') {
			this.#failures++;
			if (this.#failures > FAILURES) return this.hooks.fault('load', event.text ?? '');
			this.hooks.fault('lost', event.text ?? '');
			return this.reload();
		}
		if (event.type === 'error') return this.hooks.fault(event.kind === 'webgl2' ? 'webgl2' : 'load', event.text);
		this.hooks.event(event);
	}

	/** Where the iframe lies relative to the page's window. */
	box() {
		return this.iframe.getBoundingClientRect();
	}

	/** The places for pictures that are in the page now. */
	get areas() {
		return /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.area')]);
	}

	/** Has the areas measured and the stage told, once before the next picture however often it is called. */
	setup() {
		if (this.#due) return;
		this.#due = true;
		requestAnimationFrame(() => this.#catchUp());
	}

	/** Tells the stage now what was to be told before the next picture. */
	#catchUp() {
		if (!this.#due) return;
		this.#due = false;
		this.#fit();
	}

	/** Fits the iframe around its areas and tells the stage where they are and how to draw. */
	#fit() {
		const app = byId('app').getBoundingClientRect();
		/** @type {Record<string, Rect>} */
		const areas = {};
		for (const area of this.areas) {
			this.#meet(area);
			const r = area.getBoundingClientRect();
			if (r.width < 2 || r.height < 2) continue;
			areas[area.dataset.area ?? ''] = {x: r.left - app.left, y: r.top - app.top, w: r.width, h: r.height};
		}
		const all = Object.values(areas);
		if (!all.length) return;
		const left = Math.floor(Math.min(...all.map((r) => r.x))), top = Math.floor(Math.min(...all.map((r) => r.y)));
		const right = Math.ceil(Math.max(...all.map((r) => r.x + r.w))), bottom = Math.ceil(Math.max(...all.map((r) => r.y + r.h)));
		const style = this.iframe.style;
		style.left = `${left}px`;
		style.top = `${top}px`;
		style.width = `${right - left}px`;
		style.height = `${bottom - top}px`;
		for (const r of all) {
			r.x -= left;
			r.y -= top;
		}
		this.placed = areas;
		this.hooks.moved();
		const embed = root.dataset.mode === 'embed', is = (/** @type {string} */ query) => matchMedia(query).matches;
		/** @type {StageSetup} */
		const told = {
			views: this.views, areas, dpr: devicePixelRatio, theme: this.#colours(embed), dark: root.dataset.theme === 'dark', embed, folded: this.folded, ends: this.ends,
			phone: !embed && is('(max-width: 699px)'), beside: document.querySelector('.card.shared') !== null,
			reducedMotion: is('(prefers-reduced-motion: reduce)'),
			coarse: is('(pointer: coarse)'),
			contrast: is('(prefers-contrast: more), (forced-colors: active)'),
			brush: this.brush,
		};
		const text = JSON.stringify(told);
		if (text === this.#told || !this.#api || !this.views.length) return;
		this.#told = text;
		this.#api.setup(told);
	}

	/** @param {boolean} embed */
	#colours(embed) {
		if (!this.#theme) {
			const css = getComputedStyle(root);
			this.#theme = Object.fromEntries(COLOURS.map((name) => [camel(name), css.getPropertyValue(`--${name}`).trim()]));
			if (embed) this.#theme.bg = this.#theme.surface;
		}
		return this.#theme;
	}

	/** Whether pictures are made without a graphics card. */
	get slow() {
		return this.#api?.slow ?? false;
	}

	/** A copy of what the stage shows; null where it shows nothing. @returns {Promise<HTMLCanvasElement | null>} */
	async picture() {
		return root.dataset.stage === 'live' ? this.#api?.picture() ?? null : null;
	}

	/**
	 * Tells the stage of a pointer, the mouse's or the keyboard's.
	 * @param {string} type @param {number} x @param {number} y relative to the iframe
	 * @param {{id: number, pointerType: string, buttons: number, shiftKey: boolean}} more @returns {Reply | null}
	 */
	pointer(type, x, y, more) {
		if (type === 'down') this.#catchUp(); // a press means what the page says now
		return this.#api?.pointer({type, x, y, ...more}) ?? null;
	}

	/** @param {HTMLElement} area */
	#meet(area) {
		if (this.#known.has(area)) return;
		this.#known.add(area);
		this.#watch.observe(area);
		const hit = area.querySelector('.hit');
		if (hit) this.#forward(/** @type {HTMLElement} */ (hit));
	}

	/** Hands an area's pointer on. The area takes the wheel and a finger's panning as any other part of the page. @param {HTMLElement} hit */
	#forward(hit) {
		let captured = false;
		const pass = (/** @type {PointerEvent} */ e, /** @type {string} */ type) => {
			const {left, top} = this.box();
			const reply = this.pointer(type, e.clientX - left, e.clientY - top, {id: e.pointerId, pointerType: e.pointerType, buttons: e.buttons, shiftKey: e.shiftKey});
			if (!reply) return;
			hit.style.cursor = reply.cursor;
			captured = reply.capture;
			if (type === 'down' && captured) hit.setPointerCapture(e.pointerId);
		};
		hit.addEventListener('pointerdown', (e) => { if (e.button === 0) pass(e, 'down'); });
		hit.addEventListener('pointermove', (e) => pass(e, 'move'));
		hit.addEventListener('pointerup', (e) => { if (e.button === 0) pass(e, 'up'); });
		hit.addEventListener('pointerleave', (e) => pass(e, 'leave'));
		hit.addEventListener('pointercancel', (e) => pass(e, 'cancel'));
		// A finger that holds a weight must not pan: only this event, and only in time, can keep it from that.
		const keep = (/** @type {TouchEvent} */ e) => { if (captured && e.cancelable) e.preventDefault(); };
		hit.addEventListener('touchstart', keep, {passive: false});
		hit.addEventListener('touchmove', keep, {passive: false});
	}
}
