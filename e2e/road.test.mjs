// The road through a lesson: a question that is guessed, an experiment that stops by itself, and a verdict that is true; few
// controls at first, and the others folded.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {ALL, BOTH, each} from './harness/each.mjs';
import {lessons} from './harness/lessons.mjs';

/** What of the question's box and of the picture is not in view. Runs in the page. */
function outOfView() {
	const wrong = [], box = document.getElementById('try'), bar = document.querySelector('.play').getBoundingClientRect();
	const floor = innerWidth < 700 ? bar.top : document.querySelector('.dock').getBoundingClientRect().top;
	if (box.scrollHeight > box.clientHeight + 1) wrong.push(`the box is too small for “${box.innerText.replace(/\s+/g, ' ')}”`);
	for (const node of [box, document.querySelector('.card')]) {
		const r = node.getBoundingClientRect();
		if (r.top < 0 || r.bottom > floor + 1 || r.left < 0 || r.right > innerWidth) wrong.push(`${node.id || node.className} ends at ${Math.round(r.bottom)}, the room at ${Math.round(floor)}`);
	}
	if (innerWidth >= 1200) for (const node of document.querySelectorAll('.essential > *, .turn')) {
		if (node.checkVisibility() && node.getBoundingClientRect().bottom > floor + 1) wrong.push(`${node.textContent} is below the window`);
	}
	return wrong;
}

