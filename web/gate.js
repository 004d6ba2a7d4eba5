// The gate in front of requestAnimationFrame. Ebitengine asks for every frame there is; the gate holds its callback and
// lets it through only when somebody wants a frame, and not so often that drawing keeps the page and the engine waiting.

/** How many times as long as drawing takes the gate waits before it draws the next frame of a stream. */
const STREAM = 2;
/** The same for the pointer, which has to feel quick. */
const HAND = 1.25;
/** About how many ms the display shows a frame. */
const DISPLAY = 1000 / 60;
/** No single frame counts for more ms than this: the first one compiles shaders. */
const LONGEST = 120;

/**
 * Takes the place of window.requestAnimationFrame.
 * @param {() => void} before called at the start of every frame, in it
 * @param {() => void} after called at its end, while the canvas still holds what was drawn
 * @param {() => WebGL2RenderingContext | null} context what the frames are drawn with
 * @returns {{want: (hasty?: boolean) => void}} want asks for a frame, soon if hasty
 */
export function gate(before, after, context) {
	const native = window.requestAnimationFrame.bind(window);
	/** @type {FrameRequestCallback | null} */
	let held = null;
	let wanted = false, hasty = false, waiting = false, timer = 0;
	let began = -Infinity; // when the last frame began
	let cost = 0; // ms a frame takes, lately

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
		if (wait > DISPLAY) timer = window.setTimeout(plan, wait - DISPLAY / 2);
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
		began = performance.now();
		before();
		callback(time);
		after();
		measure(performance.now() - began);
		plan();
	}

	/**
	 * Learns what the frame costs: the time until the GPU, or the processor in its place, is done with it. Without a
	 * context there is only the time it took here.
	 * @param {number} busy
	 */
	function measure(busy) {
		const gl = context();
		const sync = gl?.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
		if (!gl || !sync) return learn(busy);
		gl.flush();
		const start = began;
		const poll = () => {
			const elapsed = performance.now() - start;
			if (elapsed < LONGEST && !gl.isContextLost() && gl.getSyncParameter(sync, gl.SYNC_STATUS) !== gl.SIGNALED) {
				window.setTimeout(poll, 4);
				return;
			}
			gl.deleteSync(sync);
			// A fast GPU is done at the first look, whose delay is the timer's and not its own.
			learn(elapsed < busy + 9 ? busy : elapsed);
		};
		window.setTimeout(poll, 2);
	}

	/** @param {number} ms */
	function learn(ms) {
		cost += (Math.min(LONGEST, ms) - cost) * 0.3;
	}

	return {
		want(soon = false) {
			wanted = true;
			hasty ||= soon;
			plan();
		},
	};
}
