// “Try this”: a question that can be guessed before anything moves, then the network's own answer.
import {el} from '../core/dom.js';
import {plain, rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Try} from '../../types' */
/** @import {Made} from './table.js' */

const UNSURE = 'unsure', USUAL = ['yes', 'no', UNSURE];

/** What has become of a guess. @param {Try} one @param {string} guess */
function verdict(one, guess) {
	const name = (/** @type {string} */ id) => plain(t(`ui.answer.${id}`));
	return t(guess === one.right ? 'ui.try.right' : guess === UNSURE ? 'ui.try.unsure' : 'ui.try.wrong', {guess: name(guess), right: name(one.right)});
}

/** @param {App} app @returns {Made} */
export function trial(app) {
	const card = el('aside', {class: 'try', id: 'try', 'data-testid': 'try', hidden: true});
	const {lesson} = app;
	let at = 0, answer = '', seen = false, drawn = '';
	const draw = () => {
		const tries = lesson.tries ?? [], one = tries[at];
		card.hidden = !one;
		if (!one) return card.replaceChildren();
		const focus = (/** @type {string} */ found) => /** @type {HTMLElement | null} */ (card.querySelector(found))?.focus({preventScroll: true});
		const guess = (/** @type {string} */ id) => {
			answer = id;
			draw();
			focus(`[data-answer="${id}"]`);
		};
		const options = (one.answers ?? USUAL).map((id, i) => el('button', {
			class: 'opt', type: 'button', role: 'radio', 'aria-checked': String(answer === id), 'data-answer': id, 'data-testid': `answer-${id}`,
			tabindex: answer === id || !answer && i === 0 ? 0 : -1, onclick: () => guess(id),
			onkeydown: (/** @type {KeyboardEvent} */ e) => {
				const by = e.key === 'ArrowRight' || e.key === 'ArrowDown' ? 1 : e.key === 'ArrowLeft' || e.key === 'ArrowUp' ? -1 : 0;
				if (!by) return;
				e.preventDefault();
				e.stopPropagation();
				/** @type {HTMLElement} */ (options.at((i + by) % options.length)).focus();
			},
		}, t(`ui.answer.${id}`)));
		const see = async () => {
			seen = true;
			draw();
			focus('[data-testid=see]');
			for (const msg of one.messages) if (!await app.ask(msg)) return;
		};
		const next = () => {
			at = (at + 1) % tries.length;
			answer = '';
			seen = false;
			draw();
		};
		card.replaceChildren(el('h2', {}, t('ui.try')), el('p', {'data-testid': 'try-question'}, rich(t(`try.${one.id}.question`))),
			el('div', {class: 'opts', role: 'radiogroup', 'aria-label': t('ui.try.guess')}, ...options),
			seen ? el('p', {class: 'reply', role: 'status', 'data-testid': 'try-verdict'}, rich(verdict(one, answer))) : '',
			answer ? el('p', {class: 'reply', role: 'status', 'data-testid': 'try-reply'}, rich(t(`try.${one.id}.${answer}`))) : '',
			answer ? el('div', {class: 'opts'},
				el('button', {class: 'opt ink', type: 'button', 'data-testid': 'see', onclick: see}, t(seen ? 'ui.try.again' : 'ui.try.see')),
				seen && tries.length > 1 ? el('button', {class: 'opt', type: 'button', 'data-testid': 'next-try', onclick: next}, t('ui.try.next')) : '') : '');
	};
	return {root: card, update() {
		const now = document.documentElement.lang;
		if (now === drawn) return;
		drawn = now;
		draw();
	}};
}
