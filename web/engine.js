// The engine's worker: loads engine.wasm, lets it learn in slices with the messages in between, and sends what the page
// and the stage are to see, no faster than they can. What a message needs of measured data it brings first.
import './wasm_exec.js';
import {bring, fetched, keepFiles, onProgress} from './bring.js';
import {load} from './load.js';

/** ms of learning between two looks at the messages: half a display's frame. */
const SLICE = 8;
/** ms between two states, between two where the processor has no rest, and between two copies for a rainy day. */
const STATE = 50, BUSY_STATE = 100, SAVE = 1000;
/** Making a frame may take one part in so many of the time, and in so many while there is no step to make before the next. */
const SHARE = 4, IDLE_SHARE = 2;

/** Messages by which one comes in anew. */
const ENTERS = ['lesson', 'link', 'load'];

/**
 * What engine.wasm gives, see wasm/engine/bridge.go: all return at once.
 * @typedef {{
 *   begin: (link: string, saved: Uint8Array) => Refusal | null,
 *   put: (file: string, bytes: Uint8Array) => Refusal | null,
 *   apply: (json: string) => Refusal | null,
 *   advance: (ms: number) => number,
 *   stepping: () => boolean,
 *   stale: () => boolean,
 *   state: () => string,
 *   frame: () => number,
 *   save: () => number,
 *   copy: (into: Uint8Array) => number,
 * }} Wasm
 * @typedef {{text: string, lacks: string, said: string}} Refusal  what is wrong, the file that has to be put there first, if that is all, and what is said of it
 * @typedef {{id: number, msg: any}} Ask
 */

const post = /** @type {(message: object, transfer?: Transferable[]) => void} */ (/** @type {unknown} */ (self.postMessage.bind(self)));
const channel = new MessageChannel();

/** @type {Wasm | null} */
let wasm = null;
/** @type {MessagePort | null} */
let stage = null;
/** Steps that were asked for and are not all made. @type {number[]} */
let waiting = [];
/** Messages in the order in which they came, of which the first waits for a file. @type {Ask[]} */
const line = [];
/** How often somebody has begun to work them off. */
let works = 0;
/** Begins once more, where the first file did not come, from another link if one is given. @type {(link?: string) => void} */
let restart = () => {};
let awaited = ''; // the file that the page knows to be waited for
let timer = 0, soon = false;
let told = true, kept = true; // whether the page has the newest state, and a copy of it
let stateAt = 0, saveAt = 0;
let shownAt = 0, frameTook = 0; // when the newest frame was made, and how long that took
let idle = true; // whether there is no step to make for a while
let flying = 0, owed = false; // frames that the stage has not taken yet; a new stage has seen none
/** Whether the newest message has to be seen before whatever was on its way. */
let hasty = false;
/** @type {ArrayBuffer | null} */
let spare = null;

/** Has the loop go round now. */
function kick() {
	clearTimeout(timer);
	if (soon) return;
	soon = true;
	channel.port2.postMessage(0);
}

channel.port1.onmessage = () => {
	soon = false;
	turn();
};

/** One round: learn, answer, show, and plan the next. */
function turn() {
	if (!wasm) return;
	let next = wasm.advance(SLICE);
	idle = next !== 0;
	if (next < 0) next = Infinity;
	const now = performance.now();
	if (wasm.stale()) told = kept = false;
	if (waiting.length && !wasm.stepping()) {
		const state = tell(now);
		for (const id of waiting.splice(0)) post({type: 'reply', id, state});
	}
	if (!told) next = Math.min(next, due(now, stateAt + (idle ? STATE : BUSY_STATE), () => post({type: 'state', state: tell(now)})));
	if (stage && flying <= (hasty ? 1 : 0) && (owed || wasm.stale())) next = Math.min(next, due(now, shownAt + frameTook * ((idle ? IDLE_SHARE : SHARE) - 1), show));
	if (!kept) next = Math.min(next, due(now, saveAt + SAVE, keep));
	if (next <= 0) kick();
	else if (next < Infinity) timer = setTimeout(turn, next);
}

/** Does it if it is time, or says how long there still is. @param {number} now @param {number} at @param {() => void} act */
function due(now, at, act) {
	if (now < at) return at - now;
	act();
	return Infinity;
}

/** The state, which the page is about to get. @param {number} now */
function tell(now) {
	told = true;
	stateAt = now;
	return JSON.parse(/** @type {Wasm} */ (wasm).state());
}

/** Sends the stage a frame, in the memory of an earlier one where that fits. */
function show() {
	const began = performance.now(), n = /** @type {Wasm} */ (wasm).frame();
	const buffer = spare?.byteLength === n ? spare : new ArrayBuffer(n);
	spare = null;
	/** @type {Wasm} */ (wasm).copy(new Uint8Array(buffer));
	stage?.postMessage({frame: buffer}, [buffer]);
	flying++;
	owed = hasty = false;
	shownAt = performance.now();
	frameTook = shownAt - began;
}

/** Gives the page a copy, from which another engine could go on. */
function keep() {
	const copy = new Uint8Array(/** @type {Wasm} */ (wasm).save());
	/** @type {Wasm} */ (wasm).copy(copy);
	kept = true;
	saveAt = performance.now();
	post({type: 'saved', buffer: copy.buffer}, [copy.buffer]);
}

