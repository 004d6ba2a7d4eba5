// Pictures of the reader's own: files that are chosen or dropped, one by one or as a folder, and what has become of them.
import {el, hide, icon, write} from '../core/dom.js';
import {count} from '../core/format.js';
import {base64} from '../core/pixels.js';
import {pictured} from '../core/photos.js';
import {has, plain, rich, t} from '../core/words.js';
import {dialog} from '../shell/dialogs.js';
import {problem, solved} from '../shell/problems.js';

/** @import {Album, Form} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */
/** A file, and the folder in which it lies, empty for none. @typedef {{file: File, folder: string}} Found */

/** How many go to the engine at once. */
const BATCH = 50;
/** Of what could not be read: how many are named. */
const NAMED = 5;
/** More classes than that are not told apart. */
const CLASSES = 10;

/** What a class is called: by a key of the page's words, or by the reader. @param {string} name @param {number} i */
const called = (name, i) => (has(`class.${name}`) ? t(`class.${name}`) : name) || t('album.class', {n: i + 1});

/** All files of a folder and of those in it. @param {any} entry of a file system @param {string} folder @returns {Promise<Found[]>} */
async function within(entry, folder) {
	if (entry.isFile) return [{file: await new Promise((resolve, reject) => entry.file(resolve, reject)), folder}];
	const reader = entry.createReader(), found = [];
	for (let some; (some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))).length;) {
		for (const one of some) found.push(...await within(one, entry.name));
	}
	return found;
}

