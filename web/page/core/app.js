// What all parts of the page share: the declarations, the newest state, and the one way to change it.
import {hiddenBy} from './link.js';

/** @import {Control, Declarations, Layout, Lesson, Msg, Panels, State, Value} from '../../types' */
/** @import {Engine} from './worker.js' */
/** @import {Frame} from '../stage/frame.js' */
/** @import {Room} from '../stage/room.js' */

/** Any value but the empty one, as declarations write it. */
const ANY = '+';
/** Messages by which one comes in anew. */
const ENTERS = ['lesson', 'link', 'load'];

export class App {
	/** @type {State | null} */
	state = null;
	/** @type {Layout | null} */
	layout = null;
	/** @type {Engine | null} */
	engine = null;
	/** @type {Frame | null} */
	frame = null;
	/** What the stage is made of, once it is opened. @type {Room | null} */
	stage = null;
	/** Says a line of the page's own in the narrator's place. @type {(key: string) => void} */
	say = () => {};
	/** Lets what was asked for before the first picture go its way. @type {() => void} */
	begin = () => {};
	/** Resolves when the first picture is there, or it is certain that there will be none. @type {Promise<void>} */
	#begun = new Promise((resolve) => { this.begin = resolve; });
	/** Whether a play waits for that, and all that came after it. */
	#held = false;
	/** Values that were chosen and that the engine has not confirmed, and those of them that it was sent. @type {Map<string, Value>} */
	#wanted = new Map();
	/** @type {Map<string, Value>} */
	#sent = new Map();
	#busy = false;
	/** Whether the engine waits for a file, and what goes on then. */
	#waiting = false;
	/** @type {(value: unknown) => void} */
	#go = () => {};
	/** The lesson whose way in is known, and whether that was its opening. */
	#entered = '';
	#opened = true;
	/** How often somebody has come in. */
	entries = 0;
	/** @type {Set<(state: State | null) => void>} */
	#views = new Set();
	/** The data set whose file is on its way, once that takes so long that one would notice. */
	bringing = '';
	/** @type {(error: Error, msg: Msg) => void} */
	refused = () => {};

	/** @param {Declarations} declarations */
	constructor(declarations) {
		this.declarations = declarations;
		const link = new URLSearchParams(location.hash.slice(1));
		/** @type {Lesson} */
		this.lesson = declarations.lessons.find((lesson) => lesson.id === link.get('l')) ?? declarations.lessons.find((lesson) => lesson.front) ?? declarations.lessons[0];
		/** Controls that the link hides; what they are set to stays to be read. */
		this.hidden = hiddenBy(location.hash);
		this.link = link;
	}

	/** The controls of a group. @param {string} group */
	group(group) {
		return this.lesson.controls.filter((c) => c.group === group);
	}

	/** @param {string | undefined} name */
	control(name) {
		return this.lesson.controls.find((c) => c.name === name);
	}

	/** The control of a kind that a lesson has but one of. @param {Control['kind']} kind */
	ofKind(kind) {
		return this.lesson.controls.find((c) => c.kind === kind);
	}

	/** The control that has a role. @param {NonNullable<Control['role']>} role */
	role(role) {
		return this.lesson.controls.find((c) => c.role === role);
	}

	/** What a panel shows; of one that types.d.ts does not know, whatever its run put there. @template {string} K @param {K} kind @returns {K extends keyof Panels ? Panels[K] | undefined : any} */
	panel(kind) {
		return /** @type {any} */ (this.state?.panels)?.[kind];
	}

	/** Whether the lesson has a panel. @param {string} kind */
	declares(kind) {
		return (this.lesson.panels ?? []).some((panel) => panel.kind === kind);
	}

	/** What a control is set to: as chosen, else as the engine says, else as the link or the lesson will have it. @param {string} name @returns {Value} */
	value(name) {
		const c = this.control(name);
		const wanted = this.#wanted.get(name) ?? this.state?.controls[name];
		if (wanted !== undefined) return wanted;
		const linked = this.link.get(name);
		return (c && linked !== null ? this.#guess(c, linked) : undefined) ?? c?.default ?? '';
	}

	/** What the engine is going to make of a link's value, as far as the page can tell before there is one. @param {Control} c @param {string} linked @returns {Value | undefined} */
	#guess(c, linked) {
		const within = (/** @type {number} */ v) => Math.min(Math.max(v, c.min ?? -Infinity), c.max ?? Infinity);
		if (c.kind === 'slider' || c.kind === 'number') return linked !== '' && isFinite(Number(linked)) ? within(Number(linked)) : undefined;
		if (c.kind === 'layers') return /^(\d+(,\d+)*)?$/.test(linked) ? linked.split(',').slice(0, c.most).filter(Boolean).map((n) => within(Number(n))).join(',') : undefined;
		if (c.kind === 'text') return linked;
		if (c.kind === 'toggle') return ['on', 'off'].includes(linked) ? linked : undefined;
		const known = (c.each || c.kind === 'inputs' ? linked.split(',') : [linked]).every((one) => c.options?.includes(one));
		return known ? linked : undefined;
	}

	/** The data set that is chosen. */
	dataset() {
		const c = this.ofKind('data');
		return c && this.declarations.datasets[String(this.value(c.name))];
	}

