// Lines that explain what is set: below a control, below the data sets, and at the foot of the main card.
import {el, hide} from '../core/dom.js';
import {count} from '../core/format.js';
import {has, rich, t} from '../core/words.js';

/** @import {Control, State} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Shown} from '../controls/shown.js' */
/** @import {Made} from './table.js' */

/** Writes a sentence with markup, if it is another. @param {HTMLElement} node @param {string} text */
function put(node, text) {
	hide(node, !text);
	if (node.dataset.said === text) return;
	node.dataset.said = text;
	node.replaceChildren(rich(text));
}

/** The numbers of a state as words show them. @param {State | null} state */
function numbers(state) {
	return Object.fromEntries(Object.entries(state?.metrics ?? {}).map(([name, v]) => [name, count(v)]));
}

/** What a control's value comes to: the words of its count, filled from the metrics. @param {App} app @param {Control} c @returns {Shown} */
export function remark(app, c) {
	const root = el('p', {class: 'remark', 'data-testid': `remark-${c.name}`, hidden: true});
	return {root, update() {
		const key = `control.${c.name}.count`;
		put(root, has(key) && app.state ? t(key, numbers(app.state)) : '');
	}};
}

/**
 * What has to be known of the data set that is chosen, such as that it is made up; and a sentence on each choice that the lesson has
 * one for: the method, what it sees, the assumption that is broken.
 * @param {App} app @returns {Made}
 */
export function remarks(app) {
	const root = el('p', {class: 'remark note', 'data-testid': 'data-note', hidden: true});
	const caption = el('p', {class: 'caption', id: 'caption', 'data-testid': 'caption', hidden: true});
	return {root, parts: {caption}, update() {
		const data = app.ofKind('data'), note = data ? `dataset.${app.value(data.name)}.note` : '';
		put(root, has(note) ? t(note) : '');
		const said = [...app.group('recipe'), ...app.group('data')].map((c) => ({key: `lesson.${app.lesson.id}.${c.name}.${app.value(c.name)}`, c}));
		put(caption, said.filter(({key, c}) => has(key) && app.idle(c) === null).map(({key}) => t(key)).join(' '));
	}};
}
