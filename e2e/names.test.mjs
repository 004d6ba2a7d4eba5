// The lesson Names: a beginning that is typed, bars that are pressed, letters that the network chooses, a diary with the same dice, cells that
// know something, and a text of the reader's own.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

each('the lesson Names', (s) => {
	let lab;
	before(async () => {
		lab = await s.open('#l=names');
		await lab.language('en');
	});

	/** What the page shows. @param {string} id */
	const shown = (id) => lab.page.evaluate((at) => document.querySelector(`[data-testid="${at}"]`)?.textContent ?? '', id);
	const letters = async () => (await lab.state()).panels.letters;

	test('a beginning is typed, and a letter that it does not know is refused in words', async () => {
		await lab.send({do: 'step', n: 60});
		await lab.page.click('[data-testid=beginning]');
		await lab.page.keyboard.type('Car');
		await lab.until((state) => state.panels.letters.written === 'car', 'what was typed');
		await lab.page.keyboard.type('7');
		await lab.until_page(() => document.getElementById('narrator')?.textContent?.includes('“7”') ?? false);
		assert.equal((await letters()).written, 'car');
		await lab.until_page(() => /** @type {HTMLInputElement} */ (document.querySelector('[data-testid=beginning]')).value === 'car');
	});

	test('a bar that is pressed is written, and a tile is gone back to', async () => {
		await lab.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
		await lab.settled();
		const box = await lab.page.evaluate(() => document.querySelector('[data-area=network]').getBoundingClientRect().toJSON());
		const bar = await lab.find((target) => target?.id === 'next.1', {x: box.x + box.width * 0.66, y: box.y + 90}, {x: box.x + box.width - 30, y: box.y + box.height - 20});
		const {next} = await letters();
		await lab.page.mouse.click(bar.x, bar.y);
		const state = await lab.until((now) => now.panels.letters.written !== 'car' || now.panels.letters.over, 'the letter');
		assert.equal(state.panels.letters.written, `car${next[1].sign}`);
		await lab.settled();
		const tile = await lab.find((target) => target?.id === 'letter.2', {x: box.x + 40, y: box.y + 10}, {x: box.x + box.width * 0.6, y: box.y + 60});
		await lab.page.mouse.click(tile.x, tile.y);
		await lab.until((now) => now.panels.letters.written === 'ca', 'two letters');
	});

	test('it writes on to the end, and says whether that stands in a list', async () => {
		await lab.page.click('[data-testid=write-on]');
		const state = await lab.until((now) => now.panels.letters.over, 'the end of the line');
		const {written, status} = state.panels.letters;
		await lab.until_page((want) => document.querySelector('[data-testid=became]')?.textContent?.startsWith(want) ?? false, written);
		assert.match(await shown('became'), {new: /in no list/, read: /in the list that it reads/, kept: /kept back/}[status]);
	});

	test('the diary has a row for each moment, and what is now', async () => {
		await lab.link('#l=names');
		await lab.send({do: 'step', n: 120});
		await lab.until_page(() => document.querySelectorAll('[data-testid=diary] li').length === 4);
		const rows = await lab.page.evaluate(() => [...document.querySelectorAll('[data-testid=diary] li')].map((row) => row.querySelector('.when').textContent));
		assert.deepEqual(rows, ['step 0', 'step 30', 'step 100', 'step 120']);
		const {metrics} = await lab.state();
		assert.match(await shown('diary-tally'), new RegExp(`^Of ${metrics.writtenLines} written now, ${metrics.newLines} stand`));
	});

	test('colder, the same dice write other names, and fewer different ones', async () => {
		await lab.send({do: 'step', n: 400});
		const warm = (await lab.state()).metrics.differentLines;
		const {metrics} = await lab.send({do: 'set', name: 'temperature', value: 0.1});
		assert.ok(metrics.differentLines < warm, `${metrics.differentLines} different ones, ${warm} before`);
	});

	test('cells are ranked by what is asked, and one can be followed', async () => {
		await lab.link('#l=names');
		await lab.send({do: 'step', n: 60});
		await lab.page.click('[data-testid=pick-knows-late]');
		const {panels} = await lab.until((state) => state.panels.letters.knows.trait === 'late', 'the other question');
		const second = panels.letters.knows.best[1];
		await lab.page.click(`[data-testid=knower-${second.at + 1}]`);
		await lab.until((state) => state.panels.letters.knows.cell === second.at, 'the other cell');
		await lab.until_page((n) => document.querySelector('[data-testid=knows-says]')?.textContent?.startsWith(`Cell ${n} is`) ?? false, second.at + 1);
	});

	test('a text file of the reader’s own is learnt, and what is no text is refused', async () => {
		await lab.page.click('[data-testid=text-own]');
		await lab.until((state) => state.controls.text === 'own', 'the other text');
		const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'whisker-')), bring = async (/** @type {string} */ name, /** @type {string | Buffer} */ inside) => {
			const file = path.join(folder, name);
			fs.writeFileSync(file, inside);
			await (await lab.page.$('[data-testid=prose-file]')).uploadFile(file);
		};
		await bring('cities.txt', Array.from({length: 60}, (_, i) => `Ville numéro ${i} où l’été dure`).join('\r\n'));
		const state = await lab.until((now) => now.panels.prose.brought, 'the text');
		assert.equal(state.panels.prose.lines, 60);
		assert.equal(state.panels.letters.lines + state.panels.letters.kept, 60);
		await bring('picture.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0x80]));
		await lab.page.waitForSelector('[data-testid=problem-prose]');
		await bring('long.txt', 'x'.repeat(300 * 1024));
		await lab.until_page(() => document.querySelector('[data-testid=problem-prose]')?.textContent?.includes('300 KB') ?? false);
		assert.equal((await lab.state()).panels.prose.lines, 60, 'what was refused has changed something');
		fs.rmSync(folder, {recursive: true});
	});

	test('a text is pasted', async () => {
		await lab.page.click('[data-testid=prose-paste]');
		await lab.page.waitForSelector('[data-testid=prose-text]');
		await lab.page.evaluate(() => { /** @type {HTMLTextAreaElement} */ (document.querySelector('[data-testid=prose-text]')).value = '春眠不觉晓\n处处闻啼鸟\n'.repeat(30); });
		await lab.page.click('[data-testid=prose-use]');
		await lab.until((now) => now.panels.prose.lines === 60 && ['春眠不觉晓', '处处闻啼鸟'].includes(now.panels.letters.some[0]), 'what was pasted');
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
