// The stage's room in the page: the iframe, the words over it, and what is done with what the stage says.
import {byId} from '../core/dom.js';
import {problem, solved} from '../shell/problems.js';
import {Cross} from './cross.js';
import {letGo, press} from './focus.js';
import {Frame} from './frame.js';
import {Hints} from './hints.js';
import {Overlay} from './overlay.js';
import {showPoints} from './point.js';
import {sketch} from './sketch.js';

/** @import {Target} from '../../types' */
/** @import {App} from '../core/app.js' */

/**
 * A press that has just opened a panel: which, and beside what. It is there for one rendering.
 * @typedef {{panel: string, box: DOMRect | null, at: DOMRect, keyboard: boolean, from: HTMLElement | null}} Opening
 */
/**
 * What the rest of the page finds at app.stage. It is leaving while the neuron is being let go.
 * @typedef {{frame: Frame, overlay: Overlay, hints: Hints, opening: Opening | null, leaving: boolean}} Room
 */
/**
 * @typedef {object} Hooks
 * @prop {(loaded: number, total: number) => void} bytes  how far the stage has loaded
 * @prop {() => void} drawn  the first picture is there
 * @prop {() => void} none  there will be no picture, until somebody tries again
 */

/** What ways a fault leaves. @type {Record<string, string>} */
const PROBLEMS = {webgl2: 'webgl2', lost: 'lost', load: 'stage'};
const root = document.documentElement;

/** Sets app.stage and app.frame; the frame begins with start(). @param {App} app @param {Hooks} hooks @returns {Frame} */
export function openStage(app, hooks) {
	let drawn = false;
	/** Sends a press and has the panel that it opens find its place. @param {import('../../types').Msg} msg @param {Opening} opening */
	const open = async (msg, opening) => {
		if (!await press(app, msg)) return;
		room.opening = opening;
		app.render();
		room.opening = null;
	};
	const overlay = new Overlay(app, ({layer, unit}, twin) => {
		const inputs = app.ofKind('inputs'), box = twin.getBoundingClientRect();
		const from = document.activeElement instanceof HTMLElement ? document.activeElement : null;
		if (layer > 0) open({do: 'select', what: 'neuron', layer, unit}, {panel: 'inspector', box, at: box, keyboard: twin.matches(':focus-visible'), from});
		else if (inputs) press(app, {do: 'toggle', name: inputs.name, index: unit});
	});
	const hints = new Hints(app, overlay);

	const sketched = () => {
		if (root.dataset.stage === 'live') return;
		const drawing = sketch(app);
		for (const ghost of document.querySelectorAll('svg.ghost')) {
			ghost.replaceChildren(...drawing && ghost.closest('.area')?.getAttribute('data-area') === drawing.area ? drawing.shapes : []);
		}
		if (drawing) app.layout = drawing.layout;
	};
	const show = () => {
		sketched();
		overlay.render();
		cross.update();
	};

	/** @param {Target | null} target @param {{x: number, y: number}} at */
	const tap = (target, at) => {
		if (!target) {
			hints.hide();
			letGo(app);
			return;
		}
		const {box, opens} = target, {x, y} = frame.box();
		if (opens || target.press && box) hints.hide();
		else if (matchMedia('(hover: none)').matches) hints.show(target, at, true);
		if (!target.press) return;
		if (!opens) return press(app, target.press);
		open(target.press, {
			panel: opens, box: box ? new DOMRect(box.x + x, box.y + y, box.w, box.h) : null, at: new DOMRect(at.x + x, at.y + y, 1, 1),
			keyboard: cross.pressing, from: document.activeElement instanceof HTMLElement ? document.activeElement : null,
		});
	};

	const frame = new Frame({
		fault(kind, text) {
			if (kind === 'lost') return problem(PROBLEMS.lost, {detail: text});
			problem(PROBLEMS[kind], {
				detail: text, ways: kind === 'webgl2' ? [] : [{label: 'ui.retry', act: () => { solved('stage'); delete root.dataset.stage; frame.retry(); }}],
			});
			root.dataset.stage = 'none';
			show();
			hooks.none();
		},
		event(event) {
			switch (event.type) {
				case 'loading':
					return hooks.bytes(event.loaded, event.total);
				case 'drawn':
					if (root.dataset.stage !== 'live') {
						root.dataset.stage = 'live';
						cross.update();
						setTimeout(() => solved('lost'), 4000);
					}
					if (!drawn) {
						drawn = true;
						hooks.drawn();
					}
					return;
				case 'layout':
					if (root.dataset.stage !== 'live') root.dataset.stage = 'live';
					app.layout = event;
					overlay.follow();
					return cross.update();
				case 'hover':
					document.dispatchEvent(new CustomEvent('pointed', {detail: event.target})); // for panels that go with the pointer
					return hints.show(event.target, event.at);
				case 'tap':
					return tap(event.target, event.at);
				case 'msg':
					// The stage asks for what is under the pointer; where that has just gone, nothing is lost.
					return event.msg.do === 'focus' ? app.send(event.msg).catch(() => {}) : app.ask(event.msg);
			}
		},
		moved() {
			overlay.cover(frame.iframe);
			show();
		},
	});
	const cross = new Cross(app, frame, byId('over'));
	/** @type {Room} */
	const room = {frame, overlay, hints, opening: null, leaving: false};
	app.stage = room;
	app.frame = frame;
	frame.views = app.lesson.views ?? [];
	showPoints(app);
	app.show(show);
	return frame;
}
