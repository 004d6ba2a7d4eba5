// The lesson Hebb: weights that learn without a teacher, in numbers and in the picture.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

each('the lesson Hebb', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=hebb'); });

	/** What the page shows large. @param {string} id */
	const shown = (id) => lab.page.evaluate((at) => document.querySelector(`[data-testid="${at}"]`)?.textContent ?? '', id);
	const degrees = async () => Number.parseFloat(await shown('measure-angle'));

	test('says what each rule is, and what becomes of the weights under it', async () => {
		const ends = {hebb: /running|gone/, oja: /turning|settled/, sanger: /both|turning|settled/, competitive: /competing|shared/};
		const told = new Set();
		for (const [rule, end] of Object.entries(ends)) {
			await lab.link(`#l=hebb&seed=2&method=${rule}`);
			await lab.send({do: 'step', n: 600});
			const {narrator} = await lab.state();
			assert.match(narrator.key, new RegExp(`^narrator\\.hebb\\.(${end.source})$`), rule);
			// The narrator takes its time, but comes to say it, with no hole left in the words.
			const words = await lab.page.evaluate(async (key) => (await (await fetch('i18n/en.json')).json())[key], narrator.key);
			await lab.until_page((start) => document.querySelector('[data-testid=narrator]').textContent.startsWith(start), words.split(/[{*]/)[0]);
			assert.doesNotMatch(await shown('narrator'), /[{}]/);
			told.add(narrator.key);
		}
		assert.ok(told.size >= 3, [...told].join());
		await lab.link('#l=hebb');
	});

	test('Oja settles on the first principal component, and says so', async () => {
		await lab.send({do: 'step', unit: 'epoch', n: 5});
		await lab.until_page(() => Number.parseFloat(document.querySelector('[data-testid="measure-angle"]')?.textContent ?? '99') < 4);
		assert.ok(await degrees() < 4);
		assert.match(await shown('measure-angle'), /^\d+°$/);
		assert.ok(Math.abs(Number.parseFloat(await shown('measure-length')) - 1) < 0.05);
		await lab.until_page(() => document.querySelector('[data-testid="narrator"]')?.textContent?.startsWith('Settled'));
	});

	test('plain Hebb runs away', async () => {
		await lab.link('#l=hebb&method=hebb');
		const {metrics} = await lab.send({do: 'step', unit: 'epoch', n: 3});
		assert.ok(metrics.length > 10, `length ${metrics.length}`);
		await lab.until_page(() => /away/.test(document.querySelector('[data-testid="narrator"]')?.textContent ?? ''));
	});

	test('Sanger finds two directions', async () => {
		await lab.link('#l=hebb&method=sanger');
		const {metrics} = await lab.send({do: 'step', unit: 'epoch', n: 20});
		assert.ok(metrics.angle < 5 && metrics.angle2 < 5, JSON.stringify(metrics));
		await lab.until_page(() => document.querySelector('[data-testid="measure-angle2"]'));
	});

	test('a competitive cell follows the pointer', async () => {
		await lab.link('#l=hebb&method=competitive&data=blobs');
		await lab.send({do: 'step', unit: 'epoch', n: 10});
		await lab.settled();
		const {plot, box} = await lab.layout(), before = (await lab.state()).metrics.distance;
		assert.ok(before < 0.35, `distance ${before}`);
		const place = (x, y) => ({x: box.x + plot.x + (x - plot.range[0]) / (plot.range[1] - plot.range[0]) * plot.w, y: box.y + plot.y + (plot.range[3] - y) / (plot.range[3] - plot.range[2]) * plot.h});
		const spot = await lab.find((target) => target?.kind === 'centre', place(0, 0.6), place(0, 1.6));
		await lab.drag(spot, place(-1.8, -1.8));
		await lab.until((state) => state.metrics.distance > before + 0.2, 'a cell that was dragged away');
	});

	test('the sum in the strip adds up as it is written, and is the ringed point’s place along the arrow', async () => {
		await lab.link('#l=hebb&data=long&start=one&samples=160&seed=271&dataseed=101');
		for (const n of [0, 7, 40]) {
			await lab.send({do: 'step', n});
			const {x, w} = (await lab.state()).panels.cell;
			await lab.settled();
			const {labels} = await lab.layout(), text = (id) => labels.find((label) => label.id === `cell.${id}`).args.text;
			const said = (id) => Number(text(id).replace('−', '-').replace('+', ''));
			for (const i of [0, 1]) {
				assert.ok(Math.abs(said(`x${i}`) - x[i]) <= 0.0051 && Math.abs(said(`w${i}`) - w[i]) <= 0.0051, `${text(`x${i}`)} × ${text(`w${i}`)}`);
			}
			const sum = said('x0') * said('w0') + said('x1') * said('w1');
			assert.ok(Math.abs(said('y') - sum) <= 0.0051, `${text('y')}; the written numbers make ${sum}`);
			assert.equal(text('total'), text('y'));
		}
	});

	test('the angle on the plane is the readout’s, and a chart without a line says so', async () => {
		await lab.link('#l=hebb&data=long&start=one&samples=160&seed=271&dataseed=101');
		await lab.settled();
		const labels = async () => (await lab.layout()).labels;
		assert.equal((await labels()).filter((label) => label.key === 'stage.chart.empty').length, 2);
		assert.equal((await labels()).find((label) => label.id === 'aim0').args.text, '61°');
		await lab.until_page(() => document.querySelector('[data-testid="measure-angle"]')?.textContent === '61°');
		await lab.send({do: 'step', n: 30});
		await lab.settled();
		assert.equal((await labels()).filter((label) => label.key === 'stage.chart.empty').length, 0);
	});

	test('the plane reaches as far as weights that run away', async () => {
		await lab.link('#l=hebb&method=hebb');
		const {metrics} = await lab.send({do: 'step', n: 900});
		await lab.settled();
		const {plot} = await lab.layout();
		assert.ok(metrics.length > 100 && plot.range[1] > metrics.length * 0.7, `length ${metrics.length} in a plane that reaches ${plot.range[1]}`);
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
