// The engine as the page sees it: a worker that is asked and answers, watched, and replaced when it fails.

/** @import {Msg, State} from '../../types' */

/** The file that a message needed did not come; nothing has changed. */
export class Unbrought extends Error {
	/** @param {string} text @param {string} file */
	constructor(text, file) {
		super(text);
		this.name = 'Unbrought';
		this.file = file;
	}
}

/** What was asked for cannot be, and the narrator says why; nothing else has changed. */
export class Refused extends Error {
	/** @param {string} text @param {import('../../types').Line} said  key and arguments of what is said */
	constructor(text, said) {
		super(text);
		this.name = 'Refused';
		this.said = said;
	}
}

/** ms between two questions whether the engine is alive, and how long an answer may take. */
const BEAT = 2000, PATIENCE = 5000;
/** An engine that fails this often within so many ms is not started again by itself. */
const FAILURES = 3, WITHIN = 20_000;

/**
 * @typedef {object} Hooks  what the page does when
 * @prop {(loaded: number, total: number) => void} progress  bytes of the engine arrive
 * @prop {(state: State, fresh: boolean) => void} state  there is a state; fresh when an engine has just come up
 * @prop {(kind: 'load' | 'panic' | 'hang' | 'gone', text: string) => void} fault  it failed; all but load and gone heal themselves
 * @prop {(file: string, loaded: number) => void} bringing  a file is waited for, of which so many bytes have come; empty when none is any more
 * @prop {(file: string, text: string) => void} stuck  it cannot begin without a file that did not come
 */

export class Engine {
	/** @type {Worker | null} */
	#worker = null;
	#up = false;
	#next = 1;
	/** @type {Map<number, {resolve: (state: State) => void, reject: (error: Error) => void}>} */
	#open = new Map();
	/** What was asked before the engine was up. @type {{id: number, msg: Msg}[]} */
	#early = [];
	/** @type {MessagePort | null} */
	#port = null;
	/** @type {ArrayBuffer | undefined} */
	#saved;
	/** Files that came: an engine that fails takes none with it. @type {Map<string, Uint8Array>} */
	#files = new Map();
	/** @type {number[]} */
	#failures = [];
	#asked = 0;
	#beat = 0;
	#last = 0;

	/** @param {Hooks} hooks @param {string} link @param {string} first  the file that it is going to need, if any */
	constructor(hooks, link, first) {
		this.hooks = hooks;
		this.first = first;
		/** Where a new engine begins if nothing is saved. */
		this.link = link;
		/** @type {State | null} */
		this.newest = null;
		document.addEventListener('visibilitychange', () => this.#listen());
	}

	/** Starts an engine, from what was saved if there is something. */
	start() {
		this.#worker?.terminate();
		this.#up = false;
		const worker = window.firstEngine ?? new Worker('engine.js', {type: 'module'});
		window.firstEngine = undefined;
		this.#worker = worker;
		worker.onmessage = ({data}) => { if (worker === this.#worker) this.#hear(data); };
		worker.onerror = (event) => {
			event.preventDefault();
			if (worker === this.#worker) this.#fail(this.#up ? 'panic' : 'load', event.message ?? 'engine.js');
		};
		worker.postMessage({type: 'init', link: this.link, saved: this.#saved, files: this.#files, first: this.first});
		if (this.#port) this.#give();
	}

	/** Frames go through this port from now on. @param {MessagePort} port */
	connect(port) {
		this.#port = port;
		if (this.#worker) this.#give();
	}

	#give() {
		if (!this.#port) return;
		this.#worker?.postMessage({type: 'stage', port: this.#port}, [this.#port]);
		this.#port = null;
	}

	/** Begins once more where it could not for want of a file, from another link if one is given. @param {string} [link] */
	restart(link) {
		this.#worker?.postMessage({type: 'restart', link});
	}

	/** @param {Msg} msg @returns {Promise<State>} */
	send(msg) {
		const id = this.#next++;
		return new Promise((resolve, reject) => {
			this.#open.set(id, {resolve, reject});
			if (this.#up) this.#worker?.postMessage({type: 'send', id, msg});
			else this.#early.push({id, msg});
		});
	}

	/** @param {any} data */
	#hear(data) {
		switch (data.type) {
			case 'progress':
				return this.hooks.progress(data.loaded, data.total);
			case 'up':
				this.#up = true;
				this.#listen();
				this.#learn(data.state, true);
				for (const early of this.#early.splice(0)) this.#worker?.postMessage({type: 'send', ...early});
				return;
			case 'state':
				return this.#learn(data.state, false);
			case 'reply': {
				const ask = this.#open.get(data.id);
				this.#open.delete(data.id);
				if (data.outdone) return ask?.reject(new DOMException(data.error, 'AbortError'));
				if (data.said) return ask?.reject(new Refused(data.error, JSON.parse(data.said)));
				if (data.error) return ask?.reject(data.file ? new Unbrought(data.error, data.file) : new Error(data.error));
				this.#learn(data.state, false);
				return ask?.resolve(data.state);
			}
			case 'bringing':
				return this.hooks.bringing(data.file, data.loaded);
			case 'brought':
				this.#files.set(data.file, data.bytes);
				return;
			case 'stuck':
				return this.hooks.stuck(data.file, data.text);
			case 'saved':
				this.#saved = data.buffer;
				return;
			case 'pong':
				this.#asked = 0;
				return;
			case 'panic':
				return this.#fail('panic', data.text);
			case 'error':
				return this.#fail('load', data.text);
		}
	}

	/** @param {State} state @param {boolean} fresh */
	#learn(state, fresh) {
		this.newest = state;
		this.link = state.link;
		this.hooks.state(state, fresh);
	}

	/** @param {'load' | 'panic' | 'hang'} kind @param {string} text */
	#fail(kind, text) {
		clearInterval(this.#beat);
		this.#worker?.terminate();
		this.#worker = null;
		for (const {reject} of this.#open.values()) reject(new Error(text || kind));
		this.#open.clear();
		this.#early = [];
		this.#up = false;
		this.hooks.bringing('', 0);
		if (kind === 'load') return this.hooks.fault(kind, text);
		const now = performance.now();
		this.#failures = [...this.#failures.filter((at) => now - at < WITHIN), now];
		if (this.#failures.length > FAILURES) {
			this.#saved = undefined; // what was saved may be what fails
			return this.hooks.fault('gone', text);
		}
		this.hooks.fault(kind, text);
		const played = this.newest?.playing;
		this.start();
		if (played) this.send({do: 'play'}).catch(() => {});
	}

	/** Asks now and then whether the engine is alive, as long as somebody looks. */
	#listen() {
		clearInterval(this.#beat);
		this.#asked = 0;
		if (document.hidden || !this.#up) return;
		this.#last = performance.now();
		this.#beat = window.setInterval(() => {
			const now = performance.now();
			// A machine that slept is no engine that hangs.
			if (now - this.#last > 2 * BEAT) this.#asked = 0;
			this.#last = now;
			if (this.#asked && now - this.#asked >= PATIENCE) return this.#fail('hang', '');
			if (!this.#asked) {
				this.#asked = now;
				this.#worker?.postMessage({type: 'ping', id: this.#next++});
			}
		}, BEAT);
	}
}

/** A module of one function that returns i8x16.popcnt of a splat: valid where WebAssembly has SIMD. */
const simd = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);

/** What the browser lacks to run the engine: 'wasm', 'simd' or nothing. */
export function lacks() {
	if (typeof WebAssembly !== 'object' || typeof Worker !== 'function') return 'wasm';
	return WebAssembly.validate(simd) ? '' : 'simd';
}
