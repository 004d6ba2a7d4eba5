// “Try this”: a question that is guessed before anything moves, the experiment as it is made, and what became of the guess. The
// engine makes the experiment; this only shows how far it is.
import {el, hide, icon, mark, write} from '../core/dom.js';
import {amount} from '../core/metrics.js';
import {has, plain, rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Trial, Try} from '../../types' */
/** @import {Made} from './table.js' */

const UNSURE = 'unsure', USUAL = ['yes', 'no', UNSURE];

/** What has become of a guess, and why. @param {Try} one @param {Trial} trial */
function verdict(one, {guess = '', answer = ''}) {
	const word = (/** @type {string} */ id) => plain(t(`ui.answer.${id}.said`));
	if (answer !== one.right) return t('ui.try.other', {answer: word(answer), because: t(`try.${one.id}.${one.right}`)});
	return t(guess === answer ? 'ui.try.right' : guess === UNSURE ? 'ui.try.unsure' : 'ui.try.wrong', {guess: word(guess), right: word(answer), because: t(`try.${one.id}.${answer}`)});
}

/** The line of numbers, those from before the change among them. @param {App} app @param {Try} one @param {Trial} trial */
function numbers(app, one, trial) {
	const key = `try.${one.id}.numbers`;
	if (!has(key)) return '';
	/** @type {Record<string, string>} */
	const filled = {};
	for (const {name} of app.lesson.metrics) {
		for (const [at, from] of /** @type {const} */ ([[name, trial.now], [`was.${name}`, trial.was], [`b.${name}`, trial.rival]])) {
			const {text, unit} = amount(app, name, from ?? {});
			filled[at] = text + unit;
		}
	}
	return t(key, filled);
}

/** @param {App} app @returns {Made} */
export function trial(app) {
	const card = el('aside', {class: 'try', id: 'try', 'data-testid': 'try', 'aria-labelledby': 'h-try', hidden: true});
	const tries = app.lesson.tries ?? [];
	const ask = (/** @type {Record<string, unknown>} */ msg) => app.ask({do: 'try', ...msg});
	const button = (/** @type {string} */ id, /** @type {string} */ words, /** @type {() => unknown} */ act, look = '') => el('button', {class: `btn ${look}`, type: 'button', 'data-testid': id, onclick: act}, t(words));

	/** One dot a question. @param {Trial} now */
	const dots = (now) => el('span', {class: 'dots'}, el('span', {}, t('ui.try.of', {n: now.at + 1, of: tries.length})), ...tries.map((one, i) => el('button', {
		class: i <= now.at ? 'on' : '', type: 'button', 'aria-label': t('ui.try.goto', {n: i + 1}), 'aria-current': i === now.at && now.phase !== 'told' && 'step',
		'data-testid': `try-dot-${i + 1}`, onclick: () => ask({at: i}),
	})));

	const bar = el('i'), made = el('span'), skip = el('button', {class: 'link', type: 'button', 'data-testid': 'try-skip', onclick: () => ask({what: 'skip'})});
	/** @type {Record<Trial['phase'], (one: Try, now: Trial) => (Node | string)[]>} */
	const boxes = {
		asked: (one) => [
			el('p', {class: 'ask', 'data-testid': 'try-question'}, rich(t(`try.${one.id}.question`))), el('p', {class: 'sub'}, t('ui.try.first')),
			el('div', {class: 'foot', role: 'group', 'aria-label': t('ui.try.guess')}, ...(one.answers ?? USUAL).map((id) => button(`answer-${id}`, `ui.answer.${id}`, () => ask({at: now().at, guess: id})))),
		],
		warming: (one, now) => boxes.running(one, now),
		running: (one, now) => [
			el('p', {class: 'ask asked', 'data-testid': 'try-question'}, rich(t(`try.${one.id}.question`))),
			el('p', {class: 'sub'}, t('ui.try.guess'), ' ', el('span', {class: 'guess'}, t(`ui.answer.${now.guess}`))),
			el('div', {class: 'foot progress'}, el('div', {class: 'ends'}, el('span', {}, t(now.phase === 'warming' ? 'ui.try.warming' : 'ui.try.running')), el('span', {}, t('ui.try.answer'))),
				el('div', {class: 'rail', role: 'img'}, bar), el('div', {class: 'ends'}, made, skip)),
		],
		told: (one, now) => [
			el('p', {class: 'ask', role: 'status', 'data-testid': 'try-verdict'}, rich(verdict(one, now))), el('p', {class: 'sub', 'data-testid': 'try-numbers'}, rich(numbers(app, one, now))),
			el('div', {class: 'foot'}, now.at + 1 < tries.length
				? el('button', {class: 'btn ink wide', type: 'button', 'data-testid': 'try-next', onclick: () => ask({at: now.at + 1})}, el('span', {}, t('ui.try.next')), icon('i-go'))
				: el('button', {class: 'btn ink wide', type: 'button', 'data-testid': 'try-next', onclick: () => ask({at: 0})}, el('span', {}, t('ui.try.first.again'))),
			button('try-again', 'ui.try.again', () => ask({what: 'again'}))),
		],
	};
	/** @type {Trial} */
	const waiting = {at: 0, phase: 'asked', made: 0, of: 0};
	const now = () => /** @type {Trial | undefined} */ (app.panel('trial')) ?? waiting;

	let drawn = '';
	const draw = (/** @type {Try} */ one, /** @type {Trial} */ state) => {
		const had = card.contains(document.activeElement);
		card.dataset.phase = state.phase;
		card.replaceChildren(el('header', {}, el('h2', {id: 'h-try'}, t('ui.try')), dots(state)), ...boxes[state.phase](one, state));
		write(skip, t('ui.try.skip'));
		if (had) /** @type {HTMLElement | null} */ (card.querySelector('.foot button'))?.focus({preventScroll: true});
	};
	return {root: card, update() {
		const state = now(), one = tries[state.at];
		hide(card, !one);
		if (!one) return;
		const told = JSON.stringify([state.at, state.phase, state.guess, state.answer, document.documentElement.lang]);
		if (told !== drawn) {
			drawn = told;
			draw(one, state);
		}
		// Metrics that show the answer, wherever they stand.
		for (const node of document.querySelectorAll('[data-evidence]')) node.classList.toggle('lit', Boolean(state.shows) && node.getAttribute('data-evidence') === one.evidence);
		if (state.phase !== 'running' && state.phase !== 'warming') return;
		bar.style.setProperty('--p', `${state.of ? 100 * state.made / state.of : 0}%`);
		write(made, t('ui.try.made', {made: state.made, of: state.of}));
		mark(/** @type {Element} */ (bar.parentElement), 'aria-label', made.textContent);
	}};
}

/** The keyboard comes to the question. */
export function toQuestion() {
	/** @type {HTMLElement | null} */ (document.querySelector('#try .foot button'))?.focus();
}
