// What of the page changes with the lesson besides its controls, panels and areas: its question, and what its cards are called.
import {byId, write} from '../core/dom.js';
import {spokenName} from '../core/names.js';
import {has, say, t, translate, within} from '../core/words.js';

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
	head(app);
}

/** The head of the side card says what its plot shows, where that is not what it usually is. @param {App} app */
function head(app) {
	const node = byId('h-out'), at = app.state?.selected?.focus, layers = app.panel('network')?.sizes.length ?? 0;
	const neuron = at && at.layer > 0 && at.unit >= 0 && at.layer < layers && document.documentElement.dataset.side === 'plot' && !app.panel('space');
	const output = neuron && at.layer === layers - 1 && app.panel('network')?.sizes[at.layer] === 1;
	if (!neuron || output) {
		const usual = app.panel('space') ? 'space.hidden' : own(app, 'side', 'ui.output');
		if (node.dataset.t !== usual) say(node, usual);
		return;
	}
	delete node.dataset.t;
	write(node, t('ui.output.of', {name: spokenName(app, at.layer, at.unit)}));
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
