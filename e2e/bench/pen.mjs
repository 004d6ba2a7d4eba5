// How soon a stroke on the pad is read while training goes on at full speed: ms until the answer is there, and until the page shows it.
import {openLab, pause} from '../harness/lab.mjs';
import {bothWays, median, row} from './table.mjs';

const TIMES = 25;

export function pen() {
	return bothWays(async ({name, chromium, url}) => {
		row(name, 'answer, ms', 'on screen, ms', 'worst, ms');
		const lab = await openLab(chromium, `${url}#l=images&speed=max&weights=fresh`);
		for (const [state, act] of [['at rest', {do: 'pause'}], ['training at full speed', {do: 'play'}]]) {
			await lab.send(act);
			await pause(1500);
			const all = [];
			for (let i = 0; i < TIMES; i++) {
				all.push(await lab.page.evaluate(stroke, i));
				await pause(120);
			}
			row(state, Math.round(median(all.map((one) => one.answer))), Math.round(median(all.map((one) => one.shown))), Math.round(Math.max(...all.map((one) => one.answer))));
		}
		await lab.close();
	});
}

/** Sends another drawing, as the pad does, and waits for what is read of it. @param {number} i */
async function stroke(i) {
	const picture = new Uint8Array(784);
	for (let y = 4; y < 24; y++) for (let x = 12 + i % 3; x < 15 + i % 3 + (y < 8 ? 5 : 0); x++) picture[28 * y + x] = 250 - i;
	const began = performance.now();
	const {answer} = await window.whisker.send({do: 'draw', pixels: btoa(String.fromCharCode(...picture))});
	const answered = performance.now(), want = `${(100 * answer.probabilities[answer.class]).toFixed(1)}%`;
	for (const end = began + 5000; document.querySelector('[data-testid=reads-share]').textContent !== want && performance.now() < end;) await new Promise((resolve) => setTimeout(resolve));
	return {answer: answered - began, shown: performance.now() - began};
}
