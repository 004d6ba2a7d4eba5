// The data sets as thumbnails, those with classes and those with values apart.
import {dot, el, icon, mark, svg} from '../core/dom.js';
import {bytes} from '../core/pixels.js';
import {t} from '../core/words.js';

/** @import {Control, Dataset} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Shown} from './shown.js' */

/** @param {App} app @param {Control} c @returns {Shown} */
export function datasets(app, c) {
	const names = c.options ?? [], fixed = app.hidden.has(c.name), own = app.ownData();
	const valued = (/** @type {string} */ name) => app.declarations.datasets[name] && app.declarations.datasets[name].kind !== 'classes';
	/** What was chosen last of each kind. */
	const last = {classes: names.find((name) => !valued(name)) ?? '', values: names.find((name) => valued(name)) ?? ''};
	const list = el('fieldset', {class: 'sets', 'aria-labelledby': 'h-data', 'data-fixed': fixed});
	/** The tab that the reader's own data are in. */
	const ownTab = () => (app.value(c.name) === own ? app.kind() : app.panel('data')?.ownKind || 'classes') === 'classes' ? 'classes' : 'values';
	/** @param {string} name @param {'classes' | 'values'} tab */
	const choose = (name, tab) => {
		if (name !== own || ownTab() === tab) app.tune(c.name, name);
		else app.ask({do: 'points', kind: tab === 'classes' ? 'classes' : 'curve', example: true});
	};
	/** @type {{name: string, tab: 'classes' | 'values', input: HTMLInputElement, label: HTMLElement}[]} */
	const shown = [];
	const offer = (/** @type {string} */ name, /** @type {'classes' | 'values'} */ tab) => {
		const id = name === own && tab === 'values' ? `${own}-values` : name;
		const input = el('input', {type: 'radio', name: 'dataset', value: id, 'data-testid': `dataset-${id}`, disabled: fixed, onchange: () => choose(name, tab)});
		const label = el('label', {class: 'set', 'data-tip': `dataset.${name}.tip`}, input, pictureOf(app, name), el('span', {'data-t': `dataset.${name}.name`}));
		shown.push({name, tab, input, label});
		list.append(label);
	};
	for (const name of names) {
		const data = app.declarations.datasets[name];
		offer(name, valued(name) ? 'values' : 'classes');
		if (name === own && data?.curve && last.values) {
			offer(name, 'values');
			shown.at(-1)?.label.querySelector('svg')?.replaceWith(picture({...data, kind: 'curve', points: data.curve}));
		}
	}
	const tabs = /** @type {const} */ (['classes', 'values']).map((kind) => el('button', {
		type: 'button', 'data-testid': `kind-${kind}`, 'data-tip': 'ui.kind.tip', 'data-t': `ui.kind.${kind}`, onclick: () => choose(last[kind], kind),
	}, t(`ui.kind.${kind}`)));
	const head = el('span', {id: 'classes', class: 'kinds', role: 'group', 'data-al': 'ui.kind', hidden: fixed || !last.classes || !last.values}, ...(last.classes && last.values ? tabs : []));
	const redraw = app.role('redraw');
	const dice = redraw && el('button', {
		class: 'ib small', type: 'button', id: 'redraw', 'data-testid': 'redraw', 'data-al': 'ui.redraw', 'data-tip': 'ui.redraw.tip', hidden: app.hidden.has(redraw.name),
		onclick: () => app.tune(redraw.name, Math.floor(Math.random() * ((redraw.max ?? 999_999) + 1))),
	}, icon('i-dice'));
	const root = el('div', {class: 'allsets'}, el('div', {class: 'bar-sets'}, head, dice ?? ''), list);
	return {
		root,
		update() {
			const now = String(app.value(c.name)), kind = now === own ? ownTab() : valued(now) ? 'values' : 'classes';
			last[kind] = now;
			tabs.forEach((tab, i) => mark(tab, 'aria-pressed', String((i === 1) === (kind === 'values'))));
			for (const {name, tab, input, label} of shown) {
				input.checked = name === now && tab === kind;
				label.hidden = tab !== kind;
				mark(label, 'aria-busy', String(name === app.bringing));
				if (tab === ownTab()) renew(app, label, name);
			}
		},
	};
}

/** The picture of a data set; of the reader's own, of what that is now. @param {App} app @param {string} name */
export function thumbnail(app, name) {
	const data = app.declarations.datasets[name], sketch = app.panel('data')?.ownSketch, kind = app.panel('data')?.ownKind;
	return data && sketch && kind && name === app.ownData() ? picture({...data, kind, points: sketch}, app.lesson.unlabelled) : pictureOf(app, name);
}

/** What a data set is known by: points, or, in a lesson of pictures, some of those. @param {App} app @param {string} name */
function pictureOf(app, name) {
	const data = app.declarations.datasets[name];
	if (!app.lesson.takes) return picture(data, app.lesson.unlabelled);
	const root = svg('svg', {viewBox: '0 0 50 50', 'aria-hidden': 'true'});
	if (data?.picture) root.append(specimen(data.picture));
	else root.append(svg('path', {d: 'M25 15v20M15 25h20', class: 'plus'})); // those that the reader is going to bring
	return root;
}

/** Pixels as a part of a drawing: a photograph in its own colours, or ink. @param {NonNullable<Dataset['picture']>} of */
function specimen({planes, height, width, pixels}) {
	const canvas = el('canvas', {width, height}), context = canvas.getContext('2d'), values = bytes(pixels), size = width * height;
	const image = context?.createImageData(width, height);
	for (let i = 0; i < size; i++) image?.data.set(planes === 3 ? [values[i], values[size + i], values[2 * size + i], 255] : [0, 0, 0, values[i]], 4 * i);
	if (image) context?.putImageData(image, 0, 0);
	return svg('image', {href: canvas.toDataURL(), x: planes === 3 ? 0 : 4, y: planes === 3 ? 0 : 4, width: planes === 3 ? 50 : 42, height: planes === 3 ? 50 : 42, class: planes === 3 ? 'photo' : 'inked'});
}

/** Draws a picture of the reader's own data anew, if they have changed. @param {App} app @param {HTMLElement} label @param {string} name */
export function renew(app, label, name) {
	const now = JSON.stringify(app.panel('data')?.ownSketch ?? null);
	if (name !== app.ownData() || (label.dataset.sketch ?? 'null') === now) return;
	label.dataset.sketch = now;
	label.querySelector('svg')?.replaceWith(thumbnail(app, name));
}

/** @param {Dataset | undefined} data @param {boolean} [unlabelled] */
function picture(data, unlabelled = false) {
	const root = svg('svg', {viewBox: '0 0 50 50', 'aria-hidden': 'true'});
	for (const [x, y, what] of data?.points ?? []) {
		const point = dot(unlabelled ? -1 : data?.kind === 'classes' ? what : 0, 25 + 20.5 * x, 25 - 20.5 * y, data?.kind === 'surface' ? 2.1 : 1.45);
		if (data?.kind === 'surface') {
			// As the stage mixes them, and a little from zero, which is the paper's colour.
			const share = Math.min(100, 15 + 85 * Math.abs(what)).toFixed(0);
			point.style.fill = `color-mix(in oklab, var(--${what < 0 ? 'neg' : 'pos'}) ${share}%, var(--zero))`;
		} else if (data?.kind === 'curve') point.style.fill = 'var(--ink)';
		root.append(point);
	}
	return root;
}
