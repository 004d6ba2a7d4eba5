// The keyboard's pointer: in an area that has the focus, arrows move a cross, Enter presses, Space takes and drops.
import {el, hide, mark} from '../core/dom.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Frame} from './frame.js' */

/** How far an arrow key moves the cross, as a share of its area; with Shift. */
const STRIDE = 1 / 40, LEAP = 1 / 8;
/** No mouse and no finger has this number. */
const ID = -1;
const ARROWS = /** @type {Record<string, [number, number]>} */ ({ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]});
const clamp = (/** @type {number} */ s) => Math.min(1, Math.max(0, s));

export class Cross {
	/** In which area it is; null while no key moves it. @type {HTMLElement | null} */
	#area = null;
	/** The area that has the focus, if a key brought it: the mouse leaves the page its keys. @type {HTMLElement | null} */
	#keyed = null;
	/** Where it is in each area, as shares of its sides. @type {WeakMap<HTMLElement, [number, number]>} */
	#places = new WeakMap();
	/** Whether something is in its hand. */
	#holds = false;
	/** Whether what the stage says now answers a key. */
	pressing = false;
	/** @type {WeakSet<HTMLElement>} */
	#known = new WeakSet();

	/** @param {App} app @param {Frame} frame @param {HTMLElement} over what it is drawn on */
	constructor(app, frame, over) {
		this.app = app;
		this.frame = frame;
		this.root = el('div', {class: 'aim', 'data-testid': 'aim', hidden: true});
		over.append(this.root);
	}

	/** Makes every area that has a picture one that Tab comes to. Where another part of the page has keys of its own, data-keys names them. */
	update() {
		const live = document.documentElement.dataset.stage === 'live';
		for (const area of this.frame.areas) {
			const hit = /** @type {HTMLElement | null} */ (area.querySelector('.hit'));
			if (!hit) continue;
			this.#meet(area, hit);
			mark(hit, 'tabindex', live ? '0' : null);
			mark(hit, 'role', live ? 'application' : null);
			mark(hit, 'aria-label', live ? t(hit.dataset.keys ?? 'ui.area.keys') : null);
		}
		if (this.#area) this.#show();
	}

	/** @param {HTMLElement} area @param {HTMLElement} hit */
	#meet(area, hit) {
		if (this.#known.has(area)) return;
		this.#known.add(area);
		hit.addEventListener('focus', () => {
			if (!hit.matches(':focus-visible')) return;
			this.#keyed = area;
			if (hit.dataset.keys === undefined) this.#enter(area);
		});
		for (const gone of ['blur', 'pointerdown']) {
			hit.addEventListener(gone, () => {
				this.#keyed = null;
				this.#leave(area);
			});
		}
		// On the area, not on what has the focus: who draws there hears of its keys first.
		area.addEventListener('keydown', (e) => { if (e.target === hit) this.#key(area, e); });
	}

	/** @param {HTMLElement} area */
	#enter(area) {
		if (!this.#rect(area)) return;
		this.#area = area;
		this.#tell('move');
	}

	/** @param {HTMLElement} area */
	#leave(area) {
		if (this.#area !== area) return;
		if (this.#holds) this.#tell('cancel');
		this.#tell('leave');
		this.#holds = false;
		this.#area = null;
		hide(this.root, true);
	}

	/** @param {HTMLElement} area @param {KeyboardEvent} e */
	#key(area, e) {
		if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || !this.#rect(area)) return;
		const arrow = ARROWS[e.key];
		if (this.#area !== area && !(arrow && this.#keyed === area)) return;
		if (arrow) {
			const by = e.shiftKey ? LEAP : STRIDE, [u, v] = this.#at(area);
			this.#area = area;
			this.#places.set(area, [clamp(u + by * arrow[0]), clamp(v + by * arrow[1])]);
			this.#tell('move');
		} else if (e.key === 'Enter') {
			if (!this.#holds) this.#tell('down');
			this.#drop();
		} else if (e.key === ' ') {
			if (this.#holds) this.#drop();
			else this.#take();
		} else if (e.key === 'Escape') this.#leave(area);
		else return;
		e.preventDefault();
		e.stopPropagation();
	}

	#take() {
		this.#holds = Boolean(this.#tell('down')?.capture);
		if (this.#holds) return this.#show();
		// There is nothing to take: a press that is not let go.
		this.#tell('cancel');
		this.#tell('move');
	}

	#drop() {
		this.#tell('up');
		this.#holds = false;
		this.#show();
	}

	/** @param {HTMLElement} area @returns {[number, number]} */
	#at(area) {
		return this.#places.get(area) ?? [0.5, 0.5];
	}

	/** @param {HTMLElement} area */
	#rect(area) {
		return document.documentElement.dataset.stage === 'live' ? this.frame.placed[area.dataset.area ?? ''] : undefined;
	}

	/** Where it is, relative to the iframe. */
	#spot() {
		const area = this.#area, rect = area && this.#rect(area);
		if (!rect) return null;
		const [u, v] = this.#at(area);
		return {x: rect.x + u * rect.w, y: rect.y + v * rect.h};
	}

	#show() {
		const spot = this.#spot();
		hide(this.root, !spot);
		this.root.classList.toggle('holds', this.#holds);
		if (spot) this.root.style.transform = `translate(${spot.x}px, ${spot.y}px)`;
	}

	/** @param {string} type */
	#tell(type) {
		const spot = this.#spot();
		if (!spot) return null;
		this.#show();
		this.pressing = true;
		const reply = this.frame.pointer(type, spot.x, spot.y, {id: ID, pointerType: 'mouse', buttons: type === 'down' || this.#holds ? 1 : 0, shiftKey: false});
		this.pressing = false;
		return reply;
	}
}
