// How soon the picture answers the hand while training goes on: pictures and ms until a hover is marked, and until a dragged slider shows.
import {openLab, pause} from '../harness/lab.mjs';
import {bothWays, median, row} from './table.mjs';

const TIMES = 15;

export function hand() {
	return bothWays(async ({name, chromium, url}) => {
		row(name, 'pictures', 'ms');
		const lab = await openLab(chromium, `${url}#l=layers&speed=max`);
		await lab.send({do: 'play'});
		await pause(2500);
		const {nodes, box} = await lab.layout();
		const neurons = nodes.filter((node) => node.layer > 0), hovers = [], drags = [];
		for (let i = 0; i < TIMES; i++) {
			const {x, y} = neurons[i % neurons.length];
			hovers.push(await lab.page.evaluate(hover, {x: box.x + x, y: box.y + y}));
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
	});
}

/** Moves the pointer onto a tile and waits for the next picture, which has its mark. @param {{x: number, y: number}} to */
async function hover(to) {
	const {heard} = document.querySelector('iframe').contentWindow, began = performance.now(), from = heard.drawn;
	const top = document.elementFromPoint(to.x, to.y), hit = top.closest('.area')?.querySelector('.hit') ?? top;
	hit.dispatchEvent(new PointerEvent('pointermove', {clientX: to.x, clientY: to.y, pointerId: 1, pointerType: 'mouse', bubbles: true}));
	for (const end = began + 5000; heard.drawn === from && performance.now() < end;) await new Promise((resolve) => setTimeout(resolve));
	return {pictures: heard.drawn - from, ms: performance.now() - began};
}

/** Sets a control as a drag does, and waits for the next picture after the engine's answer, which has what came of it. @param {number} value */
async function drag(value) {
	const {heard} = document.querySelector('iframe').contentWindow, began = performance.now(), from = heard.drawn;
	await window.whisker.send({do: 'set', name: 'noise', value});
	const answered = heard.drawn;
	for (const end = began + 5000; heard.drawn === answered && performance.now() < end;) await new Promise((resolve) => setTimeout(resolve));
	return {pictures: heard.drawn - from, ms: performance.now() - began};
}
