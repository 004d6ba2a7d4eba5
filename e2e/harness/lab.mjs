// One open page of Whisker, as a test sees it: its four calls, its pixels, its pointer, and all it complained of.
import {PNG} from 'pngjs';
import {framesDrawn, instrument, showNewest} from './instrument.mjs';

/**
 * @param {import('./browser.mjs').Browser} browser
 * @param {string} url
 * @param {{prepare?: Function, wait?: boolean, width?: number, height?: number, dark?: boolean, still?: boolean}} [options]
 *   prepare runs in every document first; wait false returns once the document is parsed
 */
export async function openLab({name, browser}, url, {prepare, wait = true, width = 1280, height = 800, dark = false, still = false} = {}) {
	const page = await browser.newPage();
	const lab = new Lab(page, name);
	await page.setViewport({width, height, deviceScaleFactor: 1});
	if (name === 'chromium') {
		await page.emulateMediaFeatures([
			{name: 'prefers-color-scheme', value: dark ? 'dark' : 'light'},
			{name: 'prefers-reduced-motion', value: still ? 'reduce' : 'no-preference'},
		]);
	}
	if (name !== 'webkit') await page.evaluateOnNewDocument(instrument); // else the host does it
	if (prepare) await page.evaluateOnNewDocument(prepare);
	await page.goto(url, {waitUntil: 'domcontentloaded'});
	if (wait) await lab.ready();
	return lab;
}

export class Lab {
	/** @param {import('puppeteer-core').Page} page @param {string} name */
	constructor(page, name) {
		this.page = page;
		this.name = name;
		this.closed = false;
		/** @type {string[]} */
		this.complaints = [];
		/** @type {string[]} */
		this.requests = [];
		page.on('console', (message) => { if (message.type() === 'error') this.complaints.push(`console: ${message.text()} ${message.location()?.url ?? ''}`); });
		page.on('pageerror', (error) => this.complaints.push(`uncaught: ${error.message}`));
		page.on('request', (request) => this.requests.push(request.url()));
	}

	/** Waits for the engine and the first frame. */
	async ready() {
		await this.page.waitForFunction(() => Boolean(window.whisker), {timeout: 60_000, polling: 50});
		await this.page.evaluate(async () => { await window.whisker.ready; });
	}

	/** @param {object} msg */
	send(msg) {
		return this.page.evaluate((m) => window.whisker.send(m), msg);
	}

	state() {
		return this.page.evaluate(() => window.whisker.state());
	}

	/** Goes to another link without loading the page again, and waits until the session is there. @param {string} link */
	link(link) {
		return this.send({do: 'link', link});
	}

	/** What the address bar says, once it says what is on the screen: browsers let it change only so often. */
	async hash() {
		const {link} = await this.state();
		await this.until_page((want) => location.hash.replace(/&hide=[^&]*/, '') === want, link);
		return this.page.evaluate(() => location.hash);
	}

	/** The state once `is` holds for it. @param {(state: any) => boolean} is */
	async until(is, what = 'the state', seconds = 30) {
		const end = Date.now() + seconds * 1000;
		for (;;) {
			// While an engine is being replaced there is nobody to ask.
			const state = await this.state().catch(() => null);
			if (state && is(state)) return state;
			if (Date.now() > end) throw new Error(`${what} did not come within ${seconds} s: ${JSON.stringify(state)}`);
			await pause(20);
		}
	}

	/** Waits until something is so, whoever has to be asked. @param {() => Promise<any>} is */
	async comes(is, what) {
		for (const end = Date.now() + 30_000; !await is(); await pause(20)) {
			if (Date.now() > end) throw new Error(`not so: ${what}`);
		}
	}

	/** Waits until `f`, run in the page, gives something true. It asks again and again itself: what puppeteer leaves in the page for that takes longer to come and go. */
	until_page(f, ...args) {
		return this.comes(() => this.page.evaluate(f, ...args).catch((cause) => {
			if (!LEFT.test(cause.message)) throw cause; // while a page is loaded anew there is nobody to ask
		}), `${f}`);
	}

	/** @param {'en'|'zh'} code */
	async language(code) {
		await this.page.evaluate((id) => document.getElementById(id).click(), `lang-${code}`);
		await this.until_page((want) => document.documentElement.lang.startsWith(want), code);
	}

	/** Opens a fold, as a hand does. @param {'data' | 'recipe' | 'more'} name */
	async unfold(name) {
		const button = `[data-fold="${name}"]`;
		if (await this.page.$eval(button, (node) => node.getAttribute('aria-expanded')) !== 'true') await this.page.$eval(button, (node) => node.click()); // on a phone it may lie below the fixed bar
		await this.until_page((id) => document.getElementById(id)?.checkVisibility(), `fold-${name}`);
	}

	/** Closes all folds, which gives the pictures their whole room. */
	async fold() {
		await this.page.evaluate(() => { for (const open of document.querySelectorAll('[data-fold][aria-expanded=true]')) open.click(); });
		await this.settled();
	}

