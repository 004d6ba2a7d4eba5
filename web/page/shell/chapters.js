// The lessons: a title while there is one; else a menu between two arrows, numbered in the order in which they are taught.
import {byId, el, icon} from '../core/dom.js';
import {menu} from './menus.js';
import {onSpeak, plain, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */

/** Lessons that a menu holds in one column. */
const COLUMN = 6;

/** @param {App} app @param {(id: string) => void} go @returns {() => void} shows the lesson that it is now */
export function showChapters(app, go) {
	const place = byId('chapters'), {lessons} = app.declarations;
	const name = (/** @type {string} */ id) => plain(t(`lesson.${id}.name`));
	const list = el('button', {class: 'lesson-menu', type: 'button', 'aria-haspopup': 'menu', 'data-testid': 'chapters'});
	const items = menu(list, () => lessons.map((lesson, i) => el('button', {
		type: 'button', 'aria-current': lesson.id === app.lesson.id && 'page', 'data-testid': `chapter-${lesson.id}`, onclick: () => go(lesson.id),
	}, el('span', {class: 'nr'}, String(i + 1)), el('span', {}, name(lesson.id)))));
	items.classList.add('chapters');
	items.style.setProperty('--rows', String(lessons.length > COLUMN ? Math.ceil(lessons.length / 2) : lessons.length));
	const show = () => {
		const at = lessons.indexOf(app.lesson), tip = `lesson.${app.lesson.id}.question`;
		if (lessons.length < 2) return place.replaceChildren(el('b', {class: 'lesson', 'data-tip': tip}, name(app.lesson.id)));
		const beside = (/** @type {number} */ by, /** @type {string} */ words, /** @type {string} */ look) => el('button', {
			class: 'ib', type: 'button', 'aria-label': t(words), disabled: !lessons[at + by], 'data-testid': by < 0 ? 'prev' : 'next',
			'data-tip': lessons[at + by] ? `lesson.${lessons[at + by].id}.question` : false, onclick: () => go(lessons[at + by].id),
		}, icon(look));
		list.dataset.tip = tip;
		list.replaceChildren(el('b', {class: 'lesson'}, el('span', {class: 'nr'}, `${at + 1} · `), name(app.lesson.id)), icon('i-down', 'chev'));
		place.replaceChildren(beside(-1, 'ui.prev', 'i-prev'), list, beside(1, 'ui.next', 'i-next'));
	};
	onSpeak(show);
	show();
	return show;
}
