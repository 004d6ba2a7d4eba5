// Runs the same tests in every browser, with one browser and one host of the site for all tests of a file.
import {after, before, describe} from 'node:test';
import {launch, names} from './browser.mjs';
import {host} from './site.mjs';
import {openLab} from './lab.mjs';

/**
 * @typedef {object} Setting  what a test works with; filled before the first test runs
 * @prop {string} name  the browser's
 * @prop {{name: string, browser: import('puppeteer-core').Browser, attempts: string[], cpu(): number}} browser
 * @prop {Awaited<ReturnType<typeof host>>} site
 * @prop {(hash?: string, options?: object) => Promise<import('./lab.mjs').Lab>} open  opens a page, closed after the file
 */

/** @param {string} title @param {(s: Setting) => void} define @param {string[]} [only] */
export function each(title, define, only = names) {
	for (const name of names.filter((n) => only.includes(n))) {
		describe(`${title} in ${name}`, () => {
			const setting = /** @type {Setting} */ ({name});
			before(async () => {
				setting.site = await host();
				setting.browser = await launch(name);
				setting.open = (hash = '', options = {}) => openLab(setting.browser, (options.site ?? setting.site).url + hash, options);
			});
			after(async () => {
				await setting.browser?.close();
				setting.site?.close();
			});
			define(setting);
		});
	}
}
