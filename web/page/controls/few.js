// A choice in brief, for those who begin: its first few options side by side, and whatever else is chosen.
import {el, mark, write} from '../core/dom.js';
import {valueName} from '../core/names.js';
import {t} from '../core/words.js';
import {renew, thumbnail} from './datasets.js';
import {named} from './shown.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Shown} from './shown.js' */

/** The options that are offered: the first ones, of which the last gives way to another that is chosen. @param {App} app @param {Control} c */
function offered(app, c) {
	const first = (c.options ?? []).filter((option) => app.fits(c, option)).slice(0, c.few), now = String(app.value(c.name));
	return first.includes(now) ? first : [...first.slice(0, -1), now];
}

/** @param {App} app @param {Control} c @param {(option: string) => HTMLElement} make @param {HTMLElement} list @param {(button: HTMLElement, option: string) => void} say */
function following(app, c, make, list, say) {
	let drawn = '';
	return () => {
		const options = offered(app, c), now = String(app.value(c.name));
		if (drawn !== options.join()) {
			drawn = options.join();
			list.replaceChildren(...options.map(make));
		}
		options.forEach((option, i) => {
			const button = /** @type {HTMLElement} */ (list.children[i]);
			mark(button, 'aria-pressed', String(option === now));
			say(button, option);
		});
	};
}

/** @param {App} app @param {Control} c @returns {Shown} */
export function few(app, c) {
	const list = el('div', {class: 'seg', role: 'group', 'data-al': `control.${c.name}.name`});
	const make = (/** @type {string} */ option) => el('button', {
		type: 'button', 'data-testid': `few-${c.name}-${option}`, 'data-tip': `option.${c.name}.${option}.tip`, onclick: () => app.tune(c.name, option),
	});
	return {root: el('div', {class: 'choice'}, named(c), list), update: following(app, c, make, list, (button, option) => write(button, valueName(c, option)))};
}

/** The same for data sets, as pictures. @param {App} app @param {Control} c @returns {Shown} */
export function fewSets(app, c) {
	const list = el('div', {class: 'sets', role: 'group', 'data-al': 'ui.data'});
	const make = (/** @type {string} */ option) => el('button', {
		class: 'set', type: 'button', 'data-testid': `few-${c.name}-${option}`, 'data-tip': `dataset.${option}.tip`, onclick: () => app.tune(c.name, option),
	}, thumbnail(app, option), el('span'));
	return {
		root: el('div', {class: 'points'}, el('h2', {id: 'h-data', 'data-t': 'ui.data'}), list),
		update: following(app, c, make, list, (button, option) => {
			write(/** @type {Element} */ (button.lastElementChild), t(`dataset.${option}.name`));
			mark(button, 'aria-busy', String(option === app.bringing));
			renew(app, button, option);
		}),
	};
}
