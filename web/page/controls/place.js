// Puts every control of the lesson where its group belongs. Groups that are not here belong to the panel of their name.
import {byId, el, icon} from '../core/dom.js';
import {slot} from '../panels/place.js';
import {remark} from '../panels/remarks.js';
import {more} from './more.js';
import {question} from './shown.js';
import {control} from './table.js';

/** @import {App} from '../core/app.js' */
/** @import {Shown} from './shown.js' */

/** Fills the page anew. @param {App} app @returns {() => void} brings all controls up to date */
export function placeControls(app) {
	for (const old of document.querySelectorAll('body > .panel[id^="pop-"]')) old.remove();
	/** @type {Shown[]} */
	const shown = [];
	const put = (/** @type {Shown} */ one) => {
		shown.push(one);
		return one.root;
	};
	const all = (/** @type {string} */ group, /** @type {import('./shown.js').Form} */ form) => app.group(group).map((c) => put(control(app, c, form)));
	const data = app.group('data'), sets = data.filter((c) => c.kind === 'data');
	byId('datasets').replaceChildren(...sets.map((c) => put(control(app, c, 'row'))), slot('remarks'));
	const seeds = all('seeds', 'row');
	byId('fields').replaceChildren(
		...data.filter((c) => c.kind !== 'data').flatMap((c) => [put(control(app, c, 'row')), put(remark(app, c))]),
		el('div', {class: 'folds'}, app.declares('spreads') && slot('spreads'), seeds.length > 0 && fold(seeds)));
	const embed = document.documentElement.dataset.mode === 'embed';
	const rest = embed ? null : more(app);
	byId('recipe').replaceChildren(...(embed ? [] : all('recipe', 'cell')), rest ? put(rest) : '');
	byId('views').replaceChildren(...all('view', 'row'));
	byId('speed').replaceChildren(...all('transport', 'bar'));
	const knob = app.group('recipe').find((c) => c.kind === 'slider' && app.idle(c) === null);
	byId('knob').replaceChildren(...(embed && knob ? [put(control(app, knob, 'knob'))] : []));
	const redraw = app.role('redraw');
	byId('redraw').hidden = !redraw || app.hidden.has(redraw.name);
	byId('h-data').parentElement?.querySelector('.q')?.remove();
	if (sets[0]) byId('h-data').after(question(`control.${sets[0].name}.tip`));
	return () => {
		for (const one of shown) one.update();
	};
}

/** What chance is drawn from, out of the way. @param {HTMLElement[]} seeds */
function fold(seeds) {
	return el('details', {class: 'fold', 'data-testid': 'seeds'}, el('summary', {'data-tip': 'ui.seeds.tip'}, el('span', {'data-t': 'ui.seeds'}), icon('i-down', 'chev')), ...seeds);
}
