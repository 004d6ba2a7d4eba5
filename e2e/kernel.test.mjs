// A small window: numbers that are typed, dragged and turned, a window that is dragged and slides, and a sum that adds up.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

/** What is written as a number, a fraction too. @param {string} text */
function number(text) {
	const [above, below = '1'] = text.replaceAll('−', '-').split('/');
	return Number(above) / Number(below);
}

each('the lesson A small window', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=kernel'); });

	/** What is written in the cells of one part. @param {string} part */
	const cells = (part) => lab.page.evaluate((at) => [...document.querySelectorAll(`[data-testid="products-${at}"] > *`)].map((node) => node.value ?? node.textContent), part);
	const text = (/** @type {string} */ id) => lab.page.evaluate((at) => document.querySelector(`[data-testid="${at}"]`)?.textContent ?? '', id);
	/** The middle of a node in the page. @param {string} id */
	const middle = (id) => lab.page.evaluate((at) => {
		const {x, y, width, height} = document.querySelector(`[data-testid="${at}"]`).getBoundingClientRect();
		return {x: x + width / 2, y: y + height / 2};
	}, id);
	/** Holds that what is written is a true sum. @param {string} what */
	const addsUp = async (what) => {
		const seen = (await cells('seen')).map(number), weights = (await cells('weights')).map(number), made = await cells('made'), sum = await text('products-sum');
		const digits = made[0].split('.')[1].length, unit = 10 ** digits, whole = (/** @type {number} */ v) => Math.round(v * unit);
		assert.equal(seen.length, weights.length, what);
		made.forEach((one, i) => assert.ok(Math.abs(number(one) - seen[i] * weights[i]) < 1.01 / unit, `${what}: ${seen[i]} × ${weights[i]} is written ${one}`));
		const of = made.reduce((all, one) => all + whole(number(one)), 0);
		assert.equal(of, whole(number(sum)), `${what}: ${made.join(' + ')} is written ${sum}`);
		const {metrics} = await lab.state();
		assert.ok(Math.abs(metrics.pixel - number(sum)) < 1e-9, `${what}: ${metrics.pixel}, written ${sum}`);
	};
	const shown = (/** @type {string} */ kernel) => lab.comes(async () => {
		const [is, want] = [await cells('weights'), kernel.split(',')];
		return is.length === want.length && is.every((one, i) => Math.abs(number(one) - number(want[i])) < 1e-6);
	}, `the kernel ${kernel}`);

	test('every kernel’s products add up to what is written, anywhere, and every one says what it found', async () => {
		const {lessons} = await import('./harness/lessons.mjs'), {options} = lessons.find(({id}) => id === 'kernel').controls.find(({name}) => name === 'kernel');
		const said = new Set();
		for (const kernel of [...options, '1,2,3,-4,5,-6,0.25,1/9,-1/3', '0.5,0,0,0,0,0,-0.5,0,0,0,0,0,1,0,0,0,0,0,0.1,0,0,0,0,0,-1']) {
			await lab.link(`#l=kernel&kernel=${kernel}&windowx=20&windowy=31`);
			await lab.send({do: 'drop', x: 26, y: 24});
			await lab.settled();
			if (kernel.includes(',')) await shown(kernel);
			await addsUp(kernel);
			said.add(await text('products-said'));
		}
		assert.ok(said.size >= 3, [...said].join(' | '));
		await lab.link('#l=kernel');
	});

	test('a number is typed, also as a fraction; what is none is put back', async () => {
		await lab.link('#l=kernel');
		await shown('-1,0,1,-2,0,2,-1,0,1');
		const type = async (/** @type {string} */ what) => {
			await lab.page.click('[data-testid="weight-4"]', {clickCount: 3});
			await lab.page.keyboard.type(what);
			await lab.page.keyboard.press('Tab');
		};
		await type('3,5');
		await lab.until((state) => state.controls.kernel === '-1,0,1,-2,3.5,2,-1,0,1', 'the number typed');
		await shown('-1,0,1,-2,3.5,2,-1,0,1');
		await addsUp('typed');
		await type('1/9');
		await lab.until((state) => state.controls.kernel === '-1,0,1,-2,1/9,2,-1,0,1', 'the fraction');
		await type('nine');
		await shown('-1,0,1,-2,1/9,2,-1,0,1');
		assert.equal((await lab.state()).controls.kernel, '-1,0,1,-2,1/9,2,-1,0,1');
	});

	test('a number is dragged up and down, and turned by the arrow keys', async () => {
		await lab.link('#l=kernel');
		await shown('-1,0,1,-2,0,2,-1,0,1');
		const {x, y} = await middle('weight-4');
		await lab.drag({x, y}, {x, y: y - 50});
		await lab.until((state) => state.controls.kernel === '-1,0,1,-2,1,2,-1,0,1', 'fifty pixels up: one more');
		await lab.page.focus('[data-testid="weight-0"]');
		for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) {
			await lab.page.keyboard.press(key);
			await lab.settled();
		}
		await lab.until((state) => state.controls.kernel === '-1.1,0,1,-2,1,2,-1,0,1', 'a tenth less');
		await addsUp('dragged');
	});

	test('the window is dragged on the picture and on the map, and the link says where it is', async () => {
		await lab.link('#l=kernel');
		await lab.settled();
		const box = await lab.stageBox(), area = {x: box.x + 20, y: box.y + 50}, far = {x: box.x + 560, y: box.y + 260};
		const picture = await lab.find((target) => target?.id === 'window', area, {x: box.x + 200, y: box.y + 200});
		await lab.drag(picture, {x: picture.x + 60, y: picture.y + 40});
		const {link, metrics} = await lab.until((state) => state.metrics.column !== 26, 'another place');
		assert.ok(link.includes(`windowx=${metrics.column}`) && link.includes(`windowy=${metrics.row}`), link);
		await lab.settled();
		await addsUp('dragged');
		const map = await lab.find((target) => target?.id === 'found', {x: far.x - 100, y: far.y - 60}, far);
		await lab.drag(map, {x: map.x - 40, y: map.y - 20});
		await lab.until((state) => state.metrics.column !== metrics.column, 'a third place');
		await lab.settled();
		await addsUp('dragged on the map');
	});

	test('the window slides everywhere, says so, and finds as much with other numbers on its way', async () => {
		await lab.link('#l=kernel&data=digits&speed=max');
		await lab.send({do: 'step', n: 10});
		const {step, panels} = await lab.send({do: 'set', name: 'kernel', value: 'outline'});
		assert.deepEqual([step, panels.window.kernel[4]], [10, 8]);
		await lab.send({do: 'play'});
		const end = await lab.until((state) => state.done, 'the end');
		assert.equal(end.step, end.metrics.places);
		await lab.until_page(() => document.querySelector('[data-testid="narrator"]')?.textContent?.includes('36 places'));
	});

	test('in colour there are numbers for each plane, whose parts add up', async () => {
		await lab.link('#l=kernel&colour=on');
		await lab.settled();
		const {panels: {window: {parts, sum}}} = await lab.state();
		assert.equal(parts.length, 3);
		assert.ok(Math.abs(parts.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0) - sum) < 1e-6, `${parts} and ${sum}`);
		await lab.page.click('[data-testid="plane-blue"]');
		await lab.page.click('[data-testid="weight-4"]', {clickCount: 3});
		await lab.page.keyboard.type('7');
		await lab.page.keyboard.press('Tab');
		const {controls} = await lab.until((state) => state.controls.kernel.includes('7'), 'a number of the blue plane');
		assert.equal(controls.kernel, [...'-1,0,1,-2,0,2,-1,0,1,-1,0,1,-2,0,2,-1,0,1'.split(','), ...'-1,0,1,-2,7,2,-1,0,1'.split(',')].join());
	});

	test('a picture of the reader’s own is what the window slides over', async () => {
		await lab.link('#l=kernel&data=own&kernel=identity');
		const before = (await lab.state()).metrics.detail;
		const pixels = btoa(String.fromCharCode(...Array.from({length: 3 * 64 * 64}, (_, i) => i % 2 ? 255 : 0)));
		const {metrics, panels} = await lab.send({do: 'pictures', add: [[0, pixels]], clear: true});
		assert.equal(panels.album.n, 1);
		assert.ok(metrics.detail > 0.4 && metrics.detail > before, `stripes differ by ${metrics.detail}`);
		await lab.send({do: 'pictures', clear: true});
	});

	test('pixels are shown with their numbers, as the sum has them', async () => {
		await lab.link('#l=kernel&numbers=on');
		await lab.comes(async () => (await lab.layout()).labels.some(({id}) => id === 'window.p24.26'), 'the pixels’ numbers');
		const {labels} = await lab.layout(), seen = await cells('seen');
		for (const i of Array(9).keys()) {
			const label = labels.find(({id}) => id === `window.p${24 + Math.floor(i / 3)}.${26 + i % 3}`);
			assert.equal(label?.args.text, seen[i]);
		}
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
