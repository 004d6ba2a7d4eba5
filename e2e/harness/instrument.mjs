// What every document of a tested page gets before its own scripts. These functions run in the page: they know nothing of
// this module.

/** Counts frames, hears what the stage tells, and keeps the engine's worker within reach. */
export function instrument() {
	const seen = {frames: 0, pending: 0, violations: [], worker: null, kept: false};
	Object.defineProperty(window, 'seen', {value: seen});
	document.addEventListener('securitypolicyviolation', (event) => seen.violations.push(`${event.violatedDirective}: ${event.blockedURI}`));

	// A document is at rest when it waits neither for a frame nor for a timer; those of Go's runtime tick for ever.
	const request = window.requestAnimationFrame.bind(window);
	window.requestAnimationFrame = (draw) => {
		seen.pending++;
		return request((time) => {
			seen.pending--;
			seen.frames++;
			draw(time);
		});
	};
	const timers = new Set(), start = window.setTimeout.bind(window), stop = window.clearTimeout.bind(window);
	const forget = (id) => { if (timers.delete(id)) seen.pending--; };
	window.setTimeout = (act, ms, ...args) => {
		if (new Error().stack.includes('wasm_exec.js')) return start(act, ms, ...args);
		const id = start(() => {
			forget(id);
			act(...args);
		}, ms);
		timers.add(id);
		seen.pending++;
		return id;
	};
	window.clearTimeout = (id) => {
		forget(id);
		stop(id);
	};

	window.Worker = class extends Worker {
		constructor(...args) {
			super(...args);
			seen.worker = this;
			// A copy that comes after an answer holds what the answer tells.
			this.addEventListener('message', ({data}) => {
				if (data.type === 'reply') seen.kept = false;
				if (data.type === 'saved') seen.kept = true;
			});
		}
	};

	// In the stage's own document: hear what it tells the page, which hears it just the same.
	const heard = {drawn: 0, seq: 0, layout: null, hover: null, taps: []};
	let stage;
	Object.defineProperty(window, 'heard', {value: heard});
	Object.defineProperty(window, 'stage', {
		configurable: true,
		get: () => stage,
		set(made) {
			stage = made;
			/** @type {((event: any) => void) | null} */
			let tell = null;
			const hear = (event) => {
				if (event.type === 'drawn') {
					heard.drawn++;
					heard.seq = event.seq;
				}
				if (event.type === 'layout') heard.layout = event;
				if (event.type === 'hover') heard.hover = event.target;
				if (event.type === 'tap') heard.taps.push(event.target);
				tell?.(event);
			};
			const own = Object.getOwnPropertyDescriptor(made, 'on');
			Object.defineProperty(made, 'on', {
				configurable: true,
				get: () => tell,
				set(listener) {
					tell = listener;
					own.set.call(made, hear);
				},
			});
		},
	});
}

/** Notes errors where the browser's driver does not tell of them. */
export function overhear() {
	const {violations} = window.seen, log = console.error.bind(console);
	console.error = (...args) => {
		violations.push(`console: ${args.join(' ')}`);
		log(...args);
	};
	addEventListener('error', (event) => violations.push(`uncaught: ${event.message}`));
	addEventListener('unhandledrejection', (event) => violations.push(`uncaught: ${event.reason?.message ?? event.reason}`));
}

/**
 * Resolves when the stage shows what the engine now has. The engine owes every new stage a frame, so it is given a new
 * port: the first frame that comes through it was made after this call.
 */
export async function showNewest() {
	const turn = () => new Promise((resolve) => { requestAnimationFrame(resolve); });
	await turn(); // what the page has yet to tell the stage, of sizes and colours, it tells before the next frame
	await turn();
	const {contentWindow: inner} = [...document.querySelectorAll('iframe')].find((frame) => frame.src.includes('stage.html'));
	const {port1, port2} = new MessageChannel();
	const first = new Promise((resolve) => {
		port2.addEventListener('message', ({data}) => resolve(new DataView(data.frame).getUint32(8, true)), {once: true});
	});
	inner.heard.seq = 0;
	inner.stage.connect(port2);
	window.seen.worker.postMessage({type: 'stage', port: port1}, [port1]);
	const seq = await first;
	while (inner.heard.seq < seq) await turn();
}

/** How many frames the stage has drawn, and for how many frames and timers it waits. */
export function framesDrawn() {
	const {seen} = [...document.querySelectorAll('iframe')].find((frame) => frame.src.includes('stage.html')).contentWindow;
	return {frames: seen.frames, pending: seen.pending};
}
