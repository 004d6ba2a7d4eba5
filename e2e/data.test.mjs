// The data: classes told apart point by point.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';
import {apart, pause} from './harness/lab.mjs';

/** The colour of attention in the light theme. */
const NOSE = [0xbe, 0x2f, 0x6b];

each('data', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=layers&seed=1'); });

	const text = (selector) => lab.page.$eval(selector, (node) => node.textContent);

	/** The picture of the large plot. */
	async function plot() {
		await lab.settled();
		const {plot: p, box} = await lab.layout();
		return lab.picture({x: box.x + p.x, y: box.y + p.y, width: p.w, height: p.h});
	}

	/** How many pixels of a picture are about that colour. */
	function count(picture, colour, near = 30) {
		let n = 0;
		for (let i = 0; i < picture.data.length; i += 4) n += apart(picture.data.subarray(i, i + 3), colour) < near;
		return n;
	}

	test('data of more than two classes have an output for each, and a confusion matrix', async () => {
		for (const [data, classes] of [['blobs', 3], ['pinwheel', 5], ['penguins', 3], ['iris', 3], ['rings', 2]]) {
			await lab.page.click(`[data-testid=dataset-${data}]`);
			const state = await lab.until((now) => now.controls.data === data, data);
			assert.equal(state.classes, classes, data);
			assert.equal(state.sizes.at(-1), classes > 2 ? classes : 1, data);
			await lab.until_page((n) => document.querySelectorAll('#confusion button').length === n, classes ** 2);
		}
	});

	test('a press on a number of the confusion matrix rings its points, another one ends it', async () => {
		await lab.link('#l=layers&data=penguins&seed=1');
		await lab.send({do: 'step', unit: 'epoch', n: 60});
		const none = count(await plot(), NOSE);
		await lab.page.click('[data-testid=cell-0-0]');
		await lab.until((now) => now.lit?.actual === 0 && now.lit.predicted === 0, 'the first cell');
		await lab.until_page(() => document.querySelector('[data-testid=cell-0-0]').getAttribute('aria-pressed') === 'true');
		const many = count(await plot(), NOSE);
		assert.ok(many > none + 300, `${many} pink pixels after ${none}`);
		await lab.page.focus('[data-testid=cell-0-0]');
		await lab.page.keyboard.press('ArrowRight');
		await lab.page.keyboard.press('Enter');
		const {confusion} = await lab.until((now) => now.lit?.predicted === 1, 'the cell beside it');
		const few = count(await plot(), NOSE);
		assert.ok(confusion[0][1] < confusion[0][0] && few < many, `${few} pink pixels for ${confusion[0][1]} points, ${many} for ${confusion[0][0]}`);
		await lab.page.keyboard.press('Enter');
		await lab.until((now) => !now.lit, 'none');
		assert.ok(count(await plot(), NOSE) <= none + 20);
	});

	test('measured axes have their names and units, in both languages', async () => {
		await lab.link('#l=layers&data=penguins&seed=1');
		await lab.until_page(() => [...document.querySelectorAll('.l.axis')].some((l) => l.textContent === 'bill length (mm)'));
		assert.ok((await lab.page.$$eval('.l.axis', (all) => all.map((l) => l.textContent))).includes('bill depth (mm)'));
		await lab.language('zh');
		await lab.until_page(() => [...document.querySelectorAll('.l.axis')].some((l) => l.textContent === '喙长（mm）'));
		await lab.language('en');
		await lab.link('#l=layers&data=iris&seed=1');
		await lab.until_page(() => [...document.querySelectorAll('.l.axis')].some((l) => l.textContent === 'petal width (cm)'));
	});

	test('a point says what it is', async () => {
		await lab.link('#l=layers&data=penguins&seed=1');
		await lab.settled();
		const {plot: p, box} = await lab.layout();
		await lab.find((target) => target?.kind === 'point', {x: box.x + p.x, y: box.y + p.y + p.h * 0.2}, {x: box.x + p.x + p.w * 0.7, y: box.y + p.y + p.h * 0.8});
		assert.match(await text('[data-testid=hint]'), /^(Adelie|chinstrap|gentoo) at bill length [\d.]+ mm, bill depth [\d.]+ mm/);
		await lab.page.mouse.move(5, 5);
	});

	test('the tabs part data with classes from data with values, and each remembers what was chosen', async () => {
		const shown = () => lab.page.$$eval('.set', (all) => all.filter((one) => one.offsetParent).map((one) => one.textContent));
		await lab.link('#l=layers&data=xor&seed=1');
		await lab.until_page(() => document.querySelector('[data-testid=dataset-xor]').checked);
		assert.ok((await shown()).includes('circle') && !(await shown()).includes('waves'));
		await lab.page.click('[data-testid=kind-values]');
		await lab.until((now) => now.controls.data === 'plane', 'plane');
		assert.ok((await shown()).includes('waves') && !(await shown()).includes('circle'));
		await lab.page.click('[data-testid=dataset-waves]');
		await lab.until((now) => now.controls.data === 'waves', 'waves');
		await lab.page.click('[data-testid=kind-classes]');
		await lab.until((now) => now.controls.data === 'xor', 'xor');
		await lab.page.click('[data-testid=kind-values]');
		await lab.until((now) => now.controls.data === 'waves', 'waves again');
	});

	test('a surface is learnt: errors in place of accuracies, losses that fit, hills and valleys in two colours', async () => {
		await lab.link('#l=layers&data=waves&noise=0&layers=8,8&optimiser=adam&lr=0.02&samples=500&seed=1');
		const before = await lab.state();
		const after = await lab.send({do: 'step', unit: 'epoch', n: 150});
		assert.ok(after.metrics.rmse < 0.2 && after.metrics.rmse < before.metrics.rmse, `rmse ${before.metrics.rmse} → ${after.metrics.rmse}`);
		await lab.until_page((mae) => document.querySelector('[data-testid=mae]')?.textContent === mae, after.metrics.mae.toFixed(3));
		assert.match(await text('[data-testid=rmse]'), /^0\.\d+$/);
		assert.equal(await lab.page.$('[data-testid=test-accuracy]'), null);
		assert.equal(await lab.page.$('#confusion table'), null);
		const losses = await lab.page.$$eval('[data-testid=input-loss] option', (all) => all.filter((o) => !o.hidden && !o.disabled).map((o) => o.value));
		assert.deepEqual(losses, ['squared', 'absolute', 'huber']);
		const picture = await plot(), warmth = ([r, , b]) => r - b;
		// sin 1.5x·cos 1.5y has its hill at x = 1.05, y = 0 and its valley across from it; the plane shows ±2.4.
		const hill = picture.at(0.5 + 1.05 / 4.8, 0.5, 3), valley = picture.at(0.5 - 1.05 / 4.8, 0.5, 3);
		assert.ok(warmth(hill) > 20 && warmth(valley) < -20, `hill ${hill}, valley ${valley}`);
	});

	test('a curve is drawn through its points, and the points say how far off it is', async () => {
		await lab.link('#l=layers&data=line&noise=0&samples=60&layers=8&optimiser=adam&lr=0.02&seed=1');
		assert.deepEqual((await lab.state()).sizes, [1, 8, 1]);
		await lab.until_page(() => document.querySelector('.heads')?.textContent.includes('Inputs 1 of 3'));
		const ink = [0x1c, 0x1e, 0x22];
		/** Where the line passes a column of the picture, as a share of its height. */
		const height = (picture, u) => {
			const x = Math.round(u * (picture.width - 1)), rows = [];
			for (let y = 0; y < picture.height; y++) if (apart(picture.data.subarray(4 * (y * picture.width + x), 4 * (y * picture.width + x) + 3), ink) < 60) rows.push(y);
			return rows.reduce((sum, y) => sum + y, 0) / rows.length / picture.height;
		};
		const start = await lab.send({do: 'step', unit: 'epoch', n: 1});
		const end = await lab.send({do: 'step', unit: 'epoch', n: 400});
		assert.ok(end.metrics.mae < 0.1 && end.metrics.mae < start.metrics.mae, `mae ${start.metrics.mae} → ${end.metrics.mae}`);
		const picture = await plot();
		// Beyond the points, at x = 0.75, the curve is 0.75 sin 1.65 + 0.15 = 0.9 high; at x = −0.75 as low.
		for (const [x, y] of [[0.75, 0.897], [-0.75, -0.897]]) {
			const found = height(picture, 0.5 + x / 4.8), want = 0.5 - y / 4.8;
			assert.ok(Math.abs(found - want) < 0.04, `at x = ${x} the line is at ${found} of the height; want ${want}`);
		}
		const {plot: p, box} = await lab.layout();
		await lab.find((target) => target?.kind === 'point', {x: box.x + p.x + p.w * 0.62, y: box.y + p.y + p.h * 0.2}, {x: box.x + p.x + p.w * 0.66, y: box.y + p.y + p.h * 0.42});
		assert.match(await text('[data-testid=hint]'), /the network says −?0\.\d+/);
		await lab.page.mouse.move(5, 5);
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
