// What was written at several moments, always with the same dice, and how much of it stands in a list.
import {el, hide, write} from '../core/dom.js';
import {count} from '../core/format.js';
import {rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** How many rows are shown, the newest of which is now. */
const ROWS = 6;
/** How many lines of each. */
const LINES = 3;

/** @param {App} app @returns {Made} */
export function diary(app) {
	const rows = el('ol', {class: 'pages', 'data-testid': 'diary'}), legend = el('p', {class: 'stands', 'data-testid': 'diary-legend'}), reads = el('p', {class: 'reads', 'data-testid': 'diary-reads'});
	const tally = el('p', {class: 'stands', 'data-testid': 'diary-tally', 'data-evidence': 'newLines'});
	const root = el('section', {class: 'diary', 'data-evidence': 'differentLines'}, el('small', {class: 'dice', 'data-t': 'ui.diary.dice', 'data-tip': 'ui.diary.dice.tip'}, t('ui.diary.dice')), rows, legend, tally, reads);
	let said = '';
	return {root, update(state) {
		const now = app.panel('letters');
		hide(root, !now);
		if (!now) return;
		const {newLines = 0, readLines = 0, keptLines = 0, writtenLines = 0} = state?.metrics ?? {};
		const all = JSON.stringify([now.pages, now.some, newLines, readLines, keptLines, document.documentElement.lang]);
		if (all === said) return;
		said = all;
		const pages = now.pages.length > ROWS ? [now.pages[0], ...now.pages.slice(1 - ROWS)] : now.pages;
		rows.replaceChildren(...pages.map((/** @type {any} */ page, /** @type {number} */ i) => el('li', {class: i === pages.length - 1 ? 'now' : ''},
			el('span', {class: 'when'}, t('ui.diary.step', {step: count(page.step)})),
			el('span', {class: 'lines'}, ...page.lines.slice(0, LINES).flatMap((/** @type {any} */ line, /** @type {number} */ k) => [k ? t('ui.list') : '', el('span', {class: line.status}, line.text || '–', line.status === 'new' ? '' : el('sup', {}, line.status === 'read' ? '•' : '◦'))])))));
		const some = pages.flatMap((/** @type {any} */ page) => page.lines.slice(0, LINES).map((/** @type {any} */ line) => line.status));
		const keys = [some.includes('read') && 'ui.diary.read', some.includes('kept') && 'ui.diary.kept'].filter(Boolean);
		write(legend, keys.map((key) => t(String(key))).join('   '));
		tally.replaceChildren(rich(t('ui.diary.tally', {all: writtenLines, new: newLines, read: readLines, kept: keptLines})));
		reads.replaceChildren(rich(t('ui.diary.reads', {n: count(now.lines), kept: count(now.kept), some: now.some.slice(0, 5).join(t('ui.list'))}) + (now.rare ? ` ${t('ui.diary.rare')}` : '')));
	}};
}
