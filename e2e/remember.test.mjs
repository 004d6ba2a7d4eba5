// The lesson Remember: what is shown and asked, the loop rolled up and unrolled, the gates, other delays, and a wave drawn by hand.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

each('the lesson Remember', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=remember'); });

	/** The words in the picture. @returns {Promise<string[]>} */
	const labels = () => lab.page.evaluate(() => [...document.querySelectorAll('.labels .l')].map((node) => node.textContent ?? ''));
	/** Waits for words in the picture. @param {RegExp} want */
	const written = (want) => lab.comes(async () => (await labels()).some((text) => want.test(text)), `${want} in the picture`);

	test('it learns to remember in seconds, and says so in both places alike', async () => {
		await lab.link('#l=remember&speed=max');
		const began = await lab.state();
		assert.ok(began.metrics.recallAccuracy < 0.5, `${began.metrics.recallAccuracy} right before it has learnt`);
		await lab.send({do: 'play'});
		await lab.until((state) => state.metrics.recallAccuracy >= 0.95, 'it remembers');
		const {metrics} = await lab.send({do: 'pause'});
		await lab.until_page((want) => document.querySelector('[data-testid=measure-recallAccuracy]')?.textContent === want, `${Math.round(100 * metrics.recallAccuracy)}%`);
	});

	test('over ten distractions the LSTM remembers within twenty seconds of its own pace', async () => {
		await lab.link('#l=remember&cell=lstm&delay=10');
		await lab.send({do: 'play'});
		const {step} = await lab.until((state) => state.metrics.recallAccuracy >= 0.95, 'it remembers');
		assert.ok(step <= 20 * 60, `step ${step}`);
		await lab.send({do: 'pause'});
	});

	test('the blame is written below its bars as it is read beside them', async () => {
		await lab.link('#l=remember');
		await lab.settled();
		const read = await lab.page.evaluate(() => document.querySelector('#scores [data-metric=blameLeft], [data-measure=blameLeft]')?.textContent ?? '');
		assert.match(read, /^[<\d.]+%$/);
		await lab.comes(async () => (await labels()).includes(read), `${read} in the picture`);
	});

	test('another symbol is shown, and the picture shows it', async () => {
		await lab.page.click('[data-testid=symbol-3]');
		await lab.until((state) => state.panels.memory.first === 3, 'the diamond');
		await lab.until_page(() => document.querySelector('[data-testid=symbol-3]')?.getAttribute('aria-pressed') === 'true');
	});

	test('the delay can be drawn out under the same network, and the path grows with it', async () => {
		await lab.send({do: 'step', n: 5});
		const {step, metrics} = await lab.send({do: 'set', name: 'delay', value: 30});
		assert.deepEqual([step, metrics.depth], [5, 33]);
		await written(/30 distractions/);
		await written(/depth \(CAP\) 33/);
	});

	test('it is rolled up to the one network, and unrolled again', async () => {
		await lab.link('#l=remember');
		await written(/blame/);
		await lab.page.click('[data-testid=control-unroll]');
		await lab.until((state) => state.controls.unroll === 'off', 'rolled up');
		await written(/One network, used 10 times/);
		assert.ok(!(await labels()).some((text) => /comes back to each step/.test(text)));
		await lab.page.click('[data-testid=control-unroll]');
		await written(/comes back to each step/);
	});

	test('gates have names', async () => {
		await lab.link('#l=remember&cell=lstm');
		for (const name of [/^keep$/, /^write$/, /^read$/]) await written(name);
		await lab.link('#l=remember&cell=gru');
		for (const name of [/^keep$/, /^past$/]) await written(name);
	});

	test('other networks learn at every delay, when they are asked to', async () => {
		await lab.link('#l=remember&hidden=2');
		await lab.page.click('[data-testid=survey-go]');
		await lab.until((state) => state.panels.memory.done > 2, 'the first networks');
		await written(/^no loop 25%/);
		await lab.page.click('[data-testid=survey-go]');
		await lab.until((state) => !state.panels.memory.going, 'an end');
	});

	test('a wave that is drawn by hand is the wave that is learnt', async () => {
		await lab.link('#l=remember&task=wave');
		await lab.settled();
		const box = await lab.page.evaluate(() => document.querySelector('[data-area=network]').getBoundingClientRect().toJSON());
		const before = (await lab.state()).link;
		await lab.drag({x: box.x + 60, y: box.y + box.height * 0.4}, {x: box.x + box.width * 0.4, y: box.y + box.height * 0.6});
		const {controls} = await lab.until((state) => state.link !== before, 'a wave of one’s own');
		assert.equal(String(controls.wave).split(',').length, 64);
		await lab.page.click('[data-testid=wave-saw]');
		await lab.until((state) => state.controls.wave === 'saw', 'the saw');
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
