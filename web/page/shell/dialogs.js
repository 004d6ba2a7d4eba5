// Dialogs: help with its keys, and about.
import {byId, el, icon} from '../core/dom.js';
import {shot} from '../core/shots.js';
import {has, plain, rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Control, Lesson} from '../../types' */

/** The keys and what they do, in the order of the help; what needs something of a lesson says what. @type {readonly (readonly [string, string, ((lesson: Lesson) => boolean)?])[]} */
const KEYS = [
	['Space', 'key.play'], ['→', 'key.step'], ['Shift →', 'key.epoch'], ['R', 'key.reset'], ['N', 'key.reroll', role('seed')], ['Q', 'key.question', ({tries}) => Boolean(tries?.length)],
	['Tab', 'key.net', network], ['← → ↑ ↓', 'key.walk', network], ['F', 'key.freeze', network], ['Shift F', 'key.freeze.layer', network], ['X', 'key.cut', network], ['Esc', 'key.clear', network],
	['C', 'key.compare', ({compares}) => Boolean(compares?.length)], ['+', 'key.more', layered], ['−', 'key.less', layered],
	['S', 'key.save'], ['O', 'key.open'], ['P', 'key.picture'], ['L', 'key.language'], ['T', 'key.theme'], ['?', 'key.help'],
];

/** @param {NonNullable<Control['role']>} wanted @returns {(lesson: Lesson) => boolean} */
function role(wanted) {
	return ({controls}) => controls.some((c) => c.role === wanted);
}

/** @param {Lesson} lesson */
function network({views}) {
	return views.some(({kind}) => kind === 'network');
}

/** @param {Lesson} lesson */
function layered(lesson) {
	return network(lesson) && lesson.controls.some(({kind}) => kind === 'layers');
}

/** Opens a dialog, made anew each time. @param {string} id @param {string} title @param {...(Node | string)} parts */
export function dialog(id, title, ...parts) {
	document.getElementById(id)?.remove();
	const close = el('button', {class: 'ib small', type: 'button', 'aria-label': t('ui.close'), onclick: () => made.close()}, icon('i-close'));
	const made = el('dialog', {id, 'aria-labelledby': `${id}-title`, 'data-testid': id},
		el('div', {class: 'dlg'}, el('header', {}, el('h2', {id: `${id}-title`}, t(title)), close), ...parts));
	made.addEventListener('close', () => made.remove());
	made.addEventListener('click', (e) => { if (e.target === made) made.close(); });
	document.body.append(made);
	made.showModal();
}

/** @param {string} key */
export const paragraph = (key) => el('p', {}, rich(t(key)));

/** The lesson's own help: what it shows in three sentences, each with its picture, and what its keys do. It lies over the right column, so that the picture and the question stay in view. @param {App} app */
export function help(app) {
	const open = document.getElementById('help-dialog');
	if (open) return open.remove();
	const {lesson} = app, title = t('ui.help.how', {name: plain(t(`lesson.${lesson.id}.name`))});
	const sentences = [1, 2, 3].filter((n) => has(`help.${lesson.id}.${n}`)).map((n) => el('li', {}, shot(lesson.id, n, 64), el('p', {}, rich(t(`help.${lesson.id}.${n}`)))));
	const keys = KEYS.filter(([, , needs]) => !needs || needs(lesson)).flatMap(([key, words]) => [
		el('dt', {}, ...key.split(' ').map((k) => el('kbd', {}, has(`key.name.${k}`) ? t(`key.name.${k}`) : k))), el('dd', {}, t(words))]);
	const sheet = el('aside', {class: 'help', id: 'help-dialog', popover: 'auto', role: 'dialog', 'aria-labelledby': 'help-title', 'data-testid': 'help-dialog'},
		el('header', {}, el('h2', {id: 'help-title'}, title), el('button', {class: 'ib small', type: 'button', 'aria-label': t('ui.close'), onclick: () => sheet.hidePopover()}, icon('i-close'))),
		el('ol', {}, ...sentences), el('h3', {}, t('ui.help.keys')), el('dl', {class: 'keys-list'}, ...keys),
		el('footer', {}, el('p', {class: 'mut'}, rich(t('ui.help.dotted'))), app.frame?.slow && el('p', {class: 'mut', 'data-testid': 'help-slow'}, t('ui.help.slow')), el('button', {class: 'link', type: 'button', 'data-testid': 'about', onclick: about}, t('ui.about'))));
	sheet.addEventListener('toggle', (e) => {
		if (/** @type {ToggleEvent} */ (e).newState !== 'closed') return;
		sheet.remove();
		if (document.activeElement === document.body) byId('help').focus({preventScroll: true});
	});
	document.body.append(sheet);
	sheet.showPopover();
	/** @type {HTMLElement | null} */ (sheet.querySelector('button'))?.focus({preventScroll: true});
}

export function about() {
	document.getElementById('help-dialog')?.remove();
	dialog('about-dialog', 'ui.about', paragraph('ui.about.what'), paragraph('ui.about.private'), paragraph('ui.about.licence'));
}
