// The lesson A hundred layers: two stacks learn side by side, the dial goes over the depths, and what has been learnt is kept.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

each('the lesson A hundred layers', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=deep&seed=15'); });

	const labels = async () => (await lab.layout()).labels;
	const said = async (/** @type {string} */ id) => (await labels()).find((label) => label.id === id)?.args;
	const share = (/** @type {number} */ v) => `${Math.round(100 * v + 1e-6)}%`;

	test('a hundred layers learn within ten seconds where they have shortcuts, and plainly not at all', async () => {
		await lab.send({do: 'set', name: 'speed', value: 'max'});
		const from = performance.now();
		await lab.send({do: 'play'});
		const {metrics} = await lab.until((state) => state.step >= 500);
		const took = (performance.now() - from) / 1000;
		console.log(`500 steps of both stacks and the wide layer: ${took.toFixed(1)} s`);
		assert.ok(metrics.plainAccuracy <= 0.6, `plain ${metrics.plainAccuracy}`);
		assert.ok(metrics.testAccuracy >= 0.95, `with shortcuts ${metrics.testAccuracy}`);
		assert.equal(metrics.depth, 101);
	});

	test('then the other depths learn, up to the last', async () => {
		const end = await lab.until((state) => state.done);
		assert.equal(end.metrics.depths, 9);
		assert.equal(end.step, 4500);
	});

	test('picture, dial and readouts tell the same numbers at every depth', async () => {
		for (const depth of [1, 5, 50, 100]) {
			const {metrics} = await lab.send({do: 'set', name: 'depth', value: depth});
			await lab.settled();
			assert.equal(metrics.depth, depth + 1);
			await lab.until_page((want) => document.querySelector('[data-testid="plain-accuracy"]')?.textContent === want, share(metrics.plainAccuracy));
			assert.equal((await said('strip.right0')).value, share(metrics.plainAccuracy));
			assert.equal((await said('strip.right1')).value, share(metrics.testAccuracy));
		}
	});

	test('the narrator says from where most call it deep', async () => {
		for (const [depth, key] of [[1, 'shallow'], [2, 'threshold'], [10, 'hops']]) {
			const {narrator} = await lab.send({do: 'set', name: 'depth', value: depth});
			assert.equal(narrator.key, `narrator.deep.${key}`);
		}
	});

	test('the handle is dragged along the axis', async () => {
		await lab.send({do: 'set', name: 'depth', value: 1});
		await lab.settled();
		const area = await lab.page.evaluate(() => {
			const {x, y, width, height} = document.querySelector('[data-area="depths"]')?.getBoundingClientRect() ?? new DOMRect();
			return {x, y, w: width, h: height};
		});
		const rail = await lab.find((target) => target?.kind === 'rail', {x: area.x + 60, y: area.y + area.h * 0.4}, {x: area.x + area.w - 180, y: area.y + area.h - 20});
		await lab.drag(rail, {x: area.x + area.w - 180, y: rail.y});
		await lab.until((state) => state.controls.depth === 200, 'the far end');
	});

	test('a layer says what reaches it', async () => {
		const {x, y, width, height} = await lab.page.evaluate(() => document.querySelector('[data-area="network"]')?.getBoundingClientRect().toJSON());
		const at = await lab.find((target) => target?.kind === 'strip', {x: x + width / 2, y: y + 30}, {x: x + width / 2, y: y + height - 30});
		assert.ok(at);
	});

	test('a file brings back all that was learnt', async () => {
		const {metrics, answer: {file}} = await lab.send({do: 'save'});
		await lab.link('#l=deep&seed=3');
		await lab.send({do: 'load', state: file});
		assert.deepEqual((await lab.state()).metrics, metrics);
		assert.equal((await lab.state()).metrics.depths, 9);
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
