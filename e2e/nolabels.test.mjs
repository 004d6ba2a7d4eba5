// The lesson without labels: what each method finds and misses, its two beats, a centre dragged, and the menu of lessons.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';
import {apart} from './harness/lab.mjs';

/** What each method makes of which data: lo and hi for the Rand index that the page shows. */
const tasks = [
	{name: 'k-means parts blobs', link: '#l=nolabels', lo: 0.9, hi: 1, says: /^Done: its groups match the hidden classes\. Rand index 0\.9/},
	{name: 'k-means fails on moons', link: '#l=nolabels&data=moons&k=2', lo: -0.1, hi: 0.5, says: /not the hidden classes/},
	{name: 'k-means fails on stretched clouds', link: '#l=nolabels&data=stretched&start=plusplus', lo: -0.1, hi: 0.5, says: /not the hidden classes/},
	{name: 'a mixture finds stretched clouds', link: '#l=nolabels&data=stretched&method=gmm&start=plusplus', lo: 0.95, hi: 1, says: /^Done: its groups match the hidden classes/},
	{name: 'DBSCAN finds moons', link: '#l=nolabels&data=moons&method=dbscan', lo: 0.99, hi: 1, says: /^Done: its groups match the hidden classes/},
	{name: 'DBSCAN finds rings', link: '#l=nolabels&data=rings&method=dbscan', lo: 0.99, hi: 1, says: /^Done: its groups match the hidden classes/},
	{name: 'DBSCAN fails on stretched clouds', link: '#l=nolabels&data=stretched&method=dbscan', lo: -0.1, hi: 0.6, says: /^(Done|All ran)/},
	{name: 'mean shift finds blobs', link: '#l=nolabels&method=meanshift', lo: 0.95, hi: 1, says: /^Done: its groups match the hidden classes/},
	{name: 'merging by nearest points finds moons', link: '#l=nolabels&data=moons&method=agglomerative&k=2&linkage=single', lo: 0.99, hi: 1, says: /^Done: its groups match the hidden classes/},
];

