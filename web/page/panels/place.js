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

/** Where a panel goes: into a slot of its own, else at the end of what its place has. @param {Panel} panel @param {string} [part] */
function slotOf({kind, place}, part) {
	const own = `template[data-panel="${kind}"]${part ? `[data-part="${part}"]` : ':not([data-part])'}`;
	return document.querySelector(own) ?? (part ? null : document.querySelector(`template[data-place="${place}"]`));
}

/** @param {App} app @returns {{place: () => void, update: () => void}} place follows the lesson, update the state */
export function panels(app) {
	/** A panel is made once and kept for the lessons that have it. @type {Map<string, Made>} */
	const made = new Map();
	/** @type {Map<string, Made>} */
	let here = new Map();
	const roots = (/** @type {Made} */ one) => [...(one.root ? [one.root] : []), ...Object.values(one.parts ?? {})];
	return {
		place() {
			const before = here;
			here = new Map();
			for (const panel of app.lesson.panels ?? []) {
				const make = PANELS[panel.kind], id = JSON.stringify([panel.kind, panel.bind]);
				if (!make) {
					console.error(`no panel ${panel.kind}`);
					continue;
				}
				const one = made.get(id) ?? make(app, panel.bind ?? {});
				made.set(id, one);
				here.set(id, one);
				if (one.root) slotOf(panel)?.after(one.root);
				for (const [part, node] of Object.entries(one.parts ?? {})) slotOf(panel, part)?.after(node);
			}
			for (const [id, one] of before) {
				if (here.has(id)) continue;
				for (const node of roots(one)) node.remove();
				one.leave?.();
			}
		},
		update() {
			for (const one of here.values()) one.update?.(app.state);
		},
	};
}
