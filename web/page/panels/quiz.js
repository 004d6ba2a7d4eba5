// Which are fake? Twelve small pictures, half of them made by the generator: the reader's guess beside the discriminator's.
import {el, hide, mark, write} from '../core/dom.js';
import {bytes, onColours, paint} from '../core/pixels.js';
import {rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

const TILES = 12;

/** @param {App} app @returns {Made} */
export function quiz(app) {
	const tiles = Array.from({length: TILES}, (_, at) => {
		const canvas = el('canvas', {'aria-hidden': 'true'}), tag = el('small', {}), root = el('button', {type: 'button', 'data-testid': `quiz-${at}`, onclick: () => app.ask({do: 'suspect', at})}, canvas, tag);
		return {root, canvas, tag, drawn: ''};
	});
	const head = el('h2', {'data-tip': 'ui.quiz.tip'}), count = el('span', {class: 'lab', 'data-testid': 'quiz-count'});
	const go = el('button', {type: 'button', class: 'btn', 'data-testid': 'quiz-go', onclick: () => app.ask({do: app.panel('quiz')?.told ? 'deal' : 'reveal'})});
	const said = el('p', {'data-testid': 'quiz-said', 'aria-live': 'polite'});
	const root = el('section', {class: 'quiz', id: 'quiz', 'data-testid': 'quiz', 'data-evidence': 'quiz'}, el('header', {}, head, count), el('div', {class: 'tiles', role: 'group', 'data-al': 'ui.quiz'}, ...tiles.map((tile) => tile.root)), el('div', {class: 'foot'}, said, go));
	let colours = 0, told = '';
	const update = () => {
		const q = app.panel('quiz');
		hide(root, !q);
		if (!q) return;
		const now = JSON.stringify([q, colours, document.documentElement.lang]);
		if (now === told) return;
		told = now;
		write(head, t('ui.quiz', {n: q.fakes}));
		write(count, q.told ? '' : t('ui.quiz.count', {n: q.count, of: q.fakes}));
		write(go, t(q.told ? 'ui.quiz.again' : 'ui.quiz.go'));
		const all = bytes(q.pics), size = q.h * q.w;
		for (const [at, {root, canvas, tag}] of tiles.entries()) {
			paint(canvas, all.subarray(at * size, (at + 1) * size), q.h, q.w);
			const marked = q.marked[at], fake = q.fake?.[at], right = q.told && marked === fake;
			mark(root, 'aria-pressed', String(marked));
			mark(root, 'aria-disabled', String(q.told));
			mark(root, 'data-right', q.told ? String(right) : null);
			const what = q.told ? t(fake ? 'ui.quiz.fake' : 'ui.quiz.real') : marked ? t('ui.quiz.suspect') : '';
			write(tag, q.told ? `${what} ${right ? '✓' : '✗'}` : what);
			mark(root, 'aria-label', t('ui.quiz.tile', {n: at + 1, what}));
			mark(root, 'data-tip', q.told ? (q.taken?.[at] ? 'ui.quiz.taken' : 'ui.quiz.believed') : 'ui.quiz.tile.tip');
		}
		said.replaceChildren(rich(q.told ? t('ui.quiz.said', {you: q.you, rival: q.rival, n: TILES}) : q.of ? t('ui.quiz.all', {you: q.allYou, rival: q.allRival, n: q.of}) : t('ui.quiz.how')));
	};
	return {root, update, remove: onColours(() => { colours++; update(); })};
}
