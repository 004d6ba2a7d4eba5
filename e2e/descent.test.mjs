// The lesson Downhill: a map of the loss, balls that are dropped anywhere, a dial with a mark, and what they come to.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

each('the lesson Downhill', (s) => {
	let lab;
	before(async () => {
		lab = await s.open('#l=descent&lr=0.3');
		await lab.language('en');
	});

	/** A place of the map in the window. */
	const spot = async (x, y) => {
		const {plot, box} = await lab.layout();
		return {x: box.x + plot.x + (x - plot.range[0]) / (plot.range[1] - plot.range[0]) * plot.w, y: box.y + plot.y + (plot.range[3] - y) / (plot.range[3] - plot.range[2]) * plot.h};
	};
	const text = (/** @type {string} */ sel) => lab.page.evaluate((at) => document.querySelector(at)?.textContent ?? '', sel);

	test('the ring is dragged, the balls start there, and the link says so', async () => {
		await lab.settled();
		await lab.drag(await spot(-1.6, 1.6), await spot(2, 2));
		const {controls, link, step} = await lab.until((state) => state.controls.startx !== 'auto' && Number(state.controls.startx) > 1.9, 'another start');
		assert.equal(step, 0);
		assert.ok(Math.abs(Number(controls.startx) - 2) < 0.06 && Math.abs(Number(controls.starty) - 2) < 0.06, JSON.stringify(controls));
		assert.match(link, /startx=.*starty=/);
		await lab.send({do: 'step', n: 200});
		const {metrics} = await lab.send({do: 'reset'});
		await lab.settled();
		const {labels} = await lab.layout();
		assert.match(labels.find(({id}) => id === 'contour.drag').args.text, new RegExp(`^${metrics.trainLoss.toFixed(1).replace('.', '\\.')}`), 'the ring does not say how high it is');
	});

	test('a press on the map drops them too, and keys alone do', async () => {
		await lab.link('#l=descent&lr=0.3');
		await lab.settled();
		const at = await spot(3, -0.5);
		await lab.page.mouse.click(at.x, at.y);
		await lab.until((state) => Math.abs(Number(state.controls.startx) - 3) < 0.06, 'a press');
		await lab.link('#l=descent&lr=0.3');
		await lab.settled();
		await lab.page.keyboard.press('Tab'); // who uses keys is shown where they are
		await lab.page.focus('#net .hit');
		for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'Enter']) await lab.page.keyboard.press(key);
		await lab.until((state) => state.controls.startx !== 'auto', 'a start by keys');
	});

	test('the handle of the dial crosses the mark, and there the ball flies off', async () => {
		await lab.link('#l=descent&lr=0.3&showmini=off&showone=off');
		await lab.settled();
		const {labels, box} = await lab.layout(), of = (id) => labels.find((label) => label.id === `dial.${id}`);
		const {limit} = (await lab.state()).metrics, mark = of('mark');
		assert.equal(mark.args.text, `2/λ = ${limit.toFixed(3)}`);
		const y = box.y + mark.y - 13, handle = await lab.find((target) => target?.kind === 'rate', {x: box.x + of('slow').x, y}, {x: box.x + mark.x, y});
		await lab.drag(handle, {x: box.x + mark.x + 25, y});
		const {controls} = await lab.until((state) => state.controls.lr > state.metrics.limit, 'a rate past the mark');
		assert.ok(controls.lr < 2 * limit, `${controls.lr}`);
		await lab.send({do: 'step', n: 3000});
		const state = await lab.state();
		assert.equal(state.diverged, true);
		await lab.until_page(() => document.querySelector('[data-testid="problem-diverged"]'));
		assert.match(await text('#walkers'), /flew off/);
		await lab.page.evaluate(() => document.querySelector('[data-testid="problem-diverged"] button').click());
		await lab.until((now) => !now.diverged && now.step === 0, 'the way back');
	});

	test('a walk on the dial is taken over with its rate', async () => {
		await lab.link('#l=descent&lr=0.3');
		await lab.settled();
		const {labels, box} = await lab.layout(), label = labels.find(({id}) => id === 'dial.rate0');
		await lab.page.mouse.click(box.x + label.x, box.y + label.y - 24);
		const {controls} = await lab.until((state) => state.controls.lr < 0.1, 'the slowest rate');
		assert.equal(controls.lr.toFixed(3), label.args.text);
	});

	test('each switch shows or hides its ball, and one that arrived says after how many steps', async () => {
		await lab.link('#l=descent&lr=0.3');
		const {panels} = await lab.send({do: 'step', n: 300});
		assert.equal(panels.walkers.length, 3);
		await lab.comes(async () => (await text('#walkers')).includes(`${panels.walkers[0].updates} steps`), 'the steps it took');
		await lab.page.click('[data-testid="control-showone"]');
		await lab.until((state) => state.controls.showone === 'off', 'a hidden ball');
		await lab.settled();
		assert.equal((await lab.layout()).labels.filter(({key}) => key === 'stage.line.loss.one').length, 0);
	});

	test('the count of trying everything is this computer’s own, in years', async () => {
		await lab.comes(async () => /[\d,]+ years/.test(await text('[data-testid="tryall"]')), 'a number of years');
		const years = Number(/([\d,]+) years/.exec(await text('[data-testid="tryall"]'))[1].replaceAll(',', ''));
		// 20¹³ tries of 13 weights on 24 examples: between ten thousand and a thousand million tries of two weights a second.
		assert.ok(years > 10 && years < 3e6, `${years}`);
	});

	test('every landscape, rule and language draws and speaks', async () => {
		for (const surface of ['bowl', 'valley', 'minima', 'saddle', 'data']) {
			for (const method of ['sgd', 'momentum', 'rmsprop', 'adam']) {
				await lab.link(`#l=descent&lr=0.1&surface=${surface}&method=${method}`);
				await lab.send({do: 'step', n: 30});
				await lab.settled();
				const {plot, labels} = await lab.layout();
				assert.ok(plot.w > 200 && Math.abs(plot.w / (plot.range[1] - plot.range[0]) - plot.h / (plot.range[3] - plot.range[2])) < 1, surface);
				assert.equal(labels.some(({id}) => id === 'dial.mark'), method === 'sgd' || method === 'momentum', `${method}: the mark`);
				assert.doesNotMatch(await lab.page.evaluate(() => document.body.innerText), /[{}]|undefined|NaN/);
			}
		}
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
