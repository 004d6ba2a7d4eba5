// Links: the address bar says what is on the screen, and whatever it says, the page comes up.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {BOTH, each} from './harness/each.mjs';

/** Links that nobody should write, and what must come of them. */
/** @type {[string, string, Record<string, any>][]} */
const hostile = [
	['nothing after the hash', '#', {}],
	['an unknown lesson', '#l=alchemy', {lesson: 'layers'}],
	['unknown keys', '#l=layers&utm_source=x&__proto__=1&constructor=2&toString=3', {}],
	['not a number', '#l=layers&lr=banana&noise=NaN&samples=', {}],
	['infinities', '#l=layers&lr=Infinity&noise=-Infinity&samples=1e999', {}],
	['far too large', '#l=layers&samples=1000000000&noise=99&lr=1e30', {samples: 500, noise: 0.5, lr: 10}],
	['far too small', '#l=layers&samples=-5&noise=-1&lr=-3', {samples: 50, noise: 0, lr: 0.0001}],
	['a tower of layers', `#l=layers&layers=${Array(400).fill(9999).join(',')}`, {}],
	['layers that are none', '#l=layers&layers=0,-3,2.5,x,,4', {}],
	['no inputs', '#l=layers&inputs=', {}],
	['inputs that are none', '#l=layers&inputs=x9,<b>,x1', {}],
	['markup', '#l=layers&data=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&activation=%22%3E%3Cscript%3Ealert(1)%3C/script%3E', {}],
	['broken escapes', '#l=layers&data=%E0%A4%A&seed=%', {}],
	['the same key again and again', '#l=layers&lr=0.1&lr=0.3&lr=banana', {}],
	['a hundred thousand characters', `#l=layers&seed=${'9'.repeat(100_000)}`, {}],
	['only separators', '#&&&===&=&', {}],
	['damaged weights', '#l=layers&weights=AAAA%00%FF!!!&w=zzzz', {}],
	['a negative seed', '#l=layers&seed=-1&dataseed=-99999999999999999999', {}],
];

const numbers = (state) => {
	const {examplesPerSecond, ...metrics} = state.metrics;
	return {step: state.step, epoch: state.epoch, seed: state.seed, link: state.link, controls: state.controls, metrics, sizes: state.panels.network.sizes};
};

