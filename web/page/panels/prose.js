// A text of the reader's own: a file that is chosen or dropped, or what is pasted. It stays in the browser.
import {el, hide, icon, write} from '../core/dom.js';
import {count} from '../core/format.js';
import {plain, rich, t} from '../core/words.js';
import {dialog} from '../shell/dialogs.js';
import {problem, solved} from '../shell/problems.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** A text out of a file: UTF-8, or UTF-16 where its first bytes say so. @param {ArrayBuffer} bytes */
function decoded(bytes) {
	const [a, b] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
	const form = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
	return new TextDecoder(form, {fatal: true}).decode(bytes);
}

/** @param {App} app @param {Record<string, string>} bind from: the control that chooses the text @returns {Made} */
export function prose(app, {from}) {
	const gone = new AbortController(), {signal} = gone;
	const file = el('input', {type: 'file', accept: '.txt,.csv,.md,text/*', hidden: true, 'data-testid': 'prose-file'});
	const choose = el('button', {type: 'button', class: 'btn slim', 'data-testid': 'prose-choose', 'data-tip': 'prose.choose.tip', onclick: () => file.click()});
	const paste = el('button', {type: 'button', class: 'btn slim', 'data-testid': 'prose-paste', 'data-tip': 'prose.paste.tip', onclick: () => open()});
	const clear = el('button', {type: 'button', class: 'ib small', 'data-testid': 'prose-clear', 'data-al': 'prose.clear', 'data-tip': 'prose.clear', onclick: () => app.ask({do: 'prose', clear: true})}, icon('i-close'));
	const said = el('span', {'data-testid': 'prose-said', role: 'status'});
	const root = el('div', {class: 'album prose'}, el('div', {class: 'ways'}, choose, paste, file, clear), said);

	/** @param {string} lines */
	const take = async (lines) => {
		solved('prose');
		const most = app.panel('prose')?.most ?? 0, size = new TextEncoder().encode(lines).length;
		if (most && size > most) return problem('prose', {key: 'prose.long', args: {size: Math.ceil(size / 1024), most: most >> 10}});
		await app.ask({do: 'prose', lines});
	};
	/** @param {File} one */
	const read = async (one) => {
		solved('prose');
		const most = 2 * (app.panel('prose')?.most ?? 0); // UTF-16 takes two bytes a letter
		if (most && one.size > most) return problem('prose', {key: 'prose.long', args: {size: Math.ceil(one.size / 1024), most: most >> 11}});
		try {
			await take(decoded(await one.arrayBuffer()));
		} catch {
			problem('prose', {key: 'prose.notext', args: {file: one.name}});
		}
	};
	const open = () => {
		const area = el('textarea', {rows: 10, 'data-testid': 'prose-text', 'aria-label': t('prose.paste'), placeholder: t('prose.placeholder')});
		const use = el('button', {type: 'submit', class: 'btn ink', 'data-testid': 'prose-use'}, t('prose.use'));
		const form = el('form', {class: 'bring tall', onsubmit: (/** @type {Event} */ e) => {
			e.preventDefault();
			/** @type {HTMLDialogElement | null} */ (document.getElementById('prose-dialog'))?.close();
			take(area.value);
		}}, area, use);
		dialog('prose-dialog', 'prose.paste', el('p', {}, rich(t('prose.what'))), form);
		area.focus();
	};
	file.addEventListener('change', () => {
		const [one] = file.files ?? [];
		if (one) read(one);
		file.value = '';
	});
	const closed = () => app.hidden.has(from) || !app.panel('prose');
	document.addEventListener('dragover', (e) => { if (!closed() && e.dataTransfer?.types.some((type) => type === 'Files' || type === 'text/plain')) e.preventDefault(); }, {signal});
	document.addEventListener('drop', (e) => {
		if (closed() || !e.dataTransfer) return;
		const [one] = e.dataTransfer.files, text = e.dataTransfer.getData('text/plain');
		if (!one && !text || one && /\.json$/i.test(one.name)) return; // a session
		e.preventDefault();
		if (one) read(one);
		else take(text);
	}, {signal});
	const update = () => {
		const now = app.panel('prose');
		hide(root, closed() || !now?.chosen);
		write(choose, t('prose.choose'));
		write(paste, t('prose.paste'));
		hide(clear, !now?.brought);
		if (now) write(said, plain(t(!now.brought ? 'prose.private' : now.linked ? 'prose.count' : 'prose.unlinked', {n: count(now.lines), letters: count(now.letters)})));
	};
	return {root, update, remove: () => gone.abort()};
}
