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

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
