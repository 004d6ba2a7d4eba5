// What the pointer is over, said in numbers and words beside it.
import {className, onAxis} from '../core/data.js';
import {el, shape} from '../core/dom.js';
import {count, number} from '../core/format.js';
import {rich, t} from '../core/words.js';
import {inputName, unitName} from '../controls/network.js';

/** @import {State, Target} from '../../types' */
/** @import {Overlay} from './overlay.js' */
/** @import {App} from '../core/app.js' */

export class Hints {
	/** A hint that a finger left stays until the next touch. */
	#kept = false;

	/** @param {App} app @param {Overlay} overlay */
	constructor(app, overlay) {
		this.app = app;
		this.root = el('div', {class: 'hint', 'data-testid': 'hint', hidden: true});
		overlay.root.append(this.root);
		document.addEventListener('pointerdown', () => { if (this.#kept) this.hide(); }, true);
	}

	hide() {
		this.#kept = false;
		this.root.hidden = true;
	}

	/** @param {Target | null} target @param {{x: number, y: number}} at @param {boolean} [keep] */
	show(target, at, keep = false) {
		if (this.#kept && !keep) return;
		const said = target && this.app.state ? this.#words(target, this.app.state) : null;
		if (!target || !said) return this.hide();
		this.#kept = keep;
		const body = el('span', {}, rich(said.text));
		this.root.replaceChildren(...(said.mark === undefined ? [] : [shape(said.mark)]), body, said.more ? el('span', {class: 'mut'}, rich(said.more)) : '');
		this.root.hidden = false;
		this.#place(target, at);
	}

	/** @param {Target} target @param {State} state @returns {{text: string, more?: string, mark?: number} | null} */
	#words(target, state) {
		const fine = !matchMedia('(hover: none)').matches;
		switch (target.kind) {
			case 'edge': {
				const from = unitName(state, target.layer - 1, target.in), to = unitName(state, target.layer, target.out);
				return {text: t('hint.weight', {value: number(target.value), from, to}), more: t('hint.drag')};
			}
			case 'bias':
				return {text: t('hint.bias', {value: number(target.value), of: unitName(state, target.layer, target.unit)}), more: t('hint.drag')};
			case 'neuron': {
				const last = target.layer === state.sizes.length - 1;
				const flag = this.app.layout?.labels?.find((l) => l.id === `n${target.layer}.${target.unit}`)?.key;
				let text = last ? unitName(state, target.layer, target.unit) : t('hint.neuron', {layer: target.layer, n: target.unit + 1});
				if (flag === 'stage.saturated') text = t('hint.saturated', {name: text});
				if (flag === 'stage.silent') text = t('hint.silent', {name: text});
				return {text: `**${text}**`, more: fine ? t('hint.open') : undefined};
			}
			case 'input':
				return {text: inputName(target.index), more: t(target.on ? 'hint.input.on' : 'hint.input.off')};
			case 'point': {
				const more = this.#fate(target), at = place(state, target);
				if (state.kind === 'curve') return {text: t('hint.point.curve', {...at, value: number(target.value)}), more};
				if (state.kind === 'surface') return {text: t('hint.point.value', {...at, value: number(target.value)}), more};
				return {mark: target.class, text: t((target.class ?? 0) < 0 ? 'hint.point.none' : 'hint.point', {name: className(state, target.class ?? 0), ...at}), more};
			}
			case 'centre':
				return {mark: target.class, text: `**${t('hint.centre', {n: target.index + 1})}**`, more: t('hint.centre.drag')};
			case 'plot':
				if (target.value === null || this.app.lesson.unlabelled && target.class === undefined) return {text: t('hint.place', place(state, target))};
				return target.class === undefined
					? valued(state, target)
					: {mark: target.class, text: t('hint.plot.class', {...place(state, target), name: className(state, target.class), percent: Math.round(target.value * 100)})};
			case 'loss':
				return {text: t('hint.loss', {epoch: count(target.epoch), train: number(target.train), test: number(/** @type {number | null} */ (target.test))})};
		}
	}

	/** What a point is to the one who learns, where the lesson tells points apart. @param {Target} target */
	#fate({test}) {
		if (this.app.control('labels')) return t(test ? 'hint.point.unlabelled' : 'hint.point.labelled');
		return this.app.control('train') ? t(test ? 'hint.point.test' : 'hint.point.train') : undefined;
	}

	/** Above what it speaks of, clear of the tiles, and within the window. @param {Target} target @param {{x: number, y: number}} at */
	#place(target, at) {
		const over = /** @type {HTMLElement} */ (this.root.parentElement).getBoundingClientRect();
		const {width, height} = this.root.getBoundingClientRect();
		let {x, y} = at, reach = 16;
		const layer = target.kind === 'input' ? 0 : target.layer, unit = target.kind === 'input' ? target.index : target.unit;
		const node = target.kind === 'neuron' || target.kind === 'input' || target.kind === 'bias' ? this.app.layout?.nodes?.find((n) => n.layer === layer && n.unit === unit) : undefined;
		if (node) [x, y, reach] = [node.x, node.y, node.h / 2 + 8];
		const least = 8 - over.left, most = innerWidth - 8 - over.left - width;
		let top = y - reach - height;
		if (top + over.top < 8) top = y + reach;
		this.root.style.transform = `translate(${Math.round(Math.max(least, Math.min(x - width / 2, most)))}px, ${Math.round(top)}px)`;
	}
}

/** Where something lies on the plot, as words. @param {State} state @param {Target} target */
function place(state, target) {
	return {x: onAxis(state, 0, number(target.x)), y: onAxis(state, 1, number(target.y))};
}

/** What the network says at a place. @param {State} state @param {Target} target @returns {{text: string, mark?: number}} */
function valued(state, target) {
	const value = number(target.value);
	if (state.kind === 'curve') return {text: t('hint.plot.curve', {x: onAxis(state, 0, number(target.x)), y: onAxis(state, 1, value)})};
	const text = t('hint.plot', {...place(state, target), value});
	return state.kind === 'surface' ? {text} : {mark: target.value < 0 ? 0 : 1, text};
}
