// The balls of a landscape: what each sees before a step, its own stroke, how many steps it took, and a switch that shows or hides it.
import {el, mark, svg, write} from '../core/dom.js';
import {rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** What balls look like, 34 × 12, as the stage draws them. @type {Record<string, () => SVGElement[]>} */
const LOOKS = {
	all: () => [svg('path', {d: 'M0 6h22', class: 'stroke'}), svg('circle', {cx: 28, cy: 6, r: 5, class: 'full'})],
	mini: () => [svg('path', {d: 'M0 6h22', class: 'stroke', 'stroke-dasharray': '5 3'}), svg('circle', {cx: 28, cy: 6, r: 4.3, class: 'stroke'}), svg('path', {d: 'M28 1a5 5 0 0 1 0 10z', class: 'full'})],
	one: () => [svg('path', {d: 'M0 7l4-4 3 7 4-8 3 7 4-6 4 4', class: 'stroke thin'}), svg('circle', {cx: 28, cy: 6, r: 4.3, class: 'stroke'})],
};

/** @param {App} app @param {Record<string, string>} bind the control that shows each ball @returns {Made} */
export function walkers(app, bind) {
	const rows = Object.entries(bind).map(([name, control]) => {
		const input = el('input', {type: 'checkbox', role: 'switch', 'data-testid': `input-${control}`}), said = el('span'), took = el('small');
		input.addEventListener('change', () => app.tune(control, input.checked ? 'on' : 'off'));
		const root = el('label', {class: 'sw', 'data-testid': `control-${control}`, 'data-tip': `control.${control}.tip`},
			svg('svg', {viewBox: '0 0 34 12', 'aria-hidden': 'true'}, ...(LOOKS[name] ?? LOOKS.all)()), said, took, input, el('i'));
		return {name, control, input, said, took, root};
	});
	const root = el('div', {class: 'walkers', id: 'walkers', 'data-evidence': 'walkers', 'data-testid': 'walkers', role: 'group', 'data-al': 'ui.walkers'}, ...rows.map((row) => row.root));
	return {root, update() {
		for (const {name, control, input, said, took, root} of rows) {
			const one = app.panel('walkers')?.find((/** @type {{name: string}} */ each) => each.name === name);
			input.checked = app.value(control) === 'on';
			input.disabled = app.hidden.has(control);
			root.classList.toggle('off', !input.checked);
			write(said, t(`ui.walkers.${name}`, {n: one?.size ?? ''}));
			const text = one?.away ? t('ui.walkers.away') : one?.updates ? t('ui.walkers.there', {n: one.updates}) : '';
			if (took.dataset.said === text) continue;
			took.dataset.said = text;
			mark(took, 'data-tip', text && 'ui.walkers.tip');
			took.replaceChildren(rich(text));
		}
	}};
}
