// How many layers and neurons: the steppers, and the slider of architectures.
import {byId, el, icon, mark, svg, write} from '../core/dom.js';
import {valueName} from '../core/names.js';
import {t} from '../core/words.js';
import {popUnder} from '../shell/menus.js';
import {hiddenLayers, layerChoice} from './networkeach.js';

/** @import {App} from '../core/app.js' */

/** The slider's stops, each told by its hidden layers. */
const STOPS = [[], [3], [4, 2], [6, 4, 2], [8, 8, 4, 2]];

/** @param {App} app */
function most(app) {
	return app.ofKind('layers')?.max || 16;
}

/** @param {App} app */
function mostLayers(app) {
	return app.ofKind('layers')?.most ?? 8;
}

/** @param {App} app @param {number[]} hidden */
function set(app, hidden) {
	const c = app.ofKind('layers');
	if (c) app.tune(c.name, hidden.join(','));
}

/** Whether the layers can be seen and not changed. @param {App} app */
function isFixed(app) {
	const c = app.ofKind('layers');
	return !c || app.hidden.has(c.name);
}

/**
 * − n +. It follows the state on an event `refresh`.
 * @param {() => number} value @param {(n: number) => void} change @param {() => [number, number]} limits
 * @param {{less: () => string, more: () => string}} names @param {string} id
 */
function counter(value, change, limits, names, id) {
	const less = el('button', {type: 'button', 'data-testid': `${id}-less`}, icon('i-minus'));
	const more = el('button', {type: 'button', 'data-testid': `${id}-more`}, icon('i-plus'));
	const n = el('b', {'data-testid': `${id}-n`});
	less.addEventListener('click', () => change(value() - 1));
	more.addEventListener('click', () => change(value() + 1));
	const root = el('span', {class: 'stepper'}, less, n, more);
	root.addEventListener('refresh', () => {
		const [lo, hi] = limits(), now = value();
		write(n, String(now));
		mark(less, 'disabled', now <= lo ? '' : null);
		mark(more, 'disabled', now >= hi ? '' : null);
		mark(less, 'aria-label', names.less());
		mark(more, 'aria-label', names.more());
	});
	root.dispatchEvent(new Event('refresh'));
	return root;
}

/** The neurons of one hidden layer. @param {App} app @param {number} i */
export function stepper(app, i) {
	return counter(
		() => hiddenLayers(app)[i] ?? 1,
		(n) => set(app, hiddenLayers(app).map((old, k) => k === i ? Math.min(Math.max(n, 1), most(app)) : old)),
		() => [1, most(app)],
		{less: () => t('ui.neurons.less', {layer: i + 1}), more: () => t('ui.neurons.more', {layer: i + 1})}, `layer-${i + 1}`);
}

/** One hidden layer more or fewer, at the end. @param {App} app @param {number} by */
export function addLayer(app, by) {
	if (isFixed(app)) return;
	const hidden = hiddenLayers(app);
	if (by < 0) return hidden.length && set(app, hidden.slice(0, -1));
	if (hidden.length < mostLayers(app)) set(app, [...hidden, Math.max(2, Math.min(hidden.at(-1) ?? 4, 4))]);
}

/** @param {App} app */
function layerCounter(app) {
	return counter(() => hiddenLayers(app).length, (n) => addLayer(app, n - hiddenLayers(app).length), () => [0, mostLayers(app)],
		{less: () => t('ui.layers.less'), more: () => t('ui.layers.more')}, 'layers');
}

