// A run that has diverged: where it began, in words, and the ways back.
import {number} from '../core/format.js';
import {problem, solved} from '../shell/problems.js';
import {focus, NOWHERE} from '../stage/focus.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @param {Record<string, string>} bind rate is what to lower @returns {Made} */
export function diverged(app, {rate = ''}) {
	let told = '', at = 0;
	const done = () => {
		told = '';
		solved('diverged');
	};
	return {remove: done, update(state) {
		const found = state?.diverged ? app.panel('diverged') : undefined;
		if (!state?.diverged) {
			if (at) focus(app, NOWHERE);
			at = 0;
			if (told) done();
			return;
		}
		const text = JSON.stringify([found, state.step, app.value(rate)]);
		if (text === told) return;
		told = text;
		if (found?.layer && found.layer !== at) focus(app, {layer: at = found.layer, unit: -1});
		const back = Boolean(found?.back), c = app.control(rate), ways = [];
		if (c && app.idle(c) === null) {
			ways.push({label: 'ui.halve', act: async () => {
				const half = Number(app.value(rate)) / 2;
				if (back && !await app.ask({do: 'back'})) return;
				app.tune(rate, half);
			}});
		}
		if (back) ways.push({label: 'ui.back', act: () => { app.ask({do: 'back'}); }});
		const kind = !found?.layer ? '' : found.size ? '.weights' : '.layer';
		const step = state.events.findLast((e) => e.type === 'diverged')?.step ?? state.step;
		problem('diverged', {key: `diverged${kind}`, args: {step, layer: found?.layer, since: found?.since, size: number(found?.size)}, ways, close: false});
	}};
}
