// Dialogs: help with its keys, and about.
import {el, icon} from '../core/dom.js';
import {has, rich, t} from '../core/words.js';

/** The keys and what they do, in the order of the help. */
export const KEYS = /** @type {const} */ ([
	['Space', 'key.play'], ['→', 'key.step'], ['Shift →', 'key.epoch'], ['R', 'key.reset'], ['N', 'key.reroll'],
	['C', 'key.compare'], ['S', 'key.save'], ['O', 'key.open'], ['P', 'key.picture'], ['+', 'key.more'], ['−', 'key.less'], ['L', 'key.language'], ['T', 'key.theme'], ['?', 'key.help'],
]);
const NET_KEYS = /** @type {const} */ ([['Tab', 'key.net'], ['← → ↑ ↓', 'key.walk'], ['Space', 'key.select'], ['F', 'key.freeze'], ['Shift F', 'key.freeze.layer'], ['X', 'key.cut'], ['Esc', 'key.clear']]);

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

/** @param {readonly (readonly [string, string])[]} keys */
function list(keys) {
	return el('dl', {class: 'keys-list'}, ...keys.flatMap(([key, words]) => [
		el('dt', {}, ...key.split(' ').map((k) => el('kbd', {}, has(`key.name.${k}`) ? t(`key.name.${k}`) : k))), el('dd', {}, t(words))]));
}

export function help() {
	dialog('help-dialog', 'ui.help', paragraph('ui.help.start'), paragraph('ui.help.picture'), paragraph('ui.help.touch'),
		el('h3', {}, t('ui.help.keys')), list(KEYS), el('h3', {}, t('ui.help.net')), list(NET_KEYS),
		el('p', {}, el('button', {class: 'btn', type: 'button', 'data-testid': 'about', onclick: about}, t('ui.about'))));
}

export function about() {
	document.querySelector('dialog')?.remove();
	dialog('about-dialog', 'ui.about', paragraph('ui.about.what'), paragraph('ui.about.private'), paragraph('ui.about.licence'));
}
