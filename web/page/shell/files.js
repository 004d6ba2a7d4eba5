// Sessions in files: saved, opened from a menu or by dropping them on the page, and pictures of what is to be seen.
import {el} from '../core/dom.js';
import {drawPicture} from '../stage/picture.js';
import {problem, solved} from './problems.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */

/** A session takes far less than so many bytes. */
const LARGEST = 32 << 20;
const FAULTS = /** @type {const} */ (['foreign', 'newer', 'damaged']);

/** Hands the reader a file. @param {Blob} blob @param {string} name */
function download(blob, name) {
	const href = URL.createObjectURL(blob);
	const link = el('a', {href, download: name, hidden: true});
	document.body.append(link);
	link.click();
	link.remove();
	setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** @param {typeof FAULTS[number]} kind @param {unknown} [cause] */
function refuse(kind, cause) {
	problem(`file.${kind}`, {detail: cause instanceof Error ? cause.message : undefined});
}

/** @param {App} app */
export function keepFiles(app) {
	const name = (/** @type {string} */ ending) => `whisker-${app.lesson.id}-${app.state?.step ?? 0}.${ending}`;
	const save = async () => {
		const state = await app.ask({do: 'save'});
		if (state?.answer?.file) download(new Blob([JSON.stringify(state.answer.file)], {type: 'application/json'}), name('json'));
	};
	const picture = async () => {
		const canvas = await drawPicture(app);
		canvas.toBlob((blob) => { if (blob) download(blob, name('png')); }, 'image/png');
	};
	const read = async (/** @type {File} */ file) => {
		for (const kind of FAULTS) solved(`file.${kind}`);
		let state;
		try {
			if (file.size > LARGEST) throw new Error(`${file.size} bytes`);
			state = JSON.parse(await file.text());
		} catch (cause) {
			return refuse('foreign', cause);
		}
		const msg = {do: 'load', state};
		try {
			await app.send(msg);
		} catch (cause) {
			const {name} = /** @type {Error} */ (cause);
			if (name === 'AbortError') return;
			if (name === 'Unbrought') return app.refused(/** @type {Error} */ (cause), msg);
			const text = String(cause);
			refuse(FAULTS.find((kind) => text.includes(`file: ${kind}`)) ?? 'damaged', cause);
		}
	};

	const input = el('input', {type: 'file', accept: '.json,application/json', hidden: true, 'data-testid': 'open-file'});
	input.addEventListener('change', () => {
		const [file] = input.files ?? [];
		if (file) read(file);
		input.value = ''; // the same one may be opened again
	});
	document.body.append(input);

	// Other kinds of files are for others to take.
	const ours = (/** @type {File | undefined} */ file) => file && (file.type === 'application/json' || /\.json$/i.test(file.name));
	const hint = el('p', {class: 'drop', role: 'status', hidden: true});
	document.body.append(hint);
	const files = (/** @type {DragEvent} */ e) => e.dataTransfer?.types.includes('Files') ?? false;
	addEventListener('dragover', (e) => {
		if (!files(e)) return;
		e.preventDefault();
		const [item] = e.dataTransfer?.items ?? [];
		hint.hidden = item !== undefined && item.type !== '' && item.type !== 'application/json';
		hint.textContent = t('ui.file.drop');
	});
	addEventListener('dragleave', (e) => { if (!e.relatedTarget) hint.hidden = true; });
	addEventListener('drop', (e) => {
		hint.hidden = true;
		if (!files(e)) return;
		e.preventDefault(); // or the browser would leave the page for it
		const [file] = e.dataTransfer?.files ?? [];
		if (ours(file)) read(file);
	});
	return {save, picture, open: () => input.click()};
}
