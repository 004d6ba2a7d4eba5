// The built site as the tests serve it: cmd/serve at a free port, and in front of it a host that can be told to
// misbehave. Everything listens on 127.0.0.1 alone.
import fs from 'node:fs';
import http from 'node:http';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {Transform} from 'node:stream';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Under which name documents ask for what is injected. */
const INJECTED = 'injected.js';

/** Starts cmd/serve's binary over dist/. @returns {Promise<{port: number, close(): void}>} */
async function serveBuilt() {
	const child = spawn(`${root}/.cache/serve`, ['-dir', process.env.WHISKER_DIST ?? `${root}/dist`, '-port', '0'], {stdio: ['ignore', 'pipe', 'inherit']});
	const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the server ended with ${code}`)));
	ended.catch(() => {});
	const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
	const port = Number(/^Whisker is at http:\/\/127\.0\.0\.1:(\d+)\/$/.exec(line)?.[1]);
	if (!port) throw new Error(`the server said ${line}`);
	// A test that fails before it closes its host must not keep the others waiting.
	child.unref();
	/** @type {any} */ (child.stdout).unref();
	process.on('exit', () => child.kill());
	return {port, close: () => child.kill()};
}

/**
 * @typedef {object} Rule  what the host does with one file
 * @prop {number} [status]  answer this instead of the file
 * @prop {Promise<void>} [until]  answer only then
 * @prop {Record<string, string|null>} [headers]  replace headers; null leaves one out
 * @prop {{bytes: Buffer, until: Promise<void>}[]} [parts]  in place of the file, one after the other
 */

/**
 * A host of the site. Under `prefix` lies the site; `rules` (file name → Rule, '*' for every file) bend it;
 * `inject` are functions that its documents run first; `files` lie elsewhere; all together it sends no more than `pace` bytes a
 * second, if that is not 0. `log` is what it was asked for.
 * @param {{prefix?: string, rules?: Record<string, Rule>, plain?: boolean, inject?: Function[], files?: Record<string, string>, pace?: number}} [options]
 */
export async function host({prefix = '/', rules = {}, plain = false, inject = [], files = {}, pace = 0} = {}) {
	const built = await serveBuilt(), slowed = line(pace);
	/** @type {string[]} */
	const log = [];
	const server = http.createServer(async (request, response) => {
		const path = decodeURI(new URL(request.url, 'http://x').pathname);
		log.push(path);
		if (!path.startsWith(prefix)) {
			response.writeHead(404).end();
			return;
		}
		const name = path.slice(prefix.length);
		if (name === INJECTED) {
			response.writeHead(200, {'Content-Type': 'text/javascript'}).end(inject.map((f) => `(${f})();`).join('\n'));
			return;
		}
		if (files[name]) {
			response.writeHead(200, {'Content-Type': name.endsWith('.wasm') ? 'application/wasm' : 'text/javascript'}).end(fs.readFileSync(files[name]));
			return;
		}
		const rule = {...rules['*'], ...rules[name]};
		await rule.until;
		if (rule.status) {
			response.writeHead(rule.status).end();
			return;
		}
		if (rule.parts) {
			response.writeHead(200, {'Content-Type': 'application/octet-stream'});
			for (const {bytes, until} of rule.parts) {
				await until;
				response.write(bytes);
			}
			response.end();
			return;
		}
		const headers = {...request.headers};
		const page = inject.length > 0 && /(^|\.html)$/.test(name);
		if (plain || page) delete headers['accept-encoding'];
		const upstream = http.request({port: built.port, host: '127.0.0.1', path: `/${encodeURI(name)}`, method: request.method, headers});
		upstream.on('error', () => response.destroy());
		upstream.on('response', (answer) => {
			answer.on('error', () => response.destroy()); // the host may be closed while a page still loads
			const out = {...answer.headers};
			for (const [key, value] of Object.entries(rule.headers ?? {})) {
				delete out[key.toLowerCase()];
				if (value !== null) out[key] = value;
			}
			if (page) delete out['content-length'];
			response.writeHead(answer.statusCode, out);
			if (page) text(answer).then((html) => response.end(html.replace('<head>', `<head><script src="${INJECTED}"></script>`)), () => {});
			else (slowed ? answer.pipe(slowed()) : answer).pipe(response);
		});
		request.pipe(upstream);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	server.unref();
	return {
		url: `http://127.0.0.1:${server.address().port}${encodeURI(prefix)}`,
		log,
		rules,
		close() {
			built.close();
			server.closeAllConnections();
			server.close();
		},
	};
}

/** A line of so many bytes a second, which all that go over it share; null for one without a limit. @param {number} pace */
function line(pace) {
	if (!pace) return null;
	let free = 0;
	return () => new Transform({
		transform(chunk, _, done) {
			free = Math.max(free, performance.now()) + 1000 * chunk.length / pace;
			setTimeout(done, free - performance.now(), null, chunk);
		},
	});
}

/** Pages of another origin: path → HTML. @param {Record<string, string>} pages */
export async function otherOrigin(pages) {
	const server = http.createServer((request, response) => {
		const page = pages[new URL(request.url, 'http://x').pathname];
		response.writeHead(page === undefined ? 404 : 200, {'Content-Type': 'text/html; charset=utf-8'}).end(page);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	server.unref();
	return {url: `http://127.0.0.1:${server.address().port}/`, close: () => { server.closeAllConnections(); server.close(); }};
}

/** A proxy that lets nothing through and remembers who asked: whatever reaches it wanted to leave this machine. */
export async function border() {
	/** @type {string[]} */
	const attempts = [];
	const server = http.createServer((request, response) => {
		attempts.push(request.url);
		response.writeHead(403).end();
	});
	server.on('connect', (request, socket) => {
		attempts.push(request.url);
		socket.on('error', () => {}); // a browser that is closed meanwhile does not wait for the answer
		socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {port: server.address().port, attempts, close: () => { server.closeAllConnections(); server.close(); }};
}
