// What is looked at and what is selected are the session's: the page only asks for it.

/** @import {App} from '../core/app.js' */

/** Nothing is looked at. */
export const NOWHERE = {layer: -1, unit: -1};

/** Looks at a unit, at an input (layer 0) or at a whole column (unit −1). Where it has just gone, nothing is lost. @param {App} app @param {{layer: number, unit: number}} at */
export function focus(app, {layer, unit}) {
	app.send({do: 'focus', layer, unit}).catch(() => {});
}

/** Lets go of the neuron, not of the point: at once for the eye, whenever the session answers. @param {App} app */
export async function letGo(app) {
	const {stage} = app;
	if (!stage || stage.leaving || !((app.state?.selected?.layer ?? 0) > 0)) return;
	stage.leaving = true;
	app.render();
	await app.send({do: 'select', what: 'neuron'}).catch(() => {});
	// A finger that is not there any more still looks at what it touched last.
	if (matchMedia('(hover: none)').matches) focus(app, NOWHERE);
	stage.leaving = false;
	app.render();
}

/** Sends what a press means, unless it would change what the link hides; null if nothing came of it. @param {App} app @param {import('../../types').Msg} msg */
export async function press(app, msg) {
	return typeof msg.name === 'string' && app.hidden.has(msg.name) ? null : app.ask(msg);
}
