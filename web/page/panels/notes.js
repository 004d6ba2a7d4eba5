// What is set cannot work, or works in another way than one would think: said once, with what can be done.
import {perLayer} from '../controls/layerwise.js';
import {widths} from '../controls/network.js';
import {problem, solved} from '../shell/problems.js';

/** @import {App} from '../core/app.js' */

/** @param {App} app */
export function showNotes(app) {
	let told = 0;
	app.show(() => {
		if (!app.control('activation')) return;
		// Nothing gets back through a threshold: neither its own layer learns nor any before it.
		const stuck = perLayer(app.value('activation'), widths(app.value('layers')).length).lastIndexOf('threshold') + 1;
		if (stuck === told) return;
		told = stuck;
		if (!stuck) return solved('threshold');
		const ways = [];
		if (!app.hidden.has('layers')) ways.push({label: 'ui.onelayer', act: () => { app.tune('layers', ''); }});
		if (!app.hidden.has('activation')) ways.push({label: 'ui.usetanh', act: () => { app.tune('activation', 'tanh'); }});
		problem('threshold', {args: {layer: stuck}, ways});
	});
}
