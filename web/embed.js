// <whisker-lab link="#l=layers&seed=7" height="420"></whisker-lab>: Whisker in any page, with the page's four calls.

/** @import {Msg, State} from './types' */

const home = new URL('index.html', import.meta.url);
/** Pixels, until the lab has said how high it is. */
const HEIGHT = 420;

/** A height as the attribute gives it: pixels, or any length of CSS. @param {string | null} value */
function high(value) {
	const text = value?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(text)) return `${text}px`;
	return text && CSS.supports('height', text) ? text : `${HEIGHT}px`;
}

class WhiskerLab extends HTMLElement {
	static observedAttributes = ['link', 'height'];

	/** @type {HTMLIFrameElement | null} */
	#frame = null;
	/** @type {MessagePort | null} */
	#port = null;
	#next = 1;
	/** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
	#open = new Map();
	/** @type {object[]} */
	#early = [];
	/** @type {Map<string, Set<(value: any) => void>>} */
	#listeners = new Map();
	#resolve = () => {};
	/** Whether ready is over: a tag that is put into a page again gets another. */
	#over = false;
	/** The engine runs and the first frame is drawn. @type {Promise<void>} */
	ready = new Promise((resolve) => { this.#resolve = resolve; });

	connectedCallback() {
		if (this.#frame) return;
		if (this.#over) this.ready = new Promise((resolve) => { this.#resolve = resolve; });
		this.#over = false;
		const frame = document.createElement('iframe');
		const url = new URL(home);
		url.searchParams.set('embed', '1');
		url.hash = this.getAttribute('link') ?? '';
		frame.src = url.href;
		frame.title = this.getAttribute('title') ?? 'Whisker';
		frame.loading = 'lazy';
		frame.allow = 'clipboard-write';
		for (const [name, value] of Object.entries({display: 'block', width: '100%', border: '0', height: high(this.getAttribute('height')), 'color-scheme': 'normal'})) frame.style.setProperty(name, value);
		this.style.display ||= 'block';
		addEventListener('message', this.#hear);
		this.#frame = frame;
		frame.dataset.whisker = '';
		for (const copy of this.querySelectorAll(':scope > iframe[data-whisker]')) copy.remove(); // of a tag that was cloned with all it held
		this.append(frame);
	}

	disconnectedCallback() {
		removeEventListener('message', this.#hear);
		this.#port?.close();
		this.#port = null;
		this.#frame?.remove();
		this.#frame = null;
		this.#over = true;
		for (const {reject} of this.#open.values()) reject(new Error('the lab was taken out of the page'));
		this.#open.clear();
		this.#early = [];
	}

	/** @param {string} name @param {string | null} old @param {string | null} value */
	attributeChangedCallback(name, old, value) {
		if (!this.#frame || old === value) return;
		if (name === 'height') this.#frame.style.height = high(value);
		else this.send({do: 'link', link: value ?? ''}).catch(() => {});
	}

	/** The lab greets, and gets a port of its own. @param {MessageEvent} e */
	#hear = (e) => {
		if (!this.#frame || e.source !== this.#frame.contentWindow || e.origin !== home.origin || e.data?.whisker !== 'hello') return;
		const {port1, port2} = new MessageChannel();
		this.#port = port1;
		port1.onmessage = ({data}) => this.#take(data);
		this.#frame.contentWindow?.postMessage({whisker: 'connect'}, home.origin, [port2]);
		for (const call of this.#early.splice(0)) port1.postMessage(call);
	};

	/** @param {any} data */
	#take(data) {
		const ask = this.#open.get(data.id);
		if (ask) {
			this.#open.delete(data.id);
			if (data.error !== undefined) ask.reject(new Error(data.error));
			else ask.resolve(data.value);
		} else if (data.type === 'ready') this.#resolve();
		else if (data.type === 'height') {
			if (this.#frame && !this.hasAttribute('height') && data.value > 0) this.#frame.style.height = `${Math.ceil(data.value)}px`;
		} else for (const fn of this.#listeners.get(data.type) ?? []) fn(data.value);
	}

	/** @param {object} call @returns {Promise<any>} */
	#call(call) {
		if (this.#frame) this.#frame.loading = 'eager'; // somebody needs it, seen or not
		const id = this.#next++;
		return new Promise((resolve, reject) => {
			this.#open.set(id, {resolve, reject});
			if (this.#port) this.#port.postMessage({id, ...call});
			else this.#early.push({id, ...call});
		});
	}

	/** Resolves to the State after the message is applied. @param {Msg} msg @returns {Promise<State>} */
	send(msg) {
		return this.#call({call: 'send', msg});
	}

	/** @returns {Promise<State>} */
	state() {
		return this.#call({call: 'state'});
	}

	/** Calls fn until the returned function is called. @param {'step' | 'state' | 'event' | 'error'} type @param {(value: any) => void} fn */
	on(type, fn) {
		const all = this.#listeners.get(type) ?? new Set();
		this.#listeners.set(type, all.add(fn));
		return () => { all.delete(fn); };
	}
}

if (!customElements.get('whisker-lab')) customElements.define('whisker-lab', WhiskerLab);