/** @param {App} app */
function presets(app) {
	const input = el('input', {type: 'range', min: 0, max: STOPS.length - 1, step: 1, 'data-al': 'ui.architecture', 'data-testid': 'architecture'});
	input.addEventListener('input', () => set(app, STOPS[Number(input.value)]));
	const picture = svg('svg', {'aria-hidden': 'true'});
	const draw = (/** @type {number} */ now) => {
		const dots = STOPS.map((layers, i) => {
			const g = svg('svg', {x: `${100 * i / (STOPS.length - 1)}%`, overflow: 'visible', class: i === now ? 'now' : ''});
			if (!layers.length) g.append(svg('path', {d: 'M-5 11h10', stroke: i === now ? 'var(--ink)' : 'var(--ink-3)', 'stroke-width': 1.5}));
			layers.forEach((n, j) => {
				const x = (j - (layers.length - 1) / 2) * 6.5, gap = n > 6 ? 3.2 : n > 4 ? 3.9 : 4.6;
				for (let k = 0; k < n; k++) g.append(svg('circle', {cx: x, cy: 11 + (k - (n - 1) / 2) * gap, r: n > 6 ? 1.25 : n > 4 ? 1.5 : 1.7}));
			});
			return g;
		});
		picture.replaceChildren(...dots);
	};
	const root = el('div', {'data-tip': 'ui.architecture.tip'}, el('div', {class: 'stops'}, picture), input);
	let drawn = -2;
	const update = () => {
		const hidden = hiddenLayers(app), text = hidden.join(','), exact = STOPS.findIndex((stop) => stop.join(',') === text);
		// Another architecture lies at the stop with the most similar number of layers.
		const near = exact >= 0 ? exact : Math.min(hidden.length, STOPS.length - 1);
		input.value = String(near);
		input.style.setProperty('--p', `calc(8px + ${near / (STOPS.length - 1)} * (100% - 16px))`);
		input.setAttribute('aria-valuetext', spelled(app));
		if (drawn !== exact) draw(drawn = exact);
	};
	return {root, update};
}

/** The widths as words. @param {App} app */
function spelled(app) {
	const c = app.ofKind('layers');
	return c ? valueName(c, app.value(c.name)) : '';
}

/** Fills the head of the card that shows the network's work. @param {App} app @param {Record<string, string>} _ @param {string} place @returns {import('./table.js').Made} */
export function make(app, _, place) {
	const head = byId('layers'), layers = app.ofKind('layers');
	document.querySelector(place === 'side' ? '.out > .hd' : '.stage > .hd')?.append(head);
	const clear = () => head.replaceChildren();
	clear();
	if (!layers) return {remove: clear};
	const fixed = isFixed(app), each = app.lesson.controls.filter((c) => c.each);
	const panel = el('div', {class: 'panel', popover: 'auto', id: 'pop-network', role: 'group', 'data-al': 'ui.tune', 'aria-label': t('ui.tune')});
	const tune = el('button', {class: 'ib tune', type: 'button', 'data-al': 'ui.tune', 'data-testid': 'tune', 'data-tip': 'ui.tune.tip'}, icon('i-tune'));
	const again = presets(app);
	let rows = -1;
	const fill = () => {
		const hidden = hiddenLayers(app);
		if (rows !== hidden.length) {
			rows = hidden.length;
			panel.replaceChildren(
				el('div', {class: 'row'}, el('span', {}, t('ui.hidden')), fixed ? el('b', {}, String(rows)) : layerCounter(app)),
				...hidden.map((n, i) => el('div', {class: 'row layer'}, el('span', {}, t('ui.layer', {n: i + 1})),
					...each.map((c) => layerChoice(app, c, i)), fixed ? el('b', {}, String(n)) : stepper(app, i))),
				...(fixed ? [] : [el('div', {class: 'lab'}, t('ui.architecture')), again.root]), el('p', {}, t(`control.${layers.name}.tip`)));
		}
		again.update();
		for (const node of panel.querySelectorAll('.stepper, .each')) node.dispatchEvent(new Event('refresh'));
	};
	tune.addEventListener('click', () => {
		if (!panel.isConnected) document.body.append(panel);
		rows = -1;
		fill();
		popUnder(panel, tune);
	});
	const main = layerCounter(app), count = el('b', {class: 'n'});
	head.replaceChildren(el('span', {'data-t': 'ui.hidden', 'data-tip': `control.${layers.name}.tip`}), fixed ? count : main,
		fixed && each.every((c) => app.hidden.has(c.name)) ? '' : tune);
	const update = () => {
		write(count, String(hiddenLayers(app).length));
		main.dispatchEvent(new Event('refresh'));
		if (panel.matches(':popover-open')) fill();
	};
	return {update, remove() {
		panel.remove();
		clear();
	}};
}
