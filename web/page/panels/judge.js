// What the judge, a network of its own, sees in the picture; and which kind of word comes out right how often.
import {el, hide, write} from '../core/dom.js';
import {bytes, onColours, paint} from '../core/pixels.js';
import {amount} from '../core/metrics.js';
import {language, rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** A share as all of the page writes it. @param {number} v */
const share = (v) => `${(100 * v).toFixed(1)}%`;

/** A bar with a name and a number. @param {string} name @param {number} value @param {string} look @param {string} id */
function row(name, value, look, id) {
	const full = el('i');
	full.style.width = `${100 * value}%`;
	return el('div', {class: `seenrow ${look}`, 'data-testid': id}, el('span', {}, name), el('i', {class: 'rail', 'aria-hidden': 'true'}, full), el('b', {}, share(value)));
}

/** @param {App} app @returns {Made} */
export function judge(app) {
	const which = el('div', {class: 'seenrows', 'data-testid': 'judge-groups', 'data-tip': 'judge.groups.tip'}), of = el('span', {class: 'mut'});
	const canvas = el('canvas', {'aria-hidden': 'true'}), sees = el('div', {class: 'seenrows', 'data-testid': 'judge-words'}), says = el('p', {'data-testid': 'judge-says'}), note = el('p', {class: 'mut'});
	const root = el('section', {class: 'judge', 'data-testid': 'judge'},
		el('h3', {}, el('span', {'data-t': 'judge.groups'}, t('judge.groups')), of), which,
		el('h3', {'data-t': 'judge.head'}, t('judge.head')), el('div', {class: 'seen'}, canvas, sees), says, note);
	let drawn = '';
	const update = () => {
		const v = app.panel('judge'), now = JSON.stringify([v, language, document.documentElement.dataset.theme]);
		hide(root, !v);
		if (!v || now === drawn) return;
		drawn = now;
		write(of, t(v.never ? 'judge.never' : 'judge.shown'));
		which.replaceChildren(...(v.groups ?? []).map((/** @type {number} */ value, /** @type {number} */ i) => row(t(`saying.group.${i}`), value, '', `judge-group-${i}`)));
		paint(canvas, bytes(v.pic), v.side, v.side);
		sees.replaceChildren(...v.words.map((/** @type {{word: string, p: number, said: boolean}} */ one) => row(t(`word.${one.word}`), one.p, one.said ? '' : 'wrong', `judge-word-${one.word}`)));
		says.replaceChildren(rich(t(v.right ? 'judge.right' : 'judge.wrong')));
		const {text, unit} = amount(app, 'judgeAccuracy', app.state?.metrics ?? {});
		note.replaceChildren(rich(t('judge.note', {share: text + unit})));
	};
	return {root, update, remove: onColours(() => { drawn = ''; update(); })};
}
