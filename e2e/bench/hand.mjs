// How soon the picture answers the hand while training goes on: pictures and ms until a hover is marked, and until a dragged slider shows.
import {launch} from '../harness/browser.mjs';
import {host} from '../harness/site.mjs';
import {openLab, pause} from '../harness/lab.mjs';
import {median, row, ways} from './table.mjs';

const TIMES = 15;

export async function hand() {
	const site = await host();
	for (const way of ways) {
		const chromium = await launch('chromium', way.options);
		row(way.name, 'pictures', 'ms');
		try {
			const lab = await openLab(chromium, `${site.url}#l=layers&speed=max`);
			await lab.send({do: 'play'});
			await pause(2500);
			const {nodes, box} = await lab.layout();
			const neurons = nodes.filter((node) => node.layer > 0);
			const hovers = [], drags = [];
			for (let i = 0; i < TIMES; i++) {
				const {x, y, w = 0, h = 0} = neurons[i % neurons.length];
				hovers.push(await lab.page.evaluate(hover, {x: box.x + x + w / 2, y: box.y + y + h / 2}));
				await pause(150);
			}
			for (let i = 0; i < TIMES; i++) {
				drags.push(await lab.page.evaluate(drag, i % 2 ? 10 : 40));
				await pause(300);
			}
			for (const [name, list] of [['a neuron under the pointer', hovers], ['the noise slider, to its points', drags]]) {
				row(name, median(list.map((one) => one.pictures)), Math.round(median(list.map((one) => one.ms))));
			}
			await lab.close();
		} finally {
			await chromium.close();
		}
	}
	site.close();
}

/** Moves the pointer there and waits until the stage has drawn what the engine answered. @param {{x: number, y: number}} to */
async function hover(to) {
	const stage = document.querySelector('iframe').contentWindow, began = performance.now(), from = stage.heard.drawn;
	const hit = document.elementFromPoint(to.x, to.y);
	hit.dispatchEvent(new PointerEvent('pointermove', {clientX: to.x, clientY: to.y, pointerId: 1, pointerType: 'mouse', bubbles: true}));
	// The next frame has the mark: Ebitengine asks for one after each.
	await new Promise((resolve) => { const look = () => { if (stage.heard.hover) resolve(null); else setTimeout(look); }; look(); });
	while (stage.heard.drawn === from) await new Promise((resolve) => setTimeout(resolve));
	return {pictures: stage.heard.drawn - from, ms: performance.now() - began};
}

/** Drags the slider and waits until a frame shows the state that came of it. @param {number} value */
async function drag(value) {
	const stage = document.querySelector('iframe').contentWindow, began = performance.now(), from = stage.heard.drawn;
	const slider = document.querySelector('#noise input[type=range], input[type=range][data-name=noise]') ?? document.querySelector('input[type=range]');
	const before = stage.heard.seq;
	slider.value = String(value);
	slider.dispatchEvent(new Event('input', {bubbles: true}));
	const answered = await window.whisker.send({do: 'focus', layer: 0, unit: -1}).catch(() => null);
	while (stage.heard.seq <= before) await new Promise((resolve) => setTimeout(resolve));
	return {pictures: stage.heard.drawn - from, ms: performance.now() - began, answered: Boolean(answered)};
}
