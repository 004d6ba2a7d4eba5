// Brings the files of what was measured, which lie beside the page: each once, when it is first needed.

/** ms after which a file that does not come is given up: without a byte, and before the second try. */
const PATIENCE = 20_000, BREATH = 600;

/** What is here or on its way. @type {Map<string, Promise<Uint8Array>>} */
const files = new Map();

/** Told of what has come of a file so far, in bytes as they are unpacked. @type {(name: string, loaded: number) => void} */
let progress = () => {};

/** @param {typeof progress} told */
export function onProgress(told) {
	progress = told;
}

/** @param {string} name @param {RequestCache} cache */
async function download(name, cache) {
	const path = `data/${name}`, gone = new AbortController();
	let timer = 0;
	const wait = () => {
		clearTimeout(timer);
		timer = setTimeout(() => gone.abort(new Error(`nothing came for ${PATIENCE / 1000} s`)), PATIENCE);
	};
	wait();
	try {
		const response = await fetch(path, {signal: gone.signal, cache});
		if (!response.ok || !response.body) throw new Error(`${response.status} ${response.statusText}`);
		let loaded = 0;
		const watched = response.body.pipeThrough(new TransformStream({
			transform(chunk, controller) {
				wait();
				progress(name, loaded += chunk.length);
				controller.enqueue(chunk);
			},
		}));
		return new Uint8Array(await new Response(watched).arrayBuffer());
	} catch (cause) {
		throw new Error(`${path}: ${cause instanceof Error ? cause.message : cause}`);
	} finally {
		clearTimeout(timer);
	}
}

/** A file's bytes, which begin to come now if they do not yet. @param {string} name @param {RequestCache} [cache] */
export function fetched(name, cache = 'default') {
	const known = files.get(name);
	if (known) return known;
	const file = download(name, cache);
	files.set(name, file);
	file.catch(() => forget(name, file));
	return file;
}

/** @param {string} name @param {Promise<Uint8Array>} file */
function forget(name, file) {
	if (files.get(name) === file) files.delete(name);
}

/** Takes files that somebody has kept. @param {Map<string, Uint8Array>} kept */
export function keepFiles(kept) {
	for (const [name, bytes] of kept) files.set(name, Promise.resolve(bytes));
}

/**
 * Brings a file and has it taken; what does not come, or is not taken, is asked for once more, past every cache.
 * @param {string} name @param {(bytes: Uint8Array) => string} take  says what is wrong with it
 */
export async function bring(name, take) {
	for (let again = false; ; again = true) {
		const file = fetched(name, again ? 'reload' : 'default');
		try {
			const bytes = await file, wrong = take(bytes);
			if (wrong) throw new Error(wrong);
			return bytes;
		} catch (cause) {
			forget(name, file);
			if (again) throw cause;
		}
		await new Promise((resolve) => { setTimeout(resolve, BREATH); });
	}
}
