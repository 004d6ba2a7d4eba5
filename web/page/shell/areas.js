// The places for pictures, as the lesson declares them: a stage draws into them, and a pointer comes to it through them.
import {byId, el, svg} from '../core/dom.js';
import {translate} from '../core/words.js';

/** @import {Area} from '../../types' */
/** @import {App} from '../core/app.js' */

/** What stands in an area until there is a picture, or while there is none. @type {Record<Area['look'], () => Element>} */
const GHOSTS = {
	net: () => svg('svg', {class: 'ghost', 'aria-hidden': 'true'}),
	plot: () => el('div', {class: 'ghost'}, el('span', {'data-t': 'ui.nopicture'})),
	loss: () => el('div', {class: 'ghost'}),
	strip: () => el('div', {class: 'ghost'}),
};
/** The area of the second run, which is there as long as that is. */
const TWIN = 'twin';

/** Where the picture and its answer have to share the first screen. */
const PHONE = matchMedia('(max-width: 699px)');

/** One area; the first of its look is called by that, so that style sheets and tests find it. @param {Area} area @param {string} id */
function make({name, look}, id) {
	const first = document.getElementById(id);
	if (first) return first;
	const ghost = name === TWIN ? el('div', {class: 'ghost'}) : GHOSTS[look]();
	return el('div', {class: `${look} area`, id}, ghost, el('div', {class: 'hit'}));
}

/** Builds the areas of all lessons: the stage watches them from the beginning. @param {App} app @returns {() => void} shows those of the lesson that it is now */
export function buildAreas(app) {
	/** @type {Map<string, HTMLElement>} */
	const built = new Map(), looks = new Set();
	for (const area of app.declarations.lessons.flatMap((lesson) => lesson.areas)) {
		if (built.has(area.name)) continue;
		const node = make(area, looks.has(area.look) ? area.name : area.look);
		looks.add(area.look);
		node.dataset.area = area.name;
		if (area.below) node.dataset.below = '';
		built.set(area.name, node);
	}
	const place = () => {
		for (const node of built.values()) node.hidden = true;
		/** @type {Map<Element, Element>} the last of each place */
		const ends = new Map();
		for (const area of app.lesson.areas) {
			const slot = document.querySelector(`template[data-areas="${area.place}"]`), node = built.get(area.name);
			if (!slot || !node) continue;
			const before = ends.get(slot) ?? slot;
			if (before.nextElementSibling !== node) before.after(node);
			ends.set(slot, node);
		}
		twin();
	};
	/** On a phone the answer stands beside the network, where it stays in view while one asks. */
	const share = () => {
		const [main, side] = ['main', 'side'].map((place) => app.lesson.areas.find((area) => area.place === place));
		const answer = side?.look === 'plot' ? built.get(side.name) : undefined, card = document.querySelector('.stage > .card');
		const network = app.lesson.views.some((view) => view.kind === 'network' && view.area === main?.name);
		const shared = PHONE.matches && document.documentElement.dataset.mode !== 'embed' && network && !app.panel('compare');
		card?.classList.toggle('shared', shared);
		// What is said of the picture comes after the question, to leave the picture its room.
		const out = document.querySelector('.out > .hd');
		for (const said of document.querySelectorAll('#caption, .card > .names, .out > .names')) {
			if (PHONE.matches === (said.parentElement === out?.parentElement)) continue;
			if (PHONE.matches) out?.before(said);
			else if (said.id === 'caption') card?.after(said);
			else card?.append(said);
		}
		if (!answer || !card || card.contains(answer) === shared) return;
		const slot = document.querySelector('template[data-areas="side"]');
		if (shared) card.append(answer);
		else slot?.after(answer);
		app.frame?.setup();
	};
	/** On a phone some pictures and panels stand below the question, which has to be in view with the others. */
	const below = () => {
		const card = document.querySelector('.stage > .card'), out = document.querySelector('.out > .hd');
		/** @type {Element | null} */
		let last = null;
		let moved = false;
		for (const {name, place, below} of app.lesson.areas) {
			const node = built.get(name);
			if (!node || place !== 'main') continue;
			if (below && PHONE.matches && node.parentElement !== out?.parentElement) {
				out?.before(node);
				moved = true;
			} else if (below && !PHONE.matches && last && last.nextElementSibling !== node) {
				last.after(node);
				moved = true;
			}
			if (!below || !PHONE.matches) last = node;
		}
		for (const root of document.querySelectorAll('.card > [data-below]:not(.area), .out > [data-below]:not(.area)')) {
			if (PHONE.matches === (root.parentElement === out?.parentElement)) continue;
			if (PHONE.matches) out?.before(root);
			else card?.append(root);
		}
		if (moved) app.frame?.setup();
	};
	const twin = () => {
		below();
		share();
		for (const {name} of app.lesson.areas) {
			const used = app.lesson.views.some((view) => view.area === name) && (name !== TWIN || Boolean(app.panel('compare'))), node = built.get(name);
			if (node && node.hidden === used) node.hidden = !used;
		}
	};
	place();
	app.show(twin);
	PHONE.addEventListener('change', twin);
	for (const node of built.values()) translate(node);
	byId('loading').hidden = false;
	return place;
}
