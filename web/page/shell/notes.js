// What is set cannot work, or works in another way than one would think: said once, with what can be done.
import {widths} from '../core/names.js';
import {problem, solved} from './problems.js';

/** @import {App} from '../core/app.js' */

/** Nothing gets back through it. */
const WALL = 'threshold';

/** What of a link was not understood, or not taken as it stands. @param {App} app */
function misread(app) {
	let told = '';
	app.show((state) => {
		const now = JSON.stringify(state?.misread ?? []);
		if (now === told) return;
		told = now;
		const all = state?.misread ?? [];
		if (!all.length) return solved('link');
		problem('link', {list: all.map(({why, ...args}) => ({key: `link.${why}`, args: {text: '', now: '', ...args}}))});
	});
}

/** @param {App} app */
export function showNotes(app) {
	misread(app);
	let told = 0;
	app.show(() => {
		const each = app.lesson.controls.find((c) => c.each && c.options?.includes(WALL)), layers = app.ofKind('layers');
		// Neither its own layer learns nor any before it. What is chosen last holds for all that follow.
		const chosen = each ? String(app.value(each.name)).split(',') : [], n = layers ? widths(app.value(layers.name)).length : 0;
		const stuck = Array.from({length: chosen.length ? n : 0}, (_, i) => chosen[Math.min(i, chosen.length - 1)]).lastIndexOf(WALL) + 1;
		if (stuck === told) return;
		told = stuck;
		if (!stuck) return solved('threshold');
		const ways = [];
		if (layers && app.free(layers.name)) ways.push({label: 'ui.onelayer', act: () => { app.tune(layers.name, ''); }});
		if (each && app.free(each.name)) ways.push({label: 'ui.usetanh', act: () => { app.tune(each.name, 'tanh'); }});
		problem('threshold', {args: {layer: stuck}, ways});
	});
}
