// The stage's own page: loads stage.wasm, lets Ebitengine draw when there is something to draw, and is window.stage
// for the page outside.
import {gate} from './gate.js';
import {load} from './load.js';

/**
 * What stage.wasm gives: all return at once.
 * @typedef {{
 *   setup: (json: string) => string | null,
 *   frame: (bytes: Uint8Array) => string | null,
 *   pointer: (type: string, x: number, y: number, id: number, touch: boolean, shift: boolean) => Reply,
 *   soften: (soft: boolean) => null,
 * }} Wasm
 * @typedef {{cursor: string, capture: boolean}} Reply
 * @typedef {{type: string, x: number, y: number, id?: number, pointerType?: string, buttons?: number, shiftKey?: boolean}} Pointer
 * @typedef {{type: string, [key: string]: any}} StageEvent
 */

/** @type {Wasm | null} */
let wasm = null;
/** @type {MessagePort | null} */
let port = null;
/** The newest frame, not shown yet. @type {ArrayBuffer | null} */
let newest = null;
/** @type {((event: StageEvent) => void) | null} */
let listener = null;
/** Events from before the page listened. @type {StageEvent[]} */
let unheard = [];

/** Where things lie, as the page was told. @type {any} */
let layout = null;
/** Who wants a copy of the next picture. @type {((picture: HTMLCanvasElement | null) => void)[]} */
const pictures = [];
/** How to draw, as it was last said. */
let told = '';

/** @param {HTMLCanvasElement} canvas */
function copied(canvas) {
	const copy = document.createElement('canvas');
	copy.width = canvas.width;
	copy.height = canvas.height;
	copy.getContext('2d')?.drawImage(canvas, 0, 0);
	return copy;
}

/** @param {StageEvent} event */
function emit(event) {
	if (listener) listener(event);
	else unheard.push(event);
}

/** @param {string} kind @param {unknown} cause */
function fail(kind, cause) {
	emit({type: 'error', kind, text: cause instanceof Error ? cause.message : String(cause)});
}

/** @param {string | null | undefined} wrong */
function check(wrong) {
	if (wrong) fail('panic', wrong);
}

/** @param {ArrayBuffer} buffer */
function giveBack(buffer) {
	port?.postMessage({buffer}, [buffer]);
}

/** Whether nothing has been drawn on the screen in this frame. */
let fresh = true;

const {want} = gate(() => {
	fresh = true;
	if (!newest || !wasm) return;
	check(wasm.frame(new Uint8Array(newest)));
	giveBack(newest); // the engine makes the next one while this one is drawn
	newest = null;
}, () => {
	// What is on the screen can be read only before the browser takes it, so whoever wants it has a frame drawn anew.
	const canvas = document.querySelector('canvas');
	for (const resolve of pictures.splice(0)) resolve(canvas && copied(canvas));
}, () => document.querySelector('canvas')?.getContext('webgl2') ?? null, weigh);

/** Frames that are not counted, as they compile shaders, and those that a judgement rests on. */
const WARM = 2, ENOUGH = 4;
/** ms for a frame, below which the GPU is a real one. */
const QUICK = 10;
/** What frames took, by the shader and with large plots made on the processor. @type {{shaded: number[], baked: number[]}} */
const took = {shaded: [], baked: []};
let soft = true, skip = WARM;

/**
 * Finds out by measuring whether GL is software, where the processor makes large plots faster than the shader: it begins with the
 * processor's, which need no large shader compiled, and goes to the shader's where GL is quick, unless they turn out slower.
 * @param {number} ms
 */
function weigh(ms) {
	if (!wasm || !told || skip-- > 0) return;
	const list = soft ? took.baked : took.shaded, median = (/** @type {number[]} */ all) => all.toSorted((a, b) => a - b)[all.length >> 1];
	if (list.length >= ENOUGH || list.push(ms) < ENOUGH) return;
	if (soft ? median(list) < QUICK : median(list) > median(took.baked)) {
		soft = !soft;
		skip = WARM;
		wasm.soften(soft);
	}
}

const stage = {
	/** Frames come through this port. @param {MessagePort} from */
	connect(from) {
		if (port) port.onmessage = null;
		port = from;
		newest = null;
		port.onmessage = ({data}) => {
			if (!data?.frame?.byteLength) return; // an ArrayBuffer of the outer page's realm: instanceof would say no
			if (newest) giveBack(newest);
			newest = data.frame;
			want();
		};
	},
	/** @param {{dark?: boolean, [key: string]: any}} how */
	setup(how) {
		// An iframe is transparent only if its colour scheme is that of the page around it.
		document.documentElement.style.setProperty('color-scheme', how.dark ? 'dark' : 'light');
		told = JSON.stringify(how);
		measured = null;
		if (wasm) check(wasm.setup(told));
	},
	/** Has large plots made on the processor, or by the shader, and stays with that. @param {boolean} on */
	soften(on) {
		took.shaded.length = took.baked.length = ENOUGH;
		soft = on;
		wasm?.soften(on);
	},
	/** Whether GL is software, as far as has been found out. */
	get slow() { return soft && took.baked.length >= ENOUGH; },
	/** What the stage shows, as a canvas of its own; null where there is no stage. @returns {Promise<HTMLCanvasElement | null>} */
	picture() {
		if (!wasm || !told) return Promise.resolve(null);
		check(wasm.setup(told));
		return new Promise((resolve) => {
			pictures.push(resolve);
			want(true);
		});
	},
	/** @param {Pointer} e @returns {Reply} */
	pointer(e) {
		if (!wasm) return {cursor: 'default', capture: false};
		return wasm.pointer(e.type, e.x, e.y, e.id ?? 0, e.pointerType === 'touch', !!e.shiftKey) ?? {cursor: 'default', capture: false};
	},
	get on() { return listener; },
	set on(f) {
		listener = f;
		if (f) for (const event of unheard.splice(0)) f(event);
	},
};

