// The lessons: the name of the one that is open, a menu of all in their groups, each with a true picture and its question, and
// two arrows to those beside it.
import {byId, el, icon} from '../core/dom.js';
import {shot} from '../core/shots.js';
import {onSpeak, plain, rich, t} from '../core/words.js';
import {menu} from './menus.js';

/** @import {App} from '../core/app.js' */
/** @import {Lesson} from '../../types' */

/** CSS pixels of a picture. */
const PICTURE = 54;
/** Where this browser keeps which lessons were opened. */
const SEEN = 'whisker.seen';

/** @returns {Set<string>} */
function seen() {
	try {
		return new Set((localStorage.getItem(SEEN) ?? '').split(',').filter(Boolean));
	} catch {
		return new Set(); // the browser does not let the page remember
	}
}

/** @param {string} id */
function remember(id) {
	try {
		localStorage.setItem(SEEN, [...seen().add(id)].join(','));
	} catch { /* then it is forgotten */ }
}

/** @param {App} app @param {(id: string) => void} go @returns {() => void} shows the lesson that it is now */
export function showChapters(app, go) {
	const place = byId('chapters'), {lessons} = app.declarations;
	const name = (/** @type {string} */ id) => plain(t(`lesson.${id}.name`));
	const groups = [...new Set(lessons.map(({group}) => group))];
	const entry = (/** @type {Lesson} */ lesson, /** @type {Set<string>} */ known) => el('button', {
		type: 'button', role: 'menuitem', class: known.has(lesson.id) ? 'entry seen' : 'entry', 'aria-current': lesson.id === app.lesson.id && 'page', 'data-testid': `chapter-${lesson.id}`, onclick: () => go(lesson.id),
	}, shot(lesson.id, 0, PICTURE), el('span', {}, el('b', {}, el('span', {class: 'nr'}, String(lessons.indexOf(lesson) + 1)), ` ${name(lesson.id)}`), el('span', {class: 'asks'}, rich(t(`lesson.${lesson.id}.question`)))));
	const list = el('button', {class: 'lesson-menu', type: 'button', 'aria-haspopup': 'menu', 'data-testid': 'chapters'});
	const items = menu(list, () => {
		const known = seen();
		return groups.map((group) => {
			const all = lessons.filter((lesson) => lesson.group === group);
			return el('section', {role: 'group', 'aria-label': t(`group.${group}`)}, el('h2', {}, el('span', {}, t(`group.${group}`)), el('span', {class: 'mut'}, t('ui.chapters.seen', {n: all.filter(({id}) => known.has(id)).length, of: all.length}))),
				...all.map((lesson) => entry(lesson, known)));
		});
	});
	items.classList.add('chapters');
	items.style.setProperty('--groups', String(Math.min(groups.length, 4)));
	const show = () => {
		remember(app.lesson.id);
		const at = lessons.indexOf(app.lesson);
		if (lessons.length < 2) return place.replaceChildren(el('b', {class: 'lesson'}, name(app.lesson.id)));
		const beside = (/** @type {number} */ by, /** @type {string} */ words, /** @type {string} */ look) => el('button', {
			class: 'ib', type: 'button', 'aria-label': t(words), disabled: !lessons[at + by], 'data-testid': by < 0 ? 'prev' : 'next',
			'data-tip': lessons[at + by] ? `lesson.${lessons[at + by].id}.question` : false, onclick: () => go(lessons[at + by].id),
		}, icon(look));
		list.replaceChildren(el('b', {class: 'lesson'}, el('span', {class: 'nr'}, `${at + 1} · `), name(app.lesson.id)), icon('i-down', 'chev'));
		place.replaceChildren(list, beside(-1, 'ui.prev', 'i-prev'), beside(1, 'ui.next', 'i-next'));
	};
	onSpeak(show);
	show();
	return show;
}
