// Pictures of the page as people see it: node e2e/shots.mjs [folder] [hash]. Look at them after every change of the look.
import fs from 'node:fs';
import path from 'node:path';
import {launch} from './harness/browser.mjs';
import {host, root} from './harness/site.mjs';
import {openLab} from './harness/lab.mjs';

const folder = process.argv[2] ?? path.join(root, '.cache/shots');
const hash = process.argv[3] ?? '#l=layers&seed=1';
fs.mkdirSync(folder, {recursive: true});

const site = await host();
const chromium = await launch('chromium');
try {
	for (const [size, width, height] of [['desktop', 1280, 800], ['phone', 390, 844]]) {
		for (const dark of [false, true]) {
			for (const language of ['en', 'zh']) {
				const lab = await openLab(chromium, site.url + hash, {width, height, dark});
				await lab.language(language);
				await lab.send({do: 'step', unit: 'epoch', n: 40});
				await lab.settled();
				const file = path.join(folder, `${size}-${dark ? 'dark' : 'light'}-${language}.png`);
				await lab.page.screenshot({path: file, fullPage: size === 'phone'});
				console.log(file, ...await lab.allComplaints());
				await lab.close();
			}
		}
	}
} finally {
	await chromium.close();
	site.close();
}
