// “Try this”: a question that can be guessed before anything moves, then the network's own answer.
import {byId, el} from '../core/dom.js';
import {onSpeak, rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */

/** @param {App} app */
export function showTrials(app) {
	const card = byId('try');
	let lesson = app.lesson, at = 0, answer = '', seen = false;
	const draw = () => {
		const tries = lesson.tries ?? [];
		const one = tries[at];
		card.hidden = !one;
		if (!one) return;
		const answers = one.answers ?? ['yes', 'no', 'unsure'];
		const guess = (/** @type {string} */ id) => {
			answer = id;
			draw();
			/** @type {HTMLElement | null} */ (card.querySelector(`[data-answer="${id}"]`))?.focus({preventScroll: true});
		};
		const options = answers.map((id, i) => el('button', {
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
			/** @type {HTMLElement | null} */ (card.querySelector('[data-testid=see]'))?.focus({preventScroll: true});
			for (const msg of one.messages ?? (one.link ? [{do: 'link', link: one.link}] : [])) if (!await app.ask(msg)) return;
		};
		const next = () => {
			at = (at + 1) % tries.length;
			answer = '';
			seen = false;
			draw();
		};
		card.replaceChildren(el('h2', {}, t('ui.try')), el('p', {'data-testid': 'try-question'}, rich(t(`try.${one.id}.question`))),
			el('div', {class: 'opts', role: 'radiogroup', 'aria-label': t('ui.try.guess')}, ...options),
			answer ? el('p', {class: 'reply', role: 'status', 'data-testid': 'try-reply'}, rich(t(`try.${one.id}.${answer}`))) : '',
			answer ? el('div', {class: 'opts'},
				el('button', {class: 'opt ink', type: 'button', 'data-testid': 'see', onclick: see}, t(seen ? 'ui.try.again' : 'ui.try.see')),
				seen && tries.length > 1 ? el('button', {class: 'opt', type: 'button', 'data-testid': 'next-try', onclick: next}, t('ui.try.next')) : '') : '');
	};
	draw();
	onSpeak(draw);
	app.show(() => {
		if (app.lesson === lesson) return;
		[lesson, at, answer, seen] = [app.lesson, 0, '', false];
		draw();
	});
}
