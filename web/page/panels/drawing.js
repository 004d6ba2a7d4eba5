// Drawing data on the plot: the palette below it, its keys, and a way to do it all without a pointer.
import {el, hide, icon, mark, shape, svg, write} from '../core/dom.js';
import {count} from '../core/format.js';
import {plainClass} from '../core/names.js';
import {menu} from '../shell/menus.js';
import {openTable} from './sheet.js';
import {plain, t} from '../core/words.js';

/** @import {Brush, Msg} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** What links call the points, to hide how they are drawn. */
const POINTS = 'points';
const CLASSES = 6;
/** The values of a surface that can be drawn, as shares of the most. */
const VALUES = [-1, -0.5, 0, 0.5, 1];
/** How far an arrow key moves the mark, as a share of the plot; with Shift. */
const STRIDE = 1 / 40, LEAP = 1 / 8;

/** @param {App} app @returns {Made} */
export function own(app) {
	/** @type {{tool: 'draw' | 'erase', what: number, wide: boolean}} */
	const chosen = {tool: 'draw', what: 1, wide: false};
	const root = el('div', {class: 'draw', id: 'draw', hidden: true}), tally = el('div', {class: 'own', id: 'own', hidden: true});
	const gone = new AbortController();
	/** Built for which data. */
	let built = '';

	const mine = () => Boolean(app.panel('own')), kind = () => app.kind();
	/** Whether there is a curve over which one can begin to draw one's own. */
	const inviting = () => !mine() && app.dataset()?.kind === 'curve';
	const fixed = () => !canBring(app) || document.documentElement.dataset.mode === 'embed';
	const undo = () => app.ask({do: 'points', undo: true}), redo = () => app.ask({do: 'points', redo: true});

	/** Tells the stage what the pointer does. */
	const tell = () => {
		/** @type {Brush | null} */
		let brush = null;
		if (!fixed() && mine()) brush = {tool: kind() === 'curve' && chosen.tool === 'draw' ? 'curve' : chosen.tool, what: chosen.what, wide: chosen.wide, kind: ''};
		else if (!fixed() && inviting()) brush = {tool: 'curve', what: 0, wide: false, kind: 'curve'};
		if (!app.frame || JSON.stringify(app.frame.brush) === JSON.stringify(brush)) return;
		app.frame.brush = brush;
		app.frame.setup();
	};
	const choose = (/** @type {Partial<typeof chosen>} */ change) => {
		Object.assign(chosen, change);
		update();
	};

	/** @param {string} id @param {Record<string, any>} attributes @param {...(Node | string)} inside */
	const button = (id, attributes, ...inside) => el('button', {type: 'button', class: 'ib tool', 'data-testid': `draw-${id}`, 'data-tip': `draw.${id}.tip`, 'data-al': `draw.${id}`, ...attributes}, ...inside);
	/** @type {{node: HTMLButtonElement, what: number}[]} */
	let swatches = [];
	const erase = button('erase', {onclick: () => choose({tool: chosen.tool === 'erase' ? 'draw' : 'erase'})}, icon('i-erase'));
	const wide = button('wide', {onclick: () => choose({wide: !chosen.wide})}, icon('i-spray'));
	const back = button('undo', {onclick: undo}, icon('i-undo')), forth = button('redo', {onclick: redo}, icon('i-redo'));
	const more = button('more', {'aria-haspopup': 'menu'}, icon('i-more'));
	const item = (/** @type {string} */ id, /** @type {Msg | (() => void)} */ act) => el('button', {type: 'button', 'data-testid': `draw-${id}`, onclick: () => typeof act === 'function' ? act() : app.ask(act)}, t(`draw.${id}`));
	menu(more, () => [
		item('table', () => openTable(app)),
		item('clear', {do: 'points', clear: true}),
		item('cat', {do: 'points', kind: kind(), example: true}),
		kind() === 'curve' ? item('toclasses', {do: 'points', kind: 'classes', clear: true}) : item('tocurve', {do: 'points', kind: 'curve', clear: true}),
	]);
	const palette = el('div', {class: 'palette', role: 'radiogroup', 'data-al': 'draw.palette'});
	const said = el('p', {class: 'drawn', 'data-testid': 'drawn'});

	const build = () => {
		const tools = mine(), names = app.panel('data')?.names, surface = kind() === 'surface', curve = kind() === 'curve';
		const values = surface ? VALUES : [];
		swatches = !tools || curve ? [] : surface
			? values.map((value) => ({what: valueOf(app, value), node: el('button', {type: 'button', role: 'radio', class: 'swatch', 'data-testid': `value-${value}`}, heat(value))}))
			: Array.from({length: app.panel('own')?.table ? names?.length ?? CLASSES : CLASSES}, (_, k) => ({what: k, node: el('button', {type: 'button', role: 'radio', class: 'swatch', 'data-testid': `class-${k + 1}`}, shape(k))}));
		swatches.forEach(({node, what}, i) => {
			node.addEventListener('click', () => choose({tool: 'draw', what}));
			node.addEventListener('keydown', (e) => {
				const by = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
				if (!by) return;
				e.preventDefault();
				e.stopPropagation();
				const next = swatches.at((i + by) % swatches.length);
				next?.node.focus();
				if (next) choose({tool: 'draw', what: next.what});
			});
		});
		if (swatches.length && !swatches.some(({what}) => what === chosen.what)) chosen.what = swatches[Math.min(1, swatches.length - 1)].what;
		palette.replaceChildren(...swatches.map(({node}) => node));
		root.replaceChildren(...tools ? [palette, el('div', {class: 'tools'}, erase, curve ? '' : wide, back, forth, more)] : [el('p', {class: 'mut'}, t('draw.invite'))]);
		for (const node of [erase, wide, back, forth, more]) node.setAttribute('aria-label', t(node.dataset.al ?? ''));
		palette.setAttribute('aria-label', t('draw.palette'));
	};
	const update = () => {
		const points = app.panel('own'), now = !fixed() && (mine() || inviting());
		hide(root, !now);
		const words = JSON.stringify([mine(), kind(), app.panel('data')?.names, points?.table, document.documentElement.lang]);
		if (now && words !== built) {
			built = words;
			build();
		}
		for (const {node, what} of swatches) {
			const on = chosen.tool === 'draw' && chosen.what === what;
			mark(node, 'aria-checked', String(on));
			node.tabIndex = chosen.what === what ? 0 : -1;
			mark(node, 'aria-label', kind() === 'surface' ? String(what) : plainClass(app, what));
		}
		mark(erase, 'aria-pressed', String(chosen.tool === 'erase'));
		mark(wide, 'aria-pressed', String(chosen.wide));
		back.disabled = !points?.undo;
		forth.disabled = !points?.redo;
		hide(tally, !mine());
		if (mine()) {
			if (!said.parentElement) tally.replaceChildren(said, el('button', {type: 'button', class: 'btn slim', 'data-testid': 'open-table', 'data-t': 'draw.table', onclick: () => openTable(app)}, t('draw.table')));
			const {n = 0, linked = true, most = 0} = points ?? {};
			write(said, plain(t(n >= most ? 'draw.full' : linked ? 'draw.count' : 'draw.unlinked', {n: count(n)})));
		}
		document.documentElement.dataset.own = String(mine());
		marker.update();
		tell();
	};
	const marker = keyboard(app, () => mine() && !fixed(), chosen, gone.signal);
	const {signal} = gone;
	document.addEventListener('keydown', (e) => {
		if (!mine() || fixed() || e.isComposing || document.querySelector('dialog[open]')) return;
		const typing = e.target instanceof Element && e.target.closest('input:not([type=range], [type=radio], [type=checkbox]), textarea, select');
		if (typing) return;
		const key = e.key.toLowerCase();
		if ((e.ctrlKey || e.metaKey) && !e.altKey && (key === 'z' || key === 'y')) {
			e.preventDefault();
			if (key === 'y' || e.shiftKey) redo();
			else undo();
		} else if (!e.ctrlKey && !e.metaKey && !e.altKey && /^[1-6]$/.test(e.key) && swatches[Number(e.key) - 1]) choose({tool: 'draw', what: swatches[Number(e.key) - 1].what});
		else if (!e.ctrlKey && !e.metaKey && !e.altKey && key === 'e') choose({tool: chosen.tool === 'erase' ? 'draw' : 'erase'});
	}, {signal});
	// A table that is dropped anywhere, or pasted where nothing is being typed.
	document.addEventListener('dragover', (e) => { if (canBring(app) && e.dataTransfer?.types.some((type) => type === 'Files' || type === 'text/plain')) e.preventDefault(); }, {signal});
	document.addEventListener('drop', (e) => {
		if (!canBring(app) || !e.dataTransfer) return;
		const [file] = e.dataTransfer.files, text = e.dataTransfer.getData('text/plain');
		if (!file && !text || file && /json$/.test(file.name)) return;
		e.preventDefault();
		openTable(app, file ?? text);
	}, {signal});
	document.addEventListener('paste', (e) => {
		const typing = e.target instanceof Element && e.target.closest('input, textarea, select');
		const text = e.clipboardData?.getData('text/plain') ?? '';
		if (typing || !canBring(app) || !/\n/.test(text.trim())) return;
		e.preventDefault();
		openTable(app, text);
	}, {signal});
	const remove = () => {
		gone.abort();
		marker.remove();
		document.documentElement.dataset.own = 'false';
		if (app.frame) app.frame.brush = null;
	};
	return {root: tally, parts: {draw: root}, update, remove};
}

