// Puts the panels that a lesson declares into their slots: templates that stand where they belong and take no room.
import {el} from '../core/dom.js';
import {PANELS} from './table.js';

/** @import {Panel} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** A slot for a panel, or for a part of one. @param {string} kind @param {string} [part] */
export function slot(kind, part) {
	return el('template', {'data-panel': kind, 'data-part': part});
}

/** Where a panel goes: into a slot of its own, which may be for one place only, else at the end of what its place has. @param {Panel} panel @param {string} [part] */
function slotOf({kind, place}, part) {
	const own = `template[data-panel="${kind}"]${part ? `[data-part="${part}"]` : ':not([data-part])'}`;
	const home = /** @type {HTMLElement | null} */ (document.querySelector(own));
	if (home && (home.dataset.in ?? place) === place) return home;
	// In an embed, which has no road, what stands there may have another place.
	const mode = document.documentElement.dataset.mode ?? '', places = `template[data-place="${place}"]`;
	return part ? null : document.querySelector(`${places}[data-only="${mode}"]`) ?? document.querySelector(places);
}

/** @param {Panel} panel @param {Made} made */
function put(panel, made) {
	if (made.root && panel.below) made.root.dataset.below = '';
	if (made.root) slotOf(panel)?.after(made.root);
	for (const [part, node] of Object.entries(made.parts ?? {})) slotOf(panel, part)?.after(node);
}

/** @param {App} app @returns {{place: () => void, update: () => void}} place follows the lesson and what is hidden, update the state */
export function panels(app) {
	/** @type {{panel: Panel, made: Made}[]} */
	let here = [];
	let built = '';
	const clear = () => {
		for (const {made} of here) {
			for (const node of [made.root, ...Object.values(made.parts ?? {})]) node?.remove();
			made.remove?.();
		}
		here = [];
	};
	const build = () => {
		for (const panel of app.lesson.panels ?? []) {
			const make = PANELS[panel.kind];
			if (make) here.push({panel, made: make(app, panel.bind ?? {}, panel.place)});
			else console.error(`no panel ${panel.kind}`);
		}
	};
	return {
		place() {
			const now = JSON.stringify([app.lesson.id, ...app.hidden]);
			if (now !== built) {
				built = now;
				clear();
				build();
			}
			// Backwards, so that those that share a slot stand as they are declared.
			for (const {panel, made} of here.toReversed()) put(panel, made);
		},
		update() {
			for (const {made} of here) made.update?.(app.state);
		},
	};
}