	/** Waits until the page has a copy of the newest state, from which another engine could go on. */
	kept() {
		return this.until_page(() => window.seen.kept);
	}

	/** The stage's frame. */
	stage() {
		const frame = this.page.frames().find((f) => new URL(f.url(), 'http://x').pathname.endsWith('/stage.html'));
		if (!frame) throw new Error('the page has no stage');
		return frame;
	}

	/** Where the stage's frame lies in the page, in CSS pixels. */
	stageBox() {
		return this.page.evaluate(() => {
			const {x, y, width, height} = [...document.querySelectorAll('iframe')].find((f) => f.src.includes('stage.html')).getBoundingClientRect();
			return {x, y, width, height};
		});
	}

	/** The newest layout that the stage told the page of, and where the stage lies in the page. */
	async layout() {
		const layout = await this.stage().evaluate(() => window.heard.layout);
		if (!layout) throw new Error('the stage told no layout');
		return {...layout, box: await this.stageBox()};
	}

	/** Waits until the stage shows what the engine has, and all that the page and the pointer have told it. */
	async settled() {
		await this.page.evaluate(showNewest);
		await this.still();
	}

	/** Waits until page and stage have drawn what they know: the engine is not asked for more. */
	async calm() {
		await this.page.evaluate(async () => { for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame); });
		await this.still();
	}

	/** Waits until the stage has drawn all that it was told: it waits for no frame, or something moves and another two have begun. */
	async still() {
		const from = await this.page.evaluate(framesDrawn);
		await this.comes(async () => {
			const now = await this.page.evaluate(framesDrawn);
			return now.pending === 0 || now.frames >= from.frames + 2;
		}, 'the stage comes to rest');
	}

	/** Waits until the stage has drawn n more frames. @param {number} n */
	async draws(n) {
		const frame = this.stage();
		const from = await frame.evaluate(() => window.heard.drawn);
		await frame.waitForFunction((want) => window.heard.drawn >= want, {timeout: 30_000, polling: 50}, from + n);
	}

	/**
	 * Moves the pointer along the line from a to b until what it is over pleases.
	 * @param {(target: any) => boolean} pleases
	 */
	async find(pleases, a, b) {
		const met = [];
		for (let share = 0.15; share < 0.9; share += 0.05) {
			const spot = {x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y)};
			await this.page.mouse.move(spot.x, spot.y);
			await this.still();
			const target = await this.stage().evaluate(() => window.heard.hover);
			if (pleases(target)) return spot;
			met.push(target);
		}
		throw new Error(`nothing of that kind between ${JSON.stringify(a)} and ${JSON.stringify(b)}: ${JSON.stringify(met)}`);
	}

	async drag(from, to) {
		await this.page.mouse.move(from.x, from.y);
		await this.page.mouse.down();
		await this.page.mouse.move(to.x, to.y, {steps: 8});
		await this.still();
		await this.page.mouse.up();
	}

	/** Decoded pixels of a part of the page. @param {{x: number, y: number, width: number, height: number}} clip */
	async picture(clip) {
		const whole = {x: Math.round(clip.x), y: Math.round(clip.y), width: Math.round(clip.width), height: Math.round(clip.height)};
		const view = this.page.viewport(), inside = view !== null && whole.x >= 0 && whole.y >= 0 && whole.x + whole.width <= view.width && whole.y + whole.height <= view.height;
		// To reach beyond the window Chromium makes it larger for a moment, and what is under the pointer loses it.
		const png = PNG.sync.read(Buffer.from(await this.page.screenshot({clip: whole, captureBeyondViewport: !inside})));
		return {
			width: png.width, height: png.height, data: png.data,
			/** Mean colour of the square of 2r+1 pixels around a place given as shares of the width and height. */
			at(u, v, r = 2) {
				const sum = [0, 0, 0];
				let n = 0;
				for (let y = Math.round(v * (png.height - 1)) - r; y <= Math.round(v * (png.height - 1)) + r; y++) {
					for (let x = Math.round(u * (png.width - 1)) - r; x <= Math.round(u * (png.width - 1)) + r; x++) {
						if (x < 0 || y < 0 || x >= png.width || y >= png.height) continue;
						for (let c = 0; c < 3; c++) sum[c] += png.data[4 * (y * png.width + x) + c];
						n++;
					}
				}
				return sum.map((s) => s / n);
			},
		};
	}

	/** Everything the page complained of, policy violations of all its documents among them. */
	async allComplaints() {
		const found = [...this.complaints];
		for (const frame of await this.page.frames()) {
			found.push(...await frame.evaluate(() => window.seen?.violations ?? []).catch(() => []));
		}
		return found;
	}

	async close() {
		if (this.closed) return;
		this.closed = true;
		await this.page.close();
	}
}

/** How drivers say that a page has gone elsewhere meanwhile. */
const LEFT = /context was destroyed|Cannot find context|detached|navigat|no such frame|no such window|browsing context/i;

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** How far two colours lie apart, 0…441. */
export const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
