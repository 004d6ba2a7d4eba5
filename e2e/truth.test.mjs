// One state at a time: what the narrator says, what the readouts show and what stands in the matrix are the same numbers at
// every moment, while it plays and when it is stopped, in every lesson and by every method.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';
import {lessons, linkTo} from './harness/lessons.mjs';
import {host, root} from './harness/site.mjs';

const english = JSON.parse(fs.readFileSync(`${process.env.WHISKER_DIST ?? `${root}/dist`}/i18n/en.json`, 'utf8'));

/** Numbers of sentences that are no metric: places, settings, moments, and what only the run can count. */
const OTHERS = new Set(['layer', 'n', 'epoch', 'step', 'before', 'answered', 'wrong', 'least', 'changed', 'empty', 'labelled', 'learnt', 'score', 'threshold', 'value', 'control', 'a', 'b', 'class', 'pixel', 'trainRight', 'trainCount', 'testRight', 'testCount']);
/** Metrics that say of how many another one is. */
const TOTALS = new Set(lessons.flatMap((lesson) => lesson.metrics.map((metric) => metric.of)).filter(Boolean));
/** Shares that are no metric. */
const SHARES = /^narrator\.(ask|gmm\.faint)/;

/** The sentences as patterns, the longest first, with the names of what is filled in. */
const sentences = Object.entries(english).filter(([key]) => key.startsWith('narrator.')).map(([key, text]) => {
	const names = [], plain = text.replace(/\[(.+?)\]\(.+?\)/g, '$1').replaceAll('**', '');
	const either = (/** @type {string} */ part) => part.split(/\{\w+:([^}]*)\}/).map((piece, i) => i % 2 ? `(?:${piece})` : piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('');
	const source = plain.split(/\{(\w+)\}/).map((part, i) => {
		if (i % 2 === 0) return either(part);
		names.push(part);
		return '(.+?)';
	}).join('');
	return {key, names, pattern: new RegExp(`^${source}$`), length: plain.length};
}).sort((a, b) => b.length - a.length);

/** Reads all that is said now and, while it plays, again with each of so many states. @param {number} states */
function read(states) {
	const text = (/** @type {string} */ at) => document.querySelector(at)?.textContent ?? '';
	const look = () => ({
		said: text('#narrator'), steps: text('#steps-done'),
		readouts: Object.fromEntries([...document.querySelectorAll('#scores [data-metric]')].map((node) => [node.getAttribute('data-metric'), node.textContent])),
		matrix: [...document.querySelectorAll('#confusion tbody tr')].map((row) => [...row.querySelectorAll('button')].map((cell) => Number(cell.textContent))),
	});
	return new Promise((resolve) => {
		const seen = [look()];
		const more = (/** @type {any} */ state) => {
			seen.push(look());
			if (state.playing && seen.length < states) return;
			stop();
			resolve(seen);
		};
		const stop = window.whisker.on('state', more);
		window.whisker.state().then((state) => { if (!state.playing) more(state); });
	});
}

/** What is said twice and not alike. @param {{said: string, steps: string, readouts: Record<string, string>, matrix: number[][]}} moment */
function wrong({said, steps, readouts, matrix}) {
	const found = [], one = sentences.find(({pattern}) => pattern.test(said));
	if (!one) return [`no sentence of ours: ${said}`];
	const filled = one.pattern.exec(said)?.slice(1) ?? [];
	one.names.forEach((name, i) => {
		const shown = Object.values(readouts), value = filled[i];
		if (name in readouts) {
			if (readouts[name] !== value && !readouts[name].startsWith(`${value} of `)) found.push(`${name} is ${readouts[name]}`);
		} else if (TOTALS.has(name) && !OTHERS.has(name)) {
			if (!shown.some((text) => text.endsWith(` of ${value}`))) found.push(`${name}: not among ${shown}`);
		} else if (!OTHERS.has(name) && !SHARES.test(one.key)) {
			if (!shown.some((text) => text.replace('%', '') === value.replace('%', ''))) found.push(`${name}: not among ${shown}`);
		}
	});
	if (said.startsWith('Done') && steps.startsWith('0 ')) found.push('done before the first step');
	const all = matrix.flat().reduce((sum, n) => sum + n, 0);
	if (all && 'testAccuracy' in readouts) {
		const right = matrix.reduce((sum, row, i) => sum + row[i], 0);
		if (readouts.testAccuracy !== `${Math.round(100 * right / all)}%`) found.push(`the matrix has ${right} of ${all}, the readout ${readouts.testAccuracy}`);
	}
	if (all && 'caught' in readouts) {
		const {caught, falseAlarms} = readouts;
		if (!caught.startsWith(`${matrix[1][1]} of `) || !falseAlarms.startsWith(`${matrix[0][1]} of `)) found.push(`the matrix has ${matrix}, the readouts ${caught} and ${falseAlarms}`);
	}
	return found.map((what) => `${what}, said is “${said}”`);
}

