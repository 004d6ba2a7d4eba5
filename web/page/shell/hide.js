// What a link hides: any control by its name, and the buttons below. What a control was set to stays to be read.

/** @import {App} from '../core/app.js' */

/** Parts of the page that can be hidden besides the lesson's controls: their names in links, for ever, and their elements. */
export const PARTS = /** @type {const} */ ({play: ['play'], step: ['step', 'steps'], reset: ['reset'], reroll: ['reroll'], try: ['try']});

/** @param {App} app */
export function hideParts(app) {
	for (const [name, ids] of Object.entries(PARTS)) for (const id of ids) document.getElementById(id)?.classList.toggle('gone', app.hidden.has(name));
}

/** Keys do not do what the page has no button for. @template {(e: any) => void} F @param {App} app @param {string} name @param {F} act */
export function unless(app, name, act) {
	return (/** @type {Event} */ e) => { if (!app.hidden.has(name)) act(e); };
}
