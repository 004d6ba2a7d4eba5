// What the parts of the benchmark print with, count by and run in.
import {launch} from '../harness/browser.mjs';
import {host} from '../harness/site.mjs';

/** One line of a table: a name and numbers. @param {...(string|number)} cells */
export function row(...cells) {
	console.log(cells.map((cell, i) => String(cell)[i ? 'padStart' : 'padEnd'](i ? 14 : 34)).join(''));
}

/** @param {number[]} list */
export const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

/** What the numbers depend on. */
export const largest = 'inputs=x1,x2,x1x1,x2x2,x1x2,sinx1,sinx2&layers=8,8,8,8,8,8';

/**
 * Measures in both ways in which a Chromium without a GPU puts a page together.
 * @param {(way: {name: string, chromium: import('../harness/browser.mjs').Browser, url: string}) => Promise<void>} measure
 */
export async function bothWays(measure) {
	const site = await host();
	for (const composite of /** @type {const} */ (['processor', 'gl'])) {
		const chromium = await launch('chromium', {composite});
		try {
			await measure({name: `composited by ${composite === 'gl' ? 'software GL' : 'the processor'}`, chromium, url: site.url});
		} finally {
			await chromium.close();
		}
	}
	site.close();
}
