// Whose turn it is: a step of the one rival, of the other, or of both; and in slow motion the phases of a turn, of which one follows the other.
import {el, hide, mark, write} from '../core/dom.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

const TURNS = ['g', 'd', 'both'], PHASES = ['fake', 'judge', 'teach', 'pull', 'forge'];
/** The phases that a turn of one alone has, from 1. @type {Record<string, number[]>} */
const PARTS = {g: [1, 4, 5], d: [1, 2, 3], both: [1, 2, 3, 4, 5]};

/** @param {App} app @returns {Made} */
export function turns(app) {
	const step = (/** @type {string} */ turn) => {
		if (app.value('turn') !== turn) app.tune('turn', turn);
		app.ask({do: 'step', n: 1});
	};
	const buttons = TURNS.map((turn) => el('button', {type: 'button', 'data-value': turn, 'data-testid': `turn-${turn}`, 'data-tip': `ui.turn.${turn}.tip`, onclick: () => step(turn)}));
	const input = el('input', {type: 'checkbox', role: 'switch', 'data-testid': 'input-slowmo'});
	input.addEventListener('change', () => app.tune('slowmo', input.checked ? 'on' : 'off'));
	const slow = el('label', {class: 'sw', 'data-tip': 'control.slowmo.tip', 'data-testid': 'control-slowmo'}, el('span', {'data-t': 'control.slowmo.name'}, t('control.slowmo.name')), input, el('i'));
	const chips = PHASES.map((name, i) => el('button', {type: 'button', 'data-testid': `phase-${i + 1}`, 'data-tip': `ui.part.${name}.tip`, onclick: () => app.ask({do: 'phase', at: i + 1})}));
	const phases = el('div', {class: 'seg parts', role: 'group', 'data-al': 'ui.parts', hidden: true}, ...chips);
	const root = el('div', {class: 'turns', 'data-testid': 'turns'}, el('span', {class: 'lab', 'data-t': 'ui.turns'}, t('ui.turns')), el('div', {class: 'seg', role: 'group', 'data-al': 'ui.turns'}, ...buttons), slow, phases);
	return {root, update() {
		const now = app.panel('rivals'), turn = String(app.value('turn'));
		input.checked = app.value('slowmo') === 'on';
		input.disabled = app.hidden.has('slowmo');
		for (const button of buttons) {
			write(button, t(`ui.turn.${button.dataset.value}`));
			mark(button, 'aria-pressed', String(button.dataset.value === turn));
			button.disabled = app.hidden.has('turn') && button.dataset.value !== turn;
		}
		hide(phases, !now?.slow);
		for (const [i, chip] of chips.entries()) {
			write(chip, `${i + 1} ${t(`ui.part.${PHASES[i]}`)}`);
			mark(chip, 'aria-pressed', String(now?.phase === i + 1));
			chip.disabled = !(PARTS[turn] ?? PARTS.both).includes(i + 1);
		}
	}};
}
