// Runs the same tests in the browsers that they are for, with one browser and one host of the site for all tests of a file.
import {after, afterEach, before, beforeEach, describe} from 'node:test';
import {launch, names} from './browser.mjs';
import {host} from './site.mjs';
import {instrument, overhear} from './instrument.mjs';
import {openLab} from './lab.mjs';

/** For what rests on how an engine does it: its events, its files, its frames, its loading. */
export const BOTH = ['chromium', 'firefox'];
/** For what must be the same wherever it runs. */
export const ALL = [...BOTH, 'webkit'];

/**
 * @typedef {object} Setting  what a test works with; filled before the first test runs
 * @prop {string} name  the browser's
 * @prop {import('./browser.mjs').Browser} browser
 * @prop {Awaited<ReturnType<typeof host>>} site
 * @prop {(hash?: string, options?: object) => Promise<import('./lab.mjs').Lab>} open  opens a page; one that a test opens ends with it
 */

/** @param {string} title @param {(s: Setting) => void} define @param {string[]} [only]  most of the page is the same everywhere */
export function each(title, define, only = ['chromium']) {
	for (const name of names.filter((n) => only.includes(n))) {
		describe(`${title} in ${name}`, () => {
			const setting = /** @type {Setting} */ ({name});
			/** @type {import('./lab.mjs').Lab[] | null} */
			let opened = null;
			before(async () => {
				setting.site = await host(name === 'webkit' ? {inject: [instrument, overhear]} : {}); // puppeteer does that by itself
				setting.browser = await launch(name);
				const once = async (hash = '', options = {}) => {
					const lab = await openLab(setting.browser, (options.site ?? setting.site).url + hash, options);
					opened?.push(lab);
					return lab;
				};
				// WebKit's small browser now and then stops loading for good, whatever the page: another one is begun for that, twice at most.
				const again = (hash, options, times) => once(hash, options).catch(async (cause) => {
					if (name !== 'webkit' || times === 0) throw cause;
					await setting.browser.close().catch(() => {});
					setting.browser = await launch(name);
					return again(hash, options, times - 1);
				});
				setting.open = (hash = '', options = {}) => again(hash, options, 2);
			});
			// A page that a failed test leaves behind would lie over the others, which then draw nothing.
			beforeEach(() => { opened = []; });
			afterEach(async () => {
				const left = opened;
				opened = null;
				for (const lab of left) await lab.close();
			});
			after(async () => {
				await setting.browser?.close();
				setting.site?.close();
			});
			define(setting);
		});
	}
}
