// Pictures of the page as people see it: node e2e/shots.mjs [folder] [hash] [browser]. Without a hash it is every lesson.
// Look at them after every change of the look.
import fs from 'node:fs';
import path from 'node:path';
import {launch} from './harness/browser.mjs';
import {instrument, overhear} from './harness/instrument.mjs';
import {lessons, linkTo} from './harness/lessons.mjs';
import {host, root} from './harness/site.mjs';
import {openLab} from './harness/lab.mjs';

const [folder = path.join(root, '.cache/shots'), hash, name = 'chromium'] = process.argv.slice(2);
const links = hash ? {'': hash} : Object.fromEntries(lessons.map((lesson) => [`${lesson.id}-`, linkTo(lesson, lesson.opening)]));
// A phone's window is narrower than WebKit's can be.
const sizes = [['desktop', 1280, 800], ...(name === 'webkit' ? [] : [['phone', 390, 844]])];
fs.mkdirSync(folder, {recursive: true});

const site = await host(name === 'webkit' ? {inject: [instrument, overhear]} : {});
const browser = await launch(name);
try {
	for (const [lesson, link] of Object.entries(links)) {
		for (const [size, width, height] of sizes) {
			const lab = await openLab(browser, site.url + link, {width, height});
			await lab.send({do: 'step', unit: 'epoch', n: 40});
			for (const theme of ['light', 'dark']) {
				await lab.page.evaluate((want) => { if (document.documentElement.dataset.theme !== want) document.getElementById('theme').click(); }, theme);
				for (const language of /** @type {const} */ (['en', 'zh'])) {
					await lab.language(language);
					await lab.settled();
					const file = path.join(folder, `${lesson}${size}-${theme}-${language}.png`);
					await lab.page.screenshot({path: file, fullPage: size === 'phone'});
					console.log(file, ...await lab.allComplaints());
				}
			}
			await lab.close();
		}
	}
} finally {
	await browser.close();
	site.close();
}
