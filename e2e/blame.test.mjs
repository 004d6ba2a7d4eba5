// Blame: a step in four phases, forth and back, and the chain rule of the weight under the pointer, with its numbers.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

/** What is written as a number. @param {string} text */
const number = (text) => Number(text.replace(/[^\d.−]/g, '').replace('−', '-'));

each('the lesson Blame', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=blame&seed=15'); });

	/** The numbers in the boxes of the chain. */
	const chain = async () => (await lab.page.$$eval('[data-testid=chain] b', (all) => all.map((b) => b.textContent ?? ''))).map(number);
	const words = (/** @type {string} */ id) => lab.page.evaluate((at) => document.querySelector(`[data-testid="${at}"]`)?.textContent ?? '', id);
	/** A label of the stage, by its id, once it is there. @param {string} id */
	const label = async (id) => {
		let found;
		await lab.comes(async () => Boolean(found = (await lab.layout()).labels.find((one) => one.id === id)), `the label ${id}`);
		return found;
	};

	test('each press of Step is a phase, and numbers are there when they are known', async () => {
		assert.equal(await words('says'), '?');
		const seen = [];
		for (let at = 1; at <= 4; at++) {
			await lab.page.click('[data-testid=step]');
			await lab.until((state) => state.panels.credit.phase === at);
			await lab.until_page((i) => document.querySelector(`[data-testid=phase-${i}]`)?.getAttribute('aria-pressed') === 'true', at);
			seen.push([await words('says'), await words('credit-loss'), (await lab.page.$$('.weights-blame i')).length]);
		}
		assert.deepEqual(seen.map(([says, loss, bars]) => [says !== '?', loss !== '?', bars > 0]), [[true, false, false], [true, true, false], [true, true, true], [true, true, true]]);
	});

	test('back from the update all is as it was', async () => {
		const after = await lab.state();
		assert.equal(after.metrics.updates, 1);
		await lab.page.click('[data-testid=phase-3]');
		const back = await lab.until((state) => state.panels.credit.phase === 3);
		assert.equal(back.metrics.updates, 0);
		assert.ok(back.metrics.trainLoss > after.metrics.trainLoss, `${back.metrics.trainLoss} and ${after.metrics.trainLoss}`);
	});

	test('the chain multiplies to the blame, checks by trying, and goes with the pointer', async () => {
		await lab.settled();
		const at = await label('credit.blame.2.1.1'), {box} = await lab.layout();
		await lab.page.mouse.move(box.x + at.x, box.y + at.y);
		await lab.until_page(() => /layer 1, neuron 2 → layer 2, neuron 2/.test(document.querySelector('.chain .way')?.textContent ?? ''));
		const [came, slope, passed, blame] = await chain();
		assert.ok(Math.abs(came * slope * passed - blame) < 2e-4, `${came} × ${slope} × ${passed} = ${came * slope * passed}, written ${blame}`);
		await lab.page.mouse.click(box.x + at.x, box.y + at.y);
		await lab.until((state) => { const p = state.panels.credit.params[state.panels.credit.at]; return p.layer === 2 && p.out === 1 && p.in === 1; });
		await lab.page.mouse.move(5, 5);
		await lab.page.click('[data-testid=check]');
		await lab.until((state) => state.panels.credit.check !== null);
		await lab.until_page(() => /✓/.test(document.querySelector('[data-testid=checked]')?.textContent ?? ''));
		const {metrics} = await lab.state();
		assert.ok(Math.abs(metrics.gradient - metrics.difference) <= 1e-4 * Math.abs(metrics.gradient), `${metrics.gradient} and ${metrics.difference}`);
		const [, by, rule] = (await words('checked')).match(/: (−?[\d.]+)\. .*: (−?[\d.]+)\./) ?? [];
		assert.equal(by, rule);
	});

	test('of several examples the mean is what the weight gets', async () => {
		await lab.link('#l=blame&seed=15&batch=4');
		const {panels} = await lab.send({do: 'step', n: 3});
		const mean = panels.credit.parts.reduce((sum, part) => sum + part.blame, 0) / 4;
		assert.ok(Math.abs(mean - panels.credit.params[panels.credit.at].blame) < 1e-9);
		await lab.until_page(() => /4 examples/.test(document.querySelector('[data-testid=parts]')?.textContent ?? ''));
	});

	test('a press on the plane takes another example', async () => {
		await lab.link('#l=blame&seed=15');
		await lab.settled();
		const {plot, box} = await lab.layout(), before = (await lab.state()).panels.credit.says;
		await lab.page.mouse.click(box.x + plot.x + plot.w * 0.9, box.y + plot.y + plot.h * 0.2);
		await lab.until((state) => state.panels.credit.says !== before);
		assert.equal((await lab.state()).panels.credit.phase, 0);
	});
});
