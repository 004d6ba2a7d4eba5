// What the pointer is over, said beside it: the target brings its own words.
import {el, hide, shape} from '../core/dom.js';
import {rich, spell, t} from '../core/words.js';

/** @import {Target} from '../../types' */
/** @import {Overlay} from './overlay.js' */
/** @import {App} from '../core/app.js' */

export class Hints {
	/** A hint that a finger left stays until the next touch. */
	#kept = false;
	/** What is on the screen already: assistive technology hears of every write. */
	#said = '';

	/** @param {App} app @param {Overlay} overlay */
	constructor(app, overlay) {
		this.app = app;
		this.root = el('div', {class: 'hint', role: 'status', 'data-testid': 'hint', hidden: true});
		overlay.root.append(this.root);
		document.addEventListener('pointerdown', () => { if (this.#kept) this.hide(); }, true);
	}

	hide() {
		this.#kept = false;
		this.#said = '';
		hide(this.root, true);
	}

	/** @param {Target | null} target @param {{x: number, y: number}} at @param {boolean} [keep] */
	show(target, at, keep = false) {
		if (this.#kept && !keep) return;
		if (!target?.say || !this.app.state) return this.hide();
		this.#kept = keep;
		const {say, opens} = target, words = spell(this.app, say);
		// What can be opened is called in bold.
		const text = opens && !words.includes('**') ? `**${words}**` : words;
		const more = [say.more ?? []].flat().map((key) => t(key)).filter(Boolean);
		const said = JSON.stringify([text, more, say.mark]);
		if (said !== this.#said) {
			this.#said = said;
			this.root.replaceChildren(...(say.mark === undefined ? [] : [shape(say.mark)]), el('span', {}, rich(text)), ...more.map((one) => el('span', {class: 'mut'}, rich(one))));
		}
		hide(this.root, false);
		this.#place(target, at);
	}

	/** Above what it speaks of and within the window, below it where there is no room. @param {Target} target @param {{x: number, y: number}} at */
	#place({box}, at) {
		const over = /** @type {HTMLElement} */ (this.root.parentElement).getBoundingClientRect();
		const {width, height} = this.root.getBoundingClientRect();
		const x = box ? box.x + box.w / 2 : at.x, y = box ? box.y + box.h / 2 : at.y, reach = box ? box.h / 2 + 8 : 16;
		const least = 8 - over.left, most = innerWidth - 8 - over.left - width;
		let top = y - reach - height;
		if (top + over.top < 8) top = y + reach;
		this.root.style.transform = `translate(${Math.round(Math.max(least, Math.min(x - width / 2, most)))}px, ${Math.round(top)}px)`;
	}
}
