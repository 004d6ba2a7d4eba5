// The lesson on anomalies: which method finds which strangers, the threshold, the map, the place that is asked about.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';
import {apart} from './harness/lab.mjs';

/** What a reader without a link begins with. */
const opening = '#l=anomalies&data=cards&method=density&k=1&dataseed=1416';

/** What each method makes of which data: lo and hi for the AUC that the page shows. */
const tasks = [
	{name: 'an autoencoder finds frauds', link: '#l=anomalies', epochs: 60, lo: 0.97, hi: 1, says: /^It tells them apart/},
	{name: 'a bottleneck as wide as the points lets strangers pass', link: '#l=anomalies&data=blobs&bottleneck=2&activation=linear', epochs: 100, lo: 0.3, hi: 0.85, says: /as wide as the points/},
	{name: 'an autoencoder fails on rings', link: '#l=anomalies&data=rings', epochs: 60, lo: 0.3, hi: 0.8, says: /of all pairs|by heart/},
	{name: 'Gaussians find strangers between clouds', link: '#l=anomalies&data=blobs&method=density', epochs: 60, lo: 0.97, hi: 1, says: /^It tells them apart/},
	{name: 'one Gaussian fails on rings', link: '#l=anomalies&data=rings&method=density&k=1', epochs: 60, lo: 0.5, hi: 0.9, says: /^A stranger scores higher/},
	{name: 'neighbours find strangers within rings', link: '#l=anomalies&data=rings&method=knn', epochs: 1, lo: 0.98, hi: 1, says: /^Nothing to learn/},
	{name: 'neighbours find a digit by its pixels', link: '#l=anomalies&data=digits&sees=all&method=knn', epochs: 1, lo: 0.95, hi: 1, says: /^Nothing to learn/},
	{name: 'a density fails on pixels', link: '#l=anomalies&data=digits&sees=all&method=density&k=1', epochs: 3, lo: 0.5, hi: 0.9, says: /by heart/},
];

