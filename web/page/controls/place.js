// Puts every control of the lesson where it belongs: the few that are essential below the question, the others into folds.
// Groups that are not here belong to the panel of their name.
import {byId} from '../core/dom.js';
import {language} from '../core/words.js';
import {remark} from '../panels/remarks.js';
import {slot} from '../panels/place.js';
import {Folds} from './folds.js';
import {control} from './table.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Form, Shown} from './shown.js' */

/** The folds: what they are called, which groups of controls they hold, and which panels have a place there. */
const FOLDS = /** @type {const} */ ([
	{name: 'data', groups: ['data'], panels: ['remarks', 'spreads']},
	{name: 'build', groups: ['build'], panels: []},
	{name: 'recipe', groups: ['recipe', 'more'], panels: ['outputs']},
	{name: 'more', groups: ['view', 'seeds'], panels: ['compare', 'space']},
]);
/** Kinds that have their place on the network's card. */
const CARD = ['layers', 'inputs'];

/** Whether anything has changed that controls show: twenty times a second they are asked, and nothing has. @param {App} app @returns {() => boolean} */
function changes(app) {
	let told = '';
	/** @type {Element | null} */
	let focused = null;
	return () => {
		const {state} = app, {readouts, confusion, inspector, ...panels} = /** @type {Record<string, unknown>} */ (state?.panels ?? {});
		const measured = app.lesson.controls.map((c) => c.shows && state?.metrics[c.shows]);
		const now = JSON.stringify([app.lesson.id, language, app.entries, [...app.hidden], app.values(), app.bringing, measured, panels, document.documentElement.dataset]);
		const same = now === told && focused === document.activeElement;
		told = now;
		focused = document.activeElement;
		return !same;
	};
}

/** Fills the page anew. @param {App} app @returns {() => void} brings all controls up to date */
export function placeControls(app) {
	for (const old of document.querySelectorAll('body > .panel[id^="pop-"]')) old.remove();
	/** @type {Shown[]} */
	const shown = [];
	/** Of them, the lines that hold numbers. @type {Shown[]} */
	const lines = [];
	const put = (/** @type {Control} */ c, /** @type {Form} */ form) => {
		const one = control(app, c, form), below = remark(app, c);
		shown.push(one, below);
		lines.push(below);
		return [one.root, below.root];
	};
	const embed = document.documentElement.dataset.mode === 'embed';
	const essential = (app.lesson.essential ?? []).map((name) => app.control(name)).filter((c) => c !== undefined && !CARD.includes(c.kind));
	byId('essential').replaceChildren(...(embed ? [] : essential.flatMap((c) => put(/** @type {Control} */ (c), 'few'))));
	const folds = new Folds(app, FOLDS.map(({name, groups, panels}) => {
		// What is offered in brief above is whole here; what is whole above is not here again.
		const controls = groups.flatMap((group) => app.group(group)).filter((c) => !essential.includes(c) || c.few && c.few < (c.options?.length ?? 0));
		const slots = panels.filter((kind) => kind === 'remarks' || app.declares(kind)).map((kind) => slot(kind, kind === 'space' ? 'open' : undefined));
		return {name, controls, content: embed || !controls.length && !slots.length ? [] : [...controls.flatMap((c) => put(c, 'cell')), ...slots]};
	}));
	byId('speed').replaceChildren(...app.group('transport').flatMap((c) => put(c, 'bar')));
	const knob = app.group('recipe').find((c) => c.kind === 'slider' && app.idle(c) === null);
	byId('knob').replaceChildren(...(embed && knob ? put(knob, 'knob') : []));
	const state = changes(app);
	return () => {
		if (state()) {
			for (const one of shown) one.update();
			folds.update();
		} else for (const one of lines) one.update();
	};
}