// What stage.wasm calls, see wasm/stage/bridge.go.
const bridge = {
	/** @param {string} json */
	emit(json) {
		const event = JSON.parse(json);
		if (event.type === 'layout') layout = event;
		emit(event.type === 'labels' ? layout = {...layout, labels: event.labels} : event);
	},
	again() { want(true); },
	/** @param {Wasm} functions */
	serve(functions) {
		wasm = functions;
		wasm.soften(soft);
		if (told) check(wasm.setup(told));
		emit({type: 'ready'});
		want(true);
	},
};

function hasWebGL2() {
	const gl = document.createElement('canvas').getContext('webgl2');
	gl?.getExtension('WEBGL_lose_context')?.loseContext(); // browsers allow only so many at once
	return gl !== null;
}

/**
 * Has Ebitengine's canvas made without multisampling, as the shaders smooth all edges and software GL pays for each sample; and has
 * it cleared at once: Ebitengine begins every frame with two triangles of nothing over all of it, which software GL draws pixel by pixel.
 */
function lighten() {
	const made = HTMLCanvasElement.prototype.getContext;
	HTMLCanvasElement.prototype.getContext = /** @type {any} */ (
		/** @param {any} kind @param {any} options @this {HTMLCanvasElement} */
		function (kind, options) {
			const gl = made.call(this, kind, {...options, antialias: false, depth: false, stencil: false});
			if (gl instanceof WebGL2RenderingContext) clearAtOnce(gl);
			return gl;
		}
	);
}

/** Indices of two triangles. */
const QUAD = 6;

/** @param {WebGL2RenderingContext & {eased?: boolean}} gl */
function clearAtOnce(gl) {
	if (gl.eased) return;
	gl.eased = true;
	const bind = gl.bindFramebuffer.bind(gl), draw = gl.drawElements.bind(gl), blend = gl.blendFuncSeparate.bind(gl);
	let screen = false, copies = false; // asking GL would wait for all that it still has to do
	gl.bindFramebuffer = (target, buffer) => {
		screen = !buffer; // Ebitengine says undefined
		bind(target, buffer);
	};
	gl.blendFuncSeparate = (...how) => {
		copies = how[1] === gl.ZERO;
		blend(...how);
	};
	gl.drawElements = (mode, count, type, offset) => {
		// The first thing drawn on the screen, as it replaces what is there: copied, not blended, and a quad.
		if (fresh && screen && count === QUAD && copies) {
			fresh = false;
			gl.clearColor(0, 0, 0, 0);
			gl.clear(gl.COLOR_BUFFER_BIT);
			return;
		}
		if (screen) fresh = false;
		draw(mode, count, type, offset);
	};
}

/** The stage's size in CSS pixels, while it is known to be that. @type {{width: number, height: number} | null} */
let measured = null;

/**
 * Tells Ebitengine the size in device pixels: it would read the scale once and miss every zoom. It asks twice in every frame, and
 * whoever measures has the browser lay out the whole page at once; so it is measured only when it may have changed.
 */
function measureInDevicePixels() {
	const root = document.documentElement;
	/** @param {'width' | 'height'} side */
	const side = (side) => ({get: () => Math.round((measured ??= root.getBoundingClientRect())[side] * devicePixelRatio), configurable: true});
	Object.defineProperties(document.body, {clientWidth: side('width'), clientHeight: side('height')});
	const forget = () => { measured = null; };
	addEventListener('resize', forget);
	new ResizeObserver(forget).observe(root);
}

/** How often at most Ebitengine looks whether its page is still seen, which is all that it uses timers for; ms. */
const LOOK = 2000;

/** Lets a page that nobody touches rest: Ebitengine looks ten times a second whether it is seen, and asks for gamepads, which has the browser poll for ever. */
function hush() {
	const start = window.setTimeout.bind(window);
	window.setTimeout = /** @type {any} */ ((/** @type {TimerHandler} */ act, /** @type {number} */ ms, /** @type {any[]} */ ...args) => start(act, ms > 50 ? Math.max(ms, LOOK) : ms, ...args));
	Object.defineProperty(navigator, 'getGamepads', {value: () => [], configurable: true});
}

async function main() {
	if (!hasWebGL2()) return fail('webgl2', 'no WebGL2');
	// Before Ebitengine's own listener, which would reload this page without a word to the other one.
	document.addEventListener('webglcontextlost', (e) => {
		e.preventDefault();
		e.stopImmediatePropagation();
		emit({type: 'lost'});
	}, true);
	measureInDevicePixels();
	lighten();
	hush();
	const go = new /** @type {any} */ (window).Go();
	let instance;
	try {
		instance = await load('stage.wasm', go.importObject, (loaded, total) => emit({type: 'loading', loaded, total}));
	} catch (cause) {
		return fail('load', cause);
	}
	try {
		await go.run(instance);
		fail('panic', 'stage.wasm has ended');
	} catch (cause) {
		fail('panic', cause);
	}
}

Object.assign(window, {stage, bridge});
main();
