// Puts every control of the lesson where its group belongs.
import {byId, el, icon} from '../core/dom.js';
import {control, question, speed} from './controls.js';
import {hideParts} from '../shell/hide.js';
import {more} from './more.js';
import {note, remark} from '../panels/remarks.js';
import {spreads} from '../panels/spreads.js';
import {SPACE} from '../panels/space.js';
import {showStrip} from './strip.js';
import {retell, showLesson} from '../panels/lesson.js';
import {translate} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Shown} from './controls.js' */

/** Fills the page anew. @param {App} app @returns {() => void} brings all controls up to date */
export function showControls(app) {
	showLesson(app);
	for (const old of document.querySelectorAll('body > .panel[id^="pop-"]')) old.remove();
	/** @type {Shown[]} */
	const shown = [];
	const put = (/** @type {Shown} */ one) => {
		shown.push(one);
		return one.root;
	};
	const data = app.group('data'), transport = app.group('transport').filter((c) => c.name !== 'speed');
	byId('datasets').replaceChildren(...data.filter((c) => c.kind === 'data').map((c) => put(control(app, c, 'row'))), put(note(app)));
	const seeds = transport.map((c) => put(control(app, c, 'row')));
	byId('fields').replaceChildren(
		...data.filter((c) => c.kind !== 'data').flatMap((c) => [put(control(app, c, 'row')), put(remark(app, c))]),
		el('div', {class: 'folds'}, app.control('scale') ? put(spreads(app)) : '',
			seeds.length ? el('details', {class: 'fold', 'data-testid': 'seeds'}, el('summary', {'data-tip': 'ui.seeds.tip'}, el('span', {'data-t': 'ui.seeds'}), icon('i-down', 'chev')), ...seeds) : ''));
	const embed = document.documentElement.dataset.mode === 'embed';
	const rest = embed ? null : more(app);
	byId('recipe').replaceChildren(...(embed ? [] : app.group('recipe').map((c) => put(control(app, c, 'cell')))), rest ? put(rest) : '');
	byId('views').replaceChildren(...app.group('view').filter((c) => !SPACE.includes(c.name)).map((c) => put(control(app, c, 'row'))));
	const pace = app.control('speed');
	byId('speed').replaceChildren(...(pace ? [put(speed(app, pace))] : []));
	const knob = app.group('recipe').find((c) => c.kind === 'slider' && app.idle(c) === null);
	byId('knob').replaceChildren(...(embed && knob ? [put(control(app, knob, 'knob'))] : []));
	byId('redraw').hidden = !app.control('dataseed') || app.hidden.has('dataseed');
	byId('h-data').parentElement?.querySelector('.q')?.remove();
	if (app.control('data')) byId('h-data').after(question('control.data.tip'));
	const strip = showStrip(app);
	hideParts(app);
	translate(document);
	return () => {
		retell(app);
		for (const one of shown) one.update();
		strip();
	};
}

