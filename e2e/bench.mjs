// How fast the page is in one headless Chromium: printed for people, asserted by nobody.
import fs from 'node:fs';
import {launch} from './harness/browser.mjs';
import {host, root} from './harness/site.mjs';
import {openLab, pause} from './harness/lab.mjs';

const nets = [
	['default', '#l=layers'],
	['default at full speed', '#l=layers&speed=max'],
	['largest at full speed', '#l=layers&speed=max&inputs=x1,x2,x1x1,x2x2,x1x2,sinx1,sinx2&layers=8,8,8,8,8,8'],
];

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

const row = (...cells) => console.log(cells.map((cell, i) => String(cell)[i ? 'padStart' : 'padEnd'](i ? 14 : 34)).join(''));
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];

const sizes = JSON.parse(fs.readFileSync(`${process.env.WHISKER_DIST ?? `${root}/dist`}/sizes.json`, 'utf8'));
row('size', 'raw kB', 'brotli kB', 'gzip kB');
for (const name of ['engine.wasm', 'stage.wasm']) {
	const {raw, br, gz} = sizes[name];
	row(name, ...[raw, br, gz].map((n) => Math.round(n / 1000)));
}

const site = await host();
const chromium = await launch('chromium');
try {
	const starts = [];
	for (let i = 0; i < 5; i++) {
		const lab = await openLab(chromium, site.url, {prepare: clock});
		await lab.until_page(() => window.marks.step);
		starts.push(await lab.page.evaluate(() => window.marks));
		await lab.close();
	}
	row('start (median of 5)', 'ms');
	row('first frame drawn', Math.round(median(starts.map((s) => s.ready))));
	row('first training step after that', Math.round(median(starts.map((s) => s.step))));

	row('while playing and drawing', 'examples/s', 'steps/s', 'frames/s');
	for (const [name, link] of nets) {
		const lab = await openLab(chromium, site.url + link);
		await lab.send({do: 'play'});
		await pause(2000);
		const rates = [];
		for (let i = 0; i < 5; i++) {
			const a = await lab.state(), f = await lab.stage().evaluate(() => [window.heard.drawn, performance.now()]);
			await pause(1000);
			const b = await lab.state(), g = await lab.stage().evaluate(() => [window.heard.drawn, performance.now()]);
			const seconds = (g[1] - f[1]) / 1000;
			rates.push({examples: b.metrics.examplesPerSecond, steps: (b.step - a.step) / seconds, frames: (g[0] - f[0]) / seconds});
		}
		row(name, ...['examples', 'steps', 'frames'].map((key) => Math.round(median(rates.map((r) => r[key])))));
		await lab.close();
	}
} finally {
	await chromium.close();
	site.close();
}
