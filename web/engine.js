// The engine's worker: loads engine.wasm, lets it learn in slices with the messages in between, and sends what the page
// and the stage are to see, no faster than they can.
import './wasm_exec.js';
import {load} from './load.js';

/** ms of learning between two looks at the messages: half a display's frame. */
const SLICE = 8;
/** ms between two states and two copies for a rainy day. */
const STATE = 50, SAVE = 1000;
/** Making a frame may take one part in so many of the time. */
const SHARE = 4;

/**
 * What engine.wasm gives, see wasm/engine/bridge.go: all return at once.
 * @typedef {{
 *   begin: (link: string, saved: Uint8Array) => void,
 *   apply: (json: string) => string | null,
 *   advance: (ms: number) => number,
 *   stepping: () => boolean,
 *   stale: () => boolean,
 *   state: () => string,
 *   frame: () => number,
 *   save: () => number,
 *   copy: (into: Uint8Array) => number,
 * }} Wasm
 */

const post = /** @type {(message: object, transfer?: Transferable[]) => void} */ (/** @type {unknown} */ (self.postMessage.bind(self)));
const channel = new MessageChannel();

/** @type {Wasm | null} */
let wasm = null;
/** @type {MessagePort | null} */
let stage = null;
/** Steps that were asked for and are not all made. @type {number[]} */
let waiting = [];
let timer = 0, soon = false;
let told = true, kept = true; // whether the page has the newest state, and a copy of it
let stateAt = 0, saveAt = 0, frameAt = 0;
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
	if (next < 0) next = Infinity;
	const now = performance.now();
	if (wasm.stale()) told = kept = false;
	if (waiting.length && !wasm.stepping()) {
		const state = tell(now);
		for (const id of waiting.splice(0)) post({type: 'reply', id, state});
	}
	if (!told) next = Math.min(next, due(now, stateAt + STATE, () => post({type: 'state', state: tell(now)})));
	if (stage && flying <= (hasty ? 1 : 0) && (owed || wasm.stale())) next = Math.min(next, due(now, frameAt, show));
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
	const ended = performance.now();
	frameAt = ended + (ended - began) * (SHARE - 1);
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

/** @param {number} id @param {any} msg */
function apply(id, msg) {
	const api = /** @type {Wasm} */ (wasm), error = api.apply(JSON.stringify(msg));
	if (error) post({type: 'reply', id, error});
	else {
		kept = false;
		if (msg.do === 'step') waiting.push(id);
		else post({type: 'reply', id, state: tell(performance.now())});
		// Whoever stops the steps, or starts anew, ends the waiting for them.
		frameAt = 0;
		hasty = true;
	}
	kick();
}

const go = new /** @type {any} */ (self).Go();
/** The program, which loads from the start: the page, which says what to begin with, is not there yet. */
const program = load('engine.wasm', go.importObject, (loaded, total) => post({type: 'progress', loaded, total}));
program.catch(() => {}); // init tells of it

/** @param {string} link @param {ArrayBuffer | undefined} saved */
async function init(link, saved) {
	let instance;
	try {
		instance = await program;
	} catch (cause) {
		return post({type: 'error', text: String(cause)});
	}
	Object.assign(self, {bridge: {
		/** @param {string} text */
		panicked(text) {
			wasm = null;
			post({type: 'panic', text});
		},
		/** @param {Wasm} functions */
		serve(functions) {
			wasm = functions;
			functions.begin(link, new Uint8Array(saved ?? new ArrayBuffer(0)));
			if (wasm) post({type: 'up', state: tell(performance.now())});
			kick();
		},
	}});
	go.run(instance).then(() => post({type: 'panic', text: 'engine.wasm has ended'}), (/** @type {unknown} */ cause) => post({type: 'panic', text: String(cause)}));
}

self.onmessage = ({data}) => {
	switch (data.type) {
		case 'init':
			return init(data.link, data.saved);
		case 'stage':
			return connect(data.port);
		case 'send':
			return wasm && apply(data.id, data.msg);
		case 'ping':
			return post({type: 'pong', id: data.id});
	}
};