each('anomalies', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=anomalies'); });

	/** What the page shows. @param {string} id */
	const shown = (id) => lab.page.evaluate((at) => document.querySelector(`[data-testid="${at}"]`)?.textContent ?? '', id);
	/** Waits until the page shows that. @param {string} id @param {RegExp} what */
	const shows = (id, what) => lab.until_page((at, source) => new RegExp(source).test(document.querySelector(`[data-testid="${at}"]`)?.textContent ?? ''), id, what.source);
	/** The two numbers of a readout such as 12 of 20, once they are the state's. @param {string} id @param {string} metric */
	const counts = async (id, metric) => {
		const want = (await lab.state()).metrics[metric];
		await shows(id, new RegExp(`^${want} of \\d+$`));
		return (await shown(id)).split(' of ').map(Number);
	};
	/** The table: calm, false alarms, missed, caught. */
	const table = async () => (await lab.state()).panels.confusion.counts.flat();
	/** What the piles are counted as: let through, false alarms, missed, caught. */
	const piles = async () => {
		await lab.page.evaluate(() => document.querySelector('.turn[aria-expanded=true]')?.click()); // an open fold leaves the piles no room
		await lab.settled();
		await lab.comes(async () => (await lab.layout()).labels.some((label) => label.key === 'stage.piles.calm'), 'the piles');
		const {labels} = await lab.layout();
		return ['calm', 'alarms', 'missed', 'caught'].map((key) => labels.find((label) => label.key === `stage.piles.${key}`)?.args.n);
	};
	/** Where a place of the plane lies on the page. */
	const places = async () => {
		await lab.settled();
		const {plot, box} = await lab.layout();
		return {
			share: (x, y) => [(x - plot.range[0]) / (plot.range[1] - plot.range[0]), (plot.range[3] - y) / (plot.range[3] - plot.range[2])],
			at: (x, y) => ({x: box.x + plot.x + (x - plot.range[0]) / (plot.range[1] - plot.range[0]) * plot.w, y: box.y + plot.y + (plot.range[3] - y) / (plot.range[3] - plot.range[2]) * plot.h}),
			clip: {x: box.x + plot.x, y: box.y + plot.y, width: plot.w, height: plot.h},
		};
	};

	test('says that it learns from normal points only, and that the payments are synthetic', async () => {
		await shows('data-note', /Synthetic/);
		assert.match(await lab.page.evaluate(() => document.body.innerText), /only normal ones/);
		await lab.link('#l=anomalies&data=cancer');
		assert.equal(await lab.page.evaluate(() => document.querySelector('[data-testid="data-note"]').hidden), true);
	});

	for (const task of tasks) {
		test(task.name, async () => {
			await lab.link(task.link);
			const {metrics} = await lab.send({do: 'step', unit: 'epoch', n: task.epochs});
			await lab.until_page((v) => Math.abs(Number(document.querySelector('[data-testid="auc"]')?.textContent) - v) <= 0.0006, metrics.auc);
			assert.ok(metrics.auc >= task.lo && metrics.auc <= task.hi, `AUC ${metrics.auc}; want ${task.lo} to ${task.hi}`);
			await shows('narrator', task.says);
		});
	}

	test('the threshold acts at once and without a restart: more are caught, with more false alarms', async () => {
		await lab.link('#l=anomalies&data=blobs&method=density&k=1');
		const {step} = await lab.send({do: 'step', unit: 'epoch', n: 20});
		const [caught, strangers] = await counts('caught', 'caught'), [alarms, normal] = await counts('false-alarms', 'falseAlarms');
		assert.deepEqual(await table(), [normal - alarms, alarms, strangers - caught, caught]);
		await lab.page.focus('[data-testid="control-threshold"] input');
		for (let i = 0; i < 25; i++) await lab.page.keyboard.press('ArrowRight');
		const after = await lab.until((state) => state.controls.threshold > 0.299, 'the threshold of the last key');
		assert.equal(after.step, step);
		const [more] = await counts('caught', 'caught'), [wrong] = await counts('false-alarms', 'falseAlarms');
		assert.ok(more > caught && wrong > alarms, `caught ${caught} → ${more}, false alarms ${alarms} → ${wrong}`);
		assert.deepEqual(await table(), [normal - wrong, wrong, strangers - more, more]);
		await shows('narrator', new RegExp(`catches ${more} of ${strangers} strangers.* ${wrong} of ${normal} normal points`));
		assert.match(after.link, /threshold=0\.3/);
	});

	test('the map is blue where it is normal and orange where it is strange', async () => {
		await lab.link('#l=anomalies&data=rings&method=knn&ratio=0&samples=1000');
		const {clip, share} = await places();
		const picture = await lab.picture(clip);
		const [r, , b] = picture.at(...share(0, 0), 3);
		assert.ok(r > b + 20, `the middle, where there is nothing, is ${r}, …, ${b}`);
		// On a ring the points themselves are blue too, so this is a mean over all of it.
		let blue = 0;
		for (let i = 0; i < 60; i++) {
			const colour = picture.at(...share(0.9 * Math.cos(i / 60 * 2 * Math.PI), 0.9 * Math.sin(i / 60 * 2 * Math.PI)), 1);
			if (colour[2] >= colour[0]) blue++;
		}
		assert.ok(blue >= 50, `${blue} of 60 places on the ring are blue`);
	});

	test('a threshold moves the line on the map', async () => {
		await lab.link('#l=anomalies&data=blobs&method=density&k=3&ratio=0');
		await lab.send({do: 'step', unit: 'epoch', n: 40});
		const {clip} = await places();
		const before = await lab.picture(clip);
		await lab.send({do: 'set', name: 'threshold', value: 0.4});
		await lab.settled();
		const after = await lab.picture(clip);
		let differ = 0;
		for (let u = 0.05; u < 1; u += 0.05) for (let v = 0.05; v < 1; v += 0.05) if (apart(before.at(u, v, 1), after.at(u, v, 1)) > 12) differ++;
		assert.ok(differ > 20, `${differ} places look different`);
	});

	test('a press asks how strange a place is', async () => {
		await lab.link('#l=anomalies&data=rings&method=knn');
		const {at} = await places(), middle = at(0, 0);
		await lab.page.mouse.click(middle.x, middle.y);
		await shows('narrator', /above the threshold.*alarm/);
		await lab.until_page(() => [...document.querySelectorAll('.l.note')].some((label) => label.textContent === 'alarm'));
	});

	test('each point that is judged is one dot in its pile, on the side of the threshold that it was taken for', async () => {
		for (const link of [opening, '#l=anomalies&data=rings&method=knn', '#l=anomalies&data=moons&threshold=0.3', '#l=anomalies&data=digits&sees=all&method=knn']) {
			await lab.link(link);
			await lab.send({do: 'step', n: 5});
			assert.deepEqual(await piles(), await table(), link);
		}
	});

	test('the opening catches 14 of 20 with 9 false alarms before anything is played', async () => {
		await lab.link(opening);
		const {metrics, step} = await lab.state();
		assert.deepEqual([step, metrics.caught, metrics.strangers, metrics.falseAlarms, metrics.normal], [0, 14, 20, 9, 180]);
		await shows('gives-caught', /^14$/);
		await shows('pairs', /^AUC 0\.95: in 95 of 100/);
	});

	test('the threshold is dragged, and by keys: counts follow, and the control with them', async () => {
		await lab.link(opening);
		await lab.settled();
		const found = async () => {
			const {labels, box} = await lab.layout(), at = (id) => labels.find((label) => label.id === `piles.${id}`);
			return {x: box.x + at('right0').x - 9, y: box.y + (at('right0').y + at('right1').y) / 2};
		};
		const from = await found();
		await lab.page.mouse.move(from.x, from.y);
		await lab.page.mouse.down();
		await lab.page.mouse.move(from.x - 60, from.y, {steps: 6});
		await lab.until((state) => state.controls.threshold > 0.06, 'a lower threshold while it is in the hand');
		await lab.page.mouse.up();
		const {controls, metrics} = await lab.state();
		assert.ok(metrics.caught > 14 && metrics.falseAlarms > 9, JSON.stringify(metrics));
		assert.deepEqual(await piles(), await table());
		assert.ok(Math.abs(controls.threshold * 200 - Math.round(controls.threshold * 200)) < 1e-4, `a share of ${controls.threshold} of 200`);
	});

	test('play looks at one payment after the other, ringed in the plane and in its pile', async () => {
		await lab.link(opening);
		const {step, metrics} = await lab.send({do: 'step', n: 3});
		assert.deepEqual([step, metrics.caught, metrics.falseAlarms], [3, 14, 9]);
		const end = await lab.send({do: 'step', n: 500});
		assert.deepEqual([end.step, end.done], [200, true]);
	});

	test('what does not matter for the data is not there', async () => {
		const there = (name) => lab.page.evaluate((n) => { const at = document.querySelector(`[data-testid="control-${n}"]`); return Boolean(at && at.getClientRects().length); }, name);
		const unfold = () => lab.page.evaluate(() => document.querySelector('[data-fold=data][aria-expanded=false]')?.click());
		await lab.link('#l=anomalies&data=digits');
		await unfold();
		assert.deepEqual([await there('stranger'), await there('sees'), await there('noise')], [true, true, false]);
		await lab.link('#l=anomalies&data=digits&sees=all');
		await shows('caption', /colour is its own score/);
		await lab.link('#l=anomalies&data=moons');
		await unfold();
		assert.deepEqual([await there('stranger'), await there('sees'), await there('noise')], [false, false, true]);
	});

	test('without a stranger there is no curve, and it says so', async () => {
		await lab.link('#l=anomalies&ratio=0');
		await lab.send({do: 'step', unit: 'epoch', n: 2});
		await shows('narrator', /no stranger to catch/);
		assert.equal(await shown('auc'), '–');
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
