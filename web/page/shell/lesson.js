// What of the page changes with the lesson besides its controls, panels and areas: its question, and what its cards are called.
import {byId} from '../core/dom.js';
import {has, say, translate, within} from '../core/words.js';

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
	for (const [id, part, usual] of [['h-net', 'main', 'ui.network'], ['h-out', 'side', 'ui.output']]) say(byId(id), own(app, part, usual));
	document.documentElement.toggleAttribute('data-plain', seen('main') !== 'network');
	const key = own(app, 'count', 'metric.epoch');
	say(/** @type {Element} */ (byId('count').firstElementChild), key);
	byId('count').dataset.tip = `${key}.tip`;
	// What the lesson is about, as one would ask, and what is to be seen.
	for (const part of ['question', 'sentence']) say(byId(part), `lesson.${app.lesson.id}.${part}`);
}
