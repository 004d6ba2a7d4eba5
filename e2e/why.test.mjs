// Why it says so: formulas that add up, who pushed a weight, what is frozen, and what breaks without a neuron.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';
import {apart} from './harness/lab.mjs';

/** The number of a text as a person reads it. */
const read = (text) => Number(text.replace(/−/g, '-').replace(/[()\s]/g, ''));

/** What a shown formula comes to, and what it says it comes to. */
function work(text) {
	const [terms, sum] = text.split('=');
	let total = 0;
	for (const [, sign, a, , b] of terms.matchAll(/([+−]?)\s*(\d+(?:\.\d+)?)(\s*×\s*(\(?−?\d+(?:\.\d+)?\)?))?/g)) {
		total += (sign === '−' ? -1 : 1) * Number(a) * (b === undefined ? 1 : read(b));
	}
	const digits = /\.(\d+)/.exec(sum)?.[1].length ?? 0;
	return {total, sum: read(sum), digits, count: [...terms.matchAll(/×/g)].length};
}

each('why', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=layers&seed=1'); });

	const text = (id) => lab.page.$eval(`[data-testid="${id}"]`, (node) => node.textContent);
	const there = (id) => lab.page.$eval(`[data-testid="${id}"]`, (node) => !node.hidden && node.matches(':popover-open, :not([popover])')).catch(() => false);

	async function node(layer, unit) {
		const {nodes, box} = await lab.layout();
		const n = nodes.find((one) => one.layer === layer && one.unit === unit);
		return {x: box.x + n.x, y: box.y + n.y, w: n.w};
	}
	/** Clicks a neuron and waits for its numbers. */
	async function open(layer, unit) {
		const {x, y} = await node(layer, unit);
		await lab.page.mouse.click(x, y);
		await lab.until_page(() => document.querySelector('#inspector')?.matches(':popover-open'));
		await lab.until((state) => state.panels.inspector?.layer === layer && state.panels.inspector.unit === unit, 'the inspector');
	}
	async function press(key) {
		await lab.page.keyboard.press(key);
	}
	async function start(epochs, link = '#l=layers&seed=1') {
		await press('Escape');
		await press('Escape');
		await lab.link(link);
		if (epochs) await lab.send({do: 'step', unit: 'epoch', n: epochs});
		await lab.settled();
	}

	test('the numbers of a formula add up to what it shows', async () => {
		await start(20);
		for (const [layer, unit] of [[1, 1], [2, 0], [3, 0]]) {
			await press('Escape'); // its own panel may cover the next neuron
			await open(layer, unit);
			const {total, sum, digits, count} = work(await text('formula-sum'));
			const {sizes} = (await lab.state()).panels.network;
			assert.equal(count, sizes[layer - 1], 'products');
			assert.ok(Math.abs(total - sum) <= 0.5 * 10 ** -digits + 1e-9, `${await text('formula-sum')} comes to ${total}`);
			const [, name, out] = /^(.*) → (.*)$/.exec(await text('formula-output'));
			const want = name === 'tanh' ? Math.tanh(sum) : 1 / (1 + Math.exp(-sum));
			assert.ok(Math.abs(want - read(out)) <= 0.006, `${name} of ${sum} is ${want}, shown ${out}`);
		}
	});

	test('a point that is clicked fills in its numbers and wears a pink ring', async () => {
		await start(20);
		await open(1, 0);
		const first = await text('formula-sum');
		assert.match(await text('formula-point'), /#\d+/);
		const {plot, box} = await lab.layout();
		// Goes over the plot until it is over a training point.
		let spot;
		for (let v = 0.25; v < 0.8 && !spot; v += 0.02) {
			for (let u = 0.2; u < 0.8 && !spot; u += 0.06) {
				const at = {x: box.x + plot.x + u * plot.w, y: box.y + plot.y + v * plot.h};
				await lab.page.mouse.move(at.x, at.y);
				await lab.still();
				const target = await lab.stage().evaluate(() => window.heard.hover);
				if (target?.kind === 'point') spot = {...at, index: Number(target.id.split('.')[1])};
			}
		}
		assert.ok(spot, 'no point found');
		await lab.page.mouse.click(spot.x, spot.y);
		const state = await lab.until((now) => now.selected.point === spot.index, 'the point');
		assert.equal(state.panels.inspector.formula.point, spot.index);
		assert.match(await text('formula-point'), new RegExp(`#${spot.index + 1}(?!\\d)`));
		await lab.until_page((was) => document.querySelector('[data-testid=formula-sum]').textContent !== was, first);
		const {total, sum, digits} = work(await text('formula-sum'));
		assert.ok(Math.abs(total - sum) <= 0.5 * 10 ** -digits + 1e-9);
		await lab.page.mouse.move(5, 5);
		await lab.settled();
		const {labels} = await lab.layout();
		assert.ok(labels.some((l) => l.id === 'asked' && l.args.n === spot.index + 1), 'the plot does not number the point');
		const {x, y} = await lab.page.evaluate(() => document.querySelector('.l.asked:not(.pusher)').getBoundingClientRect().toJSON());
		assert.ok(Math.hypot(x - spot.x, y - spot.y) < 80, 'the number is not beside the point');
		const picture = await lab.picture({x: spot.x - 16, y: spot.y - 16, width: 33, height: 33});
		let pink = 0;
		for (let i = 0; i < picture.data.length; i += 4) pink += apart(picture.data.subarray(i, i + 3), [190, 47, 107]) < 60;
		assert.ok(pink > 40, `${pink} pink pixels around the point`);
		// Escape lets go of the neuron, then of the point.
		await press('Escape');
		assert.equal(await there('inspector'), false);
		await press('Escape');
		await lab.until((now) => now.selected.point === -1, 'the point to be let go');
	});

	test('a weight that is clicked says who pushed it most', async () => {
		await start(0);
		const edge = async () => {
			const a = await node(1, 0), b = await node(2, 0);
			const spot = await lab.find((t) => t?.id === 'edge.2.0.0', {x: a.x + a.w / 2, y: a.y}, {x: b.x - b.w / 2, y: b.y});
			await lab.page.mouse.click(spot.x, spot.y);
			return lab.until((state) => state.selected.in === 0 && state.selected.layer === 2, 'the weight');
		};
		await edge();
		assert.match(await text('edgetip'), /no step yet/);
		await lab.send({do: 'step', unit: 'epoch', n: 3});
		const {inspector: inspect} = (await lab.state()).panels;
		assert.equal(inspect.pushes.length, 3);
		const tip = await text('edgetip');
		assert.match(tip, new RegExp(`point #${inspect.pushes[0].point + 1}$`));
		assert.ok(Math.abs(read(/weight ([−\d.]+)/.exec(tip)[1]) - inspect.weights[0]) < 0.001, tip);
		const names = await lab.page.$$eval('[data-testid=pushers] b', (all) => all.map((b) => b.textContent));
		assert.deepEqual(names, inspect.pushes.map((p) => `#${p.point + 1}`));
		await lab.settled();
		const {labels, nodes, box} = await lab.layout();
		assert.ok(labels.some((l) => l.id === 'pusher' && l.args.n === inspect.pushes[0].point + 1), 'the plot does not number who pushed most');
		// The popover covers no tile.
		const r = await lab.page.$eval('[data-testid=edgetip]', (n) => n.getBoundingClientRect().toJSON());
		for (const n of nodes) {
			const over = box.x + n.x + n.w / 2 > r.left && box.x + n.x - n.w / 2 < r.right && box.y + n.y + n.h / 2 > r.top && box.y + n.y - n.h / 2 < r.bottom;
			assert.ok(!over, `the popover covers neuron ${n.unit} of layer ${n.layer}`);
		}
	});

	test('a frozen neuron keeps its weights while the others learn', async () => {
		await start(5);
		await open(1, 2);
		const shown = () => lab.page.$$eval('#inspector .num-in', (all) => all.map((input) => input.value));
		const was = await shown();
		await press('f');
		await lab.until((state) => state.panels.network.frozen?.length === 1, 'frost');
		assert.match(await text('chips'), /1 frozen/);
		const before = await lab.state();
		await lab.send({do: 'step', unit: 'epoch', n: 10});
		assert.deepEqual(await shown(), was);
		const after = await lab.state();
		assert.notEqual(after.metrics.trainLoss, before.metrics.trainLoss, 'nothing learns');
		await lab.settled();
		assert.ok((await lab.layout()).labels.some((l) => l.key === 'stage.frozen' && l.args.n === 3), 'the tile does not say so');
		await lab.page.click('[data-testid=chip-freeze]');
		await lab.until((state) => !state.panels.network.frozen, 'a thaw');
		await lab.send({do: 'step', unit: 'epoch', n: 10});
		await lab.until_page((old) => [...document.querySelectorAll('#inspector .num-in')].map((input) => input.value).join() !== old.join(), was);
	});

	test('without a neuron something breaks, and undo mends it', async () => {
		await start(120);
		const accuracy = () => text('test-accuracy');
		const whole = await accuracy();
		await open(1, 0);
		await lab.page.click('[data-testid=act-cut]');
		const state = await lab.until((now) => now.panels.network.cut?.length === 1, 'the cut');
		const broken = await accuracy();
		assert.notEqual(broken, whole);
		assert.equal(await text('broken'), `Without it ${broken} of unseen points are right, with it ${whole}.`);
		assert.equal(Math.round(100 * state.panels.network.whole.testAccuracy), parseInt(whole));
		await lab.page.click('[data-testid=chip-cut]');
		await lab.until((now) => !now.panels.network.cut, 'undo');
		assert.equal(await accuracy(), whole);
	});

	test('by keys alone: walk, look, freeze, cut, let go', async () => {
		await start(5);
		await lab.page.focus('[data-testid="node-0.0"]');
		await press('ArrowRight');
		const at = await lab.page.evaluate(() => document.activeElement.getAttribute('data-node'));
		assert.match(at, /^1\./);
		const [layer, unit] = at.split('.').map(Number);
		await press('f');
		await lab.until((state) => state.panels.network.frozen?.some(([l, u]) => l === layer && u === unit), 'frost');
		assert.match(await lab.page.evaluate(() => document.activeElement.getAttribute('aria-label')), /frozen/);
		await press('x');
		await lab.until((state) => state.panels.network.cut?.some(([l, u]) => l === layer && u === unit), 'the cut');
		await press('x');
		await lab.until((state) => !state.panels.network.cut, 'the neuron to be back');
		await press(' ');
		await lab.until_page(() => document.querySelector('#inspector')?.matches(':popover-open'));
		await press('Escape');
		await lab.until_page(() => !document.querySelector('#inspector')?.matches(':popover-open'));
		assert.equal(await lab.page.evaluate(() => document.activeElement.getAttribute('data-node')), at, 'the focus went astray');
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});

each('the hidden space', (s) => {
	let lab;
	before(async () => {
		lab = await s.open('#l=layers&seed=1');
		await lab.send({do: 'step', unit: 'epoch', n: 250});
		await lab.settled();
	});

	const words = () => lab.page.$eval('[data-testid=space-words]', (node) => node.textContent);
	async function picture() {
		await lab.settled();
		const {plot: p, box} = await lab.layout();
		return lab.picture({x: box.x + p.x, y: box.y + p.y, width: p.w, height: p.h});
	}
	/** Where the points of the two classes are, by their colours: the mean place across, and how far they overlap. */
	function places(image) {
		const blue = [34, 87, 184], orange = [198, 109, 5], found = [[], []];
		for (let i = 0; i < image.width * image.height; i++) {
			const pixel = image.data.subarray(4 * i, 4 * i + 3);
			const k = apart(pixel, blue) < 30 ? 0 : apart(pixel, orange) < 30 ? 1 : -1;
			if (k >= 0) found[k].push([i % image.width, Math.floor(i / image.width)]);
		}
		return found;
	}

	const legend = () => lab.page.$$eval('[data-testid=names] li', (all) => all.map((li) => li.textContent).join('; '));

	test('the plane is bent, and what was a ring lies on two sides', async () => {
		const boundary = await picture(), plain = await legend();
		await lab.unfold('more');
		await lab.page.click('[data-testid=space-open]');
		await lab.until((state) => state.panels.space?.at === 2, 'the last hidden layer');
		const hidden = await picture();
		assert.notEqual(await legend(), plain, 'the names are those of the boundary still');
		assert.ok(!hidden.data.equals(boundary.data), 'the picture is the boundary still');
		const {space} = (await lab.state()).panels;
		assert.ok(space.parted >= 0.95 && space.before < 0.9, JSON.stringify(space));
		assert.equal(await words(), `What was tangled comes apart: the best straight line parts ${Math.round(100 * space.parted)}% of the training points, on the plane ${Math.round(100 * space.before)}%.`);
		const {labels} = await lab.layout();
		assert.ok(labels.some((l) => l.key === 'stage.space.neuron' && l.args.n === 1), 'the axes have no names');
		// At the output one class is left of the other: no column of pixels has both.
		await lab.send({do: 'set', name: 'space', value: 3});
		const [blue, orange] = places(await picture());
		assert.ok(blue.length > 150 && orange.length > 150, `${blue.length} and ${orange.length} pixels of points`);
		const mean = (list) => list.reduce((sum, [x]) => sum + x, 0) / list.length;
		const middle = (mean(blue) + mean(orange)) / 2, side = Math.sign(mean(orange) - mean(blue));
		const astray = [...blue.filter(([x]) => side * (x - middle) > 0), ...orange.filter(([x]) => side * (x - middle) < 0)].length;
		assert.ok(astray < 0.03 * (blue.length + orange.length), `${astray} of ${blue.length + orange.length} pixels lie on the wrong side`);
		// While on the plane itself they surround each other.
		await lab.send({do: 'set', name: 'space', value: 0});
		const [ring, disc] = places(await picture());
		assert.ok(Math.abs(mean(ring) - mean(disc)) < 30, 'the ring is not around the disc');
		assert.match(await words(), /plane as it is/);
	});

	test('goes from input to output when asked, and only then', async () => {
		await lab.send({do: 'set', name: 'space', value: 0});
		const still = await picture();
		assert.ok((await picture()).data.equals(still.data), 'it moves by itself');
		await lab.page.click('[data-testid=space-play]');
		const met = new Set();
		await lab.until((state) => {
			met.add(state.panels.space.at);
			return state.panels.space.at === 3;
		}, 'the output', 60);
		assert.ok([...met].some((at) => at !== Math.round(at)), `it jumped: ${[...met]}`);
		assert.ok(!(await picture()).data.equals(still.data));
	});

	test('the slider goes by hand, and the axes can be chosen', async () => {
		await lab.page.$eval('[data-testid=input-space]', (input) => {
			input.value = '1.04';
			input.dispatchEvent(new Event('input', {bubbles: true}));
		});
		await lab.until((state) => state.panels.space.at === 1, 'layer 1');
		const components = await picture();
		assert.deepEqual((await lab.state()).panels.space.axes.map((a) => a.kind), ['component', 'component']);
		await lab.page.select('[data-testid=input-spacex]', '3');
		await lab.until((state) => state.panels.space.axes[0].kind === 'neuron' && state.panels.space.axes[0].n === 3, 'neuron 3');
		assert.ok(!(await picture()).data.equals(components.data));
		assert.match(await lab.hash().then(async () => (await lab.state()).link), /space=1&spacex=3/);
	});

	test('back to the boundary', async () => {
		await lab.page.click('[data-testid=view-boundary]');
		await lab.until((state) => !state.panels.space, 'the boundary');
		await lab.settled();
		assert.ok((await lab.layout()).labels.some((l) => l.key === 'stage.axis'), 'the plot has no axes');
		assert.equal(await lab.page.$eval('[data-testid=view-boundary]', (b) => b.getAttribute('aria-pressed')), 'true');
	});

	test('fits the screen', async () => {
		await lab.send({do: 'set', name: 'space', value: 1});
		await lab.settled();
		const over = await lab.page.evaluate(() => [document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth]);
		assert.deepEqual(over, [0, 0]);
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
