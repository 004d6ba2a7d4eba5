// Which cell knows something: what it might know, the cells that know most of it, and in words what the colours of the one that is followed say.
import {el, hide, mark, write} from '../core/dom.js';
import {valueName} from '../core/names.js';
import {rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

const percent = (/** @type {number} */ share) => `${Math.round(100 * share)}%`;

/** @param {App} app @param {Record<string, string>} bind trait: the control that says what @returns {Made} */
export function knows(app, {trait}) {
	const c = app.control(trait);
	const buttons = (c?.options ?? []).map((option) => ({option, node: el('button', {type: 'button', 'data-testid': `pick-${trait}-${option}`, 'data-tip': `option.${trait}.${option}.tip`, onclick: () => app.tune(trait, option)})}));
	const best = el('div', {class: 'best', role: 'group', 'data-al': 'ui.knows.best', 'data-testid': 'best'}), says = el('p', {'data-testid': 'knows-says', 'data-evidence': 'cellKnows'});
	const pick = el('div', {class: 'seg', role: 'group', 'data-al': `control.${trait}.name`, 'data-control': trait, 'data-testid': `control-${trait}`}, ...buttons.map(({node}) => node));
	const root = el('div', {class: 'knows', 'data-testid': 'knows'}, el('span', {class: 'lab', 'data-t': 'ui.knows', 'data-tip': 'ui.knows.tip'}, t('ui.knows')), pick, best, says);
	let said = '';
	return {root, update() {
		const now = app.panel('letters')?.knows;
		hide(root, !c || !now);
		if (!c || !now) return;
		for (const {option, node} of buttons) {
			write(node, valueName(c, option));
			mark(node, 'aria-pressed', String(app.value(trait) === option));
			node.disabled = app.hidden.has(trait);
		}
		const all = JSON.stringify([now, document.documentElement.lang]);
		if (all === said) return;
		said = all;
		best.replaceChildren(...now.best.map((/** @type {any} */ one) => el('button', {
			type: 'button', class: 'knower', 'aria-pressed': String(one.at === now.cell), 'data-testid': `knower-${one.at + 1}`, 'data-tip': 'ui.knows.cell.tip', onclick: () => app.ask({do: 'cell', at: one.at}),
		}, t('ui.knows.cell', {n: one.at + 1}), el('b', {}, percent(one.share)))));
		const {fits} = now;
		says.replaceChildren(rich(now.best.length ? t(`ui.knows.${now.trait}`, {n: now.cell + 1, with: t(`ui.colour.${fits.orange ? 'orange' : 'blue'}`), without: t(`ui.colour.${fits.orange ? 'blue' : 'orange'}`), share: percent(fits.share)}) : t(`ui.knows.none.${now.trait}`)));
	}};
}
