// The gate in front of requestAnimationFrame. Ebitengine asks for every frame there is; the gate holds its callback and
// lets it through only when somebody wants a frame, and not so often that drawing keeps the page and the engine waiting.

/** How many times as long as drawing takes the gate waits before it draws the next frame of a stream. */
const STREAM = 1.2;
/** The same for the pointer, which has to feel quick. */
const HAND = 1;
/** About how many ms the display shows a frame. */
const DISPLAY = 1000 / 60;
/** No single frame counts for more ms than this: the first one compiles shaders. */
const LONGEST = 120;
/** Every frame up to the first of these is timed to its very end, later every so many. */
const FIRST = 12, EVERY = 24;

/**
 * Takes the place of window.requestAnimationFrame.
 * @param {() => void} before called at the start of every frame, in it
 * @param {() => void} after called at its end, while the canvas still holds what was drawn
 * @param {() => WebGL2RenderingContext | null} context what the frames are drawn with
 * @param {(ms: number) => void} [timed] told what a frame that was timed to its end took
 * @returns {{want: (hasty?: boolean) => void}} want asks for a frame, soon if hasty
 */
export function gate(before, after, context, timed) {
	const native = window.requestAnimationFrame.bind(window), later = window.setTimeout.bind(window);
	/** @type {FrameRequestCallback | null} */
	let held = null;
	let wanted = false, hasty = false, waiting = false, timer = 0;
	let began = -Infinity; // when the last frame began
	let cost = 0; // ms a frame takes, lately
	let beyond = 0; // ms that it takes besides, to its end
	let frames = 0;
	const pixel = new Uint8Array(4);

	window.requestAnimationFrame = (callback) => {
		held = callback;
		plan();
		return 0;
	};

	function plan() {
		if (!wanted || !held || waiting) return;
		const wait = began + cost * (hasty ? HAND : STREAM) - performance.now();
		clearTimeout(timer);
		// A display's frame starts by itself; only what is beyond the next one needs a timer.
		if (wait > DISPLAY) timer = later(plan, wait - DISPLAY / 2);
		else {
			waiting = true;
			native(run);
		}
	}

	/** @param {number} time */
	function run(time) {
		waiting = false;
		const callback = held;
		if (!callback) return;
		held = null;
		wanted = hasty = false;
		const whole = frames++ < FIRST || frames % EVERY === 0;
		if (whole) drain(); // what the GPU still has to do is not this frame's: it puts together pages as well
		began = performance.now();
		before();
		callback(time);
		after();
		measure(performance.now() - began, whole);
		plan();
	}

	/** Waits until all is drawn, by asking for a pixel: a fence is answered late where GL is software. @returns {boolean} whether there is anything that draws */
	function drain() {
		const gl = context();
		if (!gl || gl.isContextLost()) return false;
		gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
		return true;
	}

	/**
	 * Learns what the frame costs. What it took here is known; how long the GPU, or the processor in its place, goes on with it is
	 * found out now and then.
	 * @param {number} busy @param {boolean} whole
	 */
	function measure(busy, whole) {
		if (whole && drain()) {
			const all = performance.now() - began;
			beyond = all - busy;
			timed?.(all);
		}
		cost += (Math.min(LONGEST, busy + beyond) - cost) * 0.3;
	}

	return {
		want(soon = false) {
			wanted = true;
			hasty ||= soon;
			plan();
		},
	};
}
