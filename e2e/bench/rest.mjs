// What a page costs that nobody touches: its browser's processor time, paused, beside that of an empty page.
import {openLab, pause} from '../harness/lab.mjs';
import {bothWays, median, row} from './table.mjs';

const SECONDS = 5, TIMES = 3;

export async function rest() {
	row('a paused page, % of a core', 'whole browser', 'of that empty');
	await bothWays(async ({name, chromium, url}) => {
		const empty = await chromium.browser.newPage();
		await pause(3000);
		const nothing = await busy(chromium);
		await empty.close();
		const lab = await openLab(chromium, `${url}#l=layers`);
		await lab.send({do: 'step', unit: 'epoch', n: 5});
		await pause(4000);
		row(name, (await busy(chromium)).toFixed(1), nothing.toFixed(1));
		await lab.close();
	});
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
