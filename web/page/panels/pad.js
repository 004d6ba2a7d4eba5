// The pad: paper and a pen. What is drawn goes to the network while it is drawn, as the network's own pictures are; beside it stands
// what it reads. A picture that somebody else put there (the set, a file, a script) lies on the paper until the first stroke.
import {el, hide, icon, mark, write} from '../core/dom.js';
import {plainClass} from '../core/names.js';
import {base64, bytes, fitted, inkOf, inked, onColours, paint} from '../core/pixels.js';
import {t} from '../core/words.js';

/** @import {Msg} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** The paper's side in its own units, of which the pen's radius is 9. */
const SIDE = 148, PEN = 9;
/** Between two pictures that are sent, in milliseconds. */
const PACE = 30;
/** How far an arrow key moves the cross, in units of the paper; with Shift. */
const STRIDE = 4, LEAP = 16;
/** How much wider than its units the hidden canvas is that the network's picture is made of. */
const FINE = 2;
/** How thick a line may be when it is fitted, in pixels of 28: as those of the sets are, whoever draws small or large. */
const THIN = 2.1, THICK = 3.6;
const ARROWS = /** @type {Record<string, [number, number]>} */ ({ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]});

/** @typedef {[number, number][]} Stroke places of the pen, in units of the paper */
/** A button: the key of its words, what it sends, and whether the paper is empty after. In a message "$pixels" is the picture. @typedef {{word: string, msg: Msg, clears?: boolean}} Button */

/**
 * @param {CanvasRenderingContext2D} pen @param {Stroke[]} strokes @param {number} width
 */
function line(pen, strokes, width) {
	pen.lineCap = pen.lineJoin = 'round';
	pen.lineWidth = width;
	for (const stroke of strokes) {
		pen.beginPath();
		pen.moveTo(...stroke[0]);
		for (const place of stroke.length > 1 ? stroke.slice(1) : stroke) pen.lineTo(...place);
		pen.stroke();
	}
}

/**
 * Strokes as the network sees them. They are drawn anew as large as they will be, with a pen that then is neither hair nor brush.
 * @param {Stroke[]} strokes @param {number} size @param {number} [pen] the pen's radius on the paper @returns {Uint8Array}
 */
export function seen(strokes, size, pen = PEN) {
	const canvas = document.createElement('canvas'), side = canvas.width = canvas.height = SIDE * FINE;
	const context = canvas.getContext('2d', {willReadFrequently: true});
	const places = strokes.flat();
	if (!context || !places.length) return new Uint8Array(size * size);
	const xs = places.map(([x]) => x), ys = places.map(([, y]) => y), left = Math.min(...xs), top = Math.min(...ys);
	const reach = Math.max(Math.max(...xs) - left, Math.max(...ys) - top);
	// As the drawing is fitted, its larger side with the line's own width is 20 of 28 pixels; here those are most of the canvas.
	const pixel = side * 0.9 / 20, natural = 20 * 2 * pen / (reach + 2 * pen);
	const width = Math.min(Math.max(natural, THIN), THICK) * pixel, scale = Math.min((side * 0.9 - width) / Math.max(reach, 1), pixel);
	context.translate((side - scale * (Math.max(...xs) - left)) / 2 - scale * left, (side - scale * (Math.max(...ys) - top)) / 2 - scale * top);
	context.scale(scale, scale);
	line(context, strokes, width / scale);
	return fitted(canvas, {height: size, width: size});
}

/** A message with the picture in the place of "$pixels". @param {any} msg @param {string} pixels @returns {any} */
function filled(msg, pixels) {
	if (msg === '$pixels') return pixels;
	if (Array.isArray(msg)) return msg.map((one) => filled(one, pixels));
	return msg && typeof msg === 'object' ? Object.fromEntries(Object.entries(msg).map(([key, one]) => [key, filled(one, pixels)])) : msg;
}

/** A share as the bars of the stage write it. @param {number} v */
const inPercent = (v) => `${(100 * v).toFixed(1)}%`;

/** Whether a message holds the picture. @param {Msg} msg */
const holds = (msg) => JSON.stringify(msg).includes('"$pixels"');

/**
 * @param {App} app @param {Record<string, string>} bind buttons: those besides Clear and Undo, as JSON; reads: empty for no reading beside
 * it; size: of the picture that is sent @returns {Made}
 */