/** Frames go through this port from now on. @param {MessagePort} port */
function connect(port) {
	if (stage) stage.onmessage = null;
	stage = port;
	flying = 0;
	owed = true;
	port.onmessage = ({data}) => {
		flying--;
		spare = data.buffer;
		kick();
	};
	kick();
}

/** Does what a message asks for and answers it, or returns the file that it lacks. @param {Ask} ask */
function obey({id, msg}) {
	const api = /** @type {Wasm} */ (wasm), no = api.apply(JSON.stringify(msg));
	if (!wasm) return ''; // that was its end
	if (no?.lacks) return no.lacks;
	if (no) post({type: 'reply', id, error: no.text, said: no.said});
	else {
		kept = false;
		if (msg.do === 'step') waiting.push(id);
		else post({type: 'reply', id, state: tell(performance.now())});
		// Whoever stops the steps, or starts anew, ends the waiting for them.
		frameTook = 0;
		hasty = true;
	}
	kick();
	return '';
}

/** Whether a message leaves nothing of what an earlier one is about. @param {any} later @param {any} earlier */
function overrides(later, earlier) {
	return ENTERS.includes(later.do) || later.do === earlier.do && later.name === earlier.name && !later.what; // to skip is about the guess before
}

/** Takes a message: at once, or behind those that wait. @param {Ask} ask */
function take(ask) {
	line.push(ask);
	const [first] = line;
	if (first === ask) return work();
	if (ask.msg.do === 'pause') wasm?.apply(JSON.stringify(ask.msg)); // nothing waits for this, and in its turn it counts again
	if (!overrides(ask.msg, first.msg)) return;
	line.shift();
	post({type: 'reply', id: first.id, error: 'something else was chosen before its file had come', outdone: true});
	work();
}

/** Works off the messages in line. */
async function work() {
	const mine = ++works;
	for (let ask; wasm && (ask = line[0]);) {
		const file = obey(ask);
		if (file) {
			const wrong = await shelve(wasm, file);
			if (mine !== works) return; // another goes on
			if (!wrong) continue;
			post({type: 'reply', id: ask.id, error: wrong, file});
		}
		line.shift();
	}
	expect('');
}

/** Tells the page which file is waited for. @param {string} file */
function expect(file) {
	if (file !== awaited) post({type: 'bringing', file, loaded: come.get(file) ?? 0});
	awaited = file;
}

/** How much of each file has come, in bytes. @type {Map<string, number>} */
const come = new Map();

onProgress((file, loaded) => {
	come.set(file, loaded);
	if (file === awaited) post({type: 'bringing', file, loaded});
});

/** Brings a file and puts it where the engine finds it, or says why there is none. @param {Wasm} api @param {string} file */
async function shelve(api, file) {
	expect(file);
	try {
		const bytes = await bring(file, (packed) => api.put(file, packed)?.text ?? '');
		post({type: 'brought', file, bytes}); // for the next engine, if this one fails
		return '';
	} catch (cause) {
		return cause instanceof Error ? cause.message : String(cause);
	}
}

const go = new /** @type {any} */ (self).Go();
/** How much of the program has come. */
let progress = {type: 'progress', loaded: 0, total: 0};
/** The program, which loads from the start: the page, which says what to begin with, is not there yet. */
const program = load('engine.wasm', go.importObject, (loaded, total) => post(progress = {type: 'progress', loaded, total}));
program.catch(() => {}); // init tells of it

/** @param {{link: string, saved?: ArrayBuffer, files: Map<string, Uint8Array>, first: string}} from  first is the file that it looks as if it would need */
async function init({link, saved, files, first}) {
	keepFiles(files);
	post(progress); // nobody has heard of it so far
	if (first) fetched(first).catch(() => {}); // whoever needs it is told
	let instance;
	try {
		instance = await program;
	} catch (cause) {
		return post({type: 'error', text: String(cause)});
	}
	let broken = false;
	/** Begins a session, as soon as its data are there. @param {Wasm} api @param {string} from  its link, if nothing is saved */
	const begin = async (api, from) => {
		for (let no; (no = api.begin(from, new Uint8Array(saved ?? new ArrayBuffer(0))));) {
			const wrong = await shelve(api, no.lacks);
			if (!wrong) continue;
			restart = (other) => {
				if (other !== undefined) saved = undefined;
				begin(api, other ?? from);
			};
			expect('');
			return post({type: 'stuck', text: wrong, file: no.lacks});
		}
		if (broken) return;
		wasm = api;
		post({type: 'up', state: tell(performance.now())});
		expect('');
		kick();
	};
	Object.assign(self, {bridge: {
		/** @param {string} text */
		panicked(text) {
			wasm = null;
			broken = true;
			post({type: 'panic', text});
		},
		/** @param {Wasm} functions */
		serve(functions) {
			begin(functions, link);
		},
	}});
	go.run(instance).then(() => post({type: 'panic', text: 'engine.wasm has ended'}), (/** @type {unknown} */ cause) => post({type: 'panic', text: String(cause)}));
}

self.onmessage = ({data}) => {
	switch (data.type) {
		case 'init':
			return init(data);
		case 'restart':
			return restart(data.link);
		case 'stage':
			return connect(data.port);
		case 'send':
			return wasm && take({id: data.id, msg: data.msg});
		case 'ping':
			return post({type: 'pong', id: data.id});
	}
};
