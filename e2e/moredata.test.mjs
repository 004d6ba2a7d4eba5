// The lesson More data: the curve grows dot by dot, its axis is the slider, and what has been learnt is kept.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

const opening = '#l=moredata&noise=0.35&dataseed=21';

each('the lesson More data', (s) => {
	let lab;
	before(async () => { lab = await s.open(opening); });

	const labels = async () => (await lab.layout()).labels;
	const said = async (/** @type {string} */ id) => (await labels()).find((label) => label.id === id)?.args;
	const text = (/** @type {string} */ id) => lab.page.evaluate((at) => document.querySelector(`[data-testid="${at}"]`)?.textContent ?? '', id);
	/** The middle of an area of the page. @param {string} name */
	const box = (name) => lab.page.evaluate((at) => {
		const {x, y, width, height} = document.querySelector(`[data-area="${at}"]`)?.getBoundingClientRect() ?? new DOMRect();
		return {x, y, w: width, h: height};
	}, name);

	test('begins with a question, an axis to drag and no curve, and says so', async () => {
		await lab.settled();
		assert.ok((await labels()).some((label) => label.key === 'stage.sweep.empty'));
		assert.match(await text('progress-runs'), /40 networks/);
		assert.equal(await text('test-accuracy'), '–');
	});

	test('plays from few examples to many, stops, tells how long it takes, and goes on', async () => {
		await lab.send({do: 'set', name: 'speed', value: '200'});
		await lab.send({do: 'play'});
		await lab.until((state) => state.metrics.runs >= 3);
		await lab.until_page(() => /\d+ s left/.test(document.querySelector('[data-testid="progress-left"]')?.textContent ?? ''));
		await lab.send({do: 'pause'});
		const {metrics, step} = await lab.state();
		await lab.until_page(() => /stopped/.test(document.querySelector('[data-testid="progress-left"]')?.textContent ?? ''));
		await lab.send({do: 'set', name: 'speed', value: 'max'});
		await lab.send({do: 'play'});
		const end = await lab.until((state) => state.done);
		assert.ok(metrics.runs < 40 && step < 4000);
		assert.equal(end.metrics.runs, 40);
		assert.equal(end.step, 4000);
		await lab.until_page(() => /All 40/.test(document.querySelector('[data-testid="progress-runs"]')?.textContent ?? ''));
	});

	test('the picture, the readouts and the small pictures tell the same numbers', async () => {
		for (const examples of [10, 50, 200, 2000]) {
			const {metrics} = await lab.send({do: 'set', name: 'examples', value: examples});
			await lab.settled();
			const share = (/** @type {number} */ v) => `${Math.round(100 * v + 1e-6)}%`;
			await lab.until_page((want) => document.querySelector('[data-testid="test-accuracy"]')?.textContent === want, share(metrics.testAccuracy));
			assert.equal((await said('sweep.gap')).value.replace('−', '-'), share(metrics.gap));
			assert.equal(metrics.gap, (Math.round(100 * metrics.trainAccuracy + 1e-6) - Math.round(100 * metrics.testAccuracy + 1e-6)) / 100);
			assert.equal((await said(`sweep.value0.${[10, 50, 200, 2000].indexOf(examples)}`)).text, share(metrics.testAccuracy));
		}
	});

	test('the handle is dragged along the axis, and a picture is pressed', async () => {
		await lab.send({do: 'set', name: 'examples', value: 10});
		const area = await box('network');
		const low = {x: area.x + 60, y: area.y + area.h * 0.4}, high = {x: area.x + area.w - 120, y: area.y + area.h * 0.8};
		const rail = await lab.find((target) => target?.kind === 'rail', low, high);
		await lab.drag(rail, {x: area.x + area.w - 100, y: rail.y});
		await lab.until((state) => state.controls.examples === 2000, 'the far end');
		const picture = await lab.find((target) => target?.id === 'sweep.picture.0.1', {x: area.x + 20, y: area.y + area.h * 0.75}, {x: area.x + area.w - 20, y: area.y + area.h - 24});
		await lab.page.mouse.click(picture.x, picture.y);
		await lab.until((state) => state.controls.examples === 50, 'the picture of 50');
	});

	test('a link with what was learned brings the curve, and a file all of it', async () => {
		const {metrics} = await lab.state();
		const {answer} = await lab.send({do: 'share'});
		const {answer: {file}} = await lab.send({do: 'save'});
		await lab.link(answer.shared);
		const there = await lab.state();
		for (const name of ['testAccuracy', 'trainAccuracy', 'gap', 'runs']) assert.equal(there.metrics[name], metrics[name], name);
		await lab.send({do: 'reset'});
		assert.equal((await lab.state()).metrics.runs, 40);
		await lab.link(opening);
		await lab.send({do: 'load', state: file});
		assert.deepEqual((await lab.state()).metrics, metrics);
	});

	test('more networks a dot go on from what is known', async () => {
		await lab.link(`${opening}&seeds=1`);
		await lab.send({do: 'step', n: 4000});
		assert.ok((await lab.state()).done);
		const {metrics, done} = await lab.send({do: 'set', name: 'seeds', value: 2});
		assert.ok(!done && metrics.runs === 8 && metrics.allRuns === 16, JSON.stringify(metrics));
		await lab.send({do: 'play'});
		await lab.until((state) => state.done && state.metrics.runs === 16);
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
