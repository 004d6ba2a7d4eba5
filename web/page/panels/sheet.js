// A table that the reader brings: pasted, dropped or chosen; which columns to take; what was understood and what was not.
import {el, shape} from '../core/dom.js';
import {count} from '../core/format.js';
import {dialog, paragraph} from '../shell/dialogs.js';
import {rich, t} from '../core/words.js';

/** @import {State, Table} from '../../types' */
/** @import {App} from '../core/app.js' */

/** ms that a typed table rests before it is read. */
const REST = 250;
/** More than the engine reads. */
const MOST = 3 << 20;

/** The text of a file, whatever Unicode it is in. @param {File} file */
async function read(file) {
	const bytes = new Uint8Array(await file.slice(0, MOST).arrayBuffer());
	const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : '';
	if (wide) return new TextDecoder(wide).decode(bytes);
	try {
		return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes); // as spreadsheets have saved for decades
	}
}

/** @param {App} app @param {File | string} [given] */
export function openTable(app, given) {
	const area = el('textarea', {'aria-label': t('table.paste'), 'data-testid': 'table-text', spellcheck: 'false', placeholder: 'x,y,class\n0.5,1.2,a\n-1,0.3,b'});
	const file = el('input', {type: 'file', accept: '.csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values', hidden: true, 'data-testid': 'table-file'});
	const found = el('div', {class: 'bring', 'data-testid': 'table-found', 'aria-live': 'polite'});
	const use = el('button', {type: 'button', class: 'btn ink', 'data-testid': 'table-use', disabled: true}, t('table.use'));
	const ask = async (/** @type {object} */ msg) => {
		const state = await app.ask({do: 'table', ...msg});
		if (state) show(state);
		return state;
	};
	const bring = async (/** @type {File | string} */ what) => {
		const text = typeof what === 'string' ? what : await read(what);
		area.value = text.length > 20_000 ? `${text.slice(0, 20_000)}\n…` : text;
		await ask({text});
	};
	const show = (/** @type {State} */ state) => {
		const table = state.panels.table;
		use.disabled = !table?.good;
		found.replaceChildren(...table ? understood(table, ask) : []);
	};
	let timer = 0;
	area.addEventListener('input', () => {
		clearTimeout(timer);
		timer = window.setTimeout(() => ask({text: area.value}), REST);
	});
	file.addEventListener('change', () => { if (file.files?.[0]) bring(file.files[0]); });
	use.addEventListener('click', async () => {
		if (await ask({use: true})) /** @type {HTMLDialogElement | null} */ (document.getElementById('table-dialog'))?.close();
	});
	const choose = el('button', {type: 'button', class: 'btn', 'data-testid': 'table-choose', onclick: () => file.click()}, t('table.file'));
	dialog('table-dialog', 'table.title', paragraph('table.what'),
		el('div', {class: 'bring'}, area, el('div', {class: 'ways'}, choose, file, el('span', {}, t('table.drop')))), found, el('div', {class: 'bring'}, el('div', {class: 'end'}, use)));
	document.getElementById('table-dialog')?.addEventListener('close', () => { app.ask({do: 'table', close: true}); });
	if (given) bring(given);
	else area.focus();
}

/** @param {Table} table @param {(msg: object) => Promise<unknown>} ask */
function understood(table, ask) {
	if (!table.columns.length) return [el('p', {class: 'bad', role: 'alert'}, t(`table.error.${table.error}`))];
	const name = (/** @type {number} */ i) => table.columns[i]?.name || t('table.column', {n: i + 1});
	const {x, y, what, values} = table.chosen;
	const pick = (/** @type {'x' | 'y' | 'what'} */ key, /** @type {string} */ words, /** @type {boolean} */ all, /** @type {number} */ now) => {
		const select = el('select', {'data-testid': `table-${key}`, onchange: () => ask({[key]: Number(select.value)})},
			...(key === 'what' || now < 0 ? [el('option', {value: -1}, key === 'what' ? t('table.none') : '–')] : []),
			...table.columns.flatMap((c, i) => all || c.numbers || i === now ? [el('option', {value: i}, name(i))] : []));
		select.value = String(now);
		return el('label', {}, t(words), select);
	};
	const as = el('select', {'data-testid': 'table-as', onchange: () => ask({values: as.value === 'values'})}, el('option', {value: 'classes'}, t('table.as.classes')), el('option', {value: 'values'}, t('table.as.values')));
	as.value = values ? 'values' : 'classes';
	const taken = new Set([x, y, what]);
	const cell = (/** @type {'th' | 'td'} */ tag, /** @type {number} */ i, /** @type {string} */ text) => el(tag, {class: taken.has(i) ? 'taken' : ''}, text);
	const rows = Math.max(...table.columns.map((c) => c.sample?.length ?? 0));
	const sheet = el('div', {class: 'sheet'}, el('table', {}, el('thead', {}, el('tr', {}, ...table.columns.map((_, i) => cell('th', i, name(i))))),
		el('tbody', {}, ...Array.from({length: rows}, (_, r) => el('tr', {}, ...table.columns.map((c, i) => cell('td', i, c.sample?.[r] ?? '')))))));
	const facts = [t('table.understood', {rows: count(table.rows), separator: t(`table.separator.${table.separator}`)}), t(table.header ? 'table.header' : 'table.noheader'), ...(table.decimals ? [t('table.decimals')] : [])];
	const bad = table.bad.map((b) => el('li', {}, t(`table.bad.${b.why}`, {column: '', text: '', have: 0, want: 0, ...b, ...(b.column ? {} : {column: t('table.label')})})));
	if (table.skipped > bad.length) bad.push(el('li', {}, t('table.more', {n: count(table.skipped - bad.length)})));
	return [
		el('p', {class: 'mut', 'data-testid': 'table-facts'}, facts.join(' · ')), sheet,
		el('div', {class: 'columns'}, pick('x', 'table.across', false, x), pick('y', 'table.up', false, y), pick('what', 'table.label', true, what),
			what >= 0 && table.columns[what].numbers ? el('label', {}, t('table.as'), as) : ''),
		table.error ? el('p', {class: 'bad', role: 'alert'}, t(`table.error.${table.error}`)) : '',
		el('p', {class: 'counts', 'data-testid': 'table-counts'}, el('span', {}, rich(t('table.good', {n: count(table.good)}))),
			table.skipped ? el('span', {}, rich(t('table.skipped', {n: count(table.skipped)}))) : '',
			...table.classes.map((one, i) => el('span', {}, shape(i), ` ${one}`))),
		bad.length ? el('ul', {class: 'bad', 'data-testid': 'table-bad', tabindex: 0}, ...bad) : '',
	].filter((part) => part !== '');
}