export function pad(app, {buttons = '[]', reads = 'reads', size: wanted = '28'}) {
	const size = Number(wanted), gone = new AbortController(), {signal} = gone;
	/** @type {Button[]} */
	const more = JSON.parse(buttons);
	/** What was drawn, and what was taken back of it. @type {Stroke[]} */
	let strokes = [];
	/** @type {Stroke[]} */
	let undone = [];
	/** The stroke that is being drawn. @type {Stroke | null} */
	let stroke = null;
	/** The picture that was sent last, and whether another is to be. */
	let sent = '', stale = false, busy = false;
	/** What is on the screen, to paint only what is new. */
	let painted = '';
	/** The keyboard's pen, and whether it is down. */
	let at = /** @type {[number, number]} */ ([SIDE / 2, SIDE / 2]), down = false, keyed = false;

	const paper = el('canvas', {class: 'paper', tabindex: 0, role: 'application', 'data-testid': 'pad', 'data-al': 'pad.keys'});
	const cross = el('div', {class: 'cross', hidden: true}), invite = el('p', {class: 'invite', 'data-t': 'pad.invite'}, t('pad.invite'));
	const tool = (/** @type {string} */ id, /** @type {string} */ symbol, /** @type {() => void} */ act) => el('button', {type: 'button', class: 'ib tool', 'data-testid': `pad-${id}`, 'data-al': `pad.${id}`, 'data-tip': `pad.${id}.tip`, onclick: act}, icon(symbol));
	const word = (/** @type {string} */ id, /** @type {() => void} */ act) => el('button', {type: 'button', class: 'btn', 'data-testid': `pad-${id}`, 'data-t': `pad.${id}`, 'data-tip': `pad.${id}.tip`, onclick: act}, t(`pad.${id}`));
	const undo = tool('undo', 'i-undo', () => back()), clear = word('clear', () => wipe());
	const made = more.map((button) => ({button, node: word(button.word, () => act(button))}));
	const verdict = el('b', {class: 'verdict', 'data-testid': 'reads'}), share = el('span', {class: 'share', 'data-testid': 'reads-share'}), then = el('span', {class: 'then', 'data-testid': 'reads-then'});
	const told = el('div', {class: 'reading', 'aria-live': 'polite', 'data-tip': 'pad.reads.tip'}, el('span', {class: 'lab', 'data-t': 'pad.reads'}, t('pad.reads')), verdict, share, el('span', {class: 'lab', 'data-t': 'pad.then'}, t('pad.then')), then);
	const root = el('section', {class: 'pad', id: 'pad', 'data-testid': 'panel-pad', 'data-al': 'pad.head'}, el('div', {class: 'sheetrow'}, el('div', {class: 'holds'}, paper, cross, invite), reads ? told : null), el('div', {class: 'ways'}, undo, clear, ...made.map(({node}) => node)));

	const now = () => seen(stroke ? [...strokes, stroke] : strokes, size);
	const drawn = () => strokes.length > 0 || stroke !== null;
	/** Whether the paper shows one's own strokes, and not a picture that came from elsewhere. */
	const mine = () => drawn() && (stroke !== null || stale || busy || app.panel('pad') === undefined || app.panel('pad').pixels === sent);

	/** Sends the newest picture, one at a time. */
	const send = async () => {
		stale = true;
		if (busy) return;
		busy = true;
		mark(root, 'data-sending', '');
		while (stale && !signal.aborted) {
			stale = false;
			sent = base64(now());
			await Promise.all([app.ask({do: 'draw', pixels: sent}), new Promise((done) => setTimeout(done, PACE))]);
		}
		busy = false;
		mark(root, 'data-sending', null);
		update();
	};
	const wipe = () => {
		strokes = [];
		undone = [];
		stroke = null;
		send();
		show();
	};
	/** @param {Stroke[]} from @param {Stroke[]} to */
	const hand = (from, to) => {
		const last = from.pop();
		if (!last) return;
		to.push(last);
		send();
		show();
	};
	const back = () => hand(strokes, undone), forth = () => hand(undone, strokes);
	const act = (/** @type {Button} */ {msg, clears}) => {
		const pixels = mine() ? base64(now()) : app.panel('pad')?.pixels ?? '';
		app.ask(filled(msg, pixels));
		if (clears) wipe();
	};
	/** Puts the pen down: what somebody else put there goes away. @param {[number, number]} place */
	const begin = (place) => {
		if (!mine()) strokes = [];
		undone = [];
		stroke = [place];
		send();
		show();
	};
	/** @param {[number, number]} place */
	const go = (place) => {
		const last = stroke?.at(-1);
		if (!stroke || last && Math.hypot(place[0] - last[0], place[1] - last[1]) < 0.5) return;
		stroke.push(place);
		send();
		show();
	};
	const lift = () => {
		if (!stroke) return;
		strokes.push(stroke);
		stroke = null;
		send();
		show();
	};

	/** Draws what is on the paper. */
	const show = () => {
		const own = mine(), other = app.panel('pad'), [r, g, b] = inkOf(paper), scale = Math.min(Math.max(devicePixelRatio, 1), 3);
		const what = own ? JSON.stringify([strokes.length, stroke?.length]) + strokes.map((s) => s.length).join() : other?.pixels ?? '';
		const key = [own, what, r, g, b, scale].join();
		if (key !== painted) {
			painted = key;
			paper.classList.toggle('pixels', !own && Boolean(other));
			if (!own && other?.pixels) paint(paper, bytes(other.pixels), other.size, other.size);
			else {
				paper.width = paper.height = Math.round(SIDE * scale);
				const context = paper.getContext('2d');
				context?.scale(paper.width / SIDE, paper.width / SIDE);
				if (context) {
					context.strokeStyle = `rgb(${r} ${g} ${b})`;
					line(context, stroke ? [...strokes, stroke] : strokes, 2 * PEN);
				}
			}
		}
		hide(invite, drawn() && own);
		const empty = own ? false : !other?.pixels || !inked(bytes(other.pixels));
		clear.disabled = empty;
		undo.disabled = !own || !strokes.length;
		for (const {button, node} of made) node.disabled = empty && holds(button.msg);
		hide(cross, !keyed || document.activeElement !== paper);
		cross.style.transform = `translate(${at[0] / SIDE * paper.clientWidth}px, ${at[1] / SIDE * paper.clientHeight}px)`;
		cross.classList.toggle('down', down);
	};

	/** @param {PointerEvent} e @returns {[number, number]} */
	const placeOf = (e) => {
		const box = paper.getBoundingClientRect(), inside = (/** @type {number} */ v) => Math.min(Math.max(v, 0), SIDE);
		return [inside((e.clientX - box.x) / box.width * SIDE), inside((e.clientY - box.y) / box.height * SIDE)];
	};
	/** Which finger draws. @type {number | null} */
	let finger = null;
	paper.addEventListener('pointerdown', (e) => {
		if (finger !== null || e.button > 0) return;
		e.preventDefault();
		finger = e.pointerId;
		paper.setPointerCapture(finger);
		keyed = down = false;
		paper.focus({preventScroll: true});
		begin(placeOf(e));
	});
	paper.addEventListener('pointermove', (e) => {
		if (e.pointerId !== finger) return;
		const all = e.getCoalescedEvents?.() ?? [];
		for (const one of all.length ? all : [e]) go(placeOf(one));
	});
	for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
		paper.addEventListener(end, (e) => {
			if (/** @type {PointerEvent} */ (e).pointerId !== finger) return;
			finger = null;
			lift();
		});
	}
	paper.addEventListener('keydown', (e) => {
		const arrow = ARROWS[e.key], key = e.key.toLowerCase(), by = e.shiftKey ? LEAP : STRIDE;
		if ((e.ctrlKey || e.metaKey) && !e.altKey && (key === 'z' || key === 'y')) key === 'y' || e.shiftKey ? forth() : back();
		else if (e.ctrlKey || e.metaKey || e.altKey) return;
		else if (arrow) {
			at = [Math.min(Math.max(at[0] + by * arrow[0], 0), SIDE), Math.min(Math.max(at[1] + by * arrow[1], 0), SIDE)];
			if (down) go(at);
		} else if (e.key === ' ') {
			if (!e.repeat) (down = !down) ? begin(at) : lift();
		} else if (e.key === 'Delete' || e.key === 'Backspace') wipe();
		else if (e.key === 'Escape' && down) {
			down = false;
			lift();
		} else return;
		keyed = true;
		e.preventDefault();
		e.stopPropagation();
		show();
	});
	paper.addEventListener('focus', () => { keyed ||= paper.matches(':focus-visible'); show(); });
	paper.addEventListener('blur', () => {
		if (down) lift();
		keyed = down = false;
		show();
	});

	let said = '';
	const update = () => {
		// What has just begun, and looks at something of its own, is shown what is drawn. Else strokes that nobody looks at are nobody's.
		if (drawn() && !mine()) {
			if (app.panel('pad')?.from === 'start') send();
			else strokes = undone = [];
		}
		const now = app.panel('reads'), text = JSON.stringify([now, document.documentElement.lang, app.panel('data')?.names]);
		if (text !== said) {
			said = text;
			const of = (/** @type {number} */ k) => inPercent(now.probabilities[k]);
			write(verdict, now ? plainClass(app, now.class) : '–');
			verdict.classList.toggle('long', (verdict.textContent ?? '').length > 2);
			write(share, now ? of(now.class) : '');
			write(then, now?.then === undefined ? '' : `${plainClass(app, now.then)}: ${of(now.then)}`);
			mark(told, 'data-blank', now ? null : '');
		}
		show();
	};
	const colours = onColours(show);
	return {root, update, remove() {
		gone.abort();
		colours();
	}};
}