	/** The name of the data set of points that is the reader's own, where the lesson takes one. */
	ownData() {
		return this.lesson.takes ? undefined : this.ofKind('data')?.options?.find((name) => this.declarations.datasets[name]?.curve);
	}

	/** What is to be learnt of the data. */
	kind() {
		const c = this.ofKind('data');
		const told = c && this.state && this.state.controls[c.name] === this.value(c.name) ? this.panel('data')?.kind : undefined;
		return told || this.dataset()?.kind || 'classes';
	}

	/** Whether an option means something for the data. @param {Control} c @param {string} option */
	fits(c, option) {
		return c.only?.[option]?.includes(this.kind()) ?? true;
	}

	/** Notes what the reader has come in by: what is set otherwise than there was changed. @param {State} state */
	entered(state) {
		if (this.#entered === state.lesson) return;
		this.#entered = state.lesson;
		this.entries++;
		const link = new URLSearchParams(state.link.slice(1));
		this.#opened = Object.entries(this.lesson.opening ?? {}).every(([name, value]) => link.has(name) || String(this.control(name)?.default) === value);
	}

	/** An experiment begins with the lesson's opening. */
	#begins() {
		this.#entered = this.lesson.id;
		this.#opened = true;
	}

	/** What a control begins with for data of this kind, as the lesson opens or, for those who came by a link, by default. @param {Control} c @returns {Value} */
	usual(c) {
		const pinned = this.#opened ? this.lesson.opening?.[c.name] : undefined;
		if (pinned !== undefined) return typeof c.default === 'number' ? Number(pinned) : pinned;
		if (c.kind === 'inputs' || !c.only || this.fits(c, String(c.default))) return c.default;
		return c.options?.find((option) => this.fits(c, option)) ?? c.default;
	}

	/**
	 * Why a control has no effect now, as the name of the control that stands in its way; null if it has.
	 * @param {Control} c @returns {string | null}
	 */
	idle(c) {
		/** What is known of the data set besides. @type {Record<string, () => unknown>} */
		const facts = {real: () => Boolean(this.dataset()?.real), kind: () => this.kind()};
		for (const [name, want] of Object.entries(c.requires ?? {})) {
			const other = this.control(name), have = String(other || !facts[name] ? this.value(name) : facts[name]());
			if (want.some((v) => v === ANY ? have !== '' : v === have)) continue;
			return other ? name : this.ofKind('data')?.name ?? name;
		}
		return null;
	}

	/** Whether it stands in nobody's way and in the reader's reach. @param {string | undefined} name */
	free(name) {
		const c = this.control(name);
		return c !== undefined && !this.hidden.has(c.name) && this.idle(c) === null;
	}

	/** The values of all controls, what was wanted last before what the state says. @returns {Record<string, Value>} */
	values() {
		return {...this.state?.controls, ...Object.fromEntries(this.#wanted)};
	}

	/** What plays before there is a picture would be over before it is seen. @param {Msg} msg @returns {Promise<State>} */
	async send(msg) {
		if (!this.engine) throw new Error('there is no engine');
		const was = /** @type {const} */ ([this.#entered, this.#opened]), begins = msg.do === 'try' && msg.guess !== undefined;
		if (begins) this.#begins();
		this.#held ||= msg.do === 'play';
		if (this.#held) await this.#begun;
		const state = await this.engine.send(msg).catch((cause) => {
			if (begins) [this.#entered, this.#opened] = was;
			throw cause;
		});
		// Only the answer is what one has come in by: a state of before may be on its way.
		if (ENTERS.includes(msg.do)) {
			this.#entered = '';
			this.entered(state);
			this.render();
		}
		return state;
	}

	/** Sends and tells the reader if it was refused. @param {Msg} msg @returns {Promise<State | null>} */
	async ask(msg) {
		try {
			return await this.send(msg);
		} catch (error) {
			const cause = /** @type {Error} */ (error);
			if (cause.name !== 'AbortError') this.refused(cause, msg); // else the reader has chosen otherwise meanwhile
			return null;
		}
	}

	/** Sets a control: shown at once, sent as fast as the engine takes it, the newest value only. @param {string} name @param {Value} value */
	async tune(name, value) {
		this.#wanted.set(name, value);
		this.render();
		if (this.#busy) return;
		this.#busy = true;
		for (let next; (next = this.#unsent());) {
			const [key, latest] = next;
			this.#sent.set(key, latest);
			const answered = this.ask({do: 'set', name: key, value: latest}).then(() => {
				if (this.#sent.get(key) === latest) this.#sent.delete(key);
				if (this.#wanted.get(key) === latest) this.#wanted.delete(key);
				if (!this.#unsent()) this.render();
			});
			// What waits for its file does not hold up what is chosen meanwhile.
			if (!this.#waiting) await new Promise((resolve) => { this.#go = resolve; answered.then(resolve); });
		}
		this.#busy = false;
	}

	/** What was chosen and the engine does not know yet. */
	#unsent() {
		return [...this.#wanted].find(([key, value]) => this.#sent.get(key) !== value);
	}

	/** Whether the engine waits for a file. @param {boolean} is */
	waits(is) {
		this.#waiting = is;
		if (is) this.#go(undefined);
	}

	/** @param {(state: State | null) => void} view called now and after every change */
	show(view) {
		this.#views.add(view);
		view(this.state);
	}

	render() {
		for (const view of this.#views) view(this.state);
	}
}
