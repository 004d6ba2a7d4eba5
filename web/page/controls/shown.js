// What all controls have in common: their names, the button that explains them, and how they look while they have no effect.
import {el, icon} from '../core/dom.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */

/** @typedef {{root: HTMLElement, update: () => void}} Shown */
/**
 * Where a control stands: a row of a column, a cell of the recipe, among the buttons of the bar, or as the one slider of an embed.
 * @typedef {'row' | 'cell' | 'bar' | 'knob'} Form
 */

/** A control's name, and for fingers a button that explains it. @param {Control} c */
export function named(c) {
	return el('span', {class: 'name'}, el('span', {'data-t': `control.${c.name}.name`}), question(`control.${c.name}.tip`));
}

/** A button that shows a tip, where there is no pointer to hover. @param {string} tip */
export function question(tip) {
	return el('button', {class: 'q', type: 'button', 'data-al': 'ui.explain', 'data-explains': tip}, icon('i-help'));
}

/** A control that says why it has no effect and cannot be set then. @param {App} app @param {Control} c @param {Shown} made @returns {Shown} */
export function minded(app, c, made) {
	const {root} = made, data = app.ofKind('data');
	root.dataset.control = c.name;
	root.dataset.testid = `control-${c.name}`;
	root.dataset.tip = `control.${c.name}.tip`;
	return {root, update() {
		made.update();
		const why = app.idle(c);
		root.classList.toggle('off', why !== null);
		root.hidden = why !== null && Boolean(data && c.requires?.[data.name]); // what belongs to some data sets is not missed with others
		if (why === null) delete root.dataset.why;
		else root.dataset.why = why;
		for (const input of root.querySelectorAll('input, select, button:not(.q)')) /** @type {HTMLInputElement} */ (input).disabled = why !== null || app.hidden.has(c.name);
	}};
}
