// The page around the stage: its words, its keys, its width, and what it does before anything has loaded.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {PNG} from 'pngjs';
import {BOTH, each} from './harness/each.mjs';
import {pause} from './harness/lab.mjs';
import {host} from './harness/site.mjs';

each('the page', (s) => {
	let lab;
	before(async () => { lab = await s.open(); });

	test('asks nobody but its own host, and breaks none of its own rules', async () => {
		await lab.send({do: 'step', unit: 'epoch', n: 1});
		assert.deepEqual(lab.requests.filter((url) => !url.startsWith(s.site.url) && !url.startsWith('data:')), []);
		// What a browser asks its maker is not the page's doing.
		const makers = /(^|\.|\/)(google(apis)?\.com|gstatic\.com|mozilla\.(com|org|net)|firefox\.com)(:|\/|$)/;
		assert.deepEqual(s.browser.attempts.filter((url) => !makers.test(url)), []);
		assert.deepEqual(await lab.allComplaints(), []);
		assert.equal(await lab.page.evaluate(() => document.cookie), '');
	});

	test('light or dark that the reader chose stays when the system changes its own', async () => {
		if (s.browser.name !== 'chromium') return; // only there can a test change the system's
		const other = await s.open('#l=layers'), theme = () => other.page.evaluate(() => document.documentElement.dataset.theme);
		const system = (value) => other.page.emulateMediaFeatures([{name: 'prefers-color-scheme', value}]);
		await other.page.evaluate(() => localStorage.removeItem('whisker.theme'));
		await system('dark');
		await other.comes(async () => await theme() === 'dark', 'the system’s dark');
		await system('light');
		await other.comes(async () => await theme() === 'light', 'the system’s light');
		await other.page.click('#theme');
		assert.equal(await theme(), 'dark');
		await system('dark');
		await system('light');
		await pause(100);
		assert.equal(await theme(), 'dark');
		await other.page.evaluate(() => localStorage.removeItem('whisker.theme'));
		await other.close();
	});

	test('shows words, controls and progress before any WebAssembly is there', async () => {
		let release = () => {};
		const until = new Promise((resolve) => { release = resolve; });
		const site = await host({rules: {'engine.wasm': {until}, 'stage.wasm': {until}}});
		const early = await s.open('', {site, wait: false});
		await early.until_page(() => document.querySelector('[data-testid="control-lr"]')?.checkVisibility());
		const {text, progress} = await early.page.evaluate(() => ({
			text: document.body.innerText,
			progress: [...document.querySelectorAll('progress,[role=progressbar]')].some((e) => e.checkVisibility()),
		}));
		assert.match(text, /learning rate/i);
		assert.ok(progress, 'no progress is shown');
		release();
		await early.ready();
		assert.ok(await early.page.evaluate(() => ![...document.querySelectorAll('progress,[role=progressbar]')].some((e) => e.checkVisibility())), 'progress is still shown');
		await early.close();
		site.close();
	});

	test('speaks Chinese when asked, and remembers the network meanwhile', async () => {
		await lab.send({do: 'step', unit: 'epoch', n: 3});
		const {step} = await lab.state();
		await lab.settled();
		// All but the narrator, who takes his time.
		const read = () => lab.page.evaluate(() => [...document.querySelectorAll('.top, .bar, main, #over')].map((node) => node.innerText).join('\n'));
		const english = await read();
		assert.doesNotMatch(english.replace(/中文/g, ''), /[\u4e00-\u9fff]/);
		await lab.language('zh');
		const chinese = await lab.page.evaluate(() => ({text: document.body.innerText, lang: document.documentElement.lang}));
		assert.match(chinese.lang, /^zh/);
		for (const word of ['学习率', '激活函数', '损失']) assert.ok(chinese.text.includes(word), `${word} is not there`);
		assert.equal((await lab.state()).step, step);
		await lab.language('en');
		assert.equal(await read(), english);
	});

	for (const width of [360, 390, 768, 1280]) {
		test(`fits into ${width} px`, async () => {
			await lab.page.setViewport({width, height: width < 700 ? 780 : 800, deviceScaleFactor: 1});
			await lab.until_page((want) => document.documentElement.scrollWidth <= want, width).catch(() => {}); // the check below says what is too wide
			const {wide, small, hidden} = await lab.page.evaluate((phone) => {
				const shown = [...document.querySelectorAll('button, select, input, a[href]')].filter((e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !e.closest('.sr-only, .visually-hidden'));
				const box = (e) => e.getBoundingClientRect();
				return {
					wide: document.documentElement.scrollWidth,
					hidden: shown.filter((e) => box(e).width > 1 && (box(e).right > innerWidth + 1 || box(e).left < -1)).map((e) => e.outerHTML.slice(0, 120)),
					small: phone ? shown.filter((e) => e.matches('button') && box(e).width > 1 && (box(e).height < 24 || box(e).width < 24)).map((e) => e.outerHTML.slice(0, 120)) : [],
				};
			}, width < 700);
			assert.ok(wide <= width, `the page is ${wide} px wide`);
			assert.deepEqual(hidden, [], 'controls out of reach');
			assert.deepEqual(small, [], 'buttons too small for a thumb');
		});
	}

	test('the picture is seen where a bar lies over a part of it', async () => {
		for (const [width, height] of [[390, 844], [768, 1024], [1000, 640]]) {
			const narrow = await s.open('#l=rivals', {width, height});
			await narrow.settled();
			// What a part of the window is asked for is put together in another way than the whole.
			const {plot: p, box} = await narrow.layout(), picture = PNG.sync.read(Buffer.from(await narrow.page.screenshot())), colours = new Set();
			const at = (x, y) => picture.data.subarray(4 * (Math.round(y) * picture.width + Math.round(x)), 4 * (Math.round(y) * picture.width + Math.round(x)) + 3).join();
			for (let x = 0; x < p.w; x += 2) for (let y = 0; y < Math.min(p.h, height / 4); y += 2) colours.add(at(box.x + p.x + x, box.y + p.y + y));
			assert.ok(colours.size > 20, `${width} px: ${colours.size} colours`);
			await narrow.close();
		}
	});

	test('the essential fits 1280×800 without scrolling', async () => {
		await lab.page.setViewport({width: 1280, height: 800, deviceScaleFactor: 1});
		await lab.settled();
		const {plot, box} = await lab.layout();
		assert.ok(box.y + plot.y >= 0 && box.y + plot.y + plot.h <= 800, `the plot ends at ${box.y + plot.y + plot.h}`);
	});

	test('every control has a name', async () => {
		const nameless = await lab.page.evaluate(() => [...document.querySelectorAll('button, select, input, [role=slider], [role=button]')]
			.filter((e) => e.checkVisibility() && !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.labels?.length || e.textContent.trim() || e.title))
			.map((e) => e.outerHTML.slice(0, 120)));
		assert.deepEqual(nameless, []);
	});

	test('goes by keys: space plays and pauses, → steps, R starts again, ? shows the keys', async () => {
		await lab.link('#l=layers&seed=1');
		await lab.page.evaluate(() => document.activeElement?.blur());
		await lab.page.keyboard.press(' ');
		await lab.until((state) => state.playing && state.step > 0, 'playing');
		await lab.page.keyboard.press(' ');
		const {step} = await lab.until((state) => !state.playing, 'pause');
		await lab.page.keyboard.press('ArrowRight');
		await lab.until((state) => state.step > step, 'one more step');
		await lab.page.keyboard.press('r');
		await lab.until((state) => state.step === 0, 'the start');
		await lab.page.keyboard.press('?');
		await lab.until_page(() => [...document.querySelectorAll('dialog[open], [role=dialog]')].some((e) => e.checkVisibility()));
		await lab.page.keyboard.press('Escape');
		await lab.until_page(() => ![...document.querySelectorAll('dialog[open], [role=dialog]')].some((e) => e.checkVisibility()));
	});

	test('a tip comes where the mouse goes, and not for what slides under a mouse at rest', async () => {
		await lab.link('#l=hebb');
		const of = '[data-testid=names] [data-tip]', {x, y} = await lab.page.$eval(of, (node) => node.getBoundingClientRect().toJSON());
		await lab.link('#l=nolabels');
		await lab.page.mouse.move(x + 20, y + 10);
		await lab.page.evaluate(() => {
			window.under = null;
			document.addEventListener('pointerover', (e) => { window.under = e.target.closest('[data-tip]')?.dataset.tip; });
		});
		await lab.link('#l=hebb');
		await lab.until_page((q) => window.under === document.querySelector(q).dataset.tip, of);
		await pause(800); // a tip comes after half as long
		const shown = () => lab.page.$eval('#tip', (node) => node.checkVisibility());
		assert.equal(await shown(), false, 'a tip that nobody asked for');
		await lab.page.mouse.move(x + 23, y + 10);
		await lab.comes(shown, 'a tip');
		await lab.page.mouse.move(5, 5);
		await lab.comes(async () => !await shown(), 'the tip goes');
	});

	test('a tip that is open speaks the other language as well', async () => {
		const {x, y} = await lab.page.$eval('#help', (node) => node.getBoundingClientRect().toJSON()), tip = () => lab.page.$eval('#tip', (node) => node.checkVisibility() ? node.textContent : '');
		await lab.page.mouse.move(x + 10, y + 10);
		await lab.page.mouse.move(x + 12, y + 12);
		await lab.comes(tip, 'a tip');
		await lab.language('zh');
		assert.match(await tip(), /^$|[\u4e00-\u9fff]/);
		await lab.language('en');
		await lab.page.mouse.move(5, 5);
	});

	test('Tab walks through it and never gets stuck in the stage', async () => {
		// From the top: after a blur, Tab goes on from where the focus was, which may be the end of the page.
		await lab.page.evaluate(() => { document.getElementById('skip').focus(); scrollTo(0, 0); });
		const met = new Set();
		for (let i = 0; i < 120; i++) {
			await lab.page.keyboard.press('Tab');
			const at = await lab.page.evaluate(() => {
				const e = document.activeElement;
				return e.tagName === 'IFRAME' ? 'IFRAME' : e === document.body ? 'BODY' : [...document.querySelectorAll('*')].indexOf(e);
			});
			assert.notEqual(at, 'IFRAME', 'the stage took the focus');
			if (at === 'BODY' || met.has(at)) break;
			met.add(at);
		}
		assert.ok(met.size > 10, `${met.size} stops`);
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
}, BOTH);
