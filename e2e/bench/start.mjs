// How long a reader waits for the first picture and the first step: on localhost, over a poor network, on a slow machine.
import {launch} from '../harness/browser.mjs';
import {host} from '../harness/site.mjs';
import {openLab} from '../harness/lab.mjs';
import {median, row} from './table.mjs';

/** Marks when the page's first steps were done, on the page's own clock. */
function clock() {
	const marks = {};
	Object.defineProperty(window, 'marks', {value: marks});
	document.addEventListener('DOMContentLoaded', () => {
		const timer = setInterval(async () => {
			if (!window.whisker) return;
			clearInterval(timer);
			await window.whisker.ready;
			marks.ready = performance.now();
			await window.whisker.send({do: 'step', unit: 'batch', n: 1});
			marks.step = performance.now();
		}, 5);
	});
}

const conditions = [
	{name: 'localhost', pace: 0, slower: 1},
	{name: '5 MB/s', pace: 5e6, slower: 1},
	{name: 'the page 4 times slower', pace: 0, slower: 4},
];

export async function start() {
	row('start, ms (median of 5)', 'first frame', 'a step then');
	for (const {name, pace, slower} of conditions) {
		const site = await host({pace}), chromium = await launch('chromium');
		try {
			const starts = [];
			for (let i = 0; i < 5; i++) {
				const lab = await openLab(chromium, 'about:blank', {prepare: clock, wait: false});
				if (slower > 1) await lab.page.emulateCPUThrottling(slower);
				await lab.page.goto(site.url, {waitUntil: 'domcontentloaded'});
				await lab.until_page(() => window.marks.step);
				starts.push(await lab.page.evaluate(() => window.marks));
				await lab.close();
			}
			row(name, Math.round(median(starts.map((s) => s.ready))), Math.round(median(starts.map((s) => s.step))));
		} finally {
			await chromium.close();
			site.close();
		}
	}
}
