// Whether the network knows something already: one that was trained before the reader came, or one that begins with nothing. A press
// takes the one for the other.
import {el, hide, write} from '../core/dom.js';
import {number} from '../core/format.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @param {Record<string, string>} bind weights: the control that says which @returns {Made} */
export function ready(app, {weights}) {
	const says = el('span', {'data-testid': 'ready-says'}), button = el('button', {type: 'button', class: 'btn slim', 'data-testid': 'forget', onclick: () => app.tune(weights, knows() ? 'fresh' : 'trained')});
	const root = el('p', {class: 'ready', id: 'ready', 'data-testid': 'ready'}, says, button);
	/** Whether it began as the ready one. */
	const knows = () => Boolean(app.panel('build')?.trained);
	return {root, update(state) {
		const c = app.control(weights), {secondsTo95} = state?.metrics ?? {};
		hide(root, !c || !state);
		// Other networks than the usual one have nothing that was learnt for them.
		hide(button, !knows() && (app.idle(/** @type {any} */ (c)) !== null || app.hidden.has(weights)));
		write(says, t(knows() ? 'ready.trained' : secondsTo95 ? 'ready.took' : state?.step ? 'ready.learning' : 'ready.fresh', {s: secondsTo95 ? number(secondsTo95) : ''}));
		write(button, t(knows() ? 'ready.forget' : 'ready.bring'));
		button.dataset.tip = knows() ? 'ready.forget.tip' : 'ready.bring.tip';
	}};
}
