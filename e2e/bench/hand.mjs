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
		} finally {
			await chromium.close();
		}
	}
	site.close();
}

/** Moves the pointer onto a tile and waits until a picture has its mark: that after the one in which the stage found it. @param {{x: number, y: number}} to */
async function hover(to) {
	const {stage, heard} = document.querySelector('iframe').contentWindow, began = performance.now(), from = heard.drawn;
	const hit = document.elementFromPoint(to.x, to.y).closest('.area')?.querySelector('.hit') ?? document.elementFromPoint(to.x, to.y);
	hit.dispatchEvent(new PointerEvent('pointermove', {clientX: to.x, clientY: to.y, pointerId: 1, pointerType: 'mouse', bubbles: true}));
	for (const end = began + 5000; heard.drawn === from && performance.now() < end;) await new Promise((resolve) => setTimeout(resolve));
	return {pictures: heard.drawn - from, ms: performance.now() - began, stage: Boolean(stage)};
}

/** Sets a control as a drag does, and waits until a picture shows what came of it. @param {number} value */
async function drag(value) {
	const {heard} = document.querySelector('iframe').contentWindow, began = performance.now(), from = heard.drawn;
	const {step} = await window.whisker.send({do: 'set', name: 'noise', value});
	let drawn = heard.drawn;
	// The engine answers first and sends its frame then: the next that is drawn has it, or the one after.
	for (const end = began + 5000; heard.drawn <= drawn && performance.now() < end;) await new Promise((resolve) => setTimeout(resolve));
	drawn = heard.drawn - from;
	return {pictures: drawn, ms: performance.now() - began, step};
}
