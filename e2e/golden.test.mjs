// The bits: links and messages give the numbers that lab/lessons/golden_test.go holds them to, in every engine.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {before, test} from 'node:test';
import {ALL, each} from './harness/each.mjs';
import {root} from './harness/site.mjs';

const entries = JSON.parse(fs.readFileSync(`${root}/lab/lessons/testdata/golden.json`, 'utf8'));

each('the bits', (s) => {
	let lab;
	before(async () => { lab = await s.open(); });

	entries.forEach(({link, messages, comes, step, metrics}, i) => {
		test(`${i + 1}: ${link}`, async () => {
			let state = await lab.link(link);
			for (const message of messages ?? []) state = await lab.send(message);
			const {examplesPerSecond, ...numbers} = state.metrics; // that is the machine's
			assert.deepEqual({link: state.link, step: state.step, metrics: numbers}, {link: comes, step, metrics});
		});
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
}, ALL);