/** Whether the lesson takes data of the reader's own. @param {App} app */
function canBring(app) {
	const data = app.ofKind('data');
	return data !== undefined && app.ownData() !== undefined && !app.hidden.has(POINTS) && !app.hidden.has(data.name);
}

/** A value of a surface that stands for a share of the most. @param {App} app @param {number} share */
function valueOf(app, share) {
	const [lo, hi] = app.panel('own')?.values ?? [-1, 1];
	return (lo + hi) / 2 + share * (hi - lo) / 2;
}

/** A mark in the colour of a value. @param {number} value */
function heat(value) {
	const circle = svg('circle', {r: 4, stroke: 'var(--ink-3)', 'stroke-width': 0.75});
	circle.style.fill = `color-mix(in oklab, var(--${value < 0 ? 'neg' : 'pos'}) ${100 * Math.abs(value)}%, var(--zero))`;
	return svg('svg', {class: 'shape', viewBox: '-5 -5 10 10', 'aria-hidden': 'true'}, circle);
}

/**
 * A mark on the plot that the arrow keys move: Space puts a point there, Delete takes away what is near.
 * @param {App} app @param {() => boolean} on @param {{what: number}} chosen @param {AbortSignal} signal
 */
function keyboard(app, on, chosen, signal) {
	const hit = /** @type {HTMLElement} */ (document.querySelector(`.area[data-area="${app.lesson.views.find((view) => view.kind === 'plot')?.area}"] .hit`)), cross = el('div', {class: 'cross', hidden: true});
	document.getElementById('over')?.append(cross);
	let u = 0.5, v = 0.5, keyed = false; // whether a key was pressed there
	const show = () => {
		const plot = app.layout?.plot;
		hide(cross, !on() || !plot || document.activeElement !== hit || !keyed && !hit.matches(':focus-visible'));
		if (plot) cross.style.transform = `translate(${plot.x + u * plot.w}px, ${plot.y + v * plot.h}px)`;
	};
	hit.addEventListener('focus', show, {signal});
	for (const gone of ['blur', 'pointerdown']) hit.addEventListener(gone, () => { keyed = false; show(); }, {signal});
	hit.addEventListener('keydown', (e) => {
		const plot = app.layout?.plot, by = e.shiftKey ? LEAP : STRIDE;
		if (!on() || !plot || e.ctrlKey || e.metaKey || e.altKey) return;
		const [x0, x1, y0, y1] = plot.range, x = x0 + u * (x1 - x0), y = y1 - v * (y1 - y0);
		const clamp = (/** @type {number} */ s) => Math.min(1, Math.max(0, s));
		if (e.key === 'ArrowLeft') u = clamp(u - by);
		else if (e.key === 'ArrowRight') u = clamp(u + by);
		else if (e.key === 'ArrowUp') v = clamp(v - by);
		else if (e.key === 'ArrowDown') v = clamp(v + by);
		else if (e.key === ' ' || e.key === 'Enter') app.ask({do: 'points', add: [app.kind() === 'curve' ? [x, y] : [x, y, chosen.what]]});
		else if (e.key === 'Delete' || e.key === 'Backspace') app.ask({do: 'points', erase: [x, y, (x1 - x0) * STRIDE, (y1 - y0) * STRIDE]});
		else return;
		e.preventDefault();
		e.stopPropagation();
		keyed = true;
		show();
	}, {signal});
	return {
		update() {
			if (!cross.isConnected) document.getElementById('over')?.append(cross);
			if (on()) hit.dataset.keys = 'draw.keys';
			else delete hit.dataset.keys;
			show();
		},
		remove() {
			delete hit.dataset.keys;
			cross.remove();
		},
	};
}
