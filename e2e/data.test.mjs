// The data: classes told apart point by point, values foretold, and what the reader draws or brings.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';
import {apart} from './harness/lab.mjs';

/** The colour of attention in the light theme. */
const NOSE = [0xbe, 0x2f, 0x6b];

each('data', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=layers&seed=1'); });

	const text = (selector) => lab.page.$eval(selector, (node) => node.textContent);

	/** The picture of the large plot. */
	async function plot() {
		await lab.page.mouse.move(5, 5); // or a tip may lie over it
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
		await lab.send({do: 'set', name: 'confusion', value: 'on'});
		await lab.unfold('data');
		for (const [data, classes] of [['blobs', 3], ['pinwheel', 5], ['penguins', 3], ['iris', 3], ['rings', 2]]) {
			await lab.page.click(`[data-testid=dataset-${data}]`);
			const state = await lab.until((now) => now.controls.data === data, data);
			assert.equal(state.panels.data.classes, classes, data);
			assert.equal(state.panels.network.sizes.at(-1), classes > 2 ? classes : 1, data);
			await lab.until_page((n) => document.querySelectorAll('#confusion button').length === n, classes ** 2);
		}
	});

	test('a press on a number of the confusion matrix rings its points, another one ends it', async () => {
		await lab.link('#l=layers&data=penguins&seed=1');
		await lab.unfold('more');
		await lab.page.click('[data-testid=control-confusion] .sw');
		await lab.until((now) => now.controls.confusion === 'on', 'the matrix');
		await lab.send({do: 'step', unit: 'epoch', n: 60});
		const none = count(await plot(), NOSE);
		await lab.page.click('[data-testid=cell-0-0]');
		await lab.until((now) => now.panels.confusion?.lit?.actual === 0 && now.panels.confusion?.lit.predicted === 0, 'the first cell');
		await lab.until_page(() => document.querySelector('[data-testid=cell-0-0]').getAttribute('aria-pressed') === 'true');
		const many = count(await plot(), NOSE);
		assert.ok(many > none + 300, `${many} pink pixels after ${none}`);
		await lab.page.focus('[data-testid=cell-0-0]');
		await lab.page.keyboard.press('ArrowRight');
		await lab.page.keyboard.press('Enter');
		const {counts} = (await lab.until((now) => now.panels.confusion?.lit?.predicted === 1, 'the cell beside it')).panels.confusion;
		const few = count(await plot(), NOSE);
		assert.ok(counts[0][1] < counts[0][0] && few < many, `${few} pink pixels for ${counts[0][1]} points, ${many} for ${counts[0][0]}`);
		await lab.page.keyboard.press('Enter');
		await lab.until((now) => !now.panels.confusion?.lit, 'none');
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

	test('the tabs part data with classes from data with values, and each remembers what was chosen', async () => {
		const shown = () => lab.page.$$eval('.allsets .set', (all) => all.filter((one) => one.offsetParent).map((one) => one.textContent));
		await lab.link('#l=layers&data=xor&seed=1');
		await lab.unfold('data');
		await lab.until_page(() => document.querySelector('[data-testid=dataset-xor]').checked);
		assert.ok((await shown()).includes('circle') && !(await shown()).includes('waves'));
		await lab.page.click('[data-testid=kind-values]');
		await lab.until((now) => now.controls.data === 'plane', 'plane');
		assert.ok((await shown()).includes('waves') && !(await shown()).includes('circle'));
		await lab.page.click('[data-testid=dataset-waves]');
		await lab.until((now) => now.controls.data === 'waves', 'waves');
		await lab.page.click('[data-testid=kind-classes]');
		await lab.until((now) => now.controls.data === 'xor', 'xor');
		await lab.page.click('[data-testid=kind-values]');
		await lab.until((now) => now.controls.data === 'waves', 'waves again');
	});

	test('a surface is learnt: errors in place of accuracies, losses that fit, hills and valleys in two colours', async () => {
		await lab.link('#l=layers&data=waves&noise=0&layers=8,8&optimiser=adam&lr=0.02&samples=500&seed=1');
		const before = await lab.state();
		const after = await lab.send({do: 'step', unit: 'epoch', n: 150});
		assert.ok(after.metrics.rmse < 0.2 && after.metrics.rmse < before.metrics.rmse, `rmse ${before.metrics.rmse} → ${after.metrics.rmse}`);
		await lab.until_page((mae) => document.querySelector('[data-testid=mae]')?.textContent === mae, after.metrics.mae.toFixed(3));
		assert.match(await text('[data-testid=rmse]'), /^0\.\d+$/);
		assert.equal(await lab.page.$('[data-testid=test-accuracy]'), null);
		assert.equal(await lab.page.$('#confusion table'), null);
		await lab.unfold('recipe');
		await lab.page.waitForSelector('[data-testid=input-loss]', {visible: true});
		const losses = await lab.page.$$eval('[data-testid=input-loss] option', (all) => all.filter((o) => !o.hidden && !o.disabled).map((o) => o.value));
		assert.deepEqual(losses, ['squared', 'absolute', 'huber']);
		const picture = await plot(), warmth = ([r, , b]) => r - b;
		// sin 1.5x·cos 1.5y has its hill at x = 1.05, y = 0 and its valley across from it; the plane shows ±2.4.
		const hill = picture.at(0.5 + 1.05 / 4.8, 0.5, 3), valley = picture.at(0.5 - 1.05 / 4.8, 0.5, 3);
		assert.ok(warmth(hill) > 20 && warmth(valley) < -20, `hill ${hill}, valley ${valley}`);
	});

	test('a curve is drawn through its points, and the points say how far off it is', async () => {
		await lab.link('#l=layers&data=line&noise=0&samples=60&layers=8&optimiser=adam&lr=0.02&seed=1');
		assert.deepEqual((await lab.state()).panels.network.sizes, [1, 8, 1]);
		await lab.until_page(() => document.querySelector('.heads')?.textContent.includes('Inputs 1 of 3'));
		const ink = [0x1c, 0x1e, 0x22];
		/** Where the line passes a column of the picture, as a share of its height. */
		const height = (picture, u) => {
			const x = Math.round(u * (picture.width - 1)), rows = [];
			for (let y = 0; y < picture.height; y++) if (apart(picture.data.subarray(4 * (y * picture.width + x), 4 * (y * picture.width + x) + 3), ink) < 60) rows.push(y);
			return rows.reduce((sum, y) => sum + y, 0) / rows.length / picture.height;
		};
		const start = await lab.send({do: 'step', unit: 'epoch', n: 1});
		const end = await lab.send({do: 'step', unit: 'epoch', n: 400});
		assert.ok(end.metrics.mae < 0.1 && end.metrics.mae < start.metrics.mae, `mae ${start.metrics.mae} → ${end.metrics.mae}`);
		const picture = await plot();
		// Beyond the points, at x = 0.75, the curve is 0.75 sin 1.65 + 0.15 = 0.9 high; at x = −0.75 as low.
		for (const [x, y] of [[0.75, 0.897], [-0.75, -0.897]]) {
			const found = height(picture, 0.5 + x / 4.8), want = 0.5 - y / 4.8;
			assert.ok(Math.abs(found - want) < 0.04, `at x = ${x} the line is at ${found} of the height; want ${want}`);
		}
		const {plot: p, box} = await lab.layout();
		await lab.find((target) => target?.kind === 'point', {x: box.x + p.x + p.w * 0.62, y: box.y + p.y + p.h * 0.2}, {x: box.x + p.x + p.w * 0.66, y: box.y + p.y + p.h * 0.42});
		assert.match(await text('[data-testid=hint]'), /the network says −?0\.\d+/);
		await lab.page.mouse.move(5, 5);
	});

	/** A place of the plane, in the page, with as much room for it as there is. */
	async function placed() {
		await lab.fold();
		const {plot: p, box} = await lab.layout(), [x0, x1, y0, y1] = p.range;
		return (x, y) => ({x: box.x + p.x + (x - x0) / (x1 - x0) * p.w, y: box.y + p.y + (y1 - y) / (y1 - y0) * p.h});
	}

	const CLEAR = '#l=layers&data=own&points=AQAA';

	test('your own data begin with a cat, whose eyes are of another class', async () => {
		await lab.link('#l=layers&data=circle&seed=1');
		await lab.unfold('data');
		await lab.page.click('[data-testid=dataset-own]');
		const state = await lab.until((now) => now.panels.own?.n > 40, 'the cat');
		assert.equal(state.link, '#l=layers&data=own');
		assert.equal(state.panels.data.classes, 2);
		assert.ok((await lab.page.$$('[data-testid=dataset-own] ~ svg .c2')).length > 20, 'the thumbnail shows no cat');
		await lab.fold();
		await lab.until_page(() => document.querySelector('[data-testid=drawn]')?.textContent.includes('56 points'));
	});

	test('points of any class are painted by click and drag, and the network learns them', async () => {
		await lab.link(`${CLEAR}&seed=1`);
		const at = await placed();
		await lab.page.click('[data-testid=class-1]');
		await lab.drag(at(-2, 1), at(-2, -1));
		await lab.page.click('[data-testid=class-2]');
		await lab.drag(at(0, 1), at(0, -1));
		await lab.until((now) => now.panels.own.n > 12 && now.panels.data.classes === 2, 'two strokes');
		await lab.page.keyboard.press('3');
		await lab.page.mouse.click(at(2, 1).x, at(2, 1).y);
		await lab.page.mouse.click(at(2, 0).x, at(2, 0).y);
		const state = await lab.until((now) => now.panels.own.counts[2] === 2, 'two points of the third class');
		assert.equal(state.panels.network.sizes.at(-1), 3);
		assert.ok(state.panels.own.counts[0] > 5 && state.panels.own.counts[1] > 5, JSON.stringify(state.panels.own.counts));
		const end = await lab.send({do: 'step', unit: 'epoch', n: 300});
		assert.ok(end.metrics.trainAccuracy > 0.9, `train accuracy ${end.metrics.trainAccuracy}`);
		// The three colours lie side by side.
		const picture = await plot(), [a, b] = [picture.at(0.06, 0.5, 2), picture.at(0.4, 0.2, 2)];
		assert.ok(apart(a, b) > 30, `${a} and ${b}`);
	});

	test('a point is moved by dragging, relabelled by a press, erased, and all of it undone and redone', async () => {
		await lab.link(`${CLEAR}&seed=1`);
		await lab.send({do: 'points', add: [[-1, 0, 0], [1, 0, 1], [1, 1.5, 1]]});
		const at = await placed();
		const target = async (x, y) => {
			await lab.page.mouse.move(5, 5);
			await lab.page.mouse.move(at(x, y).x, at(x, y).y, {steps: 3});
			await lab.still();
			return lab.stage().evaluate(() => window.heard.hover);
		};
		await lab.drag(at(-1, 0), at(-1, -1.5));
		await lab.until((now) => now.panels.own.undo, 'a move');
		await lab.settled();
		assert.equal((await target(-1, -1.5)).kind, 'point');
		assert.notEqual((await target(-1, 0)).kind, 'point');
		await lab.page.click('[data-testid=class-1]');
		await lab.page.mouse.click(at(1, 0).x, at(1, 0).y);
		await lab.until((now) => now.panels.own.counts[0] === 2 && now.panels.own.counts[1] === 1, 'another class');
		await lab.page.click('[data-testid=draw-erase]');
		await lab.page.mouse.click(at(1, 1.5).x, at(1, 1.5).y);
		await lab.until((now) => now.panels.own.n === 2, 'one point fewer');
		await lab.page.click('[data-testid=draw-undo]');
		await lab.until((now) => now.panels.own.n === 3, 'the point again');
		await lab.page.keyboard.down('Control');
		await lab.page.keyboard.press('z');
		await lab.page.keyboard.up('Control');
		await lab.until((now) => now.panels.own.counts[0] === 1, 'the class it had');
		await lab.page.click('[data-testid=draw-redo]');
		await lab.until((now) => now.panels.own.counts[0] === 2, 'the other class again');
		await lab.page.click('[data-testid=draw-erase]');
	});

	test('a finger draws too, and the page does not scroll away under it', async () => {
		await lab.link(`${CLEAR}&seed=1`);
		await lab.page.click('[data-testid=class-2]');
		const at = await placed(), from = at(-1, 1.5), to = at(-1, -1.5);
		await lab.page.touchscreen.touchStart(from.x, from.y);
		for (let i = 1; i <= 10; i++) await lab.page.touchscreen.touchMove(from.x + (to.x - from.x) * i / 10, from.y + (to.y - from.y) * i / 10);
		await lab.page.touchscreen.touchEnd();
		const state = await lab.until((now) => now.panels.own.n >= 8, 'a stroke');
		assert.equal(state.panels.own.counts[1], state.panels.own.n);
		assert.equal(await lab.page.evaluate(() => scrollY), 0);
	});

	test('the keys alone put points down and take them away', async () => {
		await lab.link(`${CLEAR}&seed=1`);
		await lab.page.click('[data-testid=class-2]');
		await lab.settled();
		await lab.page.focus('#plot .hit');
		await lab.page.keyboard.press('ArrowLeft');
		await lab.until_page(() => !document.querySelector('.cross').hidden);
		await lab.page.keyboard.press(' ');
		await lab.until((now) => now.panels.own.n === 1, 'a point');
		for (let i = 0; i < 4; i++) await lab.page.keyboard.press('ArrowUp');
		await lab.page.keyboard.press(' ');
		await lab.until((now) => now.panels.own.n === 2, 'another');
		await lab.page.keyboard.press('Delete');
		await lab.until((now) => now.panels.own.n === 1, 'one again');
		assert.equal((await lab.state()).playing, false);
	});

	test('without points there is nothing to learn from, and the page says so', async () => {
		await lab.link('#l=layers&data=own&seed=1');
		await lab.page.click('[data-testid=draw-more]');
		await lab.page.click('[data-testid=draw-clear]');
		await lab.until((now) => now.panels.own.n === 0, 'none');
		await lab.until_page(() => document.querySelector('#narrator').textContent.includes('nothing to learn from'));
		await lab.send({do: 'play'});
		const state = await lab.until((now) => !now.playing, 'rest');
		assert.ok(!state.diverged);
	});

	test('what was drawn travels in the link while it is small', async () => {
		await lab.link(`${CLEAR}&seed=1`);
		await lab.send({do: 'points', add: [[-1, 0.5, 0], [1, -0.5, 1], [0, 0, 3]]});
		const other = await s.open(await lab.hash());
		const state = await other.state();
		assert.deepEqual(state.panels.own.counts, [1, 1, 0, 1]);
		assert.equal(state.link, (await lab.state()).link);
		await other.close();
		await lab.send({do: 'points', add: Array.from({length: 1500}, (_, i) => [2 * Math.cos(i), 2 * Math.sin(1.7 * i), i % 2])});
		const many = await lab.until((now) => now.panels.own.n > 1000, 'many points');
		assert.ok(!many.panels.own.linked && !many.link.includes('points='));
		await lab.until_page(() => document.querySelector('[data-testid=drawn]').textContent.includes('too many for a link'));
	});

	test('hostile points in a link open the cat', async () => {
		for (const points of ['x', 'AQAA=', 'AgAA', 'AQD_____Dw', '%00', 'AQAFAQID', 'A'.repeat(5000)]) {
			const state = await lab.link(`#l=layers&data=own&points=${points}`);
			assert.equal(state.link, '#l=layers&data=own', points);
		}
	});

	test('a table that is pasted says what was understood and what was not, and becomes the data', async () => {
		await lab.link('#l=layers&data=own&seed=1');
		await lab.page.click('[data-testid=open-table]');
		const rows = ['Länge;Tiefe;Masse;"Art, genau"', '39,1;18,7;3750;Adelie', '46,5;17,9;3500;Zügel', '38,6;"21,2";3800;Adelie', '50;15,3;5550;Esel', '49,1;14,8;5150;Esel', '45,2;17,8;3950;Zügel', 'viel;17;1;Esel', '40;18', ';18;3;Adelie'];
		await lab.page.evaluate((text) => {
			const area = document.querySelector('[data-testid=table-text]');
			area.value = text;
			area.dispatchEvent(new Event('input', {bubbles: true}));
		}, `\ufeff${rows.join('\r\n')}`);
		await lab.page.waitForSelector('[data-testid=table-bad]');
		assert.match(await text('[data-testid=table-facts]'), /^9 rows$/);
		assert.match(await text('[data-testid=table-counts]'), /6 points.*3 rows left out.*Adelie.*Zügel.*Esel/);
		const bad = await lab.page.$$eval('[data-testid=table-bad] li', (all) => all.map((li) => li.textContent));
		assert.deepEqual(bad, ['Line 8: “viel” in Länge is no number.', 'Line 9: 2 fields, where most rows have 4.', 'Line 10: nothing in Länge.']);
		await lab.page.select('[data-testid=table-y]', '2');
		await lab.until((now) => now.panels.table?.chosen.y === 2, 'another column');
		await lab.page.waitForSelector('[data-testid=table-use]:enabled');
		await lab.page.click('[data-testid=table-use]');
		const state = await lab.until((now) => now.panels.own?.table && now.panels.own.n === 6, 'the table');
		assert.deepEqual(state.panels.data.names, ['Adelie', 'Zügel', 'Esel']);
		await lab.until_page(() => !document.querySelector('dialog'));
		await lab.until_page(() => ['Länge', 'Masse'].every((name) => [...document.querySelectorAll('.l.axis')].some((l) => l.textContent === name)));
		const other = await s.open(await lab.hash());
		assert.deepEqual((await other.state()).panels.data.names, state.panels.data.names);
		await other.close();
	});

	/** Drops a file of these bytes anywhere. */
	const drop = (bytes) => lab.page.evaluate((list) => {
		const data = new DataTransfer();
		data.items.add(new File([new Uint8Array(list)], 'table.csv', {type: 'text/csv'}));
		document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
	}, [...bytes]);

	test('a file is read whatever letters it is in, and its names are the reader’s own', async () => {
		const csv = 'hour,value,cats\n1,2.5,cat\n2,3.5,dog\n3,4.5,cat\n4,1.5,dog\n', swapped = Buffer.from(csv, 'utf16le').swap16();
		for (const [name, bytes] of Object.entries({'UTF-16': Buffer.from(csv, 'utf16le'), 'UTF-16 the other way round': swapped, 'with its mark': Buffer.from(`\ufeff${csv}`, 'utf16le'), 'UTF-8': Buffer.from(csv)})) {
			await lab.link('#l=layers&seed=1');
			await drop(bytes);
			await lab.page.waitForSelector('[data-testid=table-use]:enabled');
			assert.match(await text('[data-testid=table-counts]'), /4 points/, name);
			await lab.page.click('[data-testid=table-use]');
			await lab.until((now) => now.panels.own?.n === 4, name);
		}
		// The page has words of its own for an hour.
		await lab.until_page(() => [...document.querySelectorAll('.l.axis')].some((l) => l.textContent === 'hour'));
		await lab.language('zh');
		await lab.until_page(() => [...document.querySelectorAll('.l.axis')].some((l) => l.textContent === 'hour'));
		await lab.language('en');
	});

	test('what was decided is said, and can be decided otherwise', async () => {
		await lab.link('#l=layers&seed=1');
		await drop(Buffer.from('run\tlength\n1\t1,234\n2\t2,345\n3\t3,456\n'));
		await lab.page.waitForSelector('[data-testid=table-open]');
		assert.match(await text('[data-testid=table-open]'), /“1,234” can be read in two ways/);
		await lab.page.select('[data-testid=table-decimal]', 'comma');
		await lab.until((now) => now.panels.table?.decimals && !now.panels.table.open, 'decimal commas');
		await lab.until_page(() => !document.querySelector('[data-testid=table-open]'));
		await lab.page.select('[data-testid=table-header]', 'no');
		await lab.until((now) => now.panels.table?.header === false && now.panels.table.skipped === 1, 'the names as a row');
		assert.match(await text('[data-testid=table-bad]'), /Line 1: “run” in column 1 is no number/);
		await lab.page.select('[data-testid=table-separator]', 'bar');
		await lab.page.waitForSelector('[data-testid=table-found] [role=alert]');
		assert.match(await text('[data-testid=table-found] [role=alert]'), /Two columns with numbers/);
		await lab.page.select('[data-testid=table-separator]', 'tab');
		await lab.page.waitForSelector('[data-testid=table-use]:enabled');
		await lab.page.keyboard.press('Escape');
		await lab.until_page(() => !document.querySelector('dialog'));
	});

	test('what is no table is refused in words', async () => {
		await lab.link('#l=layers&data=own&seed=1');
		for (const [given, words] of [['only words\nin two lines', /Two columns with numbers/], ['x,y\n', /no rows/], ['a\u0000b,c\n', /no text/]]) {
			await lab.page.click('[data-testid=open-table]');
			await lab.page.evaluate((value) => {
				const area = document.querySelector('[data-testid=table-text]');
				area.value = value;
				area.dispatchEvent(new Event('input', {bubbles: true}));
			}, given);
			await lab.page.waitForSelector('[data-testid=table-found] [role=alert]');
			assert.match(await text('[data-testid=table-found] [role=alert]'), words);
			assert.equal(await lab.page.$('[data-testid=table-use]:enabled'), null);
			await lab.page.keyboard.press('Escape');
			await lab.until_page(() => !document.querySelector('dialog'));
		}
	});

	test('a file that is dropped is read: a surface of values in their own unit', async () => {
		await lab.link('#l=layers&seed=1');
		const lines = ['east,north,height'];
		for (let i = 0; i < 100; i++) lines.push(`${i % 10},${Math.floor(i / 10)},${100 + 5 * (i % 10) + 3 * Math.floor(i / 10)}`);
		await lab.page.evaluate((csv) => {
			const data = new DataTransfer();
			data.items.add(new File([csv], 'hill.csv', {type: 'text/csv'}));
			document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
		}, lines.join('\n'));
		await lab.page.waitForSelector('[data-testid=table-use]:enabled');
		assert.match(await text('[data-testid=table-counts]'), /100 points/);
		await lab.page.click('[data-testid=table-use]');
		await lab.until((now) => now.panels.data.kind === 'surface' && now.panels.own.n === 100, 'the surface');
		const end = await lab.send({do: 'step', unit: 'epoch', n: 200});
		assert.ok(end.metrics.mae > 0.001 && end.metrics.mae < 5, `off by ${end.metrics.mae}`);
		await lab.until_page(() => [...document.querySelectorAll('.l.tick')].some((l) => Number(l.textContent) > 150));
	});

	test('a curve is drawn by hand over the plot, and the network fits it', async () => {
		await lab.link('#l=layers&data=line&layers=8&optimiser=adam&lr=0.03&seed=1');
		assert.match(await text('#draw'), /Drag across the plot/);
		const at = await placed();
		const from = at(-2, -1);
		await lab.page.mouse.move(from.x, from.y);
		await lab.page.mouse.down();
		for (let i = 1; i <= 20; i++) {
			const to = at(-2 + i / 5, i <= 10 ? -1 + i / 5 : 3 - i / 5);
			await lab.page.mouse.move(to.x, to.y);
			await lab.still();
		}
		await lab.page.mouse.up();
		const drawn = await lab.until((now) => now.controls.data === 'own' && now.panels.data.kind === 'curve' && now.panels.own.n > 40, 'a curve');
		assert.ok(drawn.panels.own.n < 60, `${drawn.panels.own.n} points`);
		await lab.until_page(() => document.querySelector('[data-testid=dataset-own-values]').checked);
		const end = await lab.send({do: 'step', unit: 'epoch', n: 300});
		assert.ok(end.metrics.mae < 0.2, `off by ${end.metrics.mae}`);
		// The roof's top is at x = 0, y = 1.
		const picture = await plot(), ink = [0x1c, 0x1e, 0x22];
		let top = 0;
		while (top < picture.height && apart(picture.at(0.5, top / (picture.height - 1), 0), ink) > 60) top++;
		assert.ok(Math.abs(top / picture.height - (0.5 - 1 / 4.8)) < 0.08, `the line is at ${top} of ${picture.height}`);
		await lab.page.click('[data-testid=draw-undo]');
		await lab.until((now) => now.panels.data.kind !== 'curve', 'what was there before');
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