/** A link for each method of a lesson, or for each kind of data. @param {import('../web/types').Lesson} lesson */
function links(lesson) {
	const method = lesson.controls.find((c) => c.name === 'method');
	if (method) return method.options.map((option) => linkTo(lesson, {method: option}));
	const known = ['circle', 'spiral', 'plane', 'line'].filter((data) => lesson.controls.some((c) => c.kind === 'data' && c.options.includes(data)));
	return known.length ? known.map((data) => linkTo(lesson, {data, lr: 0.3})) : [linkTo(lesson)];
}

each('one state', (s) => {
	let lab;
	before(async () => {
		lab = await s.open();
		await lab.language('en');
	});

	for (const lesson of lessons) for (const link of links(lesson)) {
		test(`${link} says the same everywhere`, async () => {
			const speed = lesson.controls.find((c) => c.role === 'speed' || c.name === 'speed');
			const found = [];
			const check = async () => {
				for (const moment of await lab.page.evaluate(read, 12)) found.push(...wrong(moment));
			};
			for (const pace of [String(speed.default), 'max']) {
				await lab.link(`${link}&speed=${pace}`);
				for (const act of pace === 'max' ? ['play', 'pause', 'play', 'pause', 'reset'] : ['play', 'pause']) {
					await lab.send({do: act});
					await check();
				}
			}
			assert.deepEqual([...new Set(found)].slice(0, 5), []);
		});
	}

	test('a method that has not learnt has no numbers, and one that need not learn has', async () => {
		for (const [method, learns] of [['autoencoder', true], ['density', true], ['knn', false]]) {
			await lab.link(`#l=anomalies&method=${method}`);
			const first = (await lab.page.evaluate(read, 1)).at(-1);
			for (const [name, text] of Object.entries(first.readouts)) assert.equal(text === '–', learns, `${method}: ${name} is ${text}`);
			await lab.send({do: 'step', n: 1});
			const then = (await lab.page.evaluate(read, 1)).at(-1);
			for (const [name, text] of Object.entries(then.readouts)) assert.notEqual(text, '–', `${method}: ${name}`);
		}
	});

	test('play that is pressed while it loads begins with the first picture', async () => {
		let release = () => {};
		const until = new Promise((resolve) => { release = resolve; });
		const site = await host({rules: {'stage.wasm': {until}}});
		const early = await s.open('#l=layers', {site, wait: false});
		await early.until_page(() => Boolean(window.whisker) && window.seen.worker);
		await early.page.evaluate(async () => {
			window.early = [];
			const stop = window.whisker.on('state', ({step, playing}) => { if (step || playing) window.early.push(step); });
			window.whisker.ready.then(stop);
			document.getElementById('play').click();
			// Whatever the press has sent is answered before this.
			await new Promise((resolve) => {
				const up = () => window.seen.worker.postMessage({type: 'ping', id: -1});
				window.seen.worker.addEventListener('message', ({data}) => {
					if (data.type === 'up') setTimeout(up);
					if (data.type === 'pong' && data.id === -1) resolve();
				});
				up();
			});
		});
		await early.until_page(() => !document.querySelector('[data-testid="problem-engine"]') && document.getElementById('narrator').textContent.length > 0);
		release();
		await early.ready();
		assert.deepEqual(await early.page.evaluate(() => window.early), [], 'it played before there was a picture');
		await early.until((state) => state.playing && state.step > 0, 'steps');
		await early.close();
		site.close();
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
