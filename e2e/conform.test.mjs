// What every lesson must do, whichever it is: each is walked from its declaration. WHISKER_QUICK=1 only opens each and
// has it learn.
import assert from 'node:assert/strict';
import {before, describe, test} from 'node:test';
import {ALL, each} from './harness/each.mjs';
import {allOther, lessons, linkTo, occasion} from './harness/lessons.mjs';
import {crowded, fit, look, reveal, touch, words} from './harness/inpage.mjs';

/** What of the metrics must not depend on the machine. */
const lasting = ({metrics: {examplesPerSecond, ...numbers}}) => numbers;

/** How many colours there are in a picture, and which share of it the commonest has: a blank one has little of either. */
function colours({data}) {
	const count = new Map();
	for (let i = 0; i < data.length; i += 4) {
		const colour = data[i] << 16 | data[i + 1] << 8 | data[i + 2];
		count.set(colour, (count.get(colour) ?? 0) + 1);
	}
	return {different: count.size, commonest: Math.max(...count.values()) / (data.length / 4)};
}

/** That nothing was complained of, and nobody asked but the page's own host. */
async function clean(lab, s) {
	assert.deepEqual(await lab.allComplaints(), []);
	assert.deepEqual(lab.requests.filter((url) => !url.startsWith(s.site.url) && !/^(data|blob|about):/.test(url)), []);
}

each('every lesson', (s) => {
	for (const lesson of lessons) {
		test(`${lesson.id} opens, learns and is to be seen`, async () => {
			const lab = await s.open(linkTo(lesson, {speed: 'max'}));
			await lab.page.evaluate(() => {
				window.refusals = [];
				window.whisker.on('error', (error) => window.refusals.push(error.message));
			});
			const start = await lab.state();
			assert.equal(start.lesson, lesson.id);
			assert.deepEqual(Object.keys(start.controls).sort(), lesson.controls.map((c) => c.name).sort());
			assert.equal((await lab.send({do: 'step', n: 2})).step, 2);
			await lab.send({do: 'play'});
			await lab.until((state) => state.step > 2, 'a step of its own');
			await lab.send({do: 'pause'});
			await lab.settled();
			const {x, y, width, height} = await lab.stageBox();
			const {different, commonest} = colours(await lab.picture({x, y, width, height: Math.min(height, 800 - y)}));
			assert.ok(different > 40 && commonest < 0.97, `${different} colours, one of which has ${commonest} of the picture`);
			assert.deepEqual(await lab.page.evaluate(() => window.refusals), []);
			assert.deepEqual(await lab.page.evaluate(crowded), []);
			await clean(lab, s);
			await lab.close();
		});
	}
}, ALL);

