// Fetches a WebAssembly program and compiles it while it streams, and says how far it is.

/** Bytes of a program once unpacked, 0 if nobody knows. @param {string} name @param {Response} response */
async function size(name, response) {
	try {
		const sizes = await (await fetch('sizes.json')).json();
		if (sizes[name]?.raw > 0) return Number(sizes[name].raw);
	} catch { /* a build without sizes */ }
	return response.headers.get('content-encoding') ? 0 : Number(response.headers.get('content-length') ?? 0);
}

/**
 * @param {string} name @param {WebAssembly.Imports} imports
 * @param {(loaded: number, total: number) => void} progress  bytes so far, at most twenty times a second; total is 0 if nobody knows
 */
export async function load(name, imports, progress) {
	const response = await fetch(name);
	if (!response.ok || !response.body) throw new Error(`${name}: ${response.status} ${response.statusText}`);
	const total = await size(name, response);
	let loaded = 0, told = 0;
	const counter = new TransformStream({
		transform(chunk, controller) {
			loaded += chunk.byteLength;
			const now = performance.now();
			if (now - told > 50 || loaded === total) {
				told = now;
				progress(loaded, Math.max(total, loaded));
			}
			controller.enqueue(chunk);
		},
	});
	// A type of our own: not every host knows that of WebAssembly, without which it does not stream.
	const counted = new Response(response.body.pipeThrough(counter), {headers: {'content-type': 'application/wasm'}});
	return (await WebAssembly.instantiateStreaming(counted, imports)).instance;
}
