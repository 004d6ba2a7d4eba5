// Enters Whisker into a benchmark of deep learning in browsers, as an ES module of the form
// {name, supports, prepare, run, check}. Beside it lie whisker.wasm (wasm/bench) and Go's wasm_exec.js.
import './wasm_exec.js';

/** @typedef {{prepare: Function, run: Function, check: Function, peer: Function, net: Function}} Engine */

/**
 * What Node needs to read a file beside this module; a browser fetches it.
 * @param {URL} url
 */
async function bytes(url) {
	if (url.protocol !== 'file:') return (await fetch(url)).arrayBuffer();
	const {readFile} = await import('node:fs/promises');
	return readFile(url);
}

/** @type {Promise<Engine> | undefined} */
let engine;

/** Starts the engine, once. */
export function start() {
	engine ??= new Promise((resolve, reject) => {
		const world = /** @type {any} */ (globalThis);
		const go = new world.Go();
		world.whiskerBenchReady = () => resolve(world.whiskerBench);
		bytes(new URL('./whisker.wasm', import.meta.url))
			.then((wasm) => WebAssembly.instantiate(wasm, go.importObject))
			.then(({instance}) => go.run(instance)).catch(reject);
	});
	return engine;
}

/**
 * @param {keyof Engine} name
 * @param {unknown} [argument]
 */
async function call(name, argument) {
	const {value, error} = (await start())[name](argument);
	if (error) throw new Error(error);
	return value;
}

/**
 * One layer forward and back, for tests against other libraries: see wasm/bench/peer.go.
 * @param {unknown} layer
 */
export const peer = (layer) => call('peer', layer);

/**
 * A network of blocks forward and back, likewise: see wasm/bench/peernet.go.
 * @param {unknown} network
 */
export const net = (network) => call('net', network);

export default {
	name: 'whisker',
	/** @param {string} id */
	supports: (id) => /^w[1-7]b?\.|^w0\.wasm-gemm$/.test(id),
	/** @param {unknown} workload */
	prepare: async (workload) => { await call('prepare', workload); },
	/**
	 * @param {unknown} workload
	 * @param {number} seconds
	 */
	run: (workload, seconds) => call('run', seconds),
	check: () => call('check'),
};