each('no labels', (s) => {
	let lab;
	before(async () => { lab = await s.open('#l=nolabels'); });

	/** What the page shows. @param {string} id */
	const shown = (id) => lab.page.evaluate((at) => document.querySelector(`[data-testid="${at}"]`)?.textContent ?? '', id);
	/** The same as a number, once it is the state's. @param {string} id @param {string} metric */
	const number = async (id, metric = id) => {
		const want = (await lab.state()).metrics[metric];
		await lab.until_page((at, v) => Math.abs(Number.parseFloat((document.querySelector(`[data-testid="${at}"]`)?.textContent ?? '').replaceAll('−', '-')) - v) <= 0.0006, id, want);
		return want;
	};
	/** Waits for the narrator, who says one thing for two seconds at least. @param {RegExp} what */
	const says = (what) => lab.until_page((source) => new RegExp(source).test(document.querySelector('[data-testid="narrator"]')?.textContent ?? ''), what.source);
	/** Where a place of the plane lies on the page. */
	const places = async () => {
		await lab.settled();
		const {plot, box} = await lab.layout();
		return {
			at: (x, y) => ({x: box.x + plot.x + (x - plot.range[0]) / (plot.range[1] - plot.range[0]) * plot.w, y: box.y + plot.y + (plot.range[3] - y) / (plot.range[3] - plot.range[2]) * plot.h}),
			clip: {x: box.x + plot.x, y: box.y + plot.y, width: plot.w, height: plot.h},
		};
	};

	for (const task of tasks) {
		test(task.name, async () => {
			await lab.link(task.link);
			const end = await lab.send({do: 'step', unit: 'batch', n: 3000});
			assert.ok(end.done, 'there is no end to it');
			const ari = await number('ari');
			assert.ok(ari >= task.lo && ari <= task.hi, `Rand index ${ari}; want ${task.lo} to ${task.hi}`);
			await says(task.says);
		});
	}

	test('nothing is told of the classes before they are asked for', async () => {
		await lab.link('#l=nolabels&data=moons&k=2');
		await lab.settled();
		assert.equal(await shown('ari'), '–');
		assert.equal(await lab.page.evaluate(() => document.querySelectorAll('.set svg .c2').length), 0, 'a picture of the data shows classes');
		assert.match(await shown('narrator'), /\w/);
	});

	test('a step is one beat: first the points join centres, then the centres move', async () => {
		await lab.link('#l=nolabels&data=uneven&seed=3');
		const {clip} = await places();
		const start = await lab.picture(clip);
		const click = () => lab.page.evaluate(() => document.querySelector('[data-testid="step"]').click());
		await click();
		await lab.until((state) => state.step === 1, 'a step');
		await says(/^Each point joined the nearest centre\./);
		await lab.settled();
		const joined = await lab.picture(clip);
		assert.ok(differs(start, joined) > 200, 'one sees nothing of it');
		await click();
		await lab.until((state) => state.step === 2, 'another step');
		await says(/^Each centre moved/);
		await lab.settled();
		assert.ok(differs(joined, await lab.picture(clip)) > 200, 'one sees nothing of it');
		await lab.page.evaluate(() => { document.querySelector('[data-testid="step"]').dispatchEvent(new MouseEvent('click', {shiftKey: true, bubbles: true})); });
		const {epoch} = await lab.until((state) => state.step === 4, 'a whole round');
		assert.equal(epoch, 2);
	});

	test('inertia never rises on the screen', async () => {
		await lab.link('#l=nolabels&data=uniform&k=6&seed=2');
		let last = Infinity;
		for (let state = await lab.send({do: 'step'}); !state.done && state.step < 60; state = await lab.send({do: 'step'})) {
			const now = await number('inertia');
			assert.ok(now <= last + 1e-6, `step ${state.step}: ${last} → ${now}`);
			last = now;
		}
		assert.ok(last < 1, `inertia ${last} at the end`);
	});

	test('a centre can be dragged, and the picture and the groups follow', async () => {
		await lab.link('#l=nolabels&data=blobs');
		const done = await lab.send({do: 'step', unit: 'batch', n: 200});
		assert.ok(done.done);
		const {at, clip} = await places();
		const start = await lab.picture(clip);
		const spot = await lab.find((target) => target?.kind === 'centre', at(0, 0.5), at(0, 2));
		await lab.drag(spot, at(-2, 2));
		await says(/^You moved a centre/);
		await lab.settled();
		assert.ok(differs(start, await lab.picture(clip)) > 2000, 'the background is as it was');
		const again = await lab.state();
		assert.ok(!again.done);
		const end = await lab.send({do: 'step', unit: 'batch', n: 200});
		assert.ok(end.done && end.step > again.step + 2, 'it does not go on from there');
		await assert.rejects(lab.send({do: 'centre', index: 9, x: 0, y: 0}), /centre 9/);
	});

	test('the hidden classes can be shown', async () => {
		await lab.link('#l=nolabels&data=moons&k=2');
		await lab.send({do: 'step', unit: 'batch', n: 200});
		const {at, clip} = await places();
		const tip = at(0.65, -0.2); // a moon's end in the other's group
		const u = (tip.x - clip.x) / clip.width, v = (tip.y - clip.y) / clip.height;
		const groups = await lab.picture(clip);
		await lab.page.evaluate(() => document.querySelector('[data-testid="input-reveal"]').click());
		await lab.until((state) => state.controls.reveal === 'on', 'the switch');
		await lab.settled();
		assert.ok(differs(groups, await lab.picture(clip)) > 300, 'no point has another colour');
		assert.ok(apart(groups.at(u, v, 6), (await lab.picture(clip)).at(u, v, 6)) > 10, 'the end of the moon looks as before');
		assert.equal((await lab.state()).step > 0, true, 'it began again');
	});

	test('controls that a method does not use are absent, and what it uses is there', async () => {
		await lab.unfold('recipe');
		const shown = () => lab.page.evaluate(() => ['k', 'start', 'eps', 'least', 'bandwidth', 'linkage'].filter((name) => document.querySelector(`[data-testid="control-${name}"]`)?.checkVisibility()));
		for (const [method, used] of Object.entries({dbscan: ['eps', 'least'], gmm: ['k', 'start'], meanshift: ['bandwidth'], agglomerative: ['k', 'linkage']})) {
			await lab.link(`#l=nolabels&method=${method}`);
			await lab.comes(async () => String(await shown()) === String(used), `${method} has ${used}`);
		}
		await lab.fold();
	});

	test('DBSCAN says what its marks mean, and what is wrong with ε', async () => {
		await lab.link('#l=nolabels&method=dbscan&eps=0.05&samples=50&least=20');
		await lab.send({do: 'step', unit: 'epoch', n: 1});
		assert.match(await shown('legend'), /core.*border.*noise/);
		await says(/ε is too small/);
		assert.equal(await shown('groups'), '0');
		await lab.link('#l=nolabels&method=dbscan&eps=1');
		await lab.send({do: 'step', unit: 'epoch', n: 1});
		await says(/ε is too large/);
	});

	test('playing it after the end begins again', async () => {
		await lab.link('#l=nolabels&speed=max');
		const end = await lab.send({do: 'step', unit: 'batch', n: 500});
		assert.ok(end.done);
		const again = await lab.send({do: 'play'});
		assert.ok(again.step < end.step || again.playing);
		assert.deepEqual((await lab.until((state) => state.done, 'the end')).metrics, end.metrics);
	});

	test('ten thousand points keep pace with eight steps a second', async () => {
		await lab.link('#l=nolabels&samples=10000&data=uniform&k=6&speed=8');
		await lab.send({do: 'play'});
		await lab.until((state) => state.step >= 16, 'sixteen steps', 20);
		await lab.draws(3);
		await lab.send({do: 'pause'});
	});

	test('the menu of lessons leads there and back', async () => {
		await lab.page.click('[data-testid="chapters"]');
		const listed = await lab.page.evaluate(() => [...document.querySelectorAll('.chapters button')].map((b) => b.textContent));
		assert.ok(listed.length > 1 && listed.every((text, i) => text.startsWith(String(i + 1))), JSON.stringify(listed));
		await lab.page.click('[data-testid="chapter-layers"]');
		await lab.until((state) => state.lesson === 'layers', 'the first lesson');
		await lab.until_page(() => /^\d+ · Layers/.test(document.querySelector('[data-testid="chapters"]').textContent));
		await lab.page.click('[data-testid="chapters"]');
		await lab.page.click('[data-testid="chapter-nolabels"]');
		await lab.until((state) => state.lesson === 'nolabels', 'this lesson');
		await lab.until_page(() => document.getElementById('h-net').textContent === 'Points without labels');
	});

	test('every method speaks Chinese', async () => {
		await lab.language('zh');
		for (const method of ['kmeans', 'gmm', 'dbscan', 'meanshift', 'agglomerative', 'som']) {
			await lab.link(`#l=nolabels&samples=60&method=${method}`);
			await lab.send({do: 'step', unit: 'batch', n: 4});
			await lab.settled();
			const latin = await lab.page.evaluate(() => [...document.querySelectorAll('.hd, .scores .lab, .story, #over .l, #recipe .lab')].map((n) => n.textContent).filter((text) => /[a-z]{4}/.test(text)));
			assert.deepEqual(latin, [], method);
		}
		await lab.language('en');
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});

/** How many pixels of two pictures differ clearly. */
function differs(a, b) {
	let n = 0;
	for (let i = 0; i < a.data.length; i += 4) n += Math.hypot(a.data[i] - b.data[i], a.data[i + 1] - b.data[i + 1], a.data[i + 2] - b.data[i + 2]) > 40 ? 1 : 0;
	return n;
}
