// The lesson Words make pictures: chips and a typed prompt, unknown words, the strip, the wall, and the judge.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

each('the lesson Words make pictures', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=words'); });

	/** What the page shows. @param {string} id */
	const shown = (id) => lab.page.evaluate((at) => document.querySelector(`[data-testid="${at}"]`)?.textContent ?? '', id);
	/** Types a prompt. @param {string} text */
	const type = (text) => lab.page.evaluate((typed) => {
		const input = /** @type {HTMLInputElement} */ (document.querySelector('[data-testid=prompt]'));
		input.value = typed;
		input.dispatchEvent(new Event('change'));
	}, text);
	const said = (want) => lab.until((state) => state.panels.saying.said === want, `“${want}”`);

	test('chips say words, and take them back', async () => {
		await said('one small square right');
		await lab.page.click('[data-testid=chip-ring]');
		await said('one small ring right');
		await lab.page.click('[data-testid=chip-one]');
		await said('small ring right');
		await lab.until_page(() => document.querySelector('[data-testid=chip-ring]')?.getAttribute('aria-pressed') === 'true');
		assert.equal(await lab.page.evaluate(() => document.querySelector('[data-testid=chip-one]')?.getAttribute('aria-pressed')), 'false');
	});

	test('a prompt is typed in either language, and stands in the link', async () => {
		for (const [text, want] of [['two small cats', 'two small cat'], ['大圆 左', 'big ring left']]) {
			await type(text);
			const {link} = await said(want);
			assert.equal(new URLSearchParams(link.slice(1)).get('prompt'), text);
		}
	});

	test('a word that it never met is said to be unknown', async () => {
		await type('huge ring left');
		await said('ring left');
		await lab.until_page(() => document.querySelector('[data-testid=strange]')?.textContent === 'huge');
		assert.match(await shown('unknown'), /unknown word/);
		assert.equal((await lab.state()).narrator.key, 'narrator.words.unknown');
	});

	test('a picture of the wall says its prompt, and the judge looks at it', async () => {
		await lab.send({do: 'prompt', text: 'one small ring top'});
		await lab.settled();
		const area = await lab.page.evaluate(() => document.querySelector('[data-area=prompts]').getBoundingClientRect().toJSON());
		const spot = await lab.find((target) => target?.id === 'drawn.47', {x: area.right - 90, y: area.bottom - 60}, {x: area.right - 4, y: area.bottom - 4});
		await lab.page.mouse.click(spot.x, spot.y);
		const {panels} = await said('two big cat bottom');
		assert.equal(panels.judge.words.length, 4);
		await lab.until_page((want) => document.querySelector('[data-testid=judge-says]')?.textContent.includes(want), panels.judge.right ? 'right' : 'wrong');
	});

	test('the way from noise to the picture can be gone along', async () => {
		await lab.settled();
		const area = await lab.page.evaluate(() => document.querySelector('[data-area=network]').getBoundingClientRect().toJSON());
		const spot = await lab.find((target) => target?.id === 'still.2', {x: area.x, y: area.y + 20}, {x: area.right, y: area.y + 140});
		await lab.page.mouse.click(spot.x, spot.y);
		await lab.until((state) => state.narrator.key === 'narrator.words.still', 'a word on the picture on its way');
	});

	test('forgetting it all begins with what knows nothing', async () => {
		const before = await lab.until((state) => state.metrics.promptAccuracy > 0, 'what it knew');
		assert.ok(before.metrics.promptAccuracy > 0.5);
		await lab.send({do: 'set', name: 'weights', value: 'fresh'});
		const {metrics} = await lab.until((state) => state.controls.weights === 'fresh' && state.metrics.promptAccuracy !== undefined, 'what it knows now');
		assert.ok(metrics.promptAccuracy < 0.3);
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
