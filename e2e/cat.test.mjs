// The lesson Teach it your cat: what is drawn is judged, put into a tray, moved, taken back and kept.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

const OPENING = '#l=cat&dataseed=16';

each('the lesson Teach it your cat', (s) => {
	let lab;
	before(async () => { lab = await s.open(OPENING); });

	const label = async (id) => (await lab.layout()).labels.find((one) => one.id === id);
	const paper = () => lab.page.evaluate(() => {
		const {x, y, width} = document.querySelector('[data-testid=pad]').getBoundingClientRect();
		return {x, y, width};
	});
	/** A cat's head with ears and whiskers, drawn with the mouse. */
	const draw = async () => {
		const {x, y, width} = await paper(), at = ([u, v]) => [x + u * width, y + v * width];
		for (const stroke of [
			[[.22, .75], [.2, .45], [.22, .15], [.38, .3], [.62, .3], [.78, .15], [.8, .45], [.78, .75], [.5, .85], [.22, .75]],
			[[.38, .5], [.39, .52]], [[.62, .5], [.61, .52]], [[.46, .62], [.54, .62], [.5, .68], [.46, .62]],
			[[.1, .58], [.3, .62]], [[.1, .72], [.3, .68]], [[.9, .58], [.7, .62]], [[.9, .72], [.7, .68]],
		]) {
			await lab.page.mouse.move(...at(stroke[0]));
			await lab.page.mouse.down();
			for (const place of stroke.slice(1)) await lab.page.mouse.move(...at(place), {steps: 4});
			await lab.page.mouse.up();
		}
		await lab.until((state) => state.panels.pad.from === 'hand', 'a drawing by hand');
		await lab.until_page(() => !document.querySelector('[data-testid=pad-cats]').disabled);
		await new Promise((done) => setTimeout(done, 200)); // the newest picture follows within the pad's pace
		await lab.settled();
		return lab.state();
	};

	test('the bar, the rings and the numbers tell the same', async () => {
		const {metrics} = await lab.send({do: 'step', n: 150});
		await lab.settled();
		assert.equal(metrics.trainRight, metrics.trainCount);
		assert.ok(metrics.likelyLow < metrics.testAccuracy && metrics.testAccuracy < metrics.likelyHigh, JSON.stringify(metrics));
		assert.equal((await label('range.wrong')).args.n, metrics.testCount - metrics.testRight);
		assert.equal((await label('range.test')).args.value, `${Math.round(100 * metrics.testAccuracy)}%`);
		assert.equal((await label('range.gap')).args.value, `${Math.round(100 * metrics.gap)}`);
	});

	test('a drawing is judged while it is drawn, and stays where another network begins', async () => {
		const {metrics, panels} = await draw();
		const said = await label('verdict.word');
		assert.ok(Math.abs(Number(said.args.value.replace('−', '-')) - metrics.says) < 0.006, `${said.args.value} of ${metrics.says}`);
		assert.match(said.key, metrics.says > 0.1 ? /verdict\.1$/ : metrics.says < -0.1 ? /verdict\.0$/ : /unsure$/);
		const again = await lab.send({do: 'set', name: 'hidden', value: 6});
		assert.equal(again.step, 0);
		await lab.until((state) => state.panels.pad.from === 'hand', 'the drawing on the new pad');
		assert.equal((await lab.state()).panels.pad.pixels, panels.pad.pixels);
		await lab.send({do: 'step', n: 150});
	});

	test('it goes into a tray, learning goes on, and the paper is empty', async () => {
		const before = await lab.state();
		await lab.page.click('[data-testid=pad-cats]');
		const now = await lab.until((state) => state.metrics.cats === 11 && state.panels.pad.from === '', 'eleven cats and empty paper');
		assert.deepEqual([now.panels.album.n, now.panels.album.counts[1], now.step], [1, 1, before.step]);
		await lab.settled();
		assert.equal((await label('tray.n1')).args.text, '11');
		assert.ok(await label('verdict.empty'));
	});

	test('it is dragged into the other tray, thrown away by its cross, and brought back', async () => {
		await lab.settled();
		const {labels, box} = await lab.layout(), head = (id) => labels.find((one) => one.id === id);
		// Of eleven, three rows of four: the last is the third of the third row.
		const cats = head('tray.name1'), nots = head('tray.name0'), n = head('tray.n1');
		const left = cats.x - 20, wide = n.x - left, pitch = (wide + 6) / 4;
		const own = [box.x + left + 2.5 * pitch - 3, box.y + cats.y + 19 + 2.5 * pitch];
		await lab.page.mouse.move(...own);
		await lab.page.mouse.down();
		await lab.page.mouse.move(box.x + nots.x + 60, box.y + nots.y + 120, {steps: 8});
		await lab.page.mouse.up();
		await lab.until((state) => state.metrics.cats === 10 && state.metrics.nots === 11, 'the drawing among the others');
		await lab.page.click('[data-testid=album-undo]');
		await lab.until((state) => state.metrics.cats === 11 && state.metrics.nots === 10, 'the drawing back');
		await lab.settled();
		await lab.page.mouse.click(own[0] + pitch / 2 - 6, own[1] - pitch / 2 + 6);
		await lab.until((state) => state.metrics.cats === 10, 'the drawing gone');
		await lab.page.click('[data-testid=album-undo]');
		await lab.until((state) => state.metrics.cats === 11, 'the drawing back once more');
	});

	test('an unseen drawing that is pressed lies on the pad', async () => {
		const {labels, box} = await lab.layout(), bar = labels.find((one) => one.id === 'range.likely');
		await lab.page.mouse.click(box.x + bar.x + 20, box.y + bar.y + 45);
		await lab.until((state) => state.panels.pad.from === 'set', 'an unseen drawing on the pad');
	});

	test('a link holds the drawing, and so does a file', async () => {
		const {link} = await lab.state();
		const other = await s.open(link);
		assert.equal((await other.state()).metrics.cats, 11);
	});
});
