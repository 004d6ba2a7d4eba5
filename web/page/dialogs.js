// Help with its keys, about, and sharing.
import {el, icon} from './dom.js';
import {rich, t} from './words.js';

/** @import {App} from './app.js' */

/** The keys and what they do, in the order of the help. */
export const KEYS = /** @type {const} */ ([
	['Space', 'key.play'], ['→', 'key.step'], ['Shift →', 'key.epoch'], ['R', 'key.reset'], ['N', 'key.reroll'],
	['+', 'key.more'], ['−', 'key.less'], ['L', 'key.language'], ['T', 'key.theme'], ['?', 'key.help'],
]);
const NET_KEYS = /** @type {const} */ ([['Tab', 'key.net'], ['← → ↑ ↓', 'key.walk'], ['Space', 'key.select'], ['Esc', 'key.clear']]);

/** Opens a dialog, made anew each time. @param {string} id @param {string} title @param {...(Node | string)} parts */
function dialog(id, title, ...parts) {
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
const paragraph = (key) => el('p', {}, rich(t(key)));

/** @param {readonly (readonly [string, string])[]} keys */
function list(keys) {
	return el('dl', {class: 'keys-list'}, ...keys.flatMap(([key, words]) => [
		el('dt', {}, ...key.split(' ').map((k) => el('kbd', {}, t(`key.name.${k}`) === k ? k : t(`key.name.${k}`)))), el('dd', {}, t(words))]));
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

/** A text to take away, and a button that copies it. @param {string} name @param {string} text @param {number} rows */
function copy(name, text, rows) {
	const area = el('textarea', {readonly: true, rows, 'aria-label': t(name), 'data-testid': `${name}-text`, spellcheck: 'false', onfocus: () => area.select()});
	area.value = text;
	const button = el('button', {class: 'btn', type: 'button', 'data-testid': `${name}-copy`, onclick: async () => {
		try {
			await navigator.clipboard.writeText(text);
		} catch {
			area.select();
			document.execCommand('copy');
		}
		button.textContent = t('ui.copied');
		setTimeout(() => { button.textContent = t('ui.copy'); }, 1600);
	}}, t('ui.copy'));
	return [el('h3', {}, t(name)), el('div', {class: 'copy'}, area, button)];
}

/** @param {string} link begins with # */
export function share(link) {
	const page = new URL(location.href);
	page.hash = link;
	page.search = '';
	const script = new URL('embed.js', page).href.replace(/#.*$/, '');
	const tag = `<script type="module" src="${script}"></script>\n<whisker-lab link="${link.replace(/&/g, '&amp;')}"></whisker-lab>`;
	dialog('share-dialog', 'ui.share', paragraph('ui.share.what'), ...copy('ui.share.link', page.href, 2), ...copy('ui.share.embed', tag, 4), paragraph('ui.share.note'));
}
