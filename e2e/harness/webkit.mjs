// WebKit, as GTK's small browser, driven by the W3C's WebDriver protocol. Its page has those methods of puppeteer's that
// the tests of every engine use, and no others.
import {spawn} from 'node:child_process';
import {createServer} from 'node:net';
import {once} from 'node:events';
import fs from 'node:fs';
import {PNG} from 'pngjs';
import {virtualScreen} from './screen.mjs';

const DRIVER = '/usr/bin/WebKitWebDriver';
/** Where Debian puts the browser, by the versions of its interface. */
const BROWSERS = ['4.1', '4.0', '6.0'].flatMap((v) => ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/webkit${v === '6.0' ? '' : '2'}gtk-${v}/MiniBrowser`));
/** The name under which WebDriver hands over an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const SCRIPT = 120_000, LOAD = 30_000;
/** ms in which a page that is there says whether something is so. */
const GLANCE = 12_000;

/** ms for the driver to start a browser, and how often it is begun anew: now and then its browser dies while it starts, of which it says nothing. */
const START = 20_000, STARTS = 5;

/** @param {number} proxy  port of the border */
export async function launchWebKit(proxy) {
	for (let tries = 1; ; tries++) {
		try {
			return await start(proxy);
		} catch (cause) {
			if (tries === STARTS) throw cause;
		}
	}
}

/** @param {number} proxy */
async function start(proxy) {
	const binary = BROWSERS.find((path) => fs.existsSync(path));
	if (!binary || !fs.existsSync(DRIVER)) throw new Error(`${binary ? DRIVER : BROWSERS[0]} is missing: run make tools`);
	const screen = await virtualScreen(), port = await freePort();
	const driver = spawn(DRIVER, [`--port=${port}`, '--host=local'], {
		stdio: 'ignore',
		env: {...process.env, DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: '1', GDK_BACKEND: 'x11', LANGUAGE: 'en', LC_ALL: 'C.UTF-8'},
	});
	const kill = () => {
		driver.kill();
		screen.close();
	};
	process.once('exit', kill);
	const ask = client(`http://127.0.0.1:${port}`);
	try {
		await answering(ask);
		const {sessionId} = await ask('POST', '/session', {capabilities: {alwaysMatch: {
			'webkitgtk:browserOptions': {binary, args: ['--automation']},
			proxy: {proxyType: 'manual', httpProxy: `127.0.0.1:${proxy}`, sslProxy: `127.0.0.1:${proxy}`, noProxy: ['127.0.0.1']},
			pageLoadStrategy: 'eager',
			timeouts: {script: SCRIPT, pageLoad: LOAD, implicit: 0},
		}}}, START);
		const session = (method, path, body) => ask(method, `/session/${sessionId}${path}`, body);
		return {
			pid: driver.pid,
			newPage: async () => new Page(session),
			async close() {
				await ask('DELETE', `/session/${sessionId}`).catch(() => {});
				kill();
			},
		};
	} catch (cause) {
		kill();
		throw cause;
	}
}

/** @param {string} base */
function client(base) {
	return async (/** @type {string} */ method, /** @type {string} */ path, /** @type {object} */ body = undefined, patience = SCRIPT + 30_000) => {
		const answer = await fetch(base + path, {method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(patience)});
		const {value} = await answer.json();
		if (!answer.ok) throw new Error(`WebDriver: ${path}: ${value?.error}: ${value?.message}`);
		return value;
	};
}

/** Waits until the driver listens. */
async function answering(ask) {
	for (let tries = 0; ; tries++) {
		try {
			return await ask('GET', '/status');
		} catch (cause) {
			if (tries > 300) throw cause;
			await new Promise((resolve) => { setTimeout(resolve, 100); });
		}
	}
}

async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());
	server.close();
	await once(server, 'close');
	return port;
}

/** The one window of the browser. */
class Page {
	#view = null;

	constructor(session) {
		this.session = session;
	}

	/** Its driver tells of nothing by itself: the host has the documents note their errors. */
	on() {}

	viewport() {
		return this.#view;
	}

	/** The window is larger than what it shows by its bars, which differ. */
	async setViewport({width, height}) {
		let outer = {width, height};
		for (let tries = 0; tries < 5; tries++) {
			await this.session('POST', '/window/rect', {x: 0, y: 0, ...outer});
			const [w, h] = await this.evaluate(() => [innerWidth, innerHeight]);
			if (w === width && h === height) break;
			outer = {width: outer.width + width - w, height: outer.height + height - h};
		}
		this.#view = {width, height};
	}

	goto(url) {
		return this.session('POST', '/url', {url});
	}

	/** @param {Function} f @param {any[]} args */
	async evaluate(f, ...args) {
		const script = `const [args, done] = arguments; new Promise((resolve) => resolve((${f})(...args))).then((value) => done({value}), (cause) => done({error: String(cause?.message ?? cause)}));`;
		const {value, error} = await this.session('POST', '/execute/async', {script, args: [args]});
		if (error !== undefined) throw new Error(error);
		return value;
	}

	async waitForFunction(f, {timeout = 30_000, polling = 50} = {}, ...args) {
		// A browser that has stopped loading for good does not answer at all, and need not be waited for as long as an experiment.
		await this.session('POST', '/timeouts', {script: GLANCE, pageLoad: GLANCE});
		try {
			for (const end = Date.now() + timeout; ;) {
				if (await this.evaluate((source) => source, await this.evaluate(f, ...args))) return;
				if (Date.now() > end) throw new Error(`not so within ${timeout} ms: ${f}`);
				await new Promise((resolve) => { setTimeout(resolve, polling); });
			}
		} finally {
			await this.session('POST', '/timeouts', {script: SCRIPT, pageLoad: LOAD});
		}
	}

	/** The page and the frames in it. */
	async frames() {
		const found = await this.session('POST', '/elements', {using: 'css selector', value: 'iframe'});
		return [this, ...found.map((element) => ({evaluate: (f, ...args) => this.#within(element[ELEMENT], f, args)}))];
	}

	async #within(id, f, args) {
		await this.session('POST', '/frame', {id: {[ELEMENT]: id}});
		try {
			return await this.evaluate(f, ...args);
		} finally {
			await this.session('POST', '/frame', {id: null});
		}
	}

	/** @param {{path?: string, clip?: {x: number, y: number, width: number, height: number}}} [options] */
	async screenshot({path, clip} = {}) {
		let bytes = Buffer.from(await this.session('GET', '/screenshot'), 'base64');
		if (clip) {
			const whole = PNG.sync.read(bytes), part = new PNG({width: clip.width, height: clip.height});
			PNG.bitblt(whole, part, clip.x, clip.y, clip.width, clip.height, 0, 0);
			bytes = PNG.sync.write(part);
		}
		if (path) fs.writeFileSync(path, bytes);
		return bytes;
	}

	close() {
		return this.goto('about:blank');
	}
}
