// How fast the page is in headless Chromium: printed for people, asserted by nobody. `node e2e/bench.mjs draw rest` measures only that.
import {size} from './bench/size.mjs';
import {start} from './bench/start.mjs';
import {draw} from './bench/draw.mjs';
import {hand} from './bench/hand.mjs';
import {pen} from './bench/pen.mjs';
import {rest} from './bench/rest.mjs';
import {memory} from './bench/memory.mjs';

/** In order; memory takes ten minutes and has to be asked for. */
const parts = {size, start, draw, hand, pen, rest, memory};
const asked = process.argv.slice(2);
for (const name of asked.length ? asked : ['size', 'start', 'draw', 'hand', 'pen', 'rest']) {
	if (!(name in parts)) throw new Error(`bench: ${name}: want ${Object.keys(parts).join(', ')}`);
	await parts[name]();
}
