// A metric beside the chart of it, with a sentence on what it measures: the first of some that there is now, smaller what is there besides.
import {el, write} from '../core/dom.js';
import {amount} from '../core/metrics.js';
import {has, rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @param {Record<string, string>} bind metrics, between commas @returns {Made} */
export function measure(app, bind) {
	const names = bind.metrics.split(','), root = el('div', {class: `measure${app.lesson.metrics[0].name === names[0] ? ' first' : ''}`});
	let said = '';
	return {root, update(state) {
		const there = names.filter((name) => app.panel('readouts')?.metrics.includes(name));
		const now = there.join() + document.documentElement.lang;
		if (now !== said) {
			said = now;
			root.replaceChildren(...there.map((name) => el('div', {class: 'score', 'data-evidence': name, 'data-tip': `metric.${name}.tip`},
				el('span', {class: 'lab'}, t(`metric.${name}`)), el('div', {class: 'big', 'data-measure': name, 'data-testid': `measure-${name}`}, '–'))));
			if (there.length === 1 && has(`metric.${there[0]}.says`)) root.append(el('p', {}, rich(t(`metric.${there[0]}.says`))));
		}
		for (const node of root.querySelectorAll('[data-measure]')) {
			const {text, unit} = amount(app, node.getAttribute('data-measure') ?? '', state?.metrics ?? {});
			write(node, text + unit);
		}
	}};
}
