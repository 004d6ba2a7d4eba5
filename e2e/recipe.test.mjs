// The recipe as a person meets it: rarer choices, a choice for each layer, scaling, stops, runaways, and what links hide.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

each('the recipe', (s) => {
	let lab;
	before(async () => { lab = await s.open(); });

	const at = (id) => `[data-testid="${id}"]`;
	/** What is written there, and can be seen. */
	const read = (where) => lab.page.evaluate((q) => {
		const node = [...document.querySelectorAll(q)].find((n) => n.checkVisibility());
		return node ? node.textContent.replace(/\s+/g, ' ').trim() : null;
	}, where);
	const reads = (where, pattern) => lab.until_page((q, p) => [...document.querySelectorAll(q)].some((n) => n.checkVisibility() && new RegExp(p).test(n.textContent)), where, pattern);
	const press = (where) => lab.page.evaluate((q) => document.querySelector(q).click(), where);
	/** Chooses as a hand does: by the select that lies over the value. */
	const choose = (name, value) => lab.page.select(at(`input-${name}`), value);
	/** Has the group of a fold before it. */
	const open = () => lab.unfold('recipe');

	/** How tall the bars of a histogram are, from the left. */
	const bars = (where) => lab.page.evaluate((q) => [...document.querySelectorAll(`${q} rect`)].map((r) => r.getBoundingClientRect().height), where);

	test('a fold has the rarer choices, says what is changed in it, and puts it back', async () => {
		await lab.link('#l=layers');
		await reads('[data-fold=recipe]', 'SGD, batches of 10');
		await open();
		for (const name of ['optimiser', 'batch', 'loss', 'init', 'initfactor', 'l1', 'l2', 'dropout', 'schedule', 'patience', 'stopat']) {
			assert.match(await read(at(`control-${name}`)), /\w{2,}.*\w/, name);
		}
		assert.equal(await read(at('control-period')), null, 'without a schedule there is no period');
		await choose('loss', 'hinge');
		await lab.until((state) => state.controls.loss === 'hinge');
		await lab.page.hover(at('control-loss'));
		await reads('#tip', 'margin');
		await reads('[data-fold=recipe]', '1 changed');
		await reads(at('control-loss'), 'was cross-entropy');
		await lab.page.click(`${at('control-loss')} .was`);
		await lab.until((state) => state.controls.loss === 'crossentropy', 'the usual loss');
		await choose('loss', 'mse');
		await choose('schedule', 'cosine');
		await reads('[data-fold=recipe]', '2 changed');
		await reads(at('control-period'), '\\w');
		await lab.page.click(at('fold-recipe-back'));
		await lab.until((state) => state.controls.loss === 'crossentropy' && state.controls.schedule === 'none', 'all as it was');
		await reads('[data-fold=recipe]', 'SGD, batches of 10');
	});

	test('the fold is a list within reach on a phone', async () => {
		const phone = await s.open('#l=layers', {width: 390, height: 844});
		await phone.unfold('recipe');
		const {left, right, below} = await phone.page.$eval('#fold-recipe', (node) => {
			const box = node.getBoundingClientRect();
			return {left: box.left, right: box.right, below: box.top - document.querySelector('[data-fold=recipe]').getBoundingClientRect().bottom};
		});
		assert.ok(left >= 0 && right <= 390 && below >= 0 && below < 20, JSON.stringify({left, right, below}));
		await phone.page.select(at('input-optimiser'), 'adam');
		await phone.until((state) => state.controls.optimiser === 'adam', 'another optimiser');
		await phone.close();
	});

	test('every optimiser and every activation learns, or says why not', async () => {
		const {optimisers, activations} = await lab.page.evaluate(() => {
			const values = (name) => [...document.querySelector(`[data-testid="input-${name}"]`).options].filter((o) => !o.hidden).map((o) => o.value);
			return {optimisers: values('optimiser'), activations: values('activation')};
		});
		assert.deepEqual(optimisers, ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'adamw', 'lbfgs']);
		assert.deepEqual(activations, ['tanh', 'relu', 'sigmoid', 'linear', 'leakyrelu', 'gelu', 'lecun', 'threshold']);
		for (const optimiser of optimisers) {
			const start = await lab.link(`#l=layers&data=gauss&lr=0.01&optimiser=${optimiser}`);
			const end = await lab.send({do: 'step', unit: 'epoch', n: 20});
			assert.ok(end.metrics.trainLoss < start.metrics.trainLoss, `${optimiser}: ${start.metrics.trainLoss} → ${end.metrics.trainLoss}`);
		}
		for (const activation of activations) {
			await lab.link(`#l=layers&data=gauss&activation=${activation}`);
			const end = await lab.send({do: 'step', unit: 'epoch', n: 100});
			if (activation !== 'threshold') assert.ok(end.metrics.testAccuracy > 0.9, `${activation}: ${end.metrics.testAccuracy}`);
		}
	});

	test('a threshold in a hidden layer says that it cannot learn, and offers what can', async () => {
		await lab.link('#l=layers&data=gauss');
		await lab.page.select(at('input-activation'), 'threshold');
		await reads(at('problem-threshold'), 'no slope.*layer 2.*cannot learn');
		await press(`${at('problem-threshold')} ${at('ui.onelayer')}`);
		const state = await lab.until((one) => one.panels.network.sizes.length === 2, 'a single layer');
		assert.equal(state.controls.layers, '');
		await lab.until_page((q) => !document.querySelector(q), at('problem-threshold'));
		await reads(at('narrator'), 'perceptron rule');
		const end = await lab.send({do: 'step', unit: 'epoch', n: 30});
		assert.ok(end.metrics.testAccuracy > 0.95, `${end.metrics.testAccuracy}`);
	});

	test('each layer has an activation of its own', async () => {
		await lab.link('#l=layers&layers=4,3,2');
		await press(at('tune'));
		await lab.until_page((q) => document.querySelector(q)?.checkVisibility(), at('layer-2-activation'));
		await lab.page.select(at('layer-2-activation'), 'relu');
		const state = await lab.until((one) => one.controls.activation === 'tanh,relu,tanh', 'three activations');
		assert.match(state.link, /activation=tanh,relu,tanh/);
		await reads(at('control-activation'), 'tanh · ReLU · tanh');
		const {panels: {inspector: inspect}} = await lab.send({do: 'select', what: 'neuron', layer: 2, unit: 0});
		assert.equal(inspect.activation, 'relu');
		await lab.page.keyboard.press('Escape');
		await lab.page.select(at('input-activation'), 'gelu');
		await lab.until((one) => one.controls.activation === 'gelu', 'one for all');
	});

	test('first weights show in what each layer gives', async () => {
		await lab.link('#l=layers&layers=8,8,8');
		await open();
		await choose('init', 'small');
		await lab.until((one) => one.controls.init === 'small');
		const where = `${at('outputs')} figure:nth-of-type(3)`;
		const small = await bars(where);
		assert.ok(small.filter((h) => h > 0).length <= 3, `small: ${small}`);
		await choose('init', 'auto');
		await choose('initfactor', '10');
		await lab.until((one) => one.controls.initfactor === 10 && one.controls.init === 'auto');
		const large = await bars(where), middle = large.slice(7, 14), ends = [...large.slice(0, 7), ...large.slice(14)];
		assert.ok(Math.max(...ends) > 2 * Math.max(...middle), `large: ${large}`);
		await lab.page.keyboard.press('Escape');
	});

	test('a schedule lowers the rate that is shown', async () => {
		await lab.link('#l=layers&lr=0.1');
		await open();
		await choose('schedule', 'step');
		await lab.page.waitForSelector(at('control-period'), {visible: true});
		await choose('period', '10');
		await lab.until((one) => one.controls.period === 10 && one.controls.schedule === 'step');
		await lab.send({do: 'step', unit: 'epoch', n: 20});
		await reads(at('control-lr'), '0\\.1 → 0\\.025');
		await lab.page.keyboard.press('Escape');
	});

	test('stops at an accuracy, and goes on when told to', async () => {
		await lab.link('#l=layers&lr=0.3&stopat=0.8&speed=max');
		await press('#play');
		const state = await lab.until((one) => one.events.some((e) => e.type === 'stopped'), 'the stop');
		assert.equal(state.playing, false);
		assert.equal(state.events.find((e) => e.type === 'stopped').why, 'accuracy');
		assert.ok(state.metrics.testAccuracy >= 0.8);
		await reads(at('narrator'), `Stopped at epoch ${state.epoch}: ${Math.round(100 * state.metrics.testAccuracy)}% of the test points`);
		await lab.until_page(() => document.querySelector('#play').getAttribute('aria-label') === 'Play');
		await press('#play');
		await lab.until((one) => one.epoch > state.epoch + 1, 'going on');
		await lab.send({do: 'pause'});
	});

	test('stops early where the test loss no longer falls', async () => {
		await lab.link('#l=layers&layers=8,8&lr=0.5&noise=0.5&patience=5&samples=60');
		const state = await lab.send({do: 'step', unit: 'epoch', n: 500});
		assert.ok(state.epoch < 500, `epoch ${state.epoch}`);
		assert.equal(state.events.at(-1).why, 'patience');
		await reads(at('narrator'), 'no smaller test loss for 5 epochs');
	});

	test('scaling is a switch that shows what it does, and decides on penguins', async () => {
		const raw = await lab.link('#l=layers&data=penguins&samples=340&scale=raw');
		await lab.unfold('data');
		await lab.until_page((q) => document.querySelector(q)?.getAttribute('aria-pressed') === 'true', at('scale-raw'));
		await lab.until_page((q) => document.querySelector(q)?.checkVisibility(), at('spreads'));
		assert.equal(raw.panels.spreads.length, 2);
		// Before: both inputs far from 0 and apart. The first bar of x1 is where the axis has 0.
		const lowest = async (column) => (await bars(`${at('spreads')} > :nth-child(${column})`)).findIndex((h) => h > 0);
		assert.ok(await lowest(5) > 8, 'x1 lies far from 0');
		const failed = await lab.send({do: 'step', unit: 'epoch', n: 100});
		await reads(at('test-accuracy'), '^4\\d%$');
		assert.ok(failed.metrics.testAccuracy < 0.5);
		await press(at('scale-zscore'));
		await lab.until((one) => one.controls.scale === 'zscore' && one.step === 0);
		await reads(at('spreads'), '−\\d');
		assert.ok(await lowest(6) < 6, 'scaled, x1 begins at the left');
		const done = await lab.send({do: 'step', unit: 'epoch', n: 100});
		assert.equal(done.controls.lr, failed.controls.lr);
		await reads(at('test-accuracy'), '^9\\d%$');
	});

	test('a runaway names the step and the layer, points at it, and one press goes back at half the rate', async () => {
		await lab.link('#l=layers&activation=linear&layers=8,8,8&seed=1');
		await lab.send({do: 'step', unit: 'epoch', n: 3});
		await lab.send({do: 'set', name: 'lr', value: 10});
		const gone = await lab.send({do: 'step', unit: 'epoch', n: 20});
		assert.ok(gone.diverged);
		const event = gone.events.findLast((e) => e.type === 'diverged');
		assert.ok(event.layer >= 1 && event.layer < gone.panels.network.sizes.length && event.since <= event.step);
		await reads(at('problem-diverged'), `step ${event.step}.*layer ${event.layer}`);
		await lab.comes(async () => await pink(event.layer) > 100, 'the layer is pointed at');
		assert.ok(await pink(event.layer === 1 ? 2 : 1) < 20, 'another layer is pointed at');
		await press(`${at('problem-diverged')} ${at('ui.halve')}`);
		const back = await lab.until((one) => !one.diverged && one.controls.lr === 5, 'half the rate');
		assert.ok(back.step < event.step && Number.isFinite(back.metrics.trainLoss));
		await lab.until_page((q) => !document.querySelector(q), at('problem-diverged'));
		await lab.comes(async () => await pink(event.layer) < 20, 'it is no longer pointed at');
	});

	/** How many pixels of a layer's column have the colour of attention. */
	async function pink(layer) {
		const {nodes, box} = await lab.layout(), column = nodes.filter((n) => n.layer === layer);
		const top = Math.min(...column.map((n) => n.y - n.h / 2)) - 6, bottom = Math.max(...column.map((n) => n.y + n.h / 2)) + 6;
		const {x, w} = column[0];
		await lab.page.mouse.move(4, 4);
		const picture = await lab.picture({x: box.x + x - w / 2 - 6, y: Math.max(0, box.y + top), width: w + 12, height: bottom - top});
		let n = 0;
		for (let i = 0; i < picture.data.length; i += 4) n += Math.hypot(picture.data[i] - 0xBE, picture.data[i + 1] - 0x2F, picture.data[i + 2] - 0x6B) < 40;
		return n;
	}

	test('every control can be hidden, and what it is set to stays to be read', async () => {
		const {lessons} = await lab.page.evaluate(async () => (await fetch('lessons.json')).json());
		const controls = lessons.find((l) => l.id === 'layers').controls;
		await lab.page.goto('about:blank');
		await lab.page.goto(`${s.site.url}#l=layers&hide=${controls.map((c) => c.name).join(',')}`, {waitUntil: 'domcontentloaded'});
		await lab.ready();
		/** @type {Set<string>} */
		const legible = new Set();
		for (const fold of /** @type {const} */ (['data', 'recipe', 'more'])) {
			await lab.unfold(fold);
			const found = await lab.page.evaluate((names) => names.map((name) => ({
				name,
				text: [...document.querySelectorAll(`[data-control="${name}"]`)].find((n) => n.checkVisibility())?.textContent.trim() ?? '',
				can: [...document.querySelectorAll(`[data-testid="input-${name}"], [data-control="${name}"] :is(button:enabled:not(.q), input:enabled, select)`)].some((n) => n.checkVisibility()),
			})), controls.map((c) => c.name));
			assert.deepEqual(found.filter((f) => f.can).map((f) => f.name), [], 'can still be set');
			for (const {name, text} of found) if (text.length > 1) legible.add(name);
		}
		// These are read from the picture itself, or have no effect now; the others have their names and values.
		const drawn = ['inputs', 'layers', 'space', 'spacex', 'spacey', 'period'];
		assert.deepEqual(controls.map((c) => c.name).filter((name) => !legible.has(name) && !drawn.includes(name)), [], 'cannot be read');
		assert.match(await read('#layers'), /Hidden layers ?2/);
		assert.deepEqual(await lab.page.$$eval('.heads .head', (all) => all.slice(0, 3).map((node) => node.textContent.replace(/\s+/g, ' ').trim())), ['Inputs 2 of 7', '4', '2']);
		await lab.page.keyboard.press('Escape');
		assert.equal(await lab.page.$(at('more-inputs')), null, 'inputs can be had');
		await lab.page.click(at('node-0.1')).catch(() => {});
		assert.equal((await lab.state()).controls.inputs, 'x1,x2', 'a press on an input changed it');
	});

	test('what a hidden switch of the view shows stays to be read', async () => {
		await lab.page.evaluate(() => { location.hash = '#l=layers&layers=4,3&space=1&hide=space,spacex'; });
		await lab.until((one) => one.controls.space === '1', 'the hidden space');
		await reads(at('space-layer'), '1');
		assert.equal(await read(at('view-boundary')), null);
		assert.equal(await read(at('input-space')), null);
		assert.equal(await read(at('input-spacex')), null);
		assert.ok(await read(at('input-spacey')));
	});

	test('one at a time hides one, and the rest stays', async () => {
		await lab.page.evaluate(() => { location.hash = '#l=layers&hide=lr,play,speed,try'; });
		await lab.until_page(() => !document.querySelector('#play').checkVisibility());
		assert.match(await read(at('control-lr')), /Learning rate.*0\.05/);
		assert.match(await read(at('control-speed')), /200/);
		assert.equal(await read(at('try')), null);
		await open();
		assert.ok(await read(at('control-optimiser')));
		await lab.page.evaluate(() => document.activeElement?.blur());
		await lab.page.keyboard.press(' ');
		const {playing} = await lab.send({do: 'set', name: 'showtest', value: 'on'}); // no message overtakes another
		assert.equal(playing, false, 'the key of a hidden button still works');
		assert.ok(await lab.page.evaluate(() => document.querySelector('#step').checkVisibility()));
	});

	test('the share dialog ticks what to hide, in the link and in the tag', async () => {
		await lab.page.evaluate(() => { location.hash = '#l=layers&data=xor&hide=noise'; });
		await lab.until((one) => one.controls.data === 'xor');
		await press('#share');
		await lab.until_page((q) => document.querySelector(q)?.checkVisibility(), at('share-dialog'));
		const value = (id) => lab.page.evaluate((q) => document.querySelector(q).value, at(id));
		assert.match(await value('ui.share.link-text'), /#l=layers&data=xor&hide=noise$/);
		assert.equal(await lab.page.evaluate((q) => document.querySelector(q).open, at('share-hide')), true);
		await press(at('hide-lr'));
		await press(at('hide-play'));
		await press(at('hide-noise'));
		assert.match(await value('ui.share.link-text'), /#l=layers&data=xor&hide=lr,play$/);
		assert.match(await value('ui.share.embed-text'), /<whisker-lab link="#l=layers&amp;data=xor&amp;hide=lr,play"><\/whisker-lab>/);
		const copy = await s.open(new URL(await value('ui.share.link-text')).hash);
		assert.equal(await copy.page.evaluate(() => document.querySelector('#play').checkVisibility()), false);
		assert.equal((await copy.state()).controls.data, 'xor');
		await copy.close();
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