/** Names and values that are cut off, and controls that are shown though they have no effect. Runs in the page. */
function cutOff() {
	const wrong = [];
	for (const node of document.querySelectorAll('.essential *, .folds *, .tray *, .try *, .layers *')) {
		if (!node.checkVisibility() || !node.childNodes.length || node.matches('select, option, svg, svg *, input')) continue;
		if ([...node.childNodes].some((child) => child.nodeType === 3 && child.nodeValue.trim()) && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline') wrong.push(node.textContent);
	}
	for (const idle of document.querySelectorAll('[data-control] :is(input, select):disabled')) if (idle.checkVisibility()) wrong.push(`idle: ${idle.closest('[data-control]').dataset.control}`);
	return wrong;
}

/** Where the road is walked: on a desk, and on a phone. */
const DESK = {width: 1280, height: 800}, PHONE = {width: 390, height: 844};

each('the road', (s) => {
	let lab;
	before(async () => { lab = await s.open('', DESK); });
	const click = (id) => lab.page.evaluate((at) => document.querySelector(`[data-testid="${at}"]`).click(), id);
	const phase = async (want) => (await lab.until((state) => state.panels.trial?.phase === want, `the phase ${want}`)).panels.trial;
	const on = async (window) => {
		await lab.page.setViewport({...window, deviceScaleFactor: 1});
		await lab.calm();
	};
	/** That all of it is in view, in both languages. */
	const inView = async (when) => {
		for (const language of /** @type {const} */ (['zh', 'en'])) {
			await lab.language(language);
			assert.deepEqual(await lab.page.evaluate(outOfView), [], `${when} in ${language}, ${lab.page.viewport().width} px`);
		}
	};

	for (const lesson of lessons) test(`${lesson.id}: every question is asked, run and told within view`, async () => {
		await lab.send({do: 'lesson', id: lesson.id});
		const words = await lab.page.evaluate(async () => (await fetch('i18n/en.json')).json());
		for (const [i, one] of lesson.tries.entries()) {
			// The experiment is made once: from the desk to the phone while it is asked, and back when it is told.
			await click(`try-dot-${i + 1}`);
			await phase('asked');
			await inView(`${one.id}, asked`);
			await on(PHONE);
			await inView(`${one.id}, asked`);
			const answer = words[`try.${one.id}.${one.right}`].replace(/\[(.+?)\]\(.*?\)/g, '$1');
			assert.ok(!(await lab.page.evaluate(() => document.body.innerText)).includes(answer), `${one.id}: the answer comes before the experiment`);
			await click('answer-unsure');
			for (let n = 0; (await lab.send({do: 'try', what: 'skip'})).panels.trial.phase !== 'told'; n++) assert.ok(n < 500, 'it does not end');
			const state = await lab.state();
			assert.equal(state.playing, false, `${one.id} goes on`);
			assert.equal(state.panels.trial.answer, one.right);
			await lab.settled();
			await inView(`${one.id}, told`);
			await on(DESK);
			await inView(`${one.id}, told`);
			assert.match(await lab.page.evaluate(() => document.querySelector('[data-testid="try-verdict"]').textContent), /^It was [\w ]+: /);
			assert.doesNotMatch(await lab.page.evaluate(() => document.getElementById('try').innerText), /[{}]/);
		}
	});

	for (const window of [DESK, PHONE]) test(`no name and no value is cut off at ${window.width} px, and what does not apply is absent`, async () => {
		await on(window);
		for (const lesson of lessons) {
			await lab.send({do: 'lesson', id: lesson.id});
			const {essential} = lesson;
			assert.ok(essential.length > 0 && essential.length <= 5);
			for (const fold of ['data', 'recipe', 'more']) {
				await lab.unfold(fold);
				for (const language of /** @type {const} */ (['zh', 'en'])) {
					await lab.language(language);
					assert.deepEqual(await lab.page.evaluate(cutOff), [], `${lesson.id}, ${fold}, in ${language}`);
				}
			}
		}
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});

each('a question', (s) => {
	let lab;
	before(async () => {
		lab = await s.open('');
		await lab.language('en');
	});
	const at = (id) => `[data-testid="${id}"]`;
	const click = (id) => lab.page.click(at(id));
	const text = (id) => lab.page.evaluate((sel) => document.querySelector(sel)?.textContent ?? '', at(id));
	const told = () => lab.until((state) => state.panels.trial.phase === 'told', 'the verdict');
	const asked = () => lab.until((state) => state.panels.trial.phase === 'asked', 'the question');

	test('runs by itself to where its answer shows, and says what became of each guess', async () => {
		for (const [guess, says] of [['yes', /^You said yes\. It was no: /], ['no', /^You said no\. Right: /], ['unsure', /^It was no: /]]) {
			await click(`answer-${guess}`);
			const {step, playing} = await told();
			assert.deepEqual([step, playing], [420, false], 'it stops at another step than its lesson says');
			await lab.comes(async () => says.test(await text('try-verdict')), `“${says}”`);
			await click('try-again');
			await asked();
		}
	});

	test('goes back to before the guess', async () => {
		await lab.send({do: 'step', n: 7});
		const before = await lab.state();
		await click('answer-no');
		await told();
		await click('try-again');
		const after = await asked();
		assert.deepEqual([after.step, after.link, after.metrics], [before.step, before.link, before.metrics]);
	});

	test('waits where a control is touched while it runs', async () => {
		await click('answer-yes');
		await lab.until((state) => state.panels.trial.phase === 'running', 'the experiment');
		await lab.send({do: 'set', name: 'lr', value: 0.03});
		const {panels, playing} = await lab.state();
		assert.equal(panels.trial.phase, 'asked');
		assert.equal(playing, true, 'the network goes on');
		await lab.send({do: 'pause'});
	});

	test('can be asked and answered by keys alone', async () => {
		await lab.page.evaluate(() => document.activeElement?.blur());
		await lab.page.keyboard.press('q');
		await lab.page.keyboard.press('Enter');
		await lab.until((state) => state.panels.trial.phase !== 'asked', 'the experiment');
		await lab.comes(() => lab.page.evaluate(() => document.activeElement?.closest('#try') !== null), 'the focus stays in the box');
		await told();
		await lab.comes(() => lab.page.evaluate(() => document.activeElement?.matches('[data-testid="try-next"]') ?? false), 'the focus is on the next question');
		await lab.page.keyboard.press('Enter');
		assert.equal((await asked()).panels.trial.at, 1);
	});

	test('opens the fold of what a link sets, and leads back', async () => {
		await lab.link('#l=layers&batch=1');
		await lab.until_page(() => document.querySelector('[data-fold="recipe"]').getAttribute('aria-expanded') === 'true');
		const was = await lab.page.waitForSelector('[data-control="batch"] .was');
		assert.match(await was.evaluate((node) => node.textContent), /was 10/);
		await was.click();
		await lab.until((state) => state.controls.batch === 10 || state.controls.batch === '10', 'the usual batch');
	});

	test('a lesson opens as it says, the menu shows each with its question and a picture, and help is its own', async () => {
		await lab.page.click(at('chapters'));
		const entries = await lab.page.evaluate(async () => {
			const wait = (/** @type {HTMLCanvasElement} */ canvas) => new Promise((resolve) => {
				const look = () => new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size > 8 ? resolve(true) : setTimeout(look, 30);
				look();
			});
			const all = [...document.querySelectorAll('.menu.chapters .entry')];
			await Promise.all(all.map((entry) => wait(entry.querySelector('canvas'))));
			return all.map((entry) => entry.querySelector('.asks').textContent);
		});
		assert.equal(entries.length, lessons.length);
		for (const question of entries) assert.match(question, /\?$/);
		await lab.page.click(at('chapter-hebb'));
		const {link} = await lab.until((state) => state.lesson === 'hebb', 'the lesson');
		const opening = lessons.find(({id}) => id === 'hebb').opening;
		for (const [name, value] of new URLSearchParams(link.slice(1))) if (name !== 'l') assert.equal(value, opening[name], `${link}: ${name}`);
		await lab.page.keyboard.press('?');
		const help = await lab.page.waitForSelector('#help-dialog');
		assert.doesNotMatch(await help.evaluate((node) => node.textContent), /neuron|hidden layer/i);
		await lab.page.keyboard.press('Escape');
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
}, BOTH);

each('a question by itself', (s) => {
	test('is guessed, run and told', async () => {
		const lab = await s.open('');
		await lab.language('en');
		await lab.page.evaluate(() => document.querySelector('[data-testid="answer-yes"]').click());
		const {playing} = await lab.until((state) => state.panels.trial.phase === 'told', 'the verdict');
		assert.equal(playing, false);
		await lab.comes(() => lab.page.evaluate(() => /^You said yes\. It was no: /.test(document.querySelector('[data-testid="try-verdict"]')?.textContent ?? '')), 'the verdict is written');
		assert.deepEqual(await lab.allComplaints(), []);
		await lab.close();
	});
}, ALL);