/** @param {DataTransfer} from @returns {Promise<Found[]>} */
async function dropped(from) {
	const entries = [...from.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
	if (!entries.length) return [...from.files].map((file) => ({file, folder: ''}));
	return (await Promise.all(entries.map((entry) => within(entry, '')))).flat();
}

/** What is no picture by its name is not even tried: folders hold all sorts of files. @param {File} file */
const hidden = (file) => file.name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(file.name);

/** @param {App} app @param {Record<string, string>} bind clear: empty for no button that takes all away; shown: own where it is there only with these pictures chosen @returns {Made} */
export function album(app, bind) {
	const gone = new AbortController(), {signal} = gone;
	const many = el('input', {type: 'file', accept: 'image/*', multiple: true, hidden: true, 'data-testid': 'album-files'});
	const whole = el('input', {type: 'file', webkitdirectory: true, multiple: true, hidden: true, 'data-testid': 'album-folder-files'});
	for (const input of [many, whole]) {
		input.addEventListener('change', () => {
			take([...input.files ?? []].map((file) => ({file, folder: file.webkitRelativePath.split('/').at(-2) ?? ''})));
			input.value = '';
		});
	}
	const choose = el('button', {type: 'button', class: 'btn slim', 'data-testid': 'album-choose', 'data-tip': 'album.choose.tip', onclick: () => many.click()});
	const folder = el('button', {type: 'button', class: 'btn slim', 'data-testid': 'album-folder', 'data-tip': 'album.folder.tip', onclick: () => whole.click()});
	const undo = el('button', {type: 'button', class: 'ib small', 'data-testid': 'album-undo', 'data-al': 'draw.undo', 'data-tip': 'album.undo.tip', onclick: () => app.ask({do: 'pictures', undo: true})}, icon('i-undo'));
	const clear = el('button', {type: 'button', class: 'ib small', 'data-testid': 'album-clear', 'data-al': 'album.clear', 'data-tip': 'album.clear', onclick: () => app.ask({do: 'pictures', clear: true})}, icon('i-close'));
	const said = el('span', {'data-testid': 'album-said', role: 'status'});
	const root = el('div', {class: 'album'}, el('div', {class: 'ways'}, choose, folder, many, whole, undo, clear), said);
	let busy = '';

	/** @param {Found[]} found */
	const take = async (found) => {
		const form = app.lesson.takes, files = found.filter(({file}) => !hidden(file));
		if (!form || !files.length || busy) return;
		solved('album');
		const named = form.most > 1 && await classes(app, form, files);
		if (named === null) return; // the reader has thought better of it
		await bring(form, files, named || {names: null, of: () => 0});
	};

	/** @param {Form} form @param {Found[]} files @param {{names: string[] | null, of: (found: Found) => number}} classes */
	const bring = async (form, files, classes) => {
		const stroke = Date.now(), bad = /** @type {string[]} */ ([]), one = form.most === 1;
		let over = 0, batch = /** @type {[number, string][]} */ ([]), done = 0;
		const room = one ? 1 : form.most - (app.panel('album')?.n ?? 0);
		const send = async () => {
			if (!batch.length && !classes.names) return;
			const add = batch;
			batch = [];
			await app.ask({do: 'pictures', stroke, add, ...classes.names && {names: classes.names}, ...one && {clear: true}});
			classes.names = null;
		};
		try {
			for (const [i, found] of files.entries()) {
				busy = t('album.reading', {n: count(i + 1), of: count(files.length)});
				update();
				if (done >= room) {
					over++;
					continue;
				}
				try {
					batch.push([classes.of(found), base64(await pictured(found.file, form))]);
					done++;
				} catch {
					bad.push(found.file.name);
				}
				if (batch.length >= BATCH || one && batch.length) await send();
			}
			await send();
		} finally {
			busy = '';
			update();
		}
		if (!bad.length && (!over || one)) return;
		const list = bad.slice(0, NAMED).join(', ') + (bad.length > NAMED ? ` + ${count(bad.length - NAMED)}` : '');
		const key = bad.length && over && !one ? 'album.both' : bad.length ? 'album.bad' : 'album.over';
		problem('album', {key, args: {files: list, n: count(bad.length), over: count(over), most: count(form.most)}});
	};

	document.addEventListener('dragover', (e) => { if (app.lesson.takes && e.dataTransfer?.types.includes('Files')) e.preventDefault(); }, {signal});
	document.addEventListener('drop', async (e) => {
		if (!app.lesson.takes || !e.dataTransfer?.types.includes('Files')) return;
		e.preventDefault();
		const found = await dropped(e.dataTransfer);
		if (found.length === 1 && /\.json$/i.test(found[0].file.name)) return; // a session
		take(found);
	}, {signal});

	const update = () => {
		const now = app.panel('album'), one = app.lesson.takes?.most === 1;
		const data = app.ofKind('data'), elsewhere = bind.shown === 'own' && data && app.value(data.name) !== app.ownData() && !busy;
		hide(root, !now || Boolean(elsewhere) || app.hidden.has('pictures'));
		write(choose, t(one ? 'album.choose.one' : 'album.choose'));
		write(folder, t('album.folder'));
		hide(folder, one || !('webkitdirectory' in whole));
		choose.disabled = folder.disabled = busy !== '';
		hide(undo, !now?.undo);
		hide(clear, !now?.n || bind.clear === '');
		write(said, busy || (now?.n ? words(now) : plain(t('album.private'))));
	};
	return {root, update, remove: () => gone.abort()};
}

/** How many there are of each class. @param {Album} now */
function words(now) {
	if (now.most === 1) return plain(t('album.private'));
	const each = now.counts.map((n, i) => n ? t('album.of', {n: count(n), class: called(now.names[i] ?? '', i)}) : '').filter(Boolean).join(' · ');
	return now.linked ? each : `${each}. ${plain(t('album.unlinked'))}`;
}

/**
 * Which class each file is of: its folder says it, or the reader does. Null where they would rather not.
 * @param {App} app @param {Form} form @param {Found[]} files
 * @returns {Promise<{names: string[] | null, of: (found: Found) => number} | null>}
 */
function classes(app, form, files) {
	const now = app.panel('album'), known = (now?.names ?? []).map(called), free = !form.classes;
	const folders = [...new Set(files.map(({folder}) => folder))].filter(Boolean).sort();
	const like = (/** @type {string} */ a, /** @type {string} */ b) => a.toLowerCase() === b.toLowerCase();
	if (folders.length > 1) {
		const names = free ? [...known] : known;
		for (const folder of folders) if (free && names.length < CLASSES && !names.some((name) => like(name, folder))) names.push(folder);
		const at = (/** @type {string} */ folder) => names.findIndex((name) => like(name, folder) || !free && folder.toLowerCase().startsWith(name.toLowerCase()));
		if (folders.every((folder) => at(folder) >= 0)) return Promise.resolve({names: free ? names : null, of: ({folder}) => Math.max(at(folder), 0)});
	}
	return new Promise((resolve) => {
		/** @param {{names: string[] | null, of: (found: Found) => number} | null} result */
		const end = (result) => {
			resolve(result);
			/** @type {HTMLDialogElement | null} */ (document.getElementById('album-dialog'))?.close();
		};
		const buttons = known.map((name, i) => el('button', {type: 'button', class: 'btn', 'data-testid': `album-class-${i}`, onclick: () => end({names: null, of: () => i})}, name));
		const other = el('input', {type: 'text', maxlength: 40, 'data-testid': 'album-name', 'aria-label': t('album.name'), placeholder: t('album.name')});
		const add = el('form', {class: 'bring', onsubmit: (/** @type {Event} */ e) => {
			e.preventDefault();
			const name = other.value.trim();
			if (name) end({names: [...known, name], of: () => known.length});
		}}, other, el('button', {type: 'submit', class: 'btn ink', 'data-testid': 'album-use'}, t('album.use')));
		dialog('album-dialog', 'album.which', el('p', {}, rich(t('album.which.what', {n: count(files.length)}))), el('div', {class: 'ways'}, ...buttons), free && known.length < CLASSES ? add : '');
		document.getElementById('album-dialog')?.addEventListener('close', () => resolve(null));
	});
}
