// What is said: a text, and below it its words by groups, as chips that can be pressed. A word that is not known is said to be so.
import {el, hide, mark, write} from '../core/dom.js';
import {saidName} from '../core/names.js';
import {language, rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @typedef {{text: string, word?: string, known: boolean, over?: boolean}} Token */

/** @param {App} app @param {Record<string, string>} bind another: the control of the noise @returns {Made} */
export function saying(app, {another}) {
	const input = el('input', {type: 'text', class: 'said', maxlength: 120, spellcheck: 'false', autocomplete: 'off', enterkeyhint: 'done', 'data-al': 'saying.text', 'data-tip': 'saying.text.tip', 'data-testid': 'prompt'});
	const unknown = el('p', {class: 'unknown', 'aria-live': 'polite', 'data-testid': 'unknown'}), groups = el('div', {class: 'groups'});
	const status = el('p', {class: 'status', 'data-testid': 'prompt-status'});
	const noise = el('button', {type: 'button', class: 'btn slim', 'data-testid': 'another', 'data-t': 'saying.another', 'data-tip': 'saying.another.tip', onclick: () => app.tune(another, (Number(app.value(another)) + 1) % 1000)}, t('saying.another'));
	const root = el('section', {class: 'saying', 'data-testid': 'saying', 'data-al': 'saying.head'}, groups, el('div', {class: 'line'}, el('label', {}, el('span', {class: 'lab', 'data-t': 'saying.or'}, t('saying.or')), input), status, noise), unknown);
	/** @type {Map<string, HTMLButtonElement>} */
	const chips = new Map();
	const now = () => app.panel('saying');
	/** What is said with one word put in or taken out. @param {string} word */
	const press = (word) => {
		const said = String(now()?.said ?? '').split(' ').filter(Boolean), had = said.includes(word), all = /** @type {string[][]} */ (now()?.groups ?? []);
		const next = all.map((g) => (g.includes(word) ? had ? undefined : word : g.find((w) => said.includes(w)))).filter(Boolean).join(' ');
		app.ask({do: 'prompt', text: next});
	};
	let sent = '', timer = 0;
	const send = () => {
		clearTimeout(timer);
		if (input.value === sent) return;
		sent = input.value;
		app.ask({do: 'prompt', text: input.value});
	};
	input.addEventListener('input', () => { clearTimeout(timer); timer = window.setTimeout(send, 350); });
	input.addEventListener('change', send);
	input.addEventListener('keydown', (e) => { if (e.key === 'Enter') send(); e.stopPropagation(); });
	let drawn = '';
	const build = (/** @type {string[][]} */ all) => {
		chips.clear();
		groups.replaceChildren(...all.map((group, i) => el('div', {class: 'saygroup', role: 'group', 'aria-label': t(`saying.group.${i}`)}, el('span', {class: 'lab'}, t(`saying.group.${i}`)), el('span', {class: 'sayrow'},
			...group.map((word) => {
				const chip = el('button', {type: 'button', class: 'sayword', 'data-testid': `chip-${word}`, 'data-tip': 'saying.chip.tip', onclick: () => press(word)}, t(`word.${word}`));
				chips.set(word, chip);
				return chip;
			})))));
	};
	return {root, update() {
		const v = now();
		hide(root, !v);
		if (!v) return;
		const all = JSON.stringify([v, language, document.activeElement === input]);
		if (all === drawn) return;
		if (!drawn.includes(`"${language}"`)) chips.clear();
		drawn = all;
		if (!chips.size) build(v.groups);
		const said = v.said.split(' ');
		for (const [word, chip] of chips) mark(chip, 'aria-pressed', String(said.includes(word)));
		const tokens = /** @type {Token[]} */ (v.tokens), strange = tokens.filter((one) => !one.known), over = tokens.filter((one) => one.over);
		const name = saidName(v.said);
		if (document.activeElement !== input) {
			input.value = strange.length || over.length ? v.text : name;
			sent = input.value;
		}
		hide(unknown, !strange.length && !over.length);
		unknown.replaceChildren(...strange.flatMap(({text}) => [el('span', {class: 'sayword strange', 'data-testid': 'strange'}, text), el('span', {}, t('saying.unknown'))]),
			...over.flatMap(({word}) => [el('span', {class: 'sayword strange'}, t(`word.${word}`)), el('span', {}, t('saying.over'))]));
		status.replaceChildren(rich(t(!v.said ? 'saying.status.empty' : v.never ? 'saying.status.never' : v.whole ? 'saying.status.shown' : 'saying.status.open', {prompt: name})));
		status.classList.toggle('never', v.never);
		write(noise, t('saying.another'));
	}, remove: () => clearTimeout(timer)};
}
