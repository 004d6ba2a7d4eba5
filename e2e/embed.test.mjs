// In somebody else's page, and on somebody else's host.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {BOTH, each} from './harness/each.mjs';
import {host, otherOrigin} from './harness/site.mjs';
import {openLab} from './harness/lab.mjs';

each('embedding', (s) => {
	test('the tag works from another origin, with the same four calls', async () => {
		const article = await otherOrigin({'/': `<!doctype html><meta charset="utf-8"><title>An article</title>
			<p>Words before.</p><whisker-lab link="#l=layers&amp;data=xor&amp;seed=3"></whisker-lab><p>Words after.</p>
			<script type="module" src="${s.site.url}embed.js"></script>`});
		const lab = await openLab(s.browser, article.url, {wait: false});
		await lab.until_page(() => Boolean(document.querySelector('whisker-lab')?.ready));
		const end = await lab.page.evaluate(async () => {
			const tag = document.querySelector('whisker-lab');
			await tag.ready;
			let heard = 0;
			const stop = tag.on('state', () => { heard++; });
			await tag.send({do: 'step', unit: 'epoch', n: 5});
			const state = await tag.state();
			stop();
			let refused = '';
			await tag.send({do: 'nothing'}).catch((error) => { refused = error.message; });
			return {state, heard, refused, height: tag.getBoundingClientRect().height};
		});
		assert.equal(end.state.epoch, 5);
		assert.equal(end.state.controls.data, 'xor');
		assert.equal(end.state.seed, 3);
		assert.ok(end.heard > 0, 'no state was heard of');
		assert.ok(end.refused.length > 5, 'a wrong message was not refused');
		assert.ok(end.height > 200, `${end.height} px high`);
		assert.deepEqual(await lab.allComplaints().then((all) => all.filter((c) => !c.includes('favicon'))), []);
		await lab.close();
		article.close();
	});

	test('two tags in one page do not hear each other', async () => {
		const article = await otherOrigin({'/': `<!doctype html><meta charset="utf-8"><title>Two</title>
			<whisker-lab link="#l=layers&amp;seed=3"></whisker-lab><whisker-lab link="#l=layers&amp;data=gauss&amp;seed=4"></whisker-lab>
			<script type="module" src="${s.site.url}embed.js"></script>`});
		const lab = await openLab(s.browser, article.url, {wait: false, height: 2000});
		await lab.until_page(() => [...document.querySelectorAll('whisker-lab')].every((tag) => tag.ready));
		const states = await lab.page.evaluate(async () => {
			const tags = [...document.querySelectorAll('whisker-lab')];
			await Promise.all(tags.map((tag) => tag.ready));
			await tags[0].send({do: 'step', unit: 'epoch', n: 2});
			return Promise.all(tags.map((tag) => tag.state()));
		});
		assert.deepEqual(states.map((state) => [state.seed, state.epoch]), [[3, 2], [4, 0]]);
		await lab.close();
		article.close();
	});

	test('a tag is as high as it says, in any length; its clone holds one lab; one that is taken away answers whoever waits', async () => {
		const article = await otherOrigin({'/': `<!doctype html><meta charset="utf-8"><title>Heights</title>
			${['50vh', '400px', '333', '20em', 'tall'].map((height) => `<whisker-lab link="l=layers&amp;seed=3" height="${height}"></whisker-lab>`).join('')}
			<script type="module" src="${s.site.url}embed.js"></script>`});
		const lab = await openLab(s.browser, article.url, {wait: false, height: 600});
		await lab.until_page(() => [...document.querySelectorAll('whisker-lab')].every((tag) => tag.ready));
		const end = await lab.page.evaluate(async () => {
			const [first, ...others] = document.querySelectorAll('whisker-lab'), heights = [first, ...others].map((tag) => tag.getBoundingClientRect().height);
			for (const tag of others) tag.remove();
			const seed = (await first.state()).seed;
			const copy = first.cloneNode(true);
			document.body.append(copy);
			const frames = copy.querySelectorAll('iframe').length;
			const waits = copy.state().then(() => 'answered', (error) => error.message);
			copy.remove();
			const said = await waits;
			document.body.append(copy);
			await copy.ready;
			return {heights, seed, frames, said, again: (await copy.state()).seed};
		});
		assert.deepEqual(end.heights, [300, 400, 333, 320, 420]);
		assert.deepEqual([end.seed, end.frames, end.again], [3, 1, 3]);
		assert.match(end.said, /taken out of the page/);
		await lab.close();
		article.close();
	});
}, BOTH);

each('hosting', (s) => {
	test('runs from any path, uncompressed', async () => {
		const site = await host({prefix: '/some where/below/', plain: true});
		const lab = await s.open('#l=layers', {site});
		assert.equal((await lab.send({do: 'step', unit: 'epoch', n: 1})).epoch, 1);
		assert.deepEqual(site.log.filter((path) => !path.startsWith('/some where/below/') && path !== '/favicon.ico'), []);
		assert.deepEqual(await lab.allComplaints(), []);
		await lab.close();
		site.close();
	});

	test('runs where WebAssembly has the wrong type', async () => {
		const wrong = {headers: {'content-type': 'application/octet-stream'}};
		const site = await host({plain: true, rules: {'engine.wasm': wrong, 'stage.wasm': wrong}});
		const lab = await s.open('#l=layers', {site});
		assert.equal((await lab.send({do: 'step', unit: 'epoch', n: 1})).epoch, 1);
		await lab.close();
		site.close();
	});
}, BOTH);
