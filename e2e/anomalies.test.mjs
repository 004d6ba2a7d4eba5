// The lesson on anomalies: which method finds which strangers, the threshold, the map, the place that is asked about.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';
import {apart} from './harness/lab.mjs';

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
	const table = () => lab.page.evaluate(() => ['0-0', '0-1', '1-0', '1-1'].map((at) => Number(document.querySelector(`[data-testid="cell-${at}"]`)?.textContent)));
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
		assert.match(await lab.page.evaluate(() => document.body.innerText), /normal points only/);
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

	test('a press on a number of the table shows its points', async () => {
		await lab.link('#l=anomalies&data=rings&method=density&k=1');
		await lab.send({do: 'step', unit: 'epoch', n: 10});
		await lab.page.evaluate(() => document.querySelector('[data-testid="cell-0-0"]').click());
		await lab.until((state) => state.panels.confusion?.lit?.actual === 0 && state.panels.confusion?.lit.predicted === 0, 'points that are lit');
		await lab.until_page(() => document.querySelector('[data-testid="cell-0-0"]').getAttribute('aria-pressed') === 'true');
	});

	test('what does not matter for the data is not there', async () => {
		const there = (name) => lab.page.evaluate((n) => { const at = document.querySelector(`[data-testid="control-${n}"]`); return Boolean(at && at.getClientRects().length); }, name);
		await lab.link('#l=anomalies&data=digits');
		assert.deepEqual([await there('stranger'), await there('sees'), await there('noise')], [true, true, false]);
		await lab.link('#l=anomalies&data=digits&sees=all');
		await shows('caption', /colour is its own score/);
		await lab.link('#l=anomalies&data=moons');
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
