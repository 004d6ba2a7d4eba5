// The lesson features: the plane is folded by hand, and a neuron shows what it likes and what is lost without it.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

const LEARNT = '#l=features&seed=37';

each('the lesson features', (s) => {
	let lab;
	before(async () => { lab = await s.open(LEARNT); });

	/** What stands there. @param {string} id */
	const text = (id) => lab.page.evaluate((at) => document.querySelector(`[data-testid="${at}"]`)?.textContent ?? '', id);
	const labels = async () => Object.fromEntries((await lab.layout()).labels.map((label) => [label.id, label]));
	const place = async (id) => {
		const {labels: all, box} = await lab.layout(), {x, y} = all.find((label) => label.id === id);
		return {x: box.x + x, y: box.y + y};
	};

	test('the handle folds the plane, by keys too, and the numbers agree wherever they stand', async () => {
		await lab.send({do: 'step', n: 660});
		await lab.page.focus('[data-testid=input-fold]');
		for (let i = 0; i < 20; i++) await lab.page.keyboard.press('ArrowRight');
		await lab.until((state) => state.controls.fold === 1, 'a fold that rests at layer 1');
		await lab.settled();
		const {panels: {fold}, metrics} = await lab.state(), all = await labels();
		assert.equal(fold.last, 3);
		for (const [i, cut] of fold.cut.entries()) assert.equal(all[`bend${i}.cut`].args.percent, Math.round(cut * 100), `layer ${i}`);
		assert.deepEqual([fold.cut[0], fold.cut[3]], [metrics.flatcut, metrics.cut]);
		assert.match(all['bend1.name'].cls, /\bon\b/);
		await lab.until_page((percent) => document.querySelector('[data-testid=fold-says]').textContent.includes(`${percent}%`), Math.round(fold.cut[1] * 100));
		assert.ok(metrics.cut > 0.99 && metrics.flatcut < 0.95, JSON.stringify(metrics));
	});

	test('a press on a small plane shows it large', async () => {
		const at = await place('bend3.cut');
		await lab.page.mouse.click(at.x, at.y - 40);
		await lab.until((state) => state.controls.fold === 3, 'the fold at layer 3');
	});

	test('goes there and back by itself, and stops where it began', async () => {
		await lab.send({do: 'set', name: 'fold', value: 0});
		await lab.page.click('[data-testid=fold-play]');
		await lab.until((state) => state.controls.fold > 0.2 && state.controls.fold < 3, 'a fold on its way');
		await lab.until((state) => state.controls.fold > 2, 'the last layer'); // it stays there for a moment only
		await lab.until((state) => state.controls.fold === 0, 'the plane again');
	});

	test('a neuron is chosen by its tile, its points are named, and one that is pressed is ringed everywhere', async () => {
		const at = await place('tile2.1');
		await lab.page.mouse.click(at.x, at.y - 20);
		const {panels: {likes}} = await lab.until((state) => state.panels.likes.layer === 2 && state.panels.likes.unit === 1, 'neuron 2.2');
		assert.equal(likes.points.length, 6);
		await lab.until_page((n) => document.querySelector('[data-testid=likes] li')?.textContent.startsWith(`#${n}`), likes.points[0].point + 1);
		await lab.page.click('[data-testid=likes] li button');
		await lab.until((state) => state.selected.point === likes.points[0].point, 'the point selected');
	});

	test('without a neuron something is lost, which is said, and comes back', async () => {
		const before = (await lab.send({do: 'set', name: 'which', value: 1})).metrics.testAccuracy;
		await lab.page.click('[data-testid=likes-cut]');
		const {metrics, panels} = await lab.until((state) => state.panels.likes.cut, 'a neuron that is out');
		assert.ok(metrics.testAccuracy < before - 0.2, `${metrics.testAccuracy} without it, ${before} before`);
		assert.equal(panels.network.whole.testAccuracy, before);
		await lab.until_page((both) => both.every((share) => document.querySelector('[data-testid=likes-says]').textContent.includes(share)),
			[metrics.testAccuracy, before].map((share) => `${Math.round(share * 100)}%`));
		await lab.page.click('[data-testid=likes-cut]');
		const back = await lab.until((state) => !state.panels.likes.cut, 'the neuron back');
		assert.equal(back.metrics.testAccuracy, before);
		assert.doesNotMatch(await text('narrator'), /[{}]/);
	});

	test('wide layers, many layers and none are shown as well', async () => {
		for (const layers of ['8,8,8,8', '3', '1,1', '']) {
			await lab.link(`#l=features&layers=${layers}&fold=4`);
			await lab.send({do: 'step', n: 3});
			await lab.settled();
			const all = await labels(), last = layers.split(',').filter(Boolean).length;
			assert.ok(all[`bend${last}.name`] && !all[`bend${last + 1}.name`], `${layers}: ${Object.keys(all)}`);
			assert.equal((await lab.state()).panels.fold.at, last);
		}
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
