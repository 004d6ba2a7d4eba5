// How many pictures a second are drawn while training (no more than there are steps), what training loses by them, and how long the page is kept from its other work.
import {openLab, pause} from '../harness/lab.mjs';
import {bothWays, largest, median, row} from './table.mjs';

const labs = [
	['layers', '#l=layers'],
	['layers at full speed', '#l=layers&speed=max'],
	['layers, largest at full speed', `#l=layers&speed=max&${largest}`],
];
const SECONDS = 2, TIMES = 5;

/** Counts how long tasks of the page take, those above 50 ms. */
function watch() {
	const long = [];
	Object.defineProperty(window, 'long', {value: long});
	if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
		new PerformanceObserver((list) => { for (const {duration} of list.getEntries()) long.push(Math.round(duration)); }).observe({entryTypes: ['longtask']});
	}
}

export function draw() {
	return bothWays(async ({name, chromium, url}) => {
		row(name, 'pictures/s', 'steps/s', 'examples/s', 'of alone', 'long tasks');
		const declared = await openLab(chromium, url);
		const others = await declared.page.evaluate(async () => (await (await fetch('lessons.json')).json()).lessons.map((lesson) => lesson.id));
		await declared.close();
		for (const [name, link] of [...labs, ...others.filter((id) => id !== 'layers').map((id) => [id, `#l=${id}`])]) {
			const lab = await openLab(chromium, url + link, {prepare: watch});
			await lab.page.evaluate(again);
			await pause(2500);
			await lab.page.evaluate(() => { window.long.length = 0; });
			const rates = [];
			for (let i = 0; i < TIMES; i++) rates.push(await rate(lab));
			const long = await lab.page.evaluate(() => window.long);
			// The same engine with nobody to draw for.
			await lab.page.evaluate(() => { document.querySelector('iframe').remove(); });
			await pause(1500);
			const alone = [];
			for (let i = 0; i < 3; i++) alone.push((await rate(lab)).examples);
			const examples = median(rates.map((r) => r.examples));
			row(name, ...['pictures', 'steps'].map((key) => median(rates.map((r) => r[key])).toFixed(1)), Math.round(examples), (examples / median(alone)).toFixed(2), long.join(' ') || 0);
			await lab.close();
		}
	});
}

/** Plays, and from the start again where it comes to an end. */
function again() {
	const {send, on} = window.whisker;
	on('state', async (state) => {
		if (!state.done || state.playing) return;
		await send({do: 'reset'});
		await send({do: 'play'});
	});
	send({do: 'play'});
}

/** @param {import('../harness/lab.mjs').Lab} lab */
async function rate(lab) {
	const now = () => lab.page.evaluate(() => [document.querySelector('iframe')?.contentWindow.heard.drawn ?? 0, performance.now()]);
	const from = await now(), before = await lab.state();
	await pause(1000 * SECONDS);
	const to = await now(), {metrics, step} = await lab.state(), seconds = (to[1] - from[1]) / 1000;
	return {pictures: (to[0] - from[0]) / seconds, steps: Math.max(0, step - before.step) / seconds, examples: metrics.examplesPerSecond ?? 0};
}
