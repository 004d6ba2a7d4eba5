// A run that has diverged: where it began, in words and on the stage, and the ways back.
import {number} from '../core/format.js';
import {problem, solved} from '../shell/problems.js';

/** @import {State} from '../../types' */
/** @import {App} from '../core/app.js' */

/** Tells of divergence as long as there is some. @param {App} app */
export function showDiverged(app) {
	let told = '', pointed = false;
	app.show((state) => {
		const event = state?.diverged ? state.events.findLast((e) => e.type === 'diverged') : undefined;
		const text = state?.diverged ? JSON.stringify([event, state.step, app.value('lr')]) : '';
		if (text === told) return;
		told = text;
		if (event?.layer) app.frame?.hold({layer: event.layer});
		else if (pointed) app.frame?.hold(null);
		pointed = Boolean(event?.layer);
		if (!state?.diverged) return solved('diverged');
		const step = event?.step ?? state.step, ways = [];
		if (app.control('lr') && !app.idle(/** @type {any} */ (app.control('lr')))) {
			ways.push({label: 'ui.halve', act: async () => {
				const half = Number(app.value('lr')) / 2;
				if (state.canGoBack && !await app.ask({do: 'back'})) return;
				app.tune('lr', half);
			}});
		}
		if (state.canGoBack) ways.push({label: 'ui.back', act: () => { app.ask({do: 'back'}); }});
		const kind = !event?.layer ? '' : event.size ? '.weights' : '.layer';
		problem('diverged', {key: `diverged${kind}`, args: {step, layer: event?.layer, since: event?.since, size: number(event?.size)}, ways, close: false});
	});
}
