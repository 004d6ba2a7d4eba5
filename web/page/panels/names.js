// What the things in a picture are called: a line each, with the thing's own stroke.
import {el, svg} from '../core/dom.js';
import {has, rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** What a thing looks like, 24 × 12. @type {Record<string, () => SVGElement>} */
const MARKS = {
	line: () => svg('path', {d: 'M0 6h24', class: 'stroke'}),
	dashes: () => svg('path', {d: 'M0 6h24', class: 'stroke', 'stroke-dasharray': '5 4'}),
	dots: () => svg('path', {d: 'M1 6h24', class: 'stroke', 'stroke-dasharray': '1.5 3.5'}),
	choice: () => svg('path', {d: 'M1 6h24', class: 'stroke chosen', 'stroke-dasharray': '1.5 3.5'}),
	arrow: () => svg('path', {d: 'M0 6h22M17 1.5 22 6l-5 4.5', class: 'stroke'}),
	bar: () => svg('path', {d: 'M0 6h22', class: 'bar'}),
	ring: () => svg('circle', {cx: 12, cy: 6, r: 5, class: 'stroke'}),
	band: () => svg('rect', {x: 0, y: 1, width: 24, height: 10, class: 'band'}),
	none: () => svg('g'),
	blame: () => svg('path', {d: 'M1 6h20M16 2l5 4-5 4', class: 'stroke thin nose'}),
	mesh: () => svg('path', {d: 'M1 3q11-4 22 1M1 9q11-4 22 1M6 0q3 6 0 12M17 0q3 6 0 12', class: 'stroke thin'}),
	colours: () => svg('g', {}, svg('rect', {x: 0, y: 1, width: 12, height: 10, class: 'minus-heat'}), svg('rect', {x: 12, y: 1, width: 12, height: 10, class: 'plus-heat'})),
};

/** A line of the legend. @param {string} mark @param {string} key @param {string} [look] */
function line(mark, key, look = '') {
	return el('li', {class: look, 'data-tip': has(`${key}.tip`) && `${key}.tip`}, svg('svg', {viewBox: '0 0 24 12', 'aria-hidden': 'true'}, (MARKS[mark] ?? MARKS.line)()), el('span', {}, rich(t(key))));
}

/** @param {App} app @param {Record<string, string>} bind lines is what there is and how it looks, as name:mark between commas; space the same while a layer's space is shown @returns {Made} */
export function names(app, {lines = '', space = ''}) {
	const root = el('ul', {class: 'names', 'data-testid': 'names'}), of = (/** @type {string} */ text) => text.split(',').filter(Boolean).map((one) => one.split(':'));
	const usual = of(lines), bent = of(space);
	let drawn = '';
	return {root, update() {
		const trial = app.panel('trial'), one = app.lesson.tries?.[trial?.at ?? -1], told = trial?.shows ? one : undefined;
		const here = bent.length && app.panel('space') ? bent : usual;
		const now = JSON.stringify([here === bent, told?.id, Boolean(trial?.was), document.documentElement.dataset.choices, app.value(app.ofKind('data')?.name ?? ''), app.kind(), document.documentElement.lang]);
		if (now === drawn) return;
		drawn = now;
		const key = (/** @type {string} */ name) => has(`name.${name}.${app.kind()}`) ? `name.${name}.${app.kind()}` : `name.${name}`;
		root.replaceChildren(...here.filter(([name]) => has(key(name)) && t(key(name))).map(([name, mark]) => {
			const lit = told?.evidence === name, own = `try.${told?.id}.name`;
			return line(mark, lit && has(own) ? own : key(name), lit ? 'lit' : '');
		}));
		if (told && trial?.was && has(`try.${told.id}.was`)) root.append(line('dots', `try.${told.id}.was`));
	}};
}
