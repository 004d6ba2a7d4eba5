// What all controls have in common: their names, the button that explains them, what was changed, and that they are there only while
// they have an effect.
import {el, hide, icon, write} from '../core/dom.js';
import {plain, t} from '../core/words.js';
import {valueName} from '../core/names.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */

/** @typedef {{root: HTMLElement, update: () => void}} Shown */
/**
 * Where a control stands: in brief below the question, whole in a fold, among the buttons of the bar, or as the one slider of
 * an embed.
 * @typedef {'few' | 'cell' | 'bar' | 'knob'} Form
 */

/** A control's name, and for fingers a button that explains it. @param {Control} c */
export function named(c) {
	return el('span', {class: 'name'}, el('span', {'data-t': `control.${c.name}.name`}), question(`control.${c.name}.tip`));
}

/** A button that shows a tip, where there is no pointer to hover. @param {string} tip */
export function question(tip) {
	return el('button', {class: 'q', type: 'button', 'data-al': 'ui.explain', 'data-explains': tip}, icon('i-help'));
}

/** Whether a control is set otherwise than the lesson opens with. @param {App} app @param {Control} c */
export function changed(app, c) {
	return String(app.value(c.name)) !== String(app.usual(c));
}

/** A control that is shown while it has an effect, and says where it was changed. @param {App} app @param {Control} c @param {Shown} made @param {Form} form @returns {Shown} */
export function minded(app, c, made, form) {
	const {root} = made, was = el('button', {class: 'was', type: 'button', onclick: () => app.tune(c.name, app.usual(c))}, el('span'), icon('i-reset'));
	root.dataset.control = c.name;
	root.dataset.testid = `control-${c.name}`;
	root.dataset.tip = `control.${c.name}.tip`;
	if (form === 'cell' && c.kind !== 'data') root.append(was);
	return {root, update() {
		made.update();
		const idle = app.idle(c) !== null, other = !idle && form !== 'bar' && form !== 'knob' && changed(app, c);
		hide(root, idle);
		root.classList.toggle('changed', other);
		hide(was, !other || app.hidden.has(c.name));
		if (other) write(/** @type {Element} */ (was.firstElementChild), t('ui.was', {value: plain(valueName(c, app.usual(c)))}));
		const fixed = idle || app.hidden.has(c.name);
		for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll('input, select, button:not(.q)'))) if (input.disabled !== fixed) input.disabled = fixed;
	}};
}
