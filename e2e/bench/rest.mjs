// What a page costs that nobody touches: its browser's processor time, paused, beside that of an empty page.
import {launch} from '../harness/browser.mjs';
import {host} from '../harness/site.mjs';
import {openLab, pause} from '../harness/lab.mjs';
import {median, row, ways} from './table.mjs';

const SECONDS = 5, TIMES = 3;

export async function rest() {
	const site = await host();
	row('a paused page, % of a core', 'whole browser', 'of that empty');
	for (const way of ways) {
		const chromium = await launch('chromium', way.options);
		try {
			const empty = await chromium.browser.newPage();
			await pause(3000);
			const nothing = await busy(chromium);
			await empty.close();
			const lab = await openLab(chromium, `${site.url}#l=layers`);
			await lab.send({do: 'step', unit: 'epoch', n: 5});
			await pause(4000);
			row(way.name, (await busy(chromium)).toFixed(1), nothing.toFixed(1));
			await lab.close();
		} finally {
			await chromium.close();
		}
	}
	site.close();
}

/** @param {import('../harness/browser.mjs').Browser} browser */
async function busy(browser) {
	const shares = [];
	for (let i = 0; i < TIMES; i++) {
		const from = browser.cpu(), began = performance.now();
		await pause(1000 * SECONDS);
		shares.push(100 * (browser.cpu() - from) / ((performance.now() - began) / 1000));
	}
	return median(shares);
}
