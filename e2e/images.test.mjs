// The lesson Images: digits drawn by different hands are read, maps and pixels tell what they see, and the network is built by hand.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {readFileSync} from 'node:fs';
import {each} from './harness/each.mjs';

/** Strokes of digits, by the hand that made them, in shares of the paper. @type {Record<string, Record<string, [number, number][][]>>} */
const hands = JSON.parse(readFileSync(new URL('harness/hands.json', import.meta.url), 'utf8'));

each('the lesson Images', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=images'); });

	const text = (id) => lab.page.evaluate((at) => document.querySelector(`[data-testid="${at}"]`)?.textContent ?? '', id);
	const box = (id) => lab.page.evaluate((at) => {
		const node = document.querySelector(`[data-testid="${at}"]`);
		node.scrollIntoView({block: 'nearest'});
		const {x, y, width, height} = node.getBoundingClientRect();
		return {x, y, width, height};
	}, id);
	/** Draws as a hand does. @param {[number, number][][]} strokes */
	const draw = async (strokes) => {
		const paper = await box('pad'), place = ([u, v]) => [paper.x + u * paper.width, paper.y + v * paper.height];
		for (const [first, ...rest] of strokes) {
			await lab.page.mouse.move(...place(first));
			await lab.page.mouse.down();
			for (const at of rest) await lab.page.mouse.move(...place(at));
			await lab.page.mouse.up();
		}
	};
	/** Waits until the engine has the drawing that is on the paper, and tells what it reads. */
	const read = async () => {
		await lab.until_page(() => !document.querySelector('#pad').matches('[data-sending]'));
		return (await lab.state()).panels.reads;
	};
	/** Where a thing on the stage is, by its target's id: asked along a line. */
	const wall = async () => {
		await lab.settled();
		const {labels, box: at} = await lab.layout();
		return {labels, at, of: (id) => labels.find((label) => label.id === `wall.${id}`)};
	};

	for (const [hand, digits] of Object.entries(hands)) {
		test(`a hand that is ${hand} is read, nine digits of ten at least`, async () => {
			const missed = [];
			for (const [digit, strokes] of Object.entries(digits)) {
				await draw(strokes);
				const reads = await read();
				if (String(reads?.class) !== digit) missed.push(`${digit} as ${reads?.class}`);
				else assert.equal(await text('reads'), digit);
				await lab.page.click('[data-testid=pad-clear]');
				assert.equal(await read(), undefined, 'empty paper is read');
			}
			assert.ok(missed.length <= 1, missed.join(', '));
		});
	}

	test('what is drawn is what the network looks at, stroke by stroke, and a stroke is taken back', async () => {
		const [first, second] = hands['in a corner'][4];
		await draw([first]);
		await read();
		const one = (await lab.state()).panels.pad;
		await draw([second]);
		await read();
		const two = (await lab.state()).panels.pad;
		assert.equal(one.from, 'hand');
		assert.notEqual(one.pixels, two.pixels);
		await lab.page.click('[data-testid=pad-undo]');
		await read();
		assert.equal((await lab.state()).panels.pad.pixels, one.pixels);
		await lab.page.focus('[data-testid=pad]');
		await lab.page.keyboard.down('Control');
		await lab.page.keyboard.press('y');
		await lab.page.keyboard.up('Control');
		await read();
		assert.equal((await lab.state()).panels.pad.pixels, two.pixels);
	});

	test('the answer is written alike beside the pad and at the bars', async () => {
		await draw(hands.slanted[3]);
		const reads = await read(), {of} = await wall();
		const percent = `${(100 * reads.probabilities[reads.class]).toFixed(1)}%`;
		assert.equal(of(`share${reads.class}`).args.text, percent);
		assert.equal(await text('reads-share'), percent);
		assert.ok(Math.abs(reads.probabilities.reduce((a, b) => a + b) - 1) < 1e-4);
	});

	test('keys draw: arrows move the pen, Space puts it down', async () => {
		await lab.page.click('[data-testid=pad-clear]');
		await lab.page.focus('[data-testid=pad]');
		for (let i = 0; i < 3; i++) {
			await lab.page.keyboard.down('Shift');
			await lab.page.keyboard.press('ArrowUp');
			await lab.page.keyboard.up('Shift');
		}
		await lab.page.keyboard.press(' ');
		for (let i = 0; i < 24; i++) await lab.page.keyboard.press('ArrowDown');
		await lab.page.keyboard.press(' ');
		assert.equal((await read()).class, 1);
	});

	test('the next picture of the set lies on the paper, and one’s own pen takes its place', async () => {
		await lab.page.click('[data-testid=pad-next]');
		const {panels} = await lab.until((state) => state.panels.pad.from === 'set', 'a picture of the set');
		assert.ok(panels.reads);
		await draw(hands.slanted[7]);
		const reads = await read();
		assert.equal((await lab.state()).panels.pad.from, 'hand');
		assert.equal(reads.class, 7);
	});

	test('a pixel of a map shows what it sees, and its sum adds up as it is written', async () => {
		const {labels, at, of} = await wall(), head = labels.find((label) => /^wall\.head\d/.test(label.id));
		const spot = await lab.find((target) => target?.id?.startsWith('wall.map.1.'), {x: at.x + head.x - 4, y: at.y + head.y + 30}, {x: at.x + head.x + 4, y: at.y + head.y + 60});
		await lab.page.mouse.click(spot.x, spot.y);
		const {panels: {sum}} = await lab.until((state) => state.panels.sum?.stage === 1, 'a pixel that is looked at');
		await lab.settled();
		assert.equal(sum.in.length, sum.k * sum.k);
		const products = sum.in.reduce((all, v, i) => all + v * sum.weights[i], 0);
		assert.ok(Math.abs(products - sum.product) < 1e-4, `${products}, and it says ${sum.product}`);
		assert.ok(Math.abs(sum.product + (sum.rest ?? 0) + sum.bias - sum.sum) < 1e-4);
		const said = async (id) => Number((await text(`sum-${id}`)).split(/[^−\d.]/)[0].replace('−', '-'));
		assert.ok(Math.abs(await said('product') + await said('bias') - await said('sum')) < 1e-9, await text('sum'));
		assert.match((await wall()).of('sees').args.text, /^\d+ × \d+$/);
		// The same press leaves it.
		await lab.page.mouse.click(spot.x, spot.y);
		await lab.until((state) => !state.panels.sum, 'a pixel that is left');
		assert.equal(of('picture').key, 'stage.wall.picture');
	});

	test('a filter shows what excites it most, and dreams', async () => {
		await lab.send({do: 'look', stage: 1, plane: 0});
		const {panels: {filter}} = await lab.until((state) => state.panels.filter?.patches?.pics.length > 0, 'patches');
		assert.equal(filter.weights.length, filter.k * filter.k);
		await lab.until_page(() => document.querySelectorAll('[data-testid=patches] canvas').length > 3);
		await lab.page.click('[data-testid=dream]');
		await lab.until((state) => state.panels.filter?.dream, 'a dream');
		await lab.page.click('[data-testid=dream]');
		await lab.until((state) => !state.panels.filter?.dream, 'the end of a dream');
	});

	test('the pictures behind a cell, of which one goes onto the pad', async () => {
		const {counts} = (await lab.until((state) => state.panels.confusion?.counts, 'counts')).panels.confusion;
		const wrong = counts.flatMap((row, i) => row.map((n, j) => ({n, i, j}))).filter(({n, i, j}) => n && i !== j).toSorted((a, b) => b.n - a.n)[0];
		await lab.page.click(`[data-testid=cell-${wrong.i}-${wrong.j}]`);
		await lab.until_page((n) => document.querySelectorAll('[data-testid^=behind-]').length === n, Math.min(wrong.n, 24));
		const {panels: {behind}} = await lab.state();
		assert.deepEqual([behind.was, behind.read, behind.n], [wrong.i, wrong.j, wrong.n]);
		await lab.page.click('[data-testid=behind-0]');
		const {panels} = await lab.until((state) => state.panels.reads?.class === wrong.j, 'the same mistake');
		assert.equal(panels.reads.class, wrong.j);
		await lab.page.click(`[data-testid=cell-${wrong.i}-${wrong.j}]`);
		await lab.until_page(() => document.querySelector('#behind').hidden);
	});

	test('what spoke for the answer lies over the picture', async () => {
		for (const over of ['why', 'hide', 'none']) {
			await lab.page.click(`[data-testid=pick-over-${over}]`);
			await lab.until((state) => state.controls.over === over, over);
		}
	});

	test('the network is built by hand: another filter, another block, and a shape that cannot be is refused in words', async () => {
		await lab.link('#l=images&weights=fresh');
		await lab.unfold('build');
		const value = async () => (await lab.state()).controls.blocks, was = await value();
		await lab.page.focus('[data-testid=block-1-filters]');
		await lab.page.keyboard.press('ArrowRight');
		await lab.until((state) => state.controls.blocks !== was, 'a filter more');
		assert.match(await value(), /^9x/);
		await lab.page.click('[data-testid=block-more]');
		await lab.until((state) => state.controls.blocks.split(',').length === was.split(',').length + 1, 'another block');
		const {panels: {build}, metrics} = await lab.state();
		assert.equal(build.parameters, build.stages.reduce((all, stage) => all + (stage.parameters ?? 0), 0));
		assert.equal(build.parameters, metrics.parameters);
		assert.match(await text('block-1-shape'), new RegExp(`^\\d+ × \\d+ × 9$`));
		// Windows that are cut off again and again leave nothing.
		await assert.rejects(lab.send({do: 'set', name: 'blocks', value: '8x5vp3,8x7v,8x7v'}));
		assert.match(await value(), /^9x/);
		await lab.link('#l=images');
	});

	test('a link brings the network back, and a file the drawing as well', async () => {
		await draw(hands['leaning back'][5]);
		const reads = await read(), {link, panels} = await lab.state(), {answer: {file}} = await lab.send({do: 'save'});
		const other = await s.open(link);
		assert.equal((await other.state()).panels.build.parameters, panels.build.parameters);
		await other.send({do: 'load', state: file});
		const back = (await other.state()).panels;
		assert.equal(back.pad.pixels, panels.pad.pixels);
		assert.deepEqual(back.reads, reads);
		await other.settled();
		assert.equal(await other.page.evaluate(() => document.querySelector('[data-testid=reads]').textContent), String(reads.class));
		await other.close();
	});

	test('a finger draws on a phone, and the page does not scroll meanwhile', async () => {
		await lab.page.setViewport({width: 390, height: 844, deviceScaleFactor: 1});
		await lab.settled();
		await lab.page.evaluate(() => document.querySelector('[data-testid=pad-clear]').click());
		await read();
		const paper = await box('pad'), from = await lab.page.evaluate(() => scrollY), place = ([u, v]) => [paper.x + u * paper.width, paper.y + v * paper.height];
		for (const [first, ...rest] of hands['large and thin'][2]) {
			await lab.page.touchscreen.touchStart(...place(first));
			for (const at of rest) await lab.page.touchscreen.touchMove(...place(at));
			await lab.page.touchscreen.touchEnd();
		}
		assert.equal((await read()).class, 2);
		assert.equal(await lab.page.evaluate(() => scrollY), from);
		await lab.page.setViewport({width: 1280, height: 800, deviceScaleFactor: 1});
	});

	test('nothing was complained of', async () => {
		assert.deepEqual(await lab.allComplaints(), []);
	});
});
