// The link and the tag to take away, without the controls that readers should not see.
import {el} from '../core/dom.js';
import {dialog, paragraph} from './dialogs.js';
import {PARTS} from './hide.js';
import {plain, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */

/** A text to take away, and a button that copies it. @param {string} name @param {number} rows */
function copy(name, rows) {
	const area = el('textarea', {readonly: true, rows, 'aria-label': t(name), 'data-testid': `${name}-text`, spellcheck: 'false', onfocus: () => area.select()});
	const button = el('button', {class: 'btn', type: 'button', 'data-testid': `${name}-copy`, onclick: async () => {
		try {
			await navigator.clipboard.writeText(area.value);
		} catch {
			area.select();
			document.execCommand('copy');
		}
		button.textContent = t('ui.copied');
		setTimeout(() => { button.textContent = t('ui.copy'); }, 1600);
	}}, t('ui.copy'));
	return {area, parts: [el('h3', {}, t(name)), el('div', {class: 'copy'}, area, button)]};
}

/** The link with hide= in place of the one it may have. @param {string} link @param {Iterable<string>} hidden */
export function without(link, hidden) {
	const names = [...hidden].join(','), rest = link.replace(/^#/, '').split('&').filter((pair) => pair && !pair.startsWith('hide='));
	return `#${[...rest, ...(names ? [`hide=${names}`] : [])].join('&')}`;
}

/** @param {App} app @param {string} link begins with # */
export function share(app, link) {
	const hidden = new Set(app.hidden);
	const address = copy('ui.share.link', 2), tag = copy('ui.share.embed', 4);
	let full = link;
	const write = () => {
		const page = new URL(location.href), script = new URL('embed.js', location.href);
		page.hash = without(full, hidden);
		page.search = script.search = script.hash = '';
		address.area.value = page.href;
		tag.area.value = `<script type="module" src="${script.href}"></script>\n<whisker-lab link="${page.hash.replace(/&/g, '&amp;')}"></whisker-lab>`;
	};
	const tick = (/** @type {string} */ name, /** @type {string} */ words) => {
		const box = el('input', {type: 'checkbox', 'data-testid': `hide-${name}`, onchange: () => {
			if (box.checked) hidden.add(name);
			else hidden.delete(name);
			write();
		}});
		box.checked = hidden.has(name);
		return el('label', {class: 'tick'}, box, el('span', {}, plain(words)));
	};
	const controls = app.lesson.controls.map((c) => tick(c.name, t(`control.${c.name}.name`)));
	const parts = Object.keys(PARTS).map((name) => tick(name, t(`ui.part.${name}`)));
	// The weights come from the engine, which alone knows them and whether they fit.
	const why = el('span', {class: 'mut', role: 'status'});
	const learned = el('input', {type: 'checkbox', 'data-testid': 'share-learned', onchange: async () => {
		full = link;
		why.textContent = '';
		if (learned.checked) {
			try {
				full = (await app.send({do: 'share'})).answer?.shared ?? link;
			} catch (error) {
				learned.checked = false;
				learned.disabled = true;
				why.textContent = t(/too many/.test(String(error)) ? 'ui.share.learned.many' : 'ui.share.learned.none');
			}
		}
		write();
	}});
	write();
	dialog('share-dialog', 'ui.share', paragraph('ui.share.what'), ...address.parts, el('label', {class: 'tick', 'data-tip': 'ui.share.learned.tip'}, learned, el('span', {}, t('ui.share.learned')), why), ...tag.parts,
		el('details', {class: 'fold', 'data-testid': 'share-hide', open: hidden.size > 0}, el('summary', {}, t('ui.share.hide')),
			paragraph('ui.share.note'), el('div', {class: 'ticks'}, ...controls, ...parts)));
}
