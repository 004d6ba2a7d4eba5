// A choice that stands by itself at a picture: all its options side by side, without its name.
import {el, hide, mark, write} from '../core/dom.js';
import {valueName} from '../core/names.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @param {Record<string, string>} bind control: which @returns {Made} */
export function pick(app, {control}) {
	const c = app.control(control);
	const buttons = (c?.options ?? []).map((option) => ({option, node: el('button', {type: 'button', 'data-testid': `pick-${control}-${option}`, 'data-tip': `option.${control}.${option}.tip`, onclick: () => app.tune(control, option)})}));
	const root = el('div', {class: 'seg pick-one', role: 'group', 'data-al': `control.${control}.name`, 'data-control': control, 'data-testid': `control-${control}`}, ...buttons.map(({node}) => node));
	return {root, update() {
		hide(root, !c || app.idle(c) !== null);
		for (const {option, node} of buttons) {
			if (!c) return;
			write(node, valueName(c, option));
			mark(node, 'aria-pressed', String(app.value(control) === option));
			node.disabled = app.hidden.has(control);
		}
	}};
}
