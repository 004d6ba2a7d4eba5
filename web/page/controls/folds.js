// What is not essential, behind names: on a wide window the folds open into a tray below the pictures, on a narrow one each below
// its own name.
import {byId, el, hide, icon, mark, write} from '../core/dom.js';
import {valueName} from '../core/names.js';
import {has, plain, t} from '../core/words.js';
import {changed} from './shown.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */

/** @typedef {{name: string, controls: Control[], content: HTMLElement[]}} Fold */

/** From where on there is a tray. */
const WIDE = matchMedia('(min-width: 1200px)');
/** What the reader opened stays so from lesson to lesson. @type {Set<string>} */
const open = new Set();
/** What a link opened, until the next one. @type {Set<string>} */
const linked = new Set();

export class Folds {
	/** @type {{fold: Fold, button: HTMLElement, note: HTMLElement, group: HTMLElement, back: HTMLElement}[]} */
	#all = [];
	/** By which way in what is open was chosen. */
	#entry;

	/** @param {App} app @param {Fold[]} folds */
	constructor(app, folds) {
		this.app = app;
		this.#entry = app.entries;
		this.#all = folds.filter(({content}) => content.length).map((fold) => this.#make(fold));
		byId('folds').replaceChildren(...this.#all.map(({button}) => button));
		this.place();
		WIDE.onchange = () => this.place();
	}

	/** @param {Fold} fold */
	#make(fold) {
		const id = `fold-${fold.name}`, note = el('span', {class: 'note'});
		const button = el('button', {class: 'turn', type: 'button', 'aria-controls': id, 'data-fold': fold.name, 'data-testid': id, onclick: () => this.#turn(fold.name)},
			icon('i-fold', 'chev'), el('b', {'data-t': `ui.fold.${fold.name}`}), note);
		const back = el('button', {class: 'back', type: 'button', 'data-testid': `${id}-back`, onclick: () => this.#undo(fold)}, icon('i-reset'), el('span', {'data-t': 'ui.fold.back'}));
		const fields = el('div', {class: 'fields'}, ...fold.content);
		const group = el('section', {class: 'group', id, 'aria-label': plain(t(`ui.fold.${fold.name}`)), 'data-al': `ui.fold.${fold.name}`},
			el('header', {}, el('h2', {'data-t': `ui.fold.${fold.name}`}), back), fields);
		return {fold, button, note, group, back};
	}

	/** Puts the groups where the window has room for them. */
	place() {
		if (WIDE.matches) for (const name of [...open].slice(1)) open.delete(name);
		for (const {button, group} of this.#all) if (!WIDE.matches) button.after(group);
		if (WIDE.matches) byId('tray').replaceChildren(...this.#all.map(({group}) => group));
		else byId('tray').replaceChildren();
		this.#show();
	}

	/** @param {string} name */
	#turn(name) {
		if (!open.delete(name)) this.#open(name);
		this.#show();
		this.app.render();
	}

	/** A tray is as low as it can be: it holds what was asked for last. @param {string} name */
	#open(name) {
		if (WIDE.matches) open.clear();
		open.add(name);
	}

	#show() {
		let any = false;
		for (const {fold, button, group} of this.#all) {
			const on = open.has(fold.name);
			hide(group, !on);
			mark(button, 'aria-expanded', String(on));
			any ||= on;
		}
		hide(byId('tray'), !any || !WIDE.matches);
		this.app.frame?.setup();
	}

	/** All that is folded here as it usually is. @param {Fold} fold */
	#undo({controls}) {
		for (const c of controls) if (changed(this.app, c)) this.app.tune(c.name, this.app.usual(c));
	}

	update() {
		/** @type {string[]} */
		const set = [];
		for (const {fold, note, back} of this.#all) {
			const shown = fold.controls.filter((c) => this.app.idle(c) === null), altered = shown.filter((c) => changed(this.app, c) && !this.app.lesson.essential?.includes(c.name)); // what is essential is in view
			if (altered.length) set.push(fold.name);
			write(note, altered.length ? t('ui.more.changed', {n: altered.length}) : this.#brief(fold, shown));
			note.classList.toggle('changed', altered.length > 0);
			hide(back, !altered.length || altered.every((c) => this.app.hidden.has(c.name)));
		}
		if (this.#entry === this.app.entries) return;
		this.#entry = this.app.entries;
		for (const name of linked) open.delete(name);
		linked.clear();
		// A link that sets what is folded opens its fold, and the first of them where only one can be open.
		for (const name of WIDE.matches ? set.slice(0, 1) : set) {
			if (!open.has(name)) linked.add(name);
			this.#open(name);
		}
		this.#show();
	}

	/** What is inside, in the lesson's own words or by what it is set to. @param {Fold} fold @param {Control[]} shown */
	#brief({name}, shown) {
		const key = `lesson.${this.app.lesson.id}.fold.${name}`;
		const values = Object.fromEntries(this.app.lesson.controls.map((c) => [c.name, plain(valueName(c, this.app.value(c.name)))]));
		if (has(key)) return t(key, values);
		return shown.filter((c) => c.kind !== 'data').slice(0, 2).map((c) => plain(t(`control.${c.name}.name`))).join(t('ui.list'));
	}
}

/** Opens the fold that something is in. @param {Element} node */
export function unfold(node) {
	const group = node.closest('.group');
	if (group instanceof HTMLElement && group.hidden) document.querySelector(`[data-fold="${group.id.slice('fold-'.length)}"]`)?.dispatchEvent(new MouseEvent('click'));
}