each('links', (s) => {
	let lab;
	before(async () => { lab = await s.open(); });

	test('the address bar reproduces what is on the screen', async () => {
		await lab.link('#l=layers');
		for (const [name, value] of [['data', 'moons'], ['noise', 0.2], ['lr', 0.1], ['layers', '5,3'], ['inputs', 'x1,x2,x1x2'], ['activation', 'relu'], ['seed', 42]]) {
			await lab.send({do: 'set', name, value});
		}
		const here = await lab.send({do: 'step', unit: 'epoch', n: 10});
		await lab.until_page((link) => location.hash === link, here.link);
		assert.equal(new URLSearchParams(here.link.slice(1)).get('layers'), '5,3');
		const copy = await s.open(await lab.hash());
		assert.deepEqual((await copy.state()).controls, here.controls);
		assert.deepEqual(numbers(await copy.send({do: 'step', unit: 'epoch', n: 10})), numbers(here));
		await copy.close();
	});

	test('only what differs from the defaults is written, sorted', async () => {
		const state = await lab.link('#seed=7&lr=0.1&l=layers&data=circle');
		assert.equal(state.link, '#l=layers&lr=0.1&seed=7');
	});

	test('a reload brings the same numbers', async () => {
		await lab.link('#l=layers&data=xor&seed=9');
		const before = await lab.send({do: 'step', unit: 'epoch', n: 7});
		await lab.until_page((link) => location.hash === link, before.link);
		await lab.page.reload({waitUntil: 'domcontentloaded'});
		await lab.ready();
		assert.equal((await lab.state()).controls.data, 'xor');
		assert.deepEqual(numbers(await lab.send({do: 'step', unit: 'epoch', n: 7})), numbers(before));
	});

	test('a link typed into the address bar is followed', async () => {
		await lab.page.evaluate(() => { location.hash = '#l=layers&data=gauss&seed=3'; });
		const state = await lab.until((it) => it.controls.data === 'gauss', 'the data of the link');
		assert.equal(state.seed, 3);
	});

	test('the way back works in the browser', async () => {
		await lab.page.evaluate(() => { location.hash = '#l=layers&data=moons'; });
		await lab.until((it) => it.controls.data === 'moons');
		await lab.page.evaluate(() => history.back());
		await lab.until((it) => it.controls.data === 'gauss', 'the data before');
	});

	test('a place in the page is no link, and leaves what runs alone', async () => {
		await lab.link('#l=layers&data=xor&seed=5');
		const {step, link} = await lab.send({do: 'step', unit: 'epoch', n: 3});
		for (const go of [() => { location.hash = '#footnote'; }, () => { document.getElementById('skip').click(); }]) {
			await lab.page.evaluate(go);
			await lab.until_page((want) => location.hash === want, link);
			assert.equal((await lab.state()).step, step);
		}
	});

	test('what of a link was not understood is said, in the page and in an event', async () => {
		await lab.page.evaluate(() => { window.told = []; window.whisker.on('event', (event) => window.told.push(event)); });
		const state = await lab.link('#l=layers&lr=banana&samples=99999&colour=red&seed=6');
		assert.deepEqual(state.misread.map(({key, why}) => `${key} ${why}`), ['lr value', 'samples limit', 'colour key']);
		await lab.until_page(() => Boolean(document.querySelector('[data-testid=problem-link]')));
		const said = await lab.page.$eval('[data-testid=problem-link]', (node) => node.textContent);
		for (const words of ['lr cannot be “banana”', 'samples cannot be 99999: it is 500', 'colour is no setting here']) assert.ok(said.includes(words), said);
		assert.equal(await lab.page.evaluate(() => window.told.filter((event) => event.type === 'misread').length), 1);
		await lab.link('#l=layers&seed=6');
		await lab.until_page(() => !document.querySelector('[data-testid=problem-link]'));
	});

	test('what a link hides writes no other setting', async () => {
		const copy = await s.open('#l=layers&hide=lr,x%26data%3Dspiral');
		const state = await copy.send({do: 'set', name: 'seed', value: 8});
		assert.equal(state.controls.data, 'circle');
		await copy.until_page(() => location.hash.includes('seed=8'));
		assert.equal(await copy.hash(), '#l=layers&seed=8&hide=lr');
		await copy.close();
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
}, BOTH);

each('hostile links', (s) => {
	let lab;
	before(async () => { lab = await s.open(); });

	hostile.forEach(([name, link, want], i) => {
		test(`survives ${name}`, async () => {
			if (i % 6) await lab.link(link);
			else { // a page that begins with it reads it no otherwise; where only the hash is another the page stays
				await lab.page.goto(`${s.site.url}?${i}${link}`, {waitUntil: 'domcontentloaded'});
				await lab.ready();
			}
			const state = await lab.send({do: 'step', unit: 'batch', n: 2});
			assert.equal(state.lesson, want.lesson ?? 'layers');
			assert.equal(state.step, 2);
			for (const [key, value] of Object.entries(want)) {
				if (key !== 'lesson') assert.equal(state.controls[key], value, key);
			}
			assert.ok(Number.isFinite(state.metrics.trainLoss), `loss ${state.metrics.trainLoss}`);
			assert.ok(state.panels.network.sizes.length <= 12 && state.panels.network.sizes.every((n) => n >= 1 && n <= 64), `sizes ${state.panels.network.sizes}`);
			assert.ok(state.link.length < 300, `the link is ${state.link.length} long`);
		});
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
