// The lesson Rivals: two teams and their score, one step of either, slow motion, and the reader's own noise.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

each('the lesson Rivals', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=rivals'); });

	/** What the page shows. @param {string} id */
	const shown = (id) => lab.page.evaluate((at) => document.querySelector(`[data-testid="${at}"]`)?.textContent ?? '', id);
	/** The score as it is written. @returns {Promise<number[]>} */
	const score = async () => [Number(await shown('score-wrong')), Number(await shown('score-right'))];

	test('the score is what was counted, and says who is ahead', async () => {
		for (const n of [0, 1, 40, 300]) {
			const {metrics} = await lab.send({do: 'step', n});
			const wrong = metrics.passed + metrics.reals - metrics.believed, right = metrics.caught + metrics.believed;
			await lab.until_page((want) => document.querySelector('[data-testid=score-wrong]')?.textContent === want, String(wrong));
			assert.deepEqual(await score(), [wrong, right]);
			assert.equal(wrong + right, metrics.fakes + metrics.reals);
			assert.ok(Math.abs(metrics.judgeAccuracy - right / (wrong + right)) < 1e-9);
			assert.match(await shown('score-ahead'), n ? /ahead|Neck/ : /Nobody/);
		}
	});

	test('a step of the one leaves the other where it is', async () => {
		await lab.link('#l=rivals');
		await lab.send({do: 'step', n: 50});
		const before = (await lab.state()).metrics;
		await lab.page.click('[data-testid=turn-d]');
		const d = await lab.until((state) => state.step === 51, 'a step of the discriminator');
		assert.equal(d.controls.turn, 'd');
		assert.equal(d.metrics.distance, before.distance);
		assert.notEqual(d.metrics.lossD, before.lossD);
		await lab.page.click('[data-testid=turn-g]');
		const g = await lab.until((state) => state.step === 52, 'a step of the generator');
		assert.notEqual(g.metrics.distance, d.metrics.distance);
		await lab.page.click('[data-testid=turn-both]');
		assert.equal((await lab.until((state) => state.step === 53, 'a turn of both')).controls.turn, 'both');
	});

	test('slow motion names the parts of a turn, and a part can be pressed', async () => {
		await lab.link('#l=rivals&slowmo=on');
		for (let at = 1; at <= 5; at++) {
			const {narrator, panels} = await lab.send({do: 'step', n: 1});
			assert.equal(panels.rivals.phase, at);
			assert.equal(narrator.key, `narrator.rivals.phase.${at}`);
			await lab.until_page((i) => document.querySelector(`[data-testid=phase-${i}]`)?.getAttribute('aria-pressed') === 'true', at);
		}
		await lab.page.click('[data-testid=phase-3]');
		await lab.until((state) => state.panels.rivals.phase === 3, 'the third part');
		await lab.send({do: 'set', name: 'turn', value: 'g'});
		await lab.until_page(() => /** @type {HTMLButtonElement} */ (document.querySelector('[data-testid=phase-3]')).disabled);
	});

	test('the reader’s noise can be dragged, and its fake goes with it', async () => {
		await lab.link('#l=rivals');
		await lab.send({do: 'step', n: 200});
		await lab.settled();
		const box = await lab.page.evaluate(() => document.querySelector('[data-area=noise]').getBoundingClientRect().toJSON());
		const middle = {x: box.x + box.width / 2, y: box.y + box.height / 2 + 9};
		const spot = await lab.find((target) => target?.id === 'latent.own', {x: middle.x - 4, y: middle.y - 34}, {x: middle.x + 34, y: middle.y + 4});
		await lab.drag(spot, {x: middle.x - 40, y: middle.y + 40});
		const {narrator} = await lab.until((state) => state.narrator.key.startsWith('narrator.rivals.own'), 'a word on the reader’s fake');
		assert.match(narrator.key, /passes|caught/);
	});

	test('a collapse is told with what helps against it', async () => {
		await lab.link('#l=rivals&glr=0.006&dlr=0.0006');
		let state = await lab.send({do: 'step', n: 1100});
		for (let i = 0; i < 8 && !state.panels.rivals.collapse; i++) state = await lab.send({do: 'step', n: 50});
		assert.equal(state.panels.rivals.collapse, 'ratio');
		await lab.until_page(() => /Mode collapse.*D steps per G step/.test(document.querySelector('[data-testid=score-ahead]')?.textContent ?? ''));
	});

	test('widths are set where no network is drawn', async () => {
		await lab.link('#l=rivals');
		await lab.page.evaluate(() => {
			const select = /** @type {HTMLSelectElement} */ (document.querySelector('[data-testid=layers-gnet]'));
			select.value = '3';
			select.dispatchEvent(new Event('change'));
		});
		await lab.until((state) => state.controls.gnet === '32,32,32', 'three layers');
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
