// Words have room: whatever the width, the language or the theme, nothing that is written lies beyond the window or over something
// else that is written.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';
import {lessons} from './harness/lessons.mjs';

/** What is written where there is no room. Runs in the page. */
function crammed() {
	/** @type {{text: string, box: DOMRect, node: Element}[]} */
	const all = [], wrong = [], range = document.createRange();
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node; (node = walk.nextNode());) {
		const at = node.parentElement, text = node.nodeValue.trim();
		if (!text || !at || at.closest('script, style, noscript, select, [popover]:not(:popover-open), .vh, .skip, .tip') || !at.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
		range.selectNodeContents(node);
		// Below the fixed bar of a phone the page goes on.
		const fixed = at.closest('.dock, .play, .epoch');
		for (const box of range.getClientRects()) {
			if (box.width < 2 || box.height < 2) continue;
			if (box.left < -1 || box.right > innerWidth + 1) wrong.push(`from ${Math.round(box.left)} to ${Math.round(box.right)} px: “${text}”`);
			if (!fixed) all.push({text, box, node: at});
		}
	}
	/** How much of it its ancestors let through. @param {{box: DOMRect, node: Element}} one */
	const seen = ({box, node}) => {
		let {left, right, top, bottom} = box;
		for (let up = node; up && up !== document.body; up = up.parentElement) {
			const {overflowX, overflowY} = getComputedStyle(up);
			if (overflowX === 'visible' && overflowY === 'visible') continue;
			const r = up.getBoundingClientRect();
			[left, right, top, bottom] = [Math.max(left, r.left), Math.min(right, r.right), Math.max(top, r.top), Math.min(bottom, r.bottom)];
		}
		return {left, right, top, bottom};
	};
	const boxes = all.map((one) => ({...one, ...seen(one)})).filter(({left, right, top, bottom}) => right - left > 1 && bottom - top > 1).sort((a, b) => a.top - b.top);
	boxes.forEach((a, i) => {
		for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom - 2; j++) {
			const b = boxes[j];
			// Words over a plot lie on a pill of their own; lines of one paragraph may touch.
			if (a.node === b.node || a.node.closest('.note, .paper, .asked') || b.node.closest('.note, .paper, .asked') || a.node.closest('p, li, h1, h2, b') === b.node.closest('p, li, h1, h2, b') && a.node.closest('p, li, h1, h2, b')) continue;
			const w = Math.min(a.right, b.right) - Math.max(a.left, b.left), h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
			// A line's box is higher than its letters.
			if (w > 1 && h > 4) wrong.push(`“${a.text}” and “${b.text}”`);
		}
	});
	// A tray covers the lower part of the cards, whose words must end above it.
	const tray = document.getElementById('tray'), from = tray.checkVisibility() && tray.childElementCount ? tray.getBoundingClientRect().top : Infinity;
	for (const one of boxes) if (one.node.closest('.stage, .out') && one.bottom > from) wrong.push(`“${one.text}” reaches into the tray`);
	return wrong;
}

const set = (/** @type {string} */ name, /** @type {unknown} */ value) => ({do: 'set', name, value});
/** What a reader may turn on in the fold that stays open, alone and together, and off again: by the panel that it needs. */
const EXTRAS = {
	compare: [{do: 'compare', name: 'lr', value: 0.3}, {do: 'compare'}],
	space: [set('space', 2), set('confusion', 'on'), set('space', 'off'), set('confusion', 'off')],
};

each('room', (s) => {
	let lab;
	before(async () => { lab = await s.open(''); });

	// Where there is least room all is tried; elsewhere what is in view at first, and what an answer adds.
	for (const [width, height, all] of [[320, 568, true], [390, 844, false], [768, 1024, false], [1280, 800, true], [1920, 1080, false]]) test(`${width}×${height}`, async () => {
		await lab.page.setViewport({width, height, deviceScaleFactor: 1});
		const found = new Set();
		for (const lesson of lessons) {
			await lab.send({do: 'lesson', id: lesson.id});
			for (const fold of all ? ['data', 'recipe', 'more'] : ['more']) {
				await lab.unfold(fold);
				await lab.calm();
				await lab.calm();
				for (const what of await lab.page.evaluate(crammed)) found.add(`${lesson.id}, ${fold} open: ${what}`);
			}
			for (const act of Object.entries(EXTRAS).flatMap(([panel, acts]) => lesson.panels.some(({kind}) => kind === panel) ? acts : [])) {
				await lab.send(act);
				await lab.settled();
				await lab.calm();
				for (const what of await lab.page.evaluate(crammed)) found.add(`${lesson.id}, more open, then ${JSON.stringify(act)}: ${what}`);
			}
			await lab.fold();
			for (const [i, act] of [{do: 'pause'}, {do: 'step', n: 40}, {do: 'try', at: 0, guess: lesson.tries[0].answers?.[0] ?? 'no'}].entries()) {
				if (!all && i === 1) continue;
				await lab.send(act);
				if (i === 2) while ((await lab.send({do: 'try', what: 'skip'})).panels.trial.phase !== 'told');
				await lab.settled();
				if (i !== 1) await lab.page.evaluate(() => document.getElementById('theme').click());
				for (const language of /** @type {const} */ (['zh', 'en'])) {
					await lab.language(language);
					await lab.calm();
					await lab.calm(); // what was measured in between is drawn anew
					for (const what of await lab.page.evaluate(crammed)) found.add(`${lesson.id}, ${language}: ${what}`);
				}
			}
		}
		assert.deepEqual([...found], []);
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
