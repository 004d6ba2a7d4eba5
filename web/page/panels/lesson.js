// What of the page changes with the lesson: what its cards are called, and which of them it needs.
import {byId, el} from '../core/dom.js';
import {has, rich, t, translate, within} from '../core/words.js';

/** @import {App} from '../core/app.js' */

/** The words of a lesson where it has its own, else the usual ones. @param {App} app @param {string} part @param {string} usual */
function own(app, part, usual) {
	const key = `lesson.${app.lesson.id}.${part}`;
	return has(key) ? key : usual;
}

/** The method that is chosen, where a lesson has several. @param {App} app */
function method(app) {
	return app.control('method') ? String(app.value('method')) : undefined;
}

/** Says anew what another method calls otherwise. @param {App} app */
export function retell(app) {
	document.documentElement.dataset.method = method(app) ?? '';
	if (within(app.lesson.id, method(app))) translate(document);
}

/** @param {App} app */
export function showLesson(app) {
	within(app.lesson.id, method(app));
	const network = app.lesson.views.some((view) => view.kind === 'network');
	for (const [side, area] of [['main', 'network'], ['side', 'output']]) {
		document.documentElement.dataset[side] = app.lesson.views.find((view) => view.area === area)?.kind ?? '';
	}
	for (const [id, part, usual] of [['h-net', 'main', 'ui.network'], ['h-out', 'side', 'ui.output'], ['h-data', 'data', 'ui.data']]) {
		const key = own(app, part, usual);
		byId(id).setAttribute('data-t', key);
		byId(id).replaceChildren(rich(t(key)));
	}
	byId('arch').hidden = !network;
	byId('keys').hidden = !app.control('train');
	const count = /** @type {HTMLElement} */ (byId('count').firstElementChild), key = own(app, 'count', 'metric.epoch');
	count.setAttribute('data-t', key);
	count.replaceChildren(rich(t(key)));
	byId('count').dataset.tip = `${key}.tip`;
	for (const area of /** @type {const} */ (['network', 'output', 'chart'])) {
		const used = app.lesson.views.some((view) => view.area === area);
		/** @type {HTMLElement} */ (document.querySelector(`[data-area=${area}]`)).hidden = !used;
	}
	// A sentence that says what one sees, for those who have never seen the like.
	const story = `lesson.${app.lesson.id}.story`;
	byId('story').replaceChildren(has(story) ? el('p', {'data-t': story}, rich(t(story))) : '');
}
