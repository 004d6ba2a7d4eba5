// The phases of one step, side by side: press one to go there, forth or back.
import {el, mark, write} from '../core/dom.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

const PHASES = ['forward', 'loss', 'backward', 'update'];

/** @param {App} app @returns {Made} */
export function phases(app) {
	const buttons = PHASES.map((name, i) => el('button', {type: 'button', 'data-testid': `phase-${i + 1}`, 'data-tip': `ui.phase.${name}.tip`, onclick: () => app.ask({do: 'phase', at: i + 1})}));
	const root = el('div', {class: 'seg phases', role: 'group', 'data-al': 'ui.phases'}, ...buttons);
	return {root, update() {
		const now = app.panel('credit')?.phase ?? 0;
		for (const [i, button] of buttons.entries()) {
			write(button, `${i + 1} ${t(`ui.phase.${PHASES[i]}`)}`);
			mark(button, 'aria-pressed', String(now === i + 1));
			button.classList.toggle('next', i === now % PHASES.length);
		}
	}};
}
