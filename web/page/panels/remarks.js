// Lines that explain what is set: below a control, and at the foot of the main card.
import {byId, el} from '../core/dom.js';
import {count} from '../core/format.js';
import {has, onSpeak, rich, t} from '../core/words.js';

/** @import {Control, State} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Shown} from '../controls/controls.js' */

/** Writes a sentence with markup, if it is another. @param {HTMLElement} node @param {string} text */
function put(node, text) {
	node.hidden = !text;
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

/** What has to be known of the data set that is chosen, such as that it is made up. @param {App} app @returns {Shown} */
export function note(app) {
	const root = el('p', {class: 'remark note', 'data-testid': 'data-note', hidden: true});
	return {root, update() {
		const key = `dataset.${app.value('data')}.note`;
		put(root, has(key) ? t(key) : '');
	}};
}

/** A sentence on the method that is chosen, and one on what it sees or on the assumption that is broken, where the lesson has them. @param {App} app */
export function showCaption(app) {
	const root = el('p', {class: 'caption', id: 'caption', 'data-testid': 'caption', hidden: true});
	byId('arch').after(root);
	const update = () => {
		const sees = app.control('sees');
		const keys = ['method', 'break', ...(sees && app.idle(sees) === null ? ['sees'] : [])].map((name) => `lesson.${app.lesson.id}.${name}.${app.value(name)}`);
		put(root, keys.filter(has).map((key) => t(key)).join(' '));
	};
	app.show(update);
	onSpeak(update);
}
