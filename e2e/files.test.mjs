// What was measured lies in files beside the page: each is fetched when somebody needs it, and whatever becomes of that, the picture stays.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, before, test} from 'node:test';
import {each} from './harness/each.mjs';
import {openLab} from './harness/lab.mjs';
import {host, otherOrigin, root} from './harness/site.mjs';

const PENGUINS = 'data/penguins.bin';
const packed = `${root}/nn/data/packed`;

/** What does not hang on the clock. */
const numbers = (state) => {
	const {examplesPerSecond, ...metrics} = state.metrics;
	return {step: state.step, link: state.link, metrics, playing: state.playing};
};

/** A gate for a file: nothing of it goes out before it is opened. */
function gate() {
	let open = () => {};
	return {until: new Promise((resolve) => { open = resolve; }), open: () => open()};
}

const asked = (site, name = PENGUINS) => site.log.filter((one) => one === `/${name}`).length;

each('files', (s) => {
	/** Words of the alert of a kind, once it is there. */
	async function told(lab, kind = 'data') {
		await lab.until_page((id) => document.querySelector(`[data-testid="problem-${id}"]`)?.checkVisibility(), kind);
		return lab.page.$eval(`[data-testid="problem-${kind}"] p`, (node) => node.textContent);
	}
	const gone = (lab) => lab.until_page(() => !document.querySelector('.alert'));
	const press = (lab, way) => lab.page.$eval(`[data-testid="problem-data"] [data-testid="${way}"]`, (node) => node.click());
	const choose = (lab, name) => lab.page.$eval(`[data-testid="dataset-${name}"]`, (node) => node.click());
	const says = (lab, words) => lab.until_page((want) => document.getElementById('narrator').textContent === want, words);
	const refusal = (lab, msg) => lab.page.evaluate((m) => window.whisker.send(m).then(() => '', (cause) => cause.message), msg);
	const penguins = {do: 'set', name: 'data', value: 'penguins'};

	/** What comes where nothing stands in the way. */
	let want;
	before(async () => {
		const lab = await s.open('#l=layers&seed=3');
		await lab.send({do: 'step', unit: 'epoch', n: 2});
		await lab.send(penguins);
		await lab.send({do: 'set', name: 'lr', value: 0.1});
		want = numbers(await lab.send({do: 'step', unit: 'epoch', n: 5}));
		await lab.close();
	});

	test('a file is fetched when it is needed, once, and compressed', async () => {
		const site = await host(), lab = await s.open('#l=layers', {site});
		await lab.send({do: 'step', unit: 'epoch', n: 1});
		assert.deepEqual(site.log.filter((one) => one.startsWith('/data/')), [], 'data that nobody needs');
		for (const data of ['penguins', 'circle', 'penguins', 'iris']) await lab.send({...penguins, value: data});
		await lab.link('#l=nolabels&data=penguins');
		assert.equal(asked(site), 1);
		assert.equal(asked(site, 'data/iris.bin'), 1);
		const coding = await lab.page.evaluate((name) => fetch(name).then((answer) => answer.headers.get('content-encoding')), PENGUINS);
		assert.ok(coding, 'as it lies');
		assert.deepEqual(await lab.allComplaints(), []);
		site.close();
	});

	for (const [what, link, file] of [['a link', '#l=layers&data=penguins', PENGUINS], ['another lesson\'s', '#l=anomalies&data=cancer&sees=all', 'data/cancer.bin']]) {
		test(`the file of ${what} comes beside the engine, not behind it`, async () => {
			const engine = gate(), site = await host({rules: {'engine.wasm': engine}});
			const lab = await s.open(link, {site, wait: false});
			await lab.comes(async () => asked(site, file) === 1, 'the file is asked for while the engine loads');
			engine.open();
			await lab.ready();
			const state = await lab.send({do: 'step', unit: 'epoch', n: 3});
			assert.equal(asked(site, file), 1);
			assert.ok(state.link.startsWith(link.slice(0, 20)), state.link);
			assert.deepEqual(await lab.allComplaints(), []);
			site.close();
		});
	}

	test('on a slow network the picture stays, it says what it waits for, and messages keep their order', async () => {
		const file = gate(), site = await host({rules: {[PENGUINS]: file}}), lab = await s.open('#l=layers&seed=3', {site});
		const before = numbers(await lab.send({do: 'step', unit: 'epoch', n: 2}));
		await lab.page.evaluate((first) => {
			window.order = [];
			const send = (name, msg) => window.whisker.send(msg).then((state) => { window.order.push(name); return state; });
			window.answers = Promise.all([send('data', first), send('lr', {do: 'set', name: 'lr', value: 0.1}), send('step', {do: 'step', unit: 'epoch', n: 5})]);
		}, penguins);
		await says(lab, 'Bringing the penguins…');
		assert.deepEqual(await lab.page.evaluate(() => window.order), []);
		assert.deepEqual(numbers(await lab.state()), before);
		await lab.settled(); // the stage draws what there is
		await lab.unfold('data');
		assert.equal(await lab.page.$eval('.set:has([data-testid="dataset-penguins"])', (node) => node.getAttribute('aria-busy')), 'true');
		await lab.language('zh');
		await says(lab, '正在取来“企鹅”的数据……');
		await lab.language('en');
		file.open();
		const [first, , last] = await lab.page.evaluate(() => window.answers);
		assert.equal(first.controls.data, 'penguins', 'the message was answered before it was obeyed');
		assert.deepEqual(await lab.page.evaluate(() => window.order), ['data', 'lr', 'step']);
		assert.deepEqual(numbers(last), want);
		await lab.until_page(() => !document.querySelector('[aria-busy=true]') && !document.getElementById('narrator').textContent.includes('Bringing'));
		assert.deepEqual(await lab.allComplaints(), []);
		site.close();
	});

	test('a bar shows how much of a file has come', async () => {
		const site = await host(), lab = await s.open('#l=fewlabels', {site});
		const whole = fs.readFileSync(`${packed}/digits.bin`), open = [gate(), gate()];
		site.rules['data/digits.bin'] = {parts: [{bytes: whole.subarray(0, 60_000), until: open[0].until}, {bytes: whole.subarray(60_000), until: open[1].until}]};
		const bar = () => lab.page.$eval('progress.bringing', (node) => ({shown: node.checkVisibility(), at: node.value, of: node.max}));
		assert.equal((await bar()).shown, false);
		await lab.page.evaluate(() => { window.late = window.whisker.send({do: 'set', name: 'data', value: 'digits'}); });
		open[0].open();
		await lab.until_page(() => document.querySelector('progress.bringing').checkVisibility() && document.querySelector('progress.bringing').value === 60_000);
		assert.equal((await bar()).of, whole.length);
		open[1].open();
		await lab.page.evaluate(() => window.late);
		await lab.until_page(() => !document.querySelector('progress.bringing').checkVisibility());
		assert.deepEqual(await lab.allComplaints(), []);
		site.close();
	});

	test('who pauses or chooses otherwise does not wait', async () => {
		const file = gate(), site = await host({rules: {[PENGUINS]: file}}), lab = await s.open('#l=layers&seed=3', {site});
		await lab.unfold('data');
		await lab.send({do: 'play'});
		await choose(lab, 'penguins');
		await says(lab, 'Bringing the penguins…');
		await lab.page.$eval('#play', (node) => node.click());
		await lab.until((state) => !state.playing && state.controls.data === 'circle', 'a pause');
		lab.page.evaluate(() => { window.late = window.whisker.send({do: 'set', name: 'lr', value: 0.3}); });
		await choose(lab, 'moons');
		const state = await lab.until((now) => now.controls.data === 'moons', 'what was chosen instead');
		assert.equal(state.controls.lr, 0.3, 'what came between is lost');
		await lab.page.evaluate(() => window.late);
		await lab.until_page(() => !document.getElementById('narrator').textContent.includes('Bringing'));
		assert.equal(await lab.page.$$eval('.alert', (all) => all.length), 0, 'who chooses otherwise is told of an error');
		await choose(lab, 'penguins');
		file.open();
		await lab.until((now) => now.controls.data === 'penguins', 'penguins after all');
		assert.equal(asked(site), 1);
		assert.deepEqual(await lab.allComplaints(), []);
		site.close();
	});

	test('a file that does not come is said, nothing is lost, and trying again works', async () => {
		const site = await host({rules: {[PENGUINS]: {status: 404}}}), lab = await s.open('#l=layers&seed=3', {site});
		const before = numbers(await lab.send({do: 'step', unit: 'epoch', n: 2}));
		assert.match(await refusal(lab, penguins), /data\/penguins\.bin: 404/);
		assert.equal(asked(site), 2, 'it tries once more by itself');
		assert.deepEqual(numbers(await lab.state()), before);
		await lab.unfold('data');
		await choose(lab, 'penguins');
		assert.equal(await told(lab), 'The penguins did not arrive, so all is as it was. Check the connection and try again.');
		assert.equal(await lab.page.$eval('[name=dataset]:checked', (node) => node.value), 'circle');
		await lab.language('zh');
		assert.match(await told(lab), /“企鹅”的数据没有取到/);
		await lab.language('en');
		await lab.page.evaluate(() => { location.hash = '#l=nolabels&data=penguins'; });
		await lab.until_page(() => location.hash.startsWith('#l=layers'));
		assert.deepEqual(numbers(await lab.state()), before);
		assert.deepEqual(await lab.send({do: 'step', unit: 'epoch', n: 0}).then(numbers), before, 'the engine goes on');
		delete site.rules[PENGUINS];
		await told(lab);
		await lab.send(penguins);
		await gone(lab);
		await lab.send({do: 'set', name: 'lr', value: 0.1});
		assert.deepEqual(numbers(await lab.send({do: 'step', unit: 'epoch', n: 5})), want);
		site.close();
	});

	test('the alert\'s own button tries again', async () => {
		const site = await host({rules: {[PENGUINS]: {status: 503}}}), lab = await s.open('#l=layers', {site});
		await lab.unfold('data');
		await choose(lab, 'penguins');
		await told(lab);
		delete site.rules[PENGUINS];
		await press(lab, 'ui.retry');
		await lab.until((state) => state.controls.data === 'penguins', 'the penguins');
		await gone(lab);
		site.close();
	});

	test('a network that fails once is not worth a word', async () => {
		let times = 0;
		const site = await host({rules: {[PENGUINS]: {get status() { return times++ ? undefined : 503; }}}}), lab = await s.open('#l=layers', {site});
		assert.equal((await lab.send(penguins)).controls.data, 'penguins');
		assert.equal(await lab.page.$$eval('.alert', (all) => all.length), 0);
		site.close();
	});

	/** A host that has another file in the place of one. @type {Awaited<ReturnType<typeof host>>} */
	let garbled;
	/** @type {Record<string, string>} */
	const files = {};
	before(async () => { garbled = await host({files}); });
	after(() => garbled.close());
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'whisker-files-'));
	after(() => fs.rmSync(folder, {recursive: true}));
	const whole = fs.readFileSync(`${packed}/penguins.bin`);
	for (const [what, bytes, words] of /** @type {[string, Buffer, RegExp][]} */ ([
		['cut short', whole.subarray(0, 1000), /penguins\.bin: .*checksum/],
		['changed', Buffer.concat([whole.subarray(0, 500), Buffer.from([whole[500] ^ 1]), whole.subarray(501)]), /penguins\.bin: .*checksum/],
		['a page that says there is none', Buffer.from('<!doctype html><title>Not found</title>'), /penguins\.bin: .*not a packed table/],
		['another table', fs.readFileSync(`${packed}/iris.bin`), /penguins\.bin: .*the one of this version/],
		['empty', Buffer.alloc(0), /penguins\.bin: .*not a packed table/],
	])) {
		test(`a file that is ${what} is refused`, async () => {
			const name = path.join(folder, `${what}.bin`);
			fs.writeFileSync(name, bytes);
			files[PENGUINS] = name;
			const lab = await s.open('#l=layers&seed=3', {site: garbled});
			const before = numbers(await lab.send({do: 'step', unit: 'epoch', n: 2}));
			assert.match(await refusal(lab, penguins), words);
			assert.deepEqual(numbers(await lab.state()), before);
			delete files[PENGUINS];
			assert.equal((await lab.send(penguins)).controls.data, 'penguins');
			assert.deepEqual(await lab.allComplaints(), []);
		});
	}

	test('a link whose file does not come offers to try again, or to begin otherwise', async () => {
		for (const [way, data] of [['ui.retry', 'penguins'], ['ui.otherdata', 'circle']]) {
			const site = await host({rules: {[PENGUINS]: {status: 404}}}), lab = await s.open('#l=layers&data=penguins&seed=3', {site, wait: false});
			assert.match(await told(lab), /^The penguins that this begins with did not arrive\./);
			if (way === 'ui.retry') delete site.rules[PENGUINS];
			await press(lab, way);
			await lab.ready();
			const state = await lab.send({do: 'step', unit: 'epoch', n: 1});
			assert.deepEqual([state.controls.data, state.seed, state.epoch], [data, 3, 1]);
			await gone(lab);
			assert.equal(site.log.filter((one) => one === '/engine.wasm').length, 1, 'the engine is loaded again');
			await lab.close();
			site.close();
		}
	});

	test('a slow first file is waited for in words', async () => {
		const file = gate(), site = await host({rules: {[PENGUINS]: file}}), lab = await s.open('#l=layers&data=penguins', {site, wait: false});
		await says(lab, 'Bringing the penguins…');
		await lab.until_page(() => document.getElementById('bytes').textContent === 'Bringing the penguins…' && document.getElementById('loading').checkVisibility());
		file.open();
		await lab.ready();
		assert.equal((await lab.state()).controls.data, 'penguins');
		assert.deepEqual(await lab.allComplaints(), []);
		site.close();
	});

	test('a new engine gets the files that the old one had', async () => {
		const site = await host({files: {'engine.wasm': `${root}/.cache/faults/engine.wasm`}}), lab = await s.open('#l=layers&data=penguins&seed=8&vs=lr:1', {site});
		await lab.send({do: 'step', unit: 'epoch', n: 20});
		await lab.kept();
		const before = await lab.state();
		site.rules[PENGUINS] = {status: 404};
		await lab.send({do: 'fault', kind: 'panic'}).catch(() => {});
		await told(lab, 'panic');
		const now = await lab.until((state) => state.step > 0, 'the saved state');
		assert.deepEqual([now.step, now.metrics.trainLoss, now.panels.compare.metrics.trainLoss], [before.step, before.metrics.trainLoss, before.panels.compare.metrics.trainLoss]);
		assert.equal((await lab.send({do: 'step', unit: 'epoch', n: 1})).epoch, before.epoch + 1);
		assert.equal(asked(site), 1);
		site.close();
	});

	test('a saved session, a question and a comparison wait for their files', async () => {
		const lab = await s.open('#l=nolabels&data=penguins&seed=3');
		await lab.send({do: 'step', n: 3});
		const file = (await lab.send({do: 'save'})).answer.file, kept = numbers(await lab.state());
		await lab.close();
		const site = await host({rules: {[PENGUINS]: {status: 404}, 'data/digits.bin': {status: 404}}}), other = await s.open('#l=anomalies', {site});
		const before = numbers(await other.state());
		assert.match(await refusal(other, {do: 'load', state: file}), /penguins\.bin: 404/);
		const at = await other.page.evaluate(() => fetch('lessons.json').then((answer) => answer.json()).then((all) => all.lessons.find((one) => one.id === 'anomalies').tries.findIndex((one) => one.id === 'pixels')));
		await other.send({do: 'try', at});
		assert.match(await refusal(other, {do: 'try', at, guess: 'yes'}), /digits\.bin: 404/);
		const {trial} = (await other.state()).panels;
		assert.deepEqual([trial.at, trial.phase, trial.guess], [at, 'asked', undefined]);
		assert.deepEqual(numbers(await other.state()), before);
		const input = await other.page.$('[data-testid="open-file"]'), name = path.join(folder, 'session.json');
		fs.writeFileSync(name, JSON.stringify(file));
		await input.uploadFile(name);
		assert.match(await told(other), /^The penguins did not arrive/);
		delete site.rules[PENGUINS];
		const slow = gate();
		site.rules['data/digits.bin'] = slow;
		await press(other, 'ui.retry');
		assert.deepEqual(numbers(await other.until((state) => state.lesson === 'nolabels', 'the saved session')), kept);
		await other.link('#l=anomalies');
		const answers = other.page.evaluate((msgs) => Promise.all(msgs.map((msg) => window.whisker.send(msg))), [{do: 'try', at, guess: 'yes'}, {do: 'try', what: 'skip'}]);
		await says(other, 'Bringing the digits…');
		slow.open();
		const [guessed] = await answers;
		assert.equal(guessed.panels.trial.guess, 'yes');
		await other.until((state) => state.panels.trial.phase === 'told', 'the answer');
		site.close();
	});

	test('a tag in another page brings its own', async () => {
		const article = await otherOrigin({'/': `<!doctype html><meta charset="utf-8"><title>An article</title>
			<whisker-lab link="#l=layers&amp;data=penguins&amp;seed=3"></whisker-lab><script type="module" src="${s.site.url}embed.js"></script>`});
		const lab = await openLab(s.browser, article.url, {wait: false});
		await lab.until_page(() => Boolean(document.querySelector('whisker-lab')?.ready));
		const data = await lab.page.evaluate(async () => {
			const tag = document.querySelector('whisker-lab');
			await tag.ready;
			const seen = [(await tag.state()).controls.data];
			for (const value of ['iris', 'cancer', 'circle']) seen.push(await tag.send({do: 'set', name: 'data', value}).then((state) => state.controls.data, (cause) => cause.message));
			return seen;
		});
		assert.deepEqual(data.slice(0, 2), ['penguins', 'iris']);
		assert.equal(data[3], 'circle');
		await lab.close();
		article.close();
	});
});
