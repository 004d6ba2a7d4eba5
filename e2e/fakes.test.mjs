// The lesson Fake digits: the wall, the walk by hand and by its sliders, and the quiz.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

each('the lesson Fake digits', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=fakes&samples=500'); });

	/** What the page shows. @param {string} id */
	const shown = (id) => lab.page.evaluate((at) => document.querySelector(`[data-testid="${at}"]`)?.textContent ?? '', id);
	const middle = (area) => lab.page.evaluate((at) => {
		const box = document.querySelector(`[data-area=${at}]`).getBoundingClientRect();
		return {x: box.x, y: box.y, width: box.width, height: box.height};
	}, area);

	test('a press on the wall walks from there', async () => {
		await lab.send({do: 'step', n: 40});
		await lab.settled();
		const box = await middle('network');
		const x = box.x + box.width - 40;
		const spot = await lab.find((target) => target?.id === 'print.4.9', {x, y: box.y + box.height / 2}, {x, y: box.y + box.height});
		await lab.page.mouse.click(spot.x, spot.y);
		const {panels, narrator} = await lab.until((state) => state.panels.walk.digit === 9, 'a walk from the last column');
		assert.equal(panels.walk.from, 9);
		assert.match(narrator.key, /^narrator\.fakes\.walk\.(right|wrong)$/);
		await lab.until_page(() => document.querySelector('[data-testid=walk-digit-9]')?.getAttribute('aria-pressed') === 'true');
	});

	test('the ring can be dragged, and the sliders follow', async () => {
		await lab.send({do: 'walk', x: 0, y: 0});
		await lab.settled();
		const box = await middle('walk');
		const spot = await lab.find((target) => target?.id === 'walk.ring', {x: box.x + 90, y: box.y + box.height / 2}, {x: box.x + 150, y: box.y + box.height / 2});
		await lab.drag(spot, {x: spot.x + 40, y: spot.y - 30});
		const {panels} = await lab.until((state) => state.panels.walk.at[0] > 0.3 && state.panels.walk.at[1] > 0.3, 'the ring moved');
		await lab.until_page(([x, y]) => ['x', 'y'].every((axis, i) => Math.abs(Number(/** @type {HTMLInputElement} */ (document.querySelector(`[data-testid=walk-${axis}]`)).value) - [x, y][i]) < 0.06), panels.walk.at);
	});

	test('a slider walks, and the digit that is asked for stays until another one is', async () => {
		await lab.page.evaluate(() => {
			const slider = /** @type {HTMLInputElement} */ (document.querySelector('[data-testid=walk-x]'));
			slider.value = '-1.5';
			slider.dispatchEvent(new Event('input'));
		});
		const {panels} = await lab.until((state) => state.panels.walk.at[0] === -1.5, 'the first number');
		assert.equal(panels.walk.digit, 9);
		await lab.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-testid=walk-digit-8]')).click());
		const after = await lab.until((state) => state.panels.walk.digit === 8, 'another digit');
		assert.deepEqual(after.panels.walk.at, panels.walk.at);
	});

	test('the quiz hides its answer until it is asked for, and counts both scores', async () => {
		const {panels} = await lab.send({do: 'deal'});
		assert.equal(panels.quiz.fake, undefined);
		for (const at of [0, 5]) await lab.page.evaluate((i) => /** @type {HTMLElement} */ (document.querySelector(`[data-testid=quiz-${i}]`)).click(), at);
		await lab.until_page(() => document.querySelector('[data-testid=quiz-5]')?.getAttribute('aria-pressed') === 'true');
		assert.match(await shown('quiz-count'), /^2 /);
		await lab.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-testid=quiz-go]')).click());
		const told = await lab.until((state) => state.panels.quiz.told, 'the answer'), {quiz} = told.panels;
		assert.equal(quiz.fake.filter(Boolean).length, 6);
		assert.equal(quiz.you, quiz.fake.filter((fake, i) => fake === quiz.marked[i]).length);
		assert.equal(quiz.rival, quiz.fake.filter((fake, i) => fake === quiz.taken[i]).length);
		await lab.until_page(([you, rival]) => new RegExp(`${you} of 12.*${rival} of 12`).test(document.querySelector('[data-testid=quiz-said]')?.textContent ?? ''), [quiz.you, quiz.rival]);
		const tags = await lab.page.evaluate(() => [...document.querySelectorAll('.quiz .tiles small')].map((node) => node.textContent));
		tags.forEach((tag, i) => assert.equal(tag, `${quiz.fake[i] ? 'fake' : 'real'} ${quiz.fake[i] === quiz.marked[i] ? '✓' : '✗'}`));
		await lab.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-testid=quiz-go]')).click());
		await lab.until((state) => !state.panels.quiz.told, 'other digits');
	});

	test('what is read below the wall is what was graded', async () => {
		await lab.send({do: 'step', n: 300});
		await lab.settled();
		const {metrics} = await lab.state();
		assert.equal(metrics.gradeAccuracy, metrics.readRight / metrics.graded);
		await lab.until_page((want) => document.querySelector('[data-testid=measure-gradeAccuracy]')?.textContent === want, `${Math.round(100 * metrics.gradeAccuracy)}%`);
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
