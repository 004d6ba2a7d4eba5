// The buttons that train: play, step and start again, and those that draw anew what chance gives.
import {byId, el, mark} from '../core/dom.js';
import {t} from '../core/words.js';
import {menu} from './menus.js';

/** @import {App} from '../core/app.js' */
/** @import {Msg} from '../../types' */

/** Those that do nothing without an engine. */
const IDS = ['play', 'step', 'steps', 'reset'];

/** What the buttons do, and keys as well. @typedef {{play: () => void, step: (unit: 'batch' | 'epoch') => void, again: () => void, reroll: () => void}} Training */

/** @param {App} app @param {(msg: Msg) => unknown} send @returns {Training} */
export function showButtons(app, send) {
	/** @type {Training} */
	const act = {
		play: () => send({do: app.state?.playing ? 'pause' : 'play'}),
		step: (unit) => send({do: 'step', unit, n: 1}),
		again: () => send({do: 'reset'}),
		reroll: () => send({do: 'reroll'}),
	};
	byId('play').addEventListener('click', act.play);
	byId('step').addEventListener('click', (e) => act.step(e.shiftKey ? 'epoch' : 'batch'));
	byId('reset').addEventListener('click', act.again);
	const steps = /** @type {const} */ ([['batch', 'ui.step.batch', '→'], ['epoch', 'ui.step.epoch', '⇧ →']]);
	menu(byId('steps'), () => steps.map(([unit, words, key]) => el('button', {type: 'button', 'data-testid': `step-${unit}`, onclick: () => act.step(unit)}, t(words), el('small', {}, key))));
	app.show((state) => {
		const playing = Boolean(state?.playing), button = byId('play');
		mark(button, 'aria-label', t(playing ? 'ui.pause' : 'ui.play'));
		mark(/** @type {Element} */ (button.querySelector('use')), 'href', playing ? '#i-pause' : '#i-play');
	});
	return act;
}

/** There is nothing to train. */
export function disableButtons() {
	for (const id of IDS) /** @type {HTMLButtonElement} */ (byId(id)).disabled = true;
}
