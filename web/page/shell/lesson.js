// What of the page changes with the lesson besides its controls, panels and areas: what its cards are called, and its story.
import {byId, el} from '../core/dom.js';
import {has, rich, say, t, translate, within} from '../core/words.js';

/** @import {App} from '../core/app.js' */

/** The words of a lesson where it has its own, else the usual ones. @param {App} app @param {string} part @param {string} usual */
function own(app, part, usual) {
	const key = `lesson.${app.lesson.id}.${part}`;
	return has(key) ? key : usual;
}

/** What is chosen of the recipe, by which words may go. @param {App} app */
function choices(app) {
	return app.group('recipe').filter((c) => c.kind === 'select' && typeof c.default === 'string').map((c) => String(app.value(c.name)));
}

/** Says anew what another choice calls otherwise. @param {App} app */
export function retell(app) {
	const chosen = choices(app);
	document.documentElement.dataset.choices = chosen.join(' ');
	if (within(app.lesson.id, chosen)) translate(document);
}

/** @param {App} app */
export function showLesson(app) {
	within(app.lesson.id, choices(app));
	const seen = (/** @type {string} */ place) => app.lesson.views.find((view) => app.lesson.areas.find((area) => area.place === place)?.name === view.area)?.kind ?? '';
	for (const place of ['main', 'side']) document.documentElement.dataset[place] = seen(place);
	for (const [id, part, usual] of [['h-net', 'main', 'ui.network'], ['h-out', 'side', 'ui.output'], ['h-data', 'data', 'ui.data']]) say(byId(id), own(app, part, usual));
	const plain = seen('main') !== 'network';
	document.documentElement.toggleAttribute('data-plain', plain);
	byId('arch').hidden = plain;
	const key = own(app, 'count', 'metric.epoch');
	say(/** @type {Element} */ (byId('count').firstElementChild), key);
	byId('count').dataset.tip = `${key}.tip`;
	// A sentence that says what one sees, for those who have never seen the like.
	const story = `lesson.${app.lesson.id}.story`;
	byId('story').replaceChildren(has(story) ? el('p', {'data-t': story}, rich(t(story))) : '');
}
