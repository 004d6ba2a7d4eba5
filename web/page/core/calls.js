// The page's contract: the same four calls for this page, a test, a script and, through a port, an embedding page.

/** @import {Msg, State, Whisker} from '../../types' */
/** @import {App} from './app.js' */

/** @typedef {'step' | 'state' | 'event' | 'error'} Type */

export class Calls {
	/** @type {Map<Type, Set<(value: any) => void>>} */
	#listeners = new Map();
	/** @type {State | null} */
	#last = null;
	#told = new Set();
	/** @type {() => void} */
	#open = () => {};
	/** Resolves when the engine runs and the first frame is drawn. @type {Promise<void>} */
	ready = new Promise((resolve) => { this.#open = resolve; });

	/** @param {App} app */
	constructor(app) {
		this.app = app;
		/** @type {Whisker} */
		window.whisker = {
			ready: this.ready,
			send: (msg) => this.#send(msg),
			state: () => this.#state(),
			on: (type, fn) => this.#on(type, fn),
		};
		if (window.parent !== window) this.#greet();
	}

	/** From now on ready is resolved. */
	open() {
		this.#open();
	}

	/** @param {Msg} msg */
	async #send(msg) {
		if (!msg || typeof msg !== 'object' || typeof msg.do !== 'string') throw new Error('a message is an object with a text `do`');
		return this.app.send(msg);
	}

	async #state() {
		if (!this.app.state) await this.ready;
		return structuredClone(/** @type {State} */ (this.app.state));
	}

	/** @param {Type} type @param {(value: any) => void} fn */
	#on(type, fn) {
		const all = this.#listeners.get(type) ?? new Set();
		this.#listeners.set(type, all.add(fn));
		return () => { all.delete(fn); };
	}

	/** @param {Type} type @param {any} value */
	emit(type, value) {
		for (const fn of this.#listeners.get(type) ?? []) {
			try {
				fn(value);
			} catch (error) {
				console.error(error); // the listener's own
			}
		}
	}

	/** Tells of a new state, of its step if it is another one, and of what has happened since. @param {State} state */
	tell(state) {
		const stepped = state.step !== this.#last?.step;
		this.#last = state;
		this.emit('state', state);
		if (stepped) this.emit('step', state);
		const misread = state.misread ? [{type: 'misread', step: 0, epoch: 0, misread: state.misread}] : [];
		const now = new Set([...(state.events ?? []), ...misread].map((event) => JSON.stringify(event)));
		for (const event of now) if (!this.#told.has(event)) this.emit('event', JSON.parse(event));
		this.#told = now;
	}

	/** Offers the calls to the page around this one, which answers with a port of its own. */
	#greet() {
		addEventListener('message', (e) => {
			if (e.source !== window.parent || e.data?.whisker !== 'connect' || !e.ports[0]) return;
			this.#serve(e.ports[0]);
		});
		window.parent.postMessage({whisker: 'hello'}, '*');
	}

	/** @param {MessagePort} port */
	#serve(port) {
		const answer = async (/** @type {number} */ id, /** @type {Promise<any>} */ result) => {
			try {
				port.postMessage({id, value: await result});
			} catch (error) {
				port.postMessage({id, error: /** @type {Error} */ (error).message});
			}
		};
		port.onmessage = ({data}) => {
			if (data.call === 'send') answer(data.id, this.#send(data.msg));
			if (data.call === 'state') answer(data.id, this.#state());
		};
		for (const type of /** @type {const} */ (['step', 'state', 'event', 'error'])) {
			this.#on(type, (value) => port.postMessage({type, value: value instanceof Error ? value.message : value}));
		}
		this.ready.then(() => port.postMessage({type: 'ready'}));
		const measure = () => port.postMessage({type: 'height', value: innerWidth < 560 ? document.getElementById('app')?.scrollHeight : 420});
		new ResizeObserver(measure).observe(document.body);
		measure();
	}
}
