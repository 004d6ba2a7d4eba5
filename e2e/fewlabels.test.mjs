// Few labels: what the methods answer, what they cannot, what breaks them, and that all of it is on the page.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

each('few labels', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=fewlabels'); });

	const text = (id) => lab.page.$eval(`[data-testid="${id}"]`, (node) => node.textContent.trim());
	/** A number that the page shows, once it is the one of the newest state. @param {string} id */
	const shown = async (id) => {
		await lab.settled();
		const found = await text(id);
		assert.match(found, /^\d+%$/, `${id} shows ${found}`);
		return Number(found.slice(0, -1));
	};
	/** What the narrator says, once that pleases. @param {RegExp} pleases */
	const said = (pleases) => lab.until_page((source) => new RegExp(source).test(document.getElementById('narrator').textContent), pleases.source);
	/** The page's place of a point of the plane in the large plot. */
	const place = async (x, y) => {
		const {plot, box} = await lab.layout();
		const [x0, x1, y0, y1] = plot.range;
		return {x: box.x + plot.x + (x - x0) / (x1 - x0) * plot.w, y: box.y + plot.y + (y1 - y) / (y1 - y0) * plot.h};
	};
	const press = async (x, y) => {
		const at = await place(x, y);
		await lab.page.mouse.click(at.x, at.y);
	};
	/** The words that stand in the plot, as somebody reads them. */
	const note = () => lab.page.waitForSelector('.l.note', {timeout: 10_000}).then((node) => node.evaluate((n) => n.textContent));
	const go = async (link, sweeps = 80) => {
		await lab.link(link);
		return lab.send({do: 'step', n: sweeps});
	};

	test('says how many points have a label', async () => {
		await lab.link('#l=fewlabels');
		await lab.settled();
		assert.equal(await text('remark-labels'), '6 of 300 points have a label');
		await lab.page.$eval('[data-testid="input-labels"]', (input) => {
			input.value = String(Number(input.value) + 1);
			input.dispatchEvent(new Event('input', {bubbles: true}));
		});
		await lab.until((state) => state.metrics.labelled > 6, 'more labels');
		assert.equal(await text('remark-labels'), '10 of 300 points have a label');
	});

	test('six labels on two moons: spreading beats supervised alone, and the plot fills', async () => {
		await lab.link('#l=fewlabels');
		await lab.settled();
		const at = await place(0.62, 0.1), around = {x: at.x - 18, y: at.y - 18, width: 36, height: 36};
		const blue = (picture) => {
			let n = 0;
			for (let i = 0; i < picture.data.length; i += 4) if (picture.data[i + 2] - picture.data[i] > 70) n++;
			return n;
		};
		assert.equal(blue(await lab.picture(around)), 0, 'there is colour where no label has come');
		await lab.send({do: 'step', n: 80});
		const method = await shown('unlabelled-accuracy'), alone = await shown('baseline-accuracy');
		assert.ok(method >= 99 && alone <= 90, `spreading ${method}, supervised ${alone}`);
		assert.ok(blue(await lab.picture(around)) > 40, 'the labels have not arrived in the picture');
		await said(/6 labels; supervised alone gets 81%/);
	});

	test('labels travel sweep by sweep while it plays', async () => {
		await lab.link('#l=fewlabels');
		await lab.send({do: 'play'});
		const early = await lab.until((state) => state.step >= 2, 'two sweeps');
		assert.ok(early.metrics.unlabelledAccuracy < 0.9, 'all labels arrived at once');
		await said(/have heard of one/);
		await lab.until((state) => state.metrics.unlabelledAccuracy > 0.99, 'all labels');
		await lab.send({do: 'pause'});
	});

	for (const [what, words] of [['continuity', 'No continuity'], ['cluster', 'No clusters'], ['manifold', 'No manifold']]) {
		test(`breaking ${what} costs accuracy, and is explained`, async () => {
			await go('#l=fewlabels');
			const whole = await shown('unlabelled-accuracy');
			await lab.page.select('[data-testid="input-break"]', what);
			await lab.until((state) => state.controls.break === what && state.step === 0, 'another run');
			await lab.send({do: 'step', n: 80});
			const broken = await shown('unlabelled-accuracy');
			assert.ok(broken < whole - 10, `${whole}% before, ${broken}% after`);
			assert.ok((await text('caption')).includes(words), await text('caption'));
		});
	}

	test('a transductive method cannot answer for a new place, and says so', async () => {
		for (const method of ['spreading', 'propagation']) {
			await go(`#l=fewlabels&method=${method}`);
			await lab.settled();
			await press(0.5, 1.6);
			assert.match(await note(), /Not in the graph.*run again/);
			await said(/transductive method answers only for the points of its graph/);
			assert.match(await text('caption'), /^Transductive/);
		}
	});

	test('an inductive method answers for a new place with a class and how sure it is', async () => {
		for (const method of ['supervised', 'selftrain']) {
			await go(`#l=fewlabels&method=${method}`);
			await lab.settled();
			await press(0.5, 1.6);
			assert.match(await note(), /^class 1 · \d+%$/);
			await said(/Here it says class 1/);
			await press(0.5, -1.8);
			await lab.until_page(() => /^class 2 · \d+%$/.test(document.querySelector('.l.note')?.textContent ?? ''));
			assert.match(await text('caption'), /^Inductive/);
		}
	});

	test('a point of the graph is answered for by either', async () => {
		await go('#l=fewlabels');
		await lab.settled();
		// Somewhere along the upper moon there is a point under the pointer.
		const spot = await lab.find((target) => target?.say.more === 'hint.point.unlabelled', await place(-1.4, 0.72), await place(-0.6, 1));
		await lab.page.mouse.click(spot.x, spot.y);
		assert.match(await note(), /^class 1 · \d+%$/);
		await said(/This point is in the graph/);
	});

	test('no labels at all is explained, in the plot and in words', async () => {
		await lab.link('#l=fewlabels&labels=0');
		await lab.settled();
		assert.match(await note(), /No labels, no answers/);
		assert.equal(await text('unlabelled-accuracy'), '–');
		assert.equal(await text('remark-labels'), '0 of 300 points have a label');
		await said(/All labels are gone/);
		await lab.page.click('#play');
		await lab.until((state) => !state.playing, 'an end');
		await said(/All labels are gone/);
	});

	test('speaks Chinese', async () => {
		await go('#l=fewlabels');
		await lab.language('zh');
		assert.match(await text('caption'), /直推式/);
		assert.equal(await text('remark-labels'), '300 个点中有 6 个有标签');
		const latin = await lab.page.$$eval('#main, #caption, #recipe', (nodes) => nodes.map((n) => n.textContent).join(' ').match(/[A-Za-z]{4,}/g));
		assert.equal(latin, null, `still in English: ${latin}`);
		await lab.language('en');
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
