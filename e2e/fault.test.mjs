// When something breaks, the page says so in words, says what to do, and goes on where it can.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {BOTH, each} from './harness/each.mjs';
import {host, root} from './harness/site.mjs';

/** The engine that can be asked to break, which no reader gets. */
const fragile = () => host({files: {'engine.wasm': `${root}/.cache/faults/engine.wasm`}});

each('faults', (s) => {
	/** Waits until the page tells of a problem of one kind, and gives its words. */
	async function told(lab, kind, pattern) {
		await lab.until_page((id) => document.querySelector(`[data-testid="problem-${id}"]`)?.checkVisibility(), kind);
		const text = await lab.page.evaluate((id) => document.querySelector(`[data-testid="problem-${id}"]`).textContent, kind);
		assert.match(text, pattern);
		assert.doesNotMatch(text, /error\.|undefined|\{\w+\}/);
		return text;
	}

	/** Presses what the problem offers. */
	const press = (lab, kind, way) => lab.page.evaluate((at) => document.querySelector(at).click(), `[data-testid="problem-${kind}"] [data-testid="${way}"]`);

	test('without WebGL 2 it names what is missing', async () => {
		const lab = await s.open('', {wait: false, prepare: () => {
			for (const Canvas of [HTMLCanvasElement, globalThis.OffscreenCanvas]) {
				const get = Canvas?.prototype.getContext;
				if (get) Canvas.prototype.getContext = function (kind, ...rest) { return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };
			}
		}});
		await told(lab, 'webgl2', /WebGL/);
		await lab.ready();
		assert.equal((await lab.send({do: 'step', unit: 'epoch', n: 1})).epoch, 1, 'the engine needs no WebGL');
		await lab.close();
	});

	test('without WebAssembly SIMD it names what is missing', async () => {
		const lab = await s.open('', {wait: false, prepare: () => { WebAssembly.validate = () => false; }});
		await told(lab, 'simd', /SIMD/);
		await lab.close();
	});

	for (const [part, words] of /** @type {[string, RegExp][]} */ ([['engine', /did not load/], ['stage', /did not start/]])) {
		test(`a ${part} that does not load can be tried again`, async () => {
			const site = await host({rules: {[`${part}.wasm`]: {status: 404}}});
			const lab = await s.open('', {site, wait: false});
			await told(lab, part, words);
			delete site.rules[`${part}.wasm`];
			await press(lab, part, 'ui.retry');
			await lab.until_page((id) => !document.querySelector(`[data-testid="problem-${id}"]`), part);
			await lab.ready();
			assert.equal((await lab.send({do: 'step', unit: 'batch', n: 1})).step, 1);
			await lab.until_page(() => document.documentElement.dataset.stage === 'live'); // ready was told when there was to be no picture
			await lab.settled();
			await lab.close();
			site.close();
		});
	}

	test('the engine that is shipped cannot be asked to break', async () => {
		const lab = await s.open('#l=layers');
		for (const kind of ['panic', 'hang']) await assert.rejects(lab.send({do: 'fault', kind}), /fault/);
		assert.equal((await lab.send({do: 'step', unit: 'epoch', n: 1})).epoch, 1);
		assert.deepEqual(await lab.allComplaints(), []);
		await lab.close();
	});

	test('an engine that panics goes on from what was saved', async () => {
		const site = await fragile(), lab = await s.open('#l=layers&data=xor&seed=8', {site});
		await lab.send({do: 'step', unit: 'epoch', n: 20});
		await lab.kept();
		const before = await lab.state();
		await lab.send({do: 'fault', kind: 'panic'}).catch(() => {});
		await told(lab, 'panic', /./);
		const after = await lab.until((state) => state.step > 0, 'the saved state');
		assert.equal(after.step, before.step);
		assert.deepEqual(after.controls, before.controls);
		assert.deepEqual(after.metrics.trainLoss, before.metrics.trainLoss);
		const on = await lab.send({do: 'step', unit: 'epoch', n: 1});
		assert.equal(on.epoch, before.epoch + 1);
		await lab.close();
		site.close();
	});

	test('a new engine knows what was frozen, cut and asked', async () => {
		const site = await fragile(), lab = await s.open('#l=layers&seed=1', {site});
		await lab.send({do: 'step', unit: 'epoch', n: 5});
		await lab.send({do: 'freeze', layer: 1});
		await lab.send({do: 'cut', layer: 2, unit: 1});
		await lab.send({do: 'select', what: 'point', index: 41});
		await lab.kept();
		await lab.send({do: 'fault', kind: 'panic'}).catch(() => {});
		const state = await lab.until((now) => now.panels.network.cut?.length === 1 && now.panels.network.frozen?.length === 4, 'the engine from before');
		assert.equal(state.selected.point, 41);
		const reset = await lab.send({do: 'reset'});
		assert.ok(!reset.panels.network.cut && !reset.panels.network.frozen && reset.selected.point === -1, 'starting again keeps something');
		await lab.close();
		site.close();
	});

	test('an engine that hangs is replaced', async () => {
		const site = await fragile(), lab = await s.open('#l=layers&seed=8', {site});
		await lab.send({do: 'step', unit: 'epoch', n: 5});
		await lab.kept();
		lab.send({do: 'fault', kind: 'hang'}).catch(() => {});
		await told(lab, 'hang', /./);
		await lab.until((state) => state.epoch === 5, 'the saved state');
		assert.equal((await lab.send({do: 'step', unit: 'epoch', n: 1})).epoch, 6);
		await lab.close();
		site.close();
	});

	test('a lost WebGL context brings the stage back and loses nothing', async () => {
		const lab = await s.open('#l=layers&seed=8');
		const before = await lab.send({do: 'step', unit: 'epoch', n: 5});
		const old = lab.stage();
		await old.evaluate(() => { window.old = true; document.querySelector('canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext(); });
		await lab.comes(() => lab.page.evaluate(() => {
			const frame = [...document.querySelectorAll('iframe')].find((f) => f.src.includes('stage.html'));
			return Boolean(frame && !frame.contentWindow.old && frame.contentWindow.heard?.drawn);
		}).catch(() => false), 'the stage is made anew');
		await lab.settled();
		assert.equal((await lab.state()).step, before.step);
		assert.equal((await lab.send({do: 'step', unit: 'epoch', n: 1})).epoch, 6);
		await lab.close();
	});

	test('a run that diverges names the step and offers the way back', async () => {
		const lab = await s.open('#l=layers&activation=linear&layers=8,8,8&seed=1');
		await lab.send({do: 'step', unit: 'epoch', n: 3});
		await lab.send({do: 'set', name: 'lr', value: 10});
		await lab.send({do: 'play'});
		const gone = await lab.until((state) => state.diverged, 'divergence');
		const event = gone.events.find((e) => e.type === 'diverged');
		assert.ok(event.step > 0);
		assert.ok(gone.panels.diverged.back);
		assert.equal(gone.playing, false);
		const text = await told(lab, 'diverged', /\d/);
		assert.ok(text.replace(/\D/g, '').includes(String(event.step)), text);
		await press(lab, 'diverged', 'ui.back');
		const back = await lab.until((state) => !state.diverged, 'the way back');
		assert.ok(!back.diverged);
		assert.ok(Number.isFinite(back.metrics.trainLoss));
		assert.ok(back.step < event.step);
		await lab.close();
	});
}, BOTH);
