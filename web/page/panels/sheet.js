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
const MOST = 6 << 20;
/** At how many bytes one looks for the zeros of Latin letters in two bytes each. */
const LOOKED = 1000;

/** What kind of two-byte Unicode bytes are, by their mark or, without one, by their zeros; empty where they are none. @param {Uint8Array} bytes */
function wide(bytes) {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	const some = bytes.subarray(0, LOOKED), zeros = [0, 0];
	some.forEach((b, i) => { if (!b) zeros[i % 2]++; });
	const [even, odd] = zeros.map((n) => n > some.length / 5);
	return odd && !zeros[0] ? 'utf-16le' : even && !zeros[1] ? 'utf-16be' : '';
}

/** The text of a file, whatever Unicode it is in. @param {File} file */
async function read(file) {
	const bytes = new Uint8Array(await file.slice(0, MOST).arrayBuffer()), kind = wide(bytes);
	if (kind) return new TextDecoder(kind).decode(bytes);
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
	const decide = (/** @type {string} */ key, /** @type {string} */ words, /** @type {string[]} */ options, /** @type {string} */ now) => {
		const select = el('select', {'data-testid': `table-${key}`, onchange: () => ask({[key]: key === 'header' ? select.value === 'yes' : select.value})},
			...options.map((one) => el('option', {value: one}, t(`table.${key}.${one}`))));
		select.value = now;
		return el('label', {}, t(words), select);
	};
	const numbered = table.columns.flatMap((c, i) => c.order ? [name(i)] : []);
	const facts = [t('table.understood', {rows: count(table.rows)}), ...(table.grouped ? [t('table.grouped')] : []),
		...(numbered.length ? [t('table.order', {column: numbered.join(', ')})] : [])];
	const bad = table.bad.map((b) => el('li', {}, t(`table.bad.${b.why}`, {text: '', have: 0, want: 0, ...b, column: name(b.at ? b.at - 1 : -1)})));
	if (table.skipped > bad.length) bad.push(el('li', {}, t('table.more', {n: count(table.skipped - bad.length)})));
	return [
		el('p', {class: 'mut', 'data-testid': 'table-facts'}, facts.join(' · ')),
		el('div', {class: 'columns'}, decide('separator', 'table.separator', ['comma', 'semicolon', 'tab', 'bar', 'blanks'], table.separator),
			decide('decimal', 'table.decimal', ['point', 'comma'], table.decimals ? 'comma' : 'point'), decide('header', 'table.header', ['yes', 'no'], table.header ? 'yes' : 'no')),
		table.open ? el('p', {class: 'bad', role: 'alert', 'data-testid': 'table-open'}, t('table.open', {text: table.open})) : '', sheet,
		el('div', {class: 'columns'}, pick('x', 'table.across', false, x), pick('y', 'table.up', false, y), pick('what', 'table.label', true, what),
			what >= 0 && table.columns[what].numbers ? el('label', {}, t('table.as'), as) : ''),
		table.error ? el('p', {class: 'bad', role: 'alert'}, t(`table.error.${table.error}`)) : '',
		el('p', {class: 'counts', 'data-testid': 'table-counts'}, el('span', {}, rich(t(table.of > table.good ? 'table.lot' : 'table.good', {n: count(table.good), of: count(table.of)}))),
			table.skipped ? el('span', {}, rich(t('table.skipped', {n: count(table.skipped)}))) : '',
			...table.classes.map((one, i) => el('span', {}, shape(i), ` ${one}`))),
		bad.length ? el('ul', {class: 'bad', 'data-testid': 'table-bad', tabindex: 0}, ...bad) : '',
	].filter((part) => part !== '');
}
