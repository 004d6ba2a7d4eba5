// The data sets as thumbnails, those with classes and those with values apart.
import {byId, dot, el, mark, svg} from './dom.js';
import {t} from './words.js';

/** @import {Control, Dataset} from '../types' */
/** @import {App} from './app.js' */
/** @import {Shown} from './controls.js' */

/** @param {App} app @param {Control} c @param {boolean} fixed @returns {Shown} */
export function datasets(app, c, fixed) {
	const names = c.options?.length ? c.options : app.lesson.datasets;
	const valued = (/** @type {string} */ name) => app.declarations.datasets[name] && app.declarations.datasets[name].kind !== 'classes';
	/** What was chosen last of each kind. */
	const last = {classes: names.find((name) => !valued(name)) ?? '', values: names.find(valued) ?? ''};
	const root = el('fieldset', {class: 'sets', 'aria-labelledby': 'h-data', 'data-fixed': fixed});
	/** @type {Map<string, {input: HTMLInputElement, label: HTMLElement}>} */
	const shown = new Map();
	for (const name of names) {
		const input = el('input', {type: 'radio', name: 'dataset', value: name, 'data-testid': `dataset-${name}`, disabled: fixed, onchange: () => app.tune(c.name, name)});
		const label = el('label', {class: 'set', 'data-tip': `dataset.${name}.tip`}, input, picture(app.declarations.datasets[name], app.lesson.unlabelled), el('span', {'data-t': `dataset.${name}.name`}));
		shown.set(name, {input, label});
		root.append(label);
	}
	const tabs = /** @type {const} */ (['classes', 'values']).map((kind) => el('button', {
		type: 'button', 'data-testid': `kind-${kind}`, 'data-tip': 'ui.kind.tip', 'data-t': `ui.kind.${kind}`, onclick: () => app.tune(c.name, last[kind]),
	}, t(`ui.kind.${kind}`)));
	const head = byId('classes');
	head.hidden = fixed || !last.classes || !last.values;
	head.setAttribute('role', 'group');
	head.setAttribute('data-al', 'ui.kind');
	head.replaceChildren(...head.hidden ? [] : tabs);
	return {
		root,
		update() {
			const now = String(app.value(c.name)), kind = valued(now) ? 'values' : 'classes';
			last[kind] = now;
			tabs.forEach((tab, i) => mark(tab, 'aria-pressed', String((i === 1) === (kind === 'values'))));
			for (const [name, {input, label}] of shown) {
				input.checked = name === now;
				label.hidden = Boolean(valued(name)) !== (kind === 'values');
			}
		},
	};
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
