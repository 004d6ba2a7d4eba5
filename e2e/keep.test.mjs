// Two runs from the same start, and keeping what was learned.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {PNG} from 'pngjs';
import {BOTH, each} from './harness/each.mjs';
import {apart} from './harness/lab.mjs';

/** What can be read at a place. */
const text_of = (lab, id) => lab.page.$eval(`[data-testid="${id}"]`, (node) => node.innerText.trim());

/** Chooses an option as a person does, which the page hears of. */
async function choose(lab, id, value) {
	await lab.page.select(`[data-testid=${id}]`, value);
}

/** Where an area lies. */
const box = (lab, id) => lab.page.$eval(`#${id}`, (node) => {
	const {x, y, width, height} = node.getBoundingClientRect();
	return {x, y, width, height};
});

/** How many of a picture's pixels are like a colour. */
function like(picture, colour) {
	let n = 0;
	for (let i = 0; i < picture.data.length; i += 4) if (apart(picture.data.slice(i, i + 3), colour) < 40) n++;
	return n;
}

const NOSE = [0xBE, 0x2F, 0x6B];

each('two runs', (s) => {
	let lab;
	before(async () => {
		lab = await s.open('#l=layers&seed=1');
		await lab.language('en');
	});

	test('start from a button and play, from the same loss', async () => {
		await lab.send({do: 'step', unit: 'epoch', n: 3});
		await lab.unfold('more');
		await lab.page.click('[data-testid=compare]');
		await choose(lab, 'compare-what', 'lr');
		await choose(lab, 'compare-value', '0.3');
		await lab.page.click('[data-testid=compare-start]');
		await lab.fold();
		const {step} = await lab.until((it) => it.panels.compare && it.step > 0, 'steps of both runs');
		const paused = await lab.send({do: 'pause'});
		assert.ok(step > 0 && paused.panels.compare.step === paused.step, `${paused.panels.compare.step} steps and ${paused.step}`);
		const state = await lab.send({do: 'reset'});
		assert.equal(state.step, 0);
		assert.equal(state.panels.compare.metrics.trainLoss, state.metrics.trainLoss);
		assert.equal(await text_of(lab, 'compare-a'), 'A\nLearning rate 0.05');
		assert.equal(await text_of(lab, 'compare-b'), 'B\nLearning rate 0.3');
		await lab.until_page(() => location.hash === '#l=layers&vs=lr:0.3');
		await lab.until_page(() => document.querySelector('[data-testid=narrator]').textContent.includes('Learning rate is 0.05 in A and 0.3 in B'));
	});

	test('learn in step, and both boundaries can be seen', async () => {
		const state = await lab.send({do: 'step', unit: 'epoch', n: 60});
		assert.equal(state.panels.compare.step, state.step);
		assert.ok(state.panels.compare.metrics.trainLoss < state.metrics.trainLoss, 'six times the rate is no faster here');
		await lab.settled();
		assert.equal(await text_of(lab, 'a-testAccuracy'), `${Math.round(100 * state.metrics.testAccuracy)}%`);
		assert.equal(await text_of(lab, 'b-testAccuracy'), `${Math.round(100 * state.panels.compare.metrics.testAccuracy)}%`);
		const a = await lab.picture(await box(lab, 'plot')), b = await lab.picture(await box(lab, 'twin'));
		// The middle of the ring is plus in B by now, the corners are minus.
		const [r, , blue] = b.at(0.5, 0.5, 6), [r2, , blue2] = b.at(0.03, 0.03);
		assert.ok(r > blue && blue2 > r2, `B is ${b.at(0.5, 0.5, 6)} inside and ${b.at(0.03, 0.03)} outside`);
		let differ = 0;
		for (let u = 0.05; u < 1; u += 0.05) for (let v = 0.05; v < 1; v += 0.05) if (apart(a.at(u, v), b.at(u, v)) > 20) differ++;
		assert.ok(differ > 40, `only at ${differ} of 361 places do the pictures differ`);
	});

	test('have both their curves in one chart, named at their ends', async () => {
		const labels = await lab.page.$$eval('.labels .end', (nodes) => nodes.map((n) => n.textContent));
		for (const name of ['A test', 'A train', 'B test', 'B train']) assert.ok(labels.some((l) => l.startsWith(name)), `no ${name} in ${labels}`);
		const chart = await lab.picture(await box(lab, 'loss'));
		assert.ok(like(chart, NOSE) > 100, `${like(chart, NOSE)} pixels are pink`);
	});

	test('are in the link, and go on after a reload', async () => {
		const other = await s.open(await lab.hash());
		const [here, there] = [await lab.state(), await other.send({do: 'step', unit: 'epoch', n: 60})];
		assert.deepEqual(there.panels.compare.metrics, here.panels.compare.metrics);
		await other.close();
	});

	test('change places where they would be the same', async () => {
		const state = await lab.send({do: 'set', name: 'lr', value: 0.3});
		assert.equal(state.panels.compare.value, 0.05);
	});

	test('end with one press, and the first goes on', async () => {
		await lab.page.click('[data-testid=compare-end]');
		const state = await lab.until((it) => !it.panels.compare, 'the end');
		assert.ok(state.step > 0);
		await lab.settled();
		assert.equal(await lab.page.$eval('#twin', (node) => node.checkVisibility()), false);
		assert.equal(await lab.page.$eval('[data-testid=test-accuracy]', (node) => node.checkVisibility()), true);
		assert.equal(like(await lab.picture(await box(lab, 'loss')), NOSE), 0);
	});

	test('one that fails stands still, and says so', async () => {
		await lab.link('#l=layers&activation=linear&layers=8,8,8&vs=lr:10');
		const state = await lab.send({do: 'step', unit: 'epoch', n: 5});
		assert.equal(state.diverged, false);
		assert.ok(state.panels.compare.diverged, 'it did not diverge');
		await lab.until_page((step) => document.querySelector('[data-testid=compare-table]').textContent.includes(`Run B diverged at step ${step}`), state.panels.compare.step);
	});

	test('a comparison that makes no sense is refused in words', async () => {
		for (const msg of [{do: 'compare', name: 'seed', value: 3}, {do: 'compare', name: 'lr', value: 'fast'}, {do: 'compare', name: 'nothing', value: 1}]) {
			await assert.rejects(lab.send(msg), (error) => error.message.length > 10, JSON.stringify(msg));
		}
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});

/** Has the page hand over what it would have the reader save. */
const intercept = (lab) => lab.page.evaluate(() => {
	const make = URL.createObjectURL.bind(URL);
	URL.createObjectURL = (blob) => { window.kept = blob; return make(blob); };
});

/** What was saved last, as bytes. */
async function kept(lab) {
	await lab.page.waitForFunction(() => window.kept, {timeout: 20_000, polling: 50});
	return Buffer.from(await lab.page.evaluate(async () => {
		const bytes = new Uint8Array(await window.kept.arrayBuffer());
		window.kept = null;
		let text = '';
		for (const byte of bytes) text += String.fromCharCode(byte);
		return btoa(text);
	}), 'base64');
}

async function pick(lab, item) {
	await lab.page.click('[data-testid=more]');
	await lab.page.click(`[data-testid="${item}"]`);
}

/** Opens a file as the menu's own chooser would. */
const choosing = (lab, text, name = 'x.json') => lab.page.evaluate((content, called) => {
	const input = document.querySelector('[data-testid=open-file]'), data = new DataTransfer();
	data.items.add(new File([content], called, {type: 'application/json'}));
	input.files = data.files;
	input.dispatchEvent(new Event('change', {bubbles: true}));
}, text, name);

/** Drops a file on the page. */
const dropping = (lab, text, name = 'x.json') => lab.page.evaluate((content, called) => {
	const data = new DataTransfer();
	data.items.add(new File([content], called, {type: 'application/json'}));
	for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
}, text, name);

each('keeping', (s) => {
	let lab, file, metrics;
	before(async () => {
		lab = await s.open('#l=layers&data=moons&optimiser=adam&lr=0.03&seed=2');
		await lab.language('en');
		await intercept(lab);
	});

	test('a session goes into a file from the menu', async () => {
		await lab.send({do: 'step', unit: 'batch', n: 77});
		await pick(lab, 'ui.file.save');
		file = (await kept(lab)).toString();
		const read = JSON.parse(file);
		assert.equal(read.whisker, 'session');
		assert.equal(read.step, 77);
		assert.match(read.link, /data=moons/);
		metrics = (await lab.send({do: 'step', unit: 'batch', n: 50})).metrics;
	});

	for (const [how, open] of [['the chooser', choosing], ['a drop on the page', dropping]]) {
		test(`by ${how} it is opened again and goes on with the same bits`, async () => {
			await lab.link('#l=layers&data=xor');
			await open(lab, file);
			const state = await lab.until((it) => it.step === 77, 'step 77');
			assert.equal(state.controls.data, 'moons');
			await lab.until_page(() => document.querySelector('[data-testid=steps-done]').textContent.includes('77'));
			await lab.until_page(() => document.querySelector('[data-testid=narrator]').textContent.includes('step 77'));
			const {examplesPerSecond, ...now} = (await lab.send({do: 'step', unit: 'batch', n: 50})).metrics;
			assert.deepEqual(now, metrics);
		});
	}

	test('what is no such file is refused in words, and nothing is lost', async () => {
		const before = await lab.state(), read = JSON.parse(file);
		for (const [kind, text] of [
			['foreign', 'x,y\n1,2'], ['foreign', '{"cells": []}'], ['foreign', file.slice(0, -9)], ['newer', JSON.stringify({...read, version: 9})],
			['damaged', JSON.stringify({...read, saved: read.saved.replace(/.{4}(?=.{200}$)/, 'AAAA')})], ['damaged', JSON.stringify({...read, step: 1})],
		]) {
			await choosing(lab, text);
			await lab.page.waitForSelector(`[data-testid="problem-file.${kind}"]`, {timeout: 10_000});
			assert.ok((await text_of(lab, `problem-file.${kind}`)).includes('Nothing has changed') || kind === 'newer');
			assert.deepEqual(await lab.state(), before, kind);
			await lab.page.$eval(`[data-testid="problem-file.${kind}"] [aria-label=Close]`, (button) => button.click());
		}
	});

	test('the picture holds what is on the screen, with its words and its link', async () => {
		await lab.link('#l=layers&noise=0&seed=1');
		await lab.send({do: 'step', unit: 'epoch', n: 120});
		await lab.page.mouse.move(5, 5); // or a tip may lie over it
		await lab.settled();
		const screen = await lab.picture(await box(lab, 'plot'));
		await pick(lab, 'ui.picture');
		const png = PNG.sync.read(await kept(lab));
		const areas = await lab.page.evaluate(() => {
			const at = (q) => { const {left, top, width, height} = document.querySelector(q).getBoundingClientRect(); return {left, top, width, height}; };
			return {stage: at('.stage'), plot: at('#plot'), out: at('.out > .hd'), score: at('[data-testid=test-accuracy]')};
		});
		// The network's card is the leftmost, the output's head may be the topmost.
		const left = areas.stage.left - 16, top = Math.min(areas.stage.top, areas.out.top) - 16;
		const pixel = (x, y) => [...png.data.slice(4 * (Math.round(y) * png.width + Math.round(x)), 4 * (Math.round(y) * png.width + Math.round(x)) + 3)];
		let same = 0, all = 0;
		for (let u = 0.1; u < 0.75; u += 0.05) {
			for (let v = 0.05; v < 0.9; v += 0.05) {
				const x = areas.plot.left - left + u * (areas.plot.width - 1), y = areas.plot.top - top + v * (areas.plot.height - 1);
				all++;
				if (apart(pixel(x, y), screen.at(u, v, 0)) < 30) same++;
			}
		}
		assert.ok(same > 0.9 * all, `${same} of ${all} places are as on the screen`);
		const dark = (x, y, w, h) => {
			let n = 0;
			for (let j = y; j < y + h; j++) for (let i = x; i < x + w; i++) if (apart(pixel(i, j), [0x1C, 0x1E, 0x22]) < 60) n++;
			return n;
		};
		const score = areas.score;
		assert.ok(dark(score.left - left, score.top - top, score.width, score.height) > 30, 'the accuracy is not written');
		assert.ok(dark(16, png.height - 70, 200, 50) > 30, 'no caption is written');
	});

	test('what was learned goes with the link', async () => {
		const was = await lab.state();
		await lab.page.click('[data-testid=share]');
		const field = () => lab.page.$eval('[data-testid="ui.share.link-text"]', (node) => node.value);
		assert.doesNotMatch(await field(), /[#&]w=/);
		await lab.page.click('[data-testid=share-learned]');
		await lab.until_page(() => /[#&]w=/.test(document.querySelector('[data-testid="ui.share.link-text"]').value));
		const address = await field();
		await lab.page.keyboard.press('Escape');
		const other = await s.open(new URL(address).hash);
		const state = await other.state();
		assert.equal(state.step, 0);
		assert.equal(state.metrics.testAccuracy, was.metrics.testAccuracy);
		await other.language('en');
		assert.equal(await text_of(other, 'test-accuracy'), `${Math.round(100 * was.metrics.testAccuracy)}%`);
		await other.until_page(() => document.querySelector('[data-testid=narrator]').textContent.includes('brings what was learned'));
		await other.send({do: 'step', unit: 'epoch', n: 2});
		await other.page.click('[data-testid=reset]');
		assert.equal((await other.until((it) => it.step === 0, 'the start')).metrics.trainLoss, state.metrics.trainLoss);
		await other.unfold('more');
		await other.page.click('[data-testid=reroll]');
		await other.until_page(() => !location.hash.includes('w='));
		await other.close();
	});

	test('too many weights for a link are said so', async () => {
		await lab.link('#l=layers&layers=16,16,16');
		await lab.page.click('[data-testid=share]');
		await lab.page.click('[data-testid=share-learned]');
		await lab.until_page(() => document.querySelector('#share-dialog').textContent.includes('too many weights for a link'));
		assert.doesNotMatch(await lab.page.$eval('[data-testid="ui.share.link-text"]', (node) => node.value), /[#&]w=/);
		await lab.page.keyboard.press('Escape');
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
}, BOTH);
