// Where a network's parts would lie without a stage, and their outlines.
import {svg} from '../core/dom.js';
import {allInputs, inputsOn, widths} from '../core/names.js';

/** @import {Layout, Rect} from '../../types' */
/** @import {App} from '../core/app.js' */

/** What stands where the stage will draw, or would; null for nothing. @param {App} app @returns {{layout: Layout, area: string, shapes: SVGElement[]} | null} */
export function sketch(app) {
	const area = app.lesson.views.find((view) => view.kind === 'network')?.area, place = area && app.frame?.placed[area];
	if (!place) return null;
	const classes = app.panel('network')?.sizes.at(-1) ?? Math.max(app.dataset()?.classes ?? 2, 2);
	const all = allInputs(app), lit = inputsOn(app), on = new Set(lit.map((name) => all.indexOf(name)));
	const layers = app.ofKind('layers'), hidden = layers ? widths(app.value(layers.name)) : [];
	const inputs = app.frame?.folded ? [...on] : Array.from({length: Math.max(all.length, 2)}, (_, i) => i);
	const layout = schematic(inputs, [...hidden, classes > 2 ? classes : 1], on, place, matchMedia('(max-width: 699px)').matches);
	return {layout, area, shapes: outlines(layout, on, place)};
}

/**
 * Where everything lies when no stage says so: before it has loaded, and where it cannot draw.
 * @param {number[]} inputs that are shown @param {number[]} others how many the other columns have @param {Set<number>} on the inputs that are on @param {Rect} area @param {boolean} phone
 * @returns {Layout}
 */
function schematic(inputs, others, on, area, phone) {
	const counts = [inputs.length, ...others];
	const last = counts.length - 1;
	const left = area.x + (phone ? 62 : 80), right = area.x + area.w - (phone ? 38 : 58), top = area.y + 34, room = Math.max(area.h - 86, 40);
	/** @type {Layout} */
	const out = {nodes: [], labels: [], heads: []};
	counts.forEach((n, l) => {
		const gap = Math.min(l === 0 ? 48 : 88, room / n), side = Math.round(Math.min(l === 0 ? 34 : l === last ? 58 : 46, gap - 6));
		const x = Math.round(left + (right - left) * l / last);
		out.heads?.push({layer: l, x, y: area.y, w: (right - left) / last});
		for (let i = 0; i < n; i++) {
			const y = Math.round(top + room / 2 + (i - (n - 1) / 2) * gap), unit = l === 0 ? inputs[i] : i;
			out.nodes?.push({layer: l, unit, x, y, w: side, h: side});
			if (l === 0) out.labels?.push({id: `n0.${unit}`, x: x - side / 2 - 8, y, align: 'r', valign: 'm', key: 'stage.input', args: {i: {unit: [0, unit]}}, cls: on.has(unit) ? 'input' : 'input off'});
		}
	});
	return out;
}

/** Draws a schematic: outlines only, for there are no numbers yet. @param {Layout} layout @param {Set<number>} on the inputs that are on @param {Rect} area */
function outlines(layout, on, area) {
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
