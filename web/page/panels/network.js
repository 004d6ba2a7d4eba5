// A stub: the network's panel is being built elsewhere.
/** @import {App} from '../core/app.js' */
/** @param {App} app @returns {import('./table.js').Made} */
export function make(app) {
	return {update: () => void app};
}
