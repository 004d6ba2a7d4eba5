// What the reader has to load.
import fs from 'node:fs';
import {root} from '../harness/site.mjs';
import {row} from './table.mjs';

export async function size() {
	const sizes = JSON.parse(fs.readFileSync(`${process.env.WHISKER_DIST ?? `${root}/dist`}/sizes.json`, 'utf8'));
	row('size', 'raw kB', 'brotli kB', 'gzip kB', 'level');
	for (const name of ['engine.wasm', 'stage.wasm']) {
		const {raw, br, gz, level} = sizes[name];
		row(name, ...[raw, br, gz].map((n) => Math.round(n / 1000)), level);
	}
}