if (!process.env.WHISKER_QUICK) each('every part of every lesson', (s) => {
	/** One page for all: that each lesson opens in one of its own is held above. */
	let lab;
	before(async () => {
		lab = await s.open('');
		await lab.page.evaluate(() => document.addEventListener('focusin', (event) => event.target.setAttribute('data-met', '')));
	});

	for (const lesson of lessons) describe(lesson.id, () => {
		before(async () => {
			await lab.page.setViewport({width: 1280, height: 800, deviceScaleFactor: 1}); // whatever became of the lesson before
			await lab.language('en');
			await lab.link(linkTo(lesson));
		});

		for (const c of lesson.controls) {
			test(`${c.name} can be set, by message and by hand, and is in the link`, async () => {
				const {link, value} = occasion(lesson, c);
				const was = await lab.link(link);
				await lab.page.evaluate(reveal, c.name);
				const shown = await lab.page.evaluate(look, c.name);
				const is = await lab.send({do: 'set', name: c.name, value});
				assert.notEqual(String(is.controls[c.name]), String(was.controls[c.name]), `${value} changes nothing`);
				assert.ok(new URLSearchParams(is.link.slice(1)).has(c.name), `${is.link} does not say so`);
				if (!shown) return;
				await lab.comes(async () => await lab.page.evaluate(look, c.name) !== shown, 'the page shows it');
				// Some are there in brief and again, whole, in a fold.
				for (let at = 0, before = String(is.controls[c.name]); await lab.page.evaluate(touch, c.name, at); at++) {
					const {controls} = await lab.until((state) => String(state.controls[c.name]) !== before, `another ${c.name} by hand`);
					before = String(controls[c.name]);
				}
			});
		}

		test('every panel closes again', async () => {
			await lab.page.evaluate(reveal, '');
			await lab.until_page(() => !document.querySelector(':popover-open'));
		});

		test('a link brings the same controls and the same numbers', async () => {
			await lab.link(linkTo(lesson));
			let here;
			for (const [name, value] of Object.entries(allOther(lesson))) here = await lab.send({do: 'set', name, value});
			here = await lab.send({do: 'step', n: 5});
			await lab.until_page((link) => location.hash === link, here.link);
			const other = await s.open(here.link), start = await other.state();
			assert.equal(start.link, here.link);
			assert.deepEqual(start.controls, here.controls);
			assert.deepEqual(lasting(await other.send({do: 'step', n: 5})), lasting(here));
			await clean(other, s);
			await other.close();
		});

		for (const language of /** @type {const} */ (['en', 'zh'])) {
			test(`speaks ${language}, wholly`, async () => {
				await lab.link(linkTo(lesson));
				await lab.language(language);
				for (const act of [{do: 'reset'}, {do: 'step', n: 3}]) {
					const {narrator} = await lab.send(act);
					await lab.settled();
					assert.deepEqual(await lab.page.evaluate(words, language, narrator?.key ?? ''), []);
				}
			});
		}

		test('is light by day and dark by night', async () => {
			/** @type {Record<string, number>} */
			const bright = {};
			for (let turn = 0; turn < 2; turn++) {
				await lab.page.evaluate(() => document.getElementById('theme').click());
				await lab.settled();
				const {x, y, width, height} = await lab.stageBox(), {data} = await lab.picture({x, y, width, height: Math.min(height, 800 - y)});
				let sum = 0;
				for (let i = 0; i < data.length; i += 4) sum += data[i] + data[i + 1] + data[i + 2];
				bright[await lab.page.evaluate(() => document.documentElement.dataset.theme)] = sum / (data.length / 4) / 3;
			}
			assert.ok(bright.light > 170 && bright.dark < 90, JSON.stringify(bright));
		});

		test('fits a phone, in both languages', async () => {
			await lab.page.setViewport({width: 390, height: 844, deviceScaleFactor: 1});
			for (const language of /** @type {const} */ (['zh', 'en'])) {
				await lab.language(language);
				await lab.send({do: 'step', n: 1});
				await lab.settled();
				assert.deepEqual(await lab.page.evaluate(fit), [], language);
			}
			const {plot} = await lab.layout();
			assert.ok(!plot || plot.w > 180, `the plot is ${plot?.w} px wide`);
			await lab.page.setViewport({width: 1280, height: 800, deviceScaleFactor: 1});
			await lab.settled();
			assert.deepEqual(await lab.page.evaluate(fit), [], 'on a desk');
		});

		test('goes by keys: Tab comes to every control in every fold, the arrows walk a network', async () => {
			for (const fold of await lab.page.$$eval('[data-fold]', (all) => all.map((node) => node.dataset.fold))) {
				await lab.unfold(fold);
				await lab.page.evaluate(() => {
					document.getElementById('skip').focus();
					for (const node of document.querySelectorAll('[data-met]')) node.removeAttribute('data-met');
				});
				// Once around is enough.
				for (let i = 0; i < 15 && await lab.page.$('#skip:not([data-met])'); i++) for (let k = 0; k < 10; k++) await lab.page.keyboard.press('Tab');
				const missed = await lab.page.evaluate(() => [...document.querySelectorAll('[data-testid^="control-"]')]
					.filter((at) => at.checkVisibility() && !at.matches('[data-met]') && !at.querySelector('[data-met]')).map((at) => at.dataset.testid));
				assert.deepEqual(missed, [], `out of reach with ${fold} open`);
			}
			assert.ok(await lab.page.evaluate(() => document.querySelectorAll('[data-met]').length) > 10, 'Tab comes to next to nothing');
			if (!lesson.views.some((view) => view.kind === 'network')) return;
			await lab.page.focus('[data-testid="node-0.0"]');
			await lab.page.keyboard.press('ArrowRight');
			assert.match(await lab.page.evaluate(() => document.activeElement.getAttribute('data-node')), /^1\./);
		});

		test('nothing was complained of', () => clean(lab, s));
	});
});
