// Two runs from the same start, and keeping what was learned.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';
import {apart, pause} from './harness/lab.mjs';

/** What can be read at a place. */
const text = (lab, id) => lab.page.$eval(`[data-testid=${id}]`, (node) => node.innerText.trim());

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

	test('start from a button, from the same loss', async () => {
		await lab.send({do: 'step', unit: 'epoch', n: 3});
		await lab.page.click('[data-testid=compare]');
		await choose(lab, 'compare-what', 'lr');
		await choose(lab, 'compare-value', '0.3');
		await lab.page.click('[data-testid=compare-start]');
		const state = await lab.until((it) => it.compare, 'the second run');
		assert.equal(state.step, 0);
		assert.equal(state.compare.metrics.trainLoss, state.metrics.trainLoss);
		assert.equal(await text(lab, 'compare-a'), 'A\nLearning rate 0.05');
		assert.equal(await text(lab, 'compare-b'), 'B\nLearning rate 0.3');
		await lab.until_page(() => location.hash === '#l=layers&vs=lr:0.3');
		await lab.until_page(() => document.querySelector('[data-testid=narrator]').textContent.includes('Learning rate is 0.05 in A and 0.3 in B'));
	});

	test('learn in step, and both boundaries can be seen', async () => {
		const state = await lab.send({do: 'step', unit: 'epoch', n: 60});
		assert.equal(state.compare.step, state.step);
		assert.ok(state.compare.metrics.trainLoss < state.metrics.trainLoss, 'six times the rate is no faster here');
		await lab.settled();
		assert.equal(await text(lab, 'a-testAccuracy'), `${Math.round(100 * state.metrics.testAccuracy)}%`);
		assert.equal(await text(lab, 'b-testAccuracy'), `${Math.round(100 * state.compare.metrics.testAccuracy)}%`);
		const a = await lab.picture(await box(lab, 'plot')), b = await lab.picture(await box(lab, 'rival'));
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
		assert.deepEqual(there.compare.metrics, here.compare.metrics);
		await other.close();
	});

	test('change places where they would be the same', async () => {
		const state = await lab.send({do: 'set', name: 'lr', value: 0.3});
		assert.equal(state.compare.value, 0.05);
	});

	test('end with one press, and the first goes on', async () => {
		await lab.page.click('[data-testid=compare]');
		const state = await lab.until((it) => !it.compare, 'the end');
		assert.ok(state.step > 0);
		await lab.settled();
		assert.equal(await lab.page.$eval('#rival', (node) => node.checkVisibility()), false);
		assert.equal(await lab.page.$eval('[data-testid=confusion]', (node) => node.checkVisibility()), true);
		assert.equal(like(await lab.picture(await box(lab, 'loss')), NOSE), 0);
	});

	test('one that fails stands still, and says so', async () => {
		await lab.link('#l=layers&activation=linear&layers=8,8,8&vs=lr:10');
		const state = await lab.send({do: 'step', unit: 'epoch', n: 5});
		assert.equal(state.diverged, undefined);
		assert.ok(state.compare.diverged, 'it did not diverge');
		await lab.until_page((step) => document.querySelector('[data-testid=compare-table]').textContent.includes(`Run B diverged at step ${step}`), state.compare.step);
	});

	test('a comparison that makes no sense is refused in words', async () => {
		for (const msg of [{do: 'compare', name: 'seed', value: 3}, {do: 'compare', name: 'lr', value: 'fast'}, {do: 'compare', name: 'nothing', value: 1}]) {
			await assert.rejects(lab.send(msg), (error) => error.message.length > 10, JSON.stringify(msg));
		}
	});

	test('nothing was complained of', async () => {
		await pause(100);
		assert.deepEqual(await lab.allComplaints(), []);
	});
});
