// What a reader with a poor network has to load: each program, compressed as it is published.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {test} from 'node:test';
import {constants, brotliCompressSync} from 'node:zlib';
import {root} from './harness/site.mjs';

/** Bytes after brotli 11. An empty Go program takes 0.42 MB of them, an empty Ebitengine game 2.2 MB; a lesson with a learner and views of its own some 25,000 and 15,000, networks of pictures with all their layers 150,000. */
const LIMITS = {'engine.wasm': 1.97e6, 'stage.wasm': 2.66e6};

for (const [name, limit] of Object.entries(LIMITS)) {
	test(`${name} takes at most ${limit / 1e6} MB`, () => {
		const raw = fs.readFileSync(`${process.env.WHISKER_DIST ?? `${root}/dist`}/${name}`);
		const {length} = brotliCompressSync(raw, {params: {
			[constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LARGE_WINDOW]: 0, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
		}});
		assert.ok(length <= limit, `${name} has grown to ${length} bytes; a school's network loads about 100,000 in a second. Look for a package that came in ` +
			'(go list -deps), data that a lesson could fetch, or a generic function made anew for every type; raise the limit only for what readers get in return.');
	});
}
