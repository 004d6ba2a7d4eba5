// What the stage draws is what the network says, and what the hand does to the drawing reaches the network.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {BOTH, each} from './harness/each.mjs';
import {framesDrawn} from './harness/instrument.mjs';
import {apart, pause} from './harness/lab.mjs';

each('the stage', (s) => {
	let lab;
	before(async () => { lab = await s.open(); });

	/** The picture of the large plot. */
	async function plot() {
		const {plot: p, box} = await lab.layout();
		return lab.picture({x: box.x + p.x, y: box.y + p.y, width: p.w, height: p.h});
	}

	test('colours the plane inside the circle as the one class and outside as the other', async () => {
		await lab.link('#l=layers&noise=0&seed=1');
		await lab.send({do: 'step', unit: 'epoch', n: 150});
		await lab.settled();
		const picture = await plot();
		const corners = [[0.04, 0.04], [0.96, 0.04], [0.04, 0.96], [0.96, 0.96]].map(([u, v]) => picture.at(u, v));
		const centre = picture.at(0.5, 0.5, 6);
		for (const corner of corners) assert.ok(apart(corner, centre) > 60, `corner ${corner}, centre ${centre}`);
		const warmth = ([r, , b]) => r - b;
		assert.ok(warmth(centre) * warmth(corners[0]) < 0, `one warm, one cold: corner ${corners[0]}, centre ${centre}`);
	});

	test('draws one picture, by the shader or on the processor', async () => {
		for (const link of ['#l=layers', '#l=layers&discrete=on', '#l=layers&data=blobs', '#l=layers&data=pinwheel', '#l=nolabels&data=moons&method=dbscan', '#l=hebb']) {
			await lab.link(link);
			await lab.send({do: 'step', n: 120});
			/** @type {{data: Uint8Array}[]} */
			const pictures = [];
			for (const on of [false, true]) {
				await lab.stage().evaluate((soft) => window.stage.soften(soft), on);
				await lab.settled();
				pictures.push(await lab.picture(await lab.stageBox()));
			}
			const [shaded, baked] = pictures.map(({data}) => data);
			let sum = 0, far = 0;
			for (let i = 0; i < shaded.length; i++) {
				const d = Math.abs(shaded[i] - baked[i]);
				sum += d;
				if (d > 40) far++;
			}
			// Eight bits, half floats in the shader and its slopes over two pixels by two: a soft edge may differ, no more.
			await lab.stage().evaluate(() => window.stage.soften(false));
			assert.ok(sum / shaded.length < 0.5 && far / shaded.length < 0.003, `${link}: ${sum / shaded.length} on the mean, ${far} of ${shaded.length} far off`);
		}
	});

	test('shows three classes in three colours', async () => {
		await lab.link('#l=layers&data=blobs&noise=0&seed=1');
		const {classes} = (await lab.send({do: 'step', unit: 'epoch', n: 150})).panels.data;
		assert.ok(classes >= 3);
		await lab.settled();
		const picture = await plot();
		const colours = [];
		for (let v = 0.05; v < 1; v += 0.1) {
			for (let u = 0.05; u < 1; u += 0.1) {
				const colour = picture.at(u, v, 1);
				if (!colours.some((c) => apart(c, colour) < 45)) colours.push(colour);
			}
		}
		assert.ok(colours.length >= 3, `${colours.length} colours`);
	});

	test('draws other data as soon as they are chosen', async () => {
		await lab.link('#l=layers&seed=1');
		await lab.settled();
		const one = await plot();
		await lab.send({do: 'set', name: 'data', value: 'xor'});
		await lab.settled();
		const other = await plot();
		let changed = 0;
		for (let i = 0; i < one.data.length; i += 4) changed += apart(one.data.subarray(i, i + 3), other.data.subarray(i, i + 3)) > 40;
		assert.ok(changed > 200, `${changed} pixels changed`);
	});

	test('says that there is no graphics card where there is none, to whoever asks for help', async () => {
		for (const slow of [true, false]) {
			await lab.stage().evaluate((on) => window.stage.soften(on), slow);
			await lab.page.click('#help');
			assert.equal(await lab.page.$('[data-testid=help-slow]') !== null, slow);
			await lab.page.click('#help-dialog button');
			await lab.until_page(() => !document.getElementById('help-dialog'));
		}
	});

	test('rests while nothing moves: no gamepads are polled, and Go looks at the clock once in two seconds', async () => {
		await lab.settled();
		const {ticks, gamepads} = await lab.stage().evaluate(async () => {
			const start = window.setTimeout;
			let ticks = 0;
			window.setTimeout = /** @type {any} */ ((...args) => {
				ticks++;
				return start(.../** @type {[any]} */ (args));
			});
			await new Promise((resolve) => start(resolve, 2500)); // ten times a second would be 25
			window.setTimeout = start;
			return {ticks, gamepads: navigator.getGamepads().length};
		});
		assert.ok(ticks < 10, `${ticks} timers`);
		assert.equal(gamepads, 0);
	});

	test('draws nothing of a field of more classes where there are fewer now', async () => {
		await lab.link('#l=nolabels&method=dbscan');
		await lab.send({do: 'step', unit: 'epoch', n: 40});
		await lab.settled();
		await lab.link('#l=nolabels');
		await lab.settled();
		const one = await plot(), fresh = await s.open('#l=nolabels');
		await fresh.stage().evaluate(() => window.stage.soften(false));
		await fresh.settled();
		const {plot: p, box} = await fresh.layout();
		const other = await fresh.picture({x: box.x + p.x, y: box.y + p.y, width: p.w, height: p.h});
		await fresh.close();
		let changed = 0;
		for (let i = 0; i < one.data.length; i += 4) changed += apart(one.data.subarray(i, i + 3), other.data.subarray(i, i + 3)) > 40;
		assert.ok(changed < 20, `${changed} pixels are not as on a page that knows no other field`);
	});

	test('a straight border runs straight into the plot’s edge', async () => {
		await lab.link('#l=layers&data=gauss&layers=');
		await lab.send({do: 'step', unit: 'epoch', n: 40});
		await lab.settled();
		const {width, height, data} = await plot();
		/** Where the line crosses a row of pixels. */
		const crosses = (y) => {
			let sum = 0, mass = 0;
			for (let x = 0; x < width; x++) {
				const ink = Math.max(0, 150 - Math.max(...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)));
				sum += ink * x;
				mass += ink;
			}
			return sum / mass;
		};
		const far = 24, steep = (crosses(far) - crosses(far / 2)) / (far / 2);
		for (const y of [0, 1, 2]) assert.ok(Math.abs(crosses(y) - (crosses(far) - steep * (far - y))) < 0.6, `${crosses(y)} in row ${y}, ${crosses(far)} in ${far}, ${steep} a row`);
	});

	test('the names at charts’ right stay in their areas, in both languages', async () => {
		for (const link of ['#l=fewlabels', '#l=layers&layers=0', '#l=nolabels', '#l=nolabels&method=som']) {
			await lab.link(link);
			await lab.send({do: 'step', unit: 'epoch', n: 30});
			for (const language of /** @type {const} */ (['zh', 'en'])) {
				await lab.language(language);
				await lab.settled();
				const ends = () => lab.page.evaluate(() => {
					const areas = [...document.querySelectorAll('.area')].map((a) => a.getBoundingClientRect());
					return [...document.querySelectorAll('.l:is(.end, .after)')].map((node) => {
						const r = node.getBoundingClientRect(), area = areas.find((a) => r.x >= a.left && r.x <= a.right && r.y >= a.top - 8 && r.y <= a.bottom);
						return {text: node.textContent, over: area ? r.right - area.right : Infinity};
					});
				});
				assert.ok((await ends()).length > 0);
				// What was too wide is measured, the stage is told and draws anew.
				await lab.comes(async () => (await ends()).every(({over}) => over <= 0.5), `${link}: ${JSON.stringify(await ends())}`);
			}
		}
	});

	test('a drag on an edge changes its weight, the plot and nothing else', async () => {
		await lab.link('#l=layers&seed=4');
		await lab.send({do: 'step', unit: 'epoch', n: 5});
		await lab.settled();
		const {nodes, box} = await lab.layout();
		const node = (layer, unit) => nodes.find((n) => n.layer === layer && n.unit === unit);
		const from = node(1, 0), to = node(2, 0);
		assert.ok(from && to, 'the layout has no nodes of layers 1 and 2');
		const before = (await lab.send({do: 'select', what: 'neuron', layer: 2, unit: 0})).panels.inspector;
		await lab.send({do: 'select', what: 'none'}); // its panel would lie over the edge
		const picture = await plot();
		// From the right side of the one to the left side of the other; at three tenths no other edge crosses.
		const a = {x: box.x + from.x + from.w / 2, y: box.y + from.y}, b = {x: box.x + to.x - to.w / 2, y: box.y + to.y};
		const spot = await lab.find((target) => target?.id === 'edge.2.0.0', a, b);
		await lab.drag(spot, {x: spot.x, y: spot.y - 60});
		const after = (await lab.send({do: 'select', what: 'neuron', layer: 2, unit: 0})).panels.inspector;
		assert.notEqual(after.weights[0], before.weights[0]);
		assert.deepEqual(after.weights.slice(1), before.weights.slice(1));
		assert.equal(after.bias, before.bias);
		await lab.settled();
		const changed = await plot();
		assert.ok(!picture.data.equals(changed.data), 'the plot looks as before');
	});

	test('a weight set by message is the weight it has', async () => {
		await lab.link('#l=layers&seed=4');
		await lab.send({do: 'edit', what: 'weight', layer: 1, out: 1, in: 0, value: 1.5});
		await lab.send({do: 'edit', what: 'bias', layer: 1, out: 1, value: -0.25});
		const {panels: {inspector: inspect}} = await lab.send({do: 'select', what: 'neuron', layer: 1, unit: 1});
		assert.equal(inspect.weights[0], 1.5);
		assert.equal(inspect.bias, -0.25);
	});

	test('a neuron under the pointer shows what it sees', async () => {
		await lab.link('#l=layers&seed=4');
		await lab.settled();
		const output = await plot();
		const {nodes, box} = await lab.layout();
		const {x, y} = nodes.find((n) => n.layer === 1 && n.unit === 0);
		await lab.page.mouse.move(box.x + x, box.y + y);
		await lab.still(); // it has heard of the pointer and asked for the neuron
		await lab.settled();
		const neuron = await plot();
		assert.ok(!neuron.data.equals(output.data), 'the plot still shows the output');
		await lab.page.mouse.move(5, 5);
	});

	test('costs next to nothing while it is paused', async () => {
		await lab.link('#l=layers&seed=4');
		await lab.send({do: 'step', unit: 'epoch', n: 2});
		await lab.settled();
		await lab.comes(async () => (await lab.page.evaluate(framesDrawn)).pending === 0, 'whatever moves comes to rest');
		const frames = () => Promise.all(lab.page.frames().map((f) => f.evaluate(() => window.seen.frames)));
		const drawn = await frames(), cpu = s.browser.cpu();
		await pause(2000); // nothing is waited for: this is what is measured
		const used = s.browser.cpu() - cpu;
		assert.deepEqual(await frames(), drawn, 'frames were drawn');
		assert.ok(used < 0.5, `${used.toFixed(2)} s of processor time in 2 s`);
	});

	test('draws while it plays, and the engine learns all the while', async () => {
		await lab.link('#l=layers&speed=max&seed=4');
		await lab.send({do: 'play'});
		const start = await lab.until((state) => state.step > 100, 'a hundred steps');
		await lab.draws(3);
		await lab.until((state) => state.step > start.step + 200 && state.metrics.examplesPerSecond > 0, 'two hundred more, and how fast they are');
		await lab.send({do: 'pause'});
	});

	test('the wheel over it scrolls the page', async () => {
		const {box} = await lab.layout();
		await lab.page.setViewport({width: 1280, height: 500, deviceScaleFactor: 1});
		await lab.page.mouse.move(box.x + box.width / 2, Math.min(400, box.y + box.height / 2));
		await lab.page.mouse.wheel({deltaY: 200});
		await lab.until_page(() => scrollY > 0);
		await lab.page.setViewport({width: 1280, height: 800, deviceScaleFactor: 1});
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
}, BOTH);
