// A line to be begun: a field for its beginning, a button that lets the network go on, and what has become of the line.
import {el, hide, mark, write} from '../core/dom.js';
import {rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** How long a letter stands before the next one comes, in ms. */
const BEAT = 400;

/** @param {App} app @returns {Made} */
export function writer(app) {
	const field = el('input', {type: 'text', id: 'beginning', maxlength: 60, autocomplete: 'off', autocapitalize: 'off', spellcheck: false, 'data-testid': 'beginning', 'data-tip': 'ui.writer.field.tip', 'data-al': 'ui.writer.field'});
	const on = el('button', {type: 'button', class: 'btn', 'data-testid': 'write-on', 'data-tip': 'ui.writer.on.tip'});
	const one = el('button', {type: 'button', class: 'btn', 'data-testid': 'write-one', 'data-tip': 'ui.writer.one.tip', onclick: () => step()});
	const became = el('p', {class: 'became', 'data-testid': 'became', role: 'status'});
	const root = el('div', {class: 'writer', 'data-testid': 'writer'}, el('label', {for: 'beginning', 'data-t': 'ui.writer.field'}, t('ui.writer.field')), field, one, on, became);
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let beat;
	let said = '', asked = 0;

	const stop = () => {
		clearTimeout(beat);
		beat = undefined;
		update();
	};
	const step = async () => {
		const state = await app.ask({do: 'write', next: true});
		return Boolean(state) && !(/** @type {any} */ (state).panels.letters?.over);
	};
	const go = async () => {
		const more = await step();
		if (beat === undefined) return;
		if (more) beat = setTimeout(go, BEAT);
		else stop();
	};
	on.addEventListener('click', () => {
		if (beat !== undefined) return stop();
		beat = setTimeout(() => {}, 0);
		update();
		go();
	});
	field.addEventListener('input', async () => {
		if (beat !== undefined) stop();
		const mine = ++asked, state = await app.ask({do: 'write', text: field.value});
		if (!state && mine === asked) update(true); // a letter that the text does not have
	});
	field.addEventListener('focus', () => field.select()); // what is typed begins anew
	field.addEventListener('keydown', (e) => {
		if (e.key !== 'Enter' || e.isComposing) return;
		e.preventDefault();
		on.click();
	});
	/** @param {boolean} [anew] whatever is being typed */
	const update = (anew = false) => {
		const now = app.panel('letters');
		hide(root, !now);
		if (!now) return;
		if ((anew || document.activeElement !== field) && field.value !== now.written) field.value = now.written;
		write(on, t(beat === undefined ? 'ui.writer.on' : 'ui.writer.stop'));
		mark(on, 'aria-pressed', String(beat !== undefined));
		write(one, t('ui.writer.one'));
		const text = now.over ? t(`ui.writer.over.${now.status}`, {line: now.written}) : t('ui.writer.going');
		if (text !== said) {
			said = text;
			became.replaceChildren(rich(text));
		}
	};
	return {root, update: () => update(), remove: () => clearTimeout(beat)};
}
