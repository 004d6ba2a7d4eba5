// A neuron: circles that are dragged and pressed, a sum that adds up, a table whose rows are put in and turned.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

/** What is written as a number. @param {string} text */
const number = (text) => Number(text.replace(/[^\d.−]/g, '').replace('−', '-'));

each('the lesson A neuron', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=neuron&seed=8'); });

	/** A label of the stage, by its id, once it is there. @param {string} id */
	const label = async (id) => {
		let found;
		await lab.comes(async () => Boolean(found = (await lab.layout()).labels.find((one) => one.id === id)), `the label ${id}`);
		return found;
	};
	/** What it says, as a number. @param {string} id */
	const said = async (id) => number((await label(id)).args.text);
	/** Where it stands in the page. @param {string} id */
	const place = async (id) => {
		const {box} = await lab.layout(), {x, y} = await label(id);
		return {x: box.x + x, y: box.y + y};
	};

	test('what is written out adds up, to the digits that are shown', async () => {
		for (const link of ['#l=neuron&seed=8', '#l=neuron&table=people', '#l=neuron&table=species', '#l=neuron&table=mass&lr=0.05']) {
			await lab.link(link);
			await lab.send({do: 'step', n: 30});
			await lab.settled();
			await lab.fold();
			await label('ledger.sum');
			const terms = [], {labels} = await lab.layout();
			for (const {id, args} of labels) if (/^ledger\.(p\d|b)$/.test(id)) terms.push(number(args.text));
			const sum = await said('ledger.sum'), of = terms.reduce((a, b) => a + b, 0);
			assert.ok(Math.abs(sum - of) < 1e-9, `${link}: ${terms.join(' + ')} = ${of}, the sum is ${sum}`);
			const {metrics} = await lab.state();
			assert.ok(Math.abs(metrics.sum - sum) <= 0.005 + 1e-9, `${metrics.sum}, written ${sum}`);
		}
		await lab.link('#l=neuron&seed=8');
	});

	test('a press on an input turns it, a drag takes it anywhere', async () => {
		await lab.settled();
		assert.equal(await said('neuron.x0'), 1);
		const at = await place('neuron.x0');
		await lab.page.mouse.click(at.x, at.y);
		await lab.until((state) => state.panels.truth.row === -1);
		await lab.settled();
		assert.equal(await said('neuron.x0'), 0);
		const {x, y} = await place('neuron.x1');
		await lab.drag({x, y}, {x, y: y + 25});
		await lab.settled();
		const half = await said('neuron.x1'); // the first few pixels may still have been a press
		assert.ok(half >= 0.5 && half <= 0.6, `${half}`);
	});

	test('a weight and the bias are dragged, and all numbers follow', async () => {
		const before = await said('neuron.w0'), {x, y} = await place('neuron.w0');
		await lab.drag({x, y}, {x, y: y - 50});
		await lab.settled();
		const after = await said('neuron.w0');
		assert.ok(Math.abs(after - before - 1) < 0.2, `${before} became ${after}`);
		const bias = await place('neuron.bias');
		await lab.drag(bias, {x: bias.x, y: bias.y + 220});
		await lab.settled();
		assert.ok(await said('neuron.bias') < -1);
		assert.deepEqual((await label('neuron.fires')).args, {class: 0});
	});

	test('a row of the table is put in by a press, and by the keyboard', async () => {
		await lab.page.click('[data-testid="row-1"]');
		await lab.until((state) => state.panels.truth.row === 1);
		await lab.page.focus('[data-testid="row-3"]');
		await lab.page.keyboard.press('Enter');
		await lab.until((state) => state.panels.truth.row === 3);
		assert.equal(await lab.page.evaluate(() => document.activeElement?.getAttribute('data-testid')), 'row-3');
	});

	test('it learns what a line parts and says so, and of exclusive or that it cannot', async () => {
		await lab.link('#l=neuron&seed=8');
		await lab.send({do: 'step', unit: 'epoch', n: 100});
		await lab.until_page(() => document.querySelector('[data-testid="truth-right"]')?.textContent === '4');
		await lab.until_page(() => /^All 4/.test(document.querySelector('[data-testid=narrator]')?.textContent ?? ''));
		await lab.link('#l=neuron&table=xor');
		await lab.send({do: 'step', unit: 'epoch', n: 100});
		await lab.until_page(() => /four/.test(document.querySelector('[data-testid=narrator]')?.textContent ?? ''));
		await lab.fold();
		const way = await lab.page.$eval('[data-testid=onward]', (a) => a.getAttribute('href'));
		await lab.page.click('[data-testid=onward]');
		const {lesson, controls} = await lab.until((state) => state.lesson === 'layers');
		assert.equal(lesson, 'layers');
		assert.equal(controls.data, 'xor', way);
		const {metrics} = await lab.send({do: 'step', unit: 'epoch', n: 200});
		assert.ok(metrics.trainAccuracy > 0.95, `where the link leads it learns ${metrics.trainAccuracy}`);
	});

	test('the reader says what the rows of an own table give, and the link holds it', async () => {
		await lab.link('#l=neuron&table=own');
		await lab.until_page(() => document.querySelector('[data-testid="want-0"]'));
		await lab.page.click('[data-testid="want-0"]');
		const {link, panels} = await lab.until((state) => state.controls.concept === 9);
		assert.deepEqual(panels.truth.rows.map((row) => row.want), [1, 0, 0, 1]);
		assert.match(link, /concept=9/);
		assert.ok(panels.truth.never);
	});
});
