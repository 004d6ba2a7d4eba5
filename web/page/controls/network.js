// What the page knows of a network by itself: the names of its parts, and where they would lie without a stage.
import {className} from '../core/data.js';
import {svg} from '../core/dom.js';
import {plain, t} from '../core/words.js';

/** @import {Layout, Rect, State} from '../../types' */

/** The inputs by their names in links, in the order in which frames hold them. */
export const INPUTS = ['x1', 'x2', 'x1x1', 'x2x2', 'x1x2', 'sinx1', 'sinx2'];

/** @param {unknown} value such as '4,2' @returns {number[]} */
export function widths(value) {
	return String(value ?? '').split(',').map(Number).filter((n) => n >= 1);
}

/** @param {unknown} value such as 'x1,x2' @returns {string[]} */
export function inputs(value) {
	const on = String(value ?? '').split(',');
	return INPUTS.filter((name) => on.includes(name));
}

/** An input's name, with markup. @param {number} i */
export function inputName(i) {
	return t(`option.inputs.${INPUTS[i]}`);
}

/**
 * What unit `unit` of layer `layer` is called; for layer 0, unit counts only the inputs that are on.
 * @param {State} state @param {number} layer @param {number} unit
 */
export function unitName(state, layer, unit) {
	if (layer === 0) return inputName(INPUTS.indexOf(inputs(state.controls.inputs)[unit] ?? 'x1'));
	if (layer === state.sizes.length - 1) return state.sizes[layer] > 1 ? t('hint.output', {name: className(state, unit)}) : t('hint.oneoutput');
	return t('hint.unit', {n: unit + 1});
}

/** The same, with the layer said too, as it is spoken. @param {State} state @param {number} layer @param {number} unit */
export function spokenName(state, layer, unit) {
	if (layer === 0) return plain(inputName(unit));
	return layer === state.sizes.length - 1 ? plain(unitName(state, layer, unit)) : t('hint.neuron', {layer, n: unit + 1});
}

/**
 * Where everything lies when no stage says so: before it has loaded, and where it cannot draw.
 * @param {number[]} hidden @param {number} outputs @param {Set<number>} on the inputs that are on @param {Rect} area @param {boolean} phone
 * @returns {Layout}
 */
export function schematic(hidden, outputs, on, area, phone) {
	const counts = [INPUTS.length, ...hidden, outputs], last = counts.length - 1;
	const left = area.x + (phone ? 62 : 80), right = area.x + area.w - (phone ? 38 : 58), top = area.y + 34, room = Math.max(area.h - 86, 40);
	/** @type {Layout} */
	const out = {nodes: [], labels: [], heads: []};
	counts.forEach((n, l) => {
		const gap = Math.min(l === 0 ? 48 : 88, room / n), side = Math.round(Math.min(l === 0 ? 34 : l === last ? 58 : 46, gap - 6));
		const x = Math.round(left + (right - left) * l / last);
		out.heads?.push({layer: l, x, y: area.y, w: (right - left) / last});
		for (let i = 0; i < n; i++) {
			const y = Math.round(top + room / 2 + (i - (n - 1) / 2) * gap);
			out.nodes?.push({layer: l, unit: i, x, y, w: side, h: side});
			if (l === 0) out.labels?.push({id: `n0.${i}`, x: x - side / 2 - 8, y, align: 'r', valign: 'm', key: 'stage.input', args: {i}, cls: on.has(i) ? 'input' : 'input off'});
		}
	});
	return out;
}

/** Draws a schematic: outlines only, for there are no numbers yet. @param {Layout} layout @param {Set<number>} on the inputs that are on @param {Rect} area */
export function outlines(layout, on, area) {
	const shapes = [], nodes = layout.nodes ?? [];
	for (const b of nodes) {
		for (const a of nodes) {
			if (a.layer !== b.layer - 1 || a.layer === 0 && !on.has(a.unit)) continue;
			const x1 = a.x + a.w / 2 - area.x, x2 = b.x - b.w / 2 - area.x, k = (x2 - x1) / 2;
			shapes.push(svg('path', {d: `M${x1} ${a.y - area.y}C${x1 + k} ${a.y - area.y} ${x2 - k} ${b.y - area.y} ${x2} ${b.y - area.y}`}));
		}
	}
	for (const n of nodes) {
		shapes.push(svg('rect', {x: n.x - n.w / 2 - area.x, y: n.y - n.h / 2 - area.y, width: n.w, height: n.h, rx: 7, opacity: n.layer === 0 && !on.has(n.unit) ? 0.38 : 1}));
	}
	return shapes;
}
