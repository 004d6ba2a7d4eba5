// The page: builds itself from the lesson's declaration, starts the engine and the stage, and keeps them together.
import {App} from './page/core/app.js';
import {Calls} from './page/core/calls.js';
import {showChapters} from './page/shell/chapters.js';
import {showCompare} from './page/panels/compare.js';
import {showConfusion} from './page/panels/confusion.js';
import {about, help} from './page/shell/dialogs.js';
import {byId, el, mark} from './page/core/dom.js';
import {showDrawing} from './page/panels/drawing.js';
import {showDiverged} from './page/panels/diverged.js';
import {keepFiles} from './page/shell/files.js';
import {Frame} from './page/stage/frame.js';
import {unless} from './page/shell/hide.js';
import {Hints} from './page/stage/hints.js';
import {listen} from './page/shell/keys.js';
import {showLegend} from './page/panels/legend.js';
import {keepLink} from './page/core/link.js';
import {Loading} from './page/shell/loading.js';
import {menu} from './page/shell/menus.js';
import {INPUTS, inputs, outlines, schematic, widths} from './page/controls/network.js';
import {showNotes} from './page/panels/notes.js';
import {Overlay} from './page/stage/overlay.js';
import {showControls} from './page/controls/panel.js';
import {showPoints} from './page/stage/point.js';
import {problem, solved} from './page/shell/problems.js';
import {showNarrator, showNumbers} from './page/panels/readout.js';
import {share} from './page/shell/share.js';
import {showCaption} from './page/panels/remarks.js';
import {showSpace} from './page/panels/space.js';
import {addLayer} from './page/controls/strip.js';
import {showTips} from './page/shell/tips.js';
import {showTrials} from './page/panels/trial.js';
import {Why} from './page/panels/why.js';
import {Engine, lacks} from './page/core/worker.js';
import {language, onSpeak, speak, t} from './page/core/words.js';

/** @import {Declarations, State, Target} from './types' */

const root = document.documentElement;

/** Remembers a choice where the browser lets a page remember. @param {string} key @param {string} value */
function keep(key, value) {
	try {
		localStorage.setItem(`whisker.${key}`, value);
	} catch { /* then it is forgotten */ }
}

/** @returns {Promise<Declarations>} */
async function declarations() {
	const answer = await fetch('lessons.json');
	if (!answer.ok) throw new Error(`lessons.json: ${answer.status}`);
	return answer.json();
}

async function main() {
	const missing = lacks();
	let declared;
	try {
		[declared] = await Promise.all([declarations(), speak()]);
	} catch (cause) {
		problem('page', {detail: String(cause), ways: [{label: 'ui.retry', act: () => location.reload()}], close: false});
		return;
	}
	const app = new App(declared);
	const calls = new Calls(app), loading = new Loading();
	let update = showControls(app);
	app.show(() => update());
	onSpeak(() => app.render());
	showLegend(app);
	showNumbers(app);
	showConfusion(app);
	showTrials(app);
	showCompare(app);
	showTips();
	showSpace(app);
	showCaption(app);
	showNotes(app);
	showDiverged(app);
	showPoints(app);
	const say = showNarrator(app);
	app.refused = (error) => {
		calls.emit('error', error);
		problem('refused', {args: {text: error.message}});
	};

	// What a press on a tile does, by pointer or by key.
	const why = new Why(app);
	const press = (/** @type {number} */ layer, /** @type {number} */ unit, /** @type {DOMRect} */ by, /** @type {boolean} */ keyboard) => {
		if (layer > 0) return why.inspector.open(layer, unit, by, keyboard);
		if (!app.control('inputs') || app.hidden.has('inputs')) return;
		const on = inputs(app.value('inputs')), name = INPUTS[unit];
		const next = INPUTS.filter((n) => n === name ? !on.includes(n) : on.includes(n));
		if (next.length) app.tune('inputs', next.join(','));
		else say('narrator.lastinput');
	};
	const overlay = new Overlay(app, (node, twin) => press(node.layer, node.unit, twin.getBoundingClientRect(), twin.matches(':focus-visible')));
	why.join(overlay);
	const hints = new Hints(app, overlay);
	app.show(() => overlay.render());

	// Ready is when there are numbers and either a picture or the certainty that there will be none.
	let up = false, drawn = false;
	const settle = () => {
		if (!up || !drawn && root.dataset.stage !== 'none') return;
		loading.done();
		calls.open();
	};
	/** What stands where the stage will draw, or would. */
	const sketch = () => {
		if (root.dataset.stage === 'live') return;
		const area = frame.placed.network, ghost = document.querySelector('.net .ghost');
		if (!app.lesson.views.some((view) => view.kind === 'network')) return ghost?.replaceChildren();
		if (!area) return;
		const classes = app.state?.sizes.at(-1) ?? Math.max(app.dataset()?.classes ?? 2, 2);
		const on = new Set(inputs(app.value('inputs')).map((name) => INPUTS.indexOf(name)));
		const layout = schematic(widths(app.value('layers')), classes > 2 ? classes : 1, on, area, matchMedia('(max-width: 699px)').matches);
		ghost?.replaceChildren(...outlines(layout, on, area));
		app.layout = layout;
		overlay.render();
	};
	const stageless = () => {
		root.dataset.stage = 'none';
		sketch();
		settle();
	};

	const frame = new Frame({
		fault(kind, text) {
			if (kind === 'lost') return problem('lost', {detail: text});
			problem(kind === 'webgl2' ? 'webgl2' : 'stage', {
				detail: text, ways: kind === 'webgl2' ? [] : [{label: 'ui.retry', act: () => { solved('stage'); delete root.dataset.stage; frame.retry(); }}],
			});
			stageless();
		},
		event(event) {
			switch (event.type) {
				case 'loading':
					return loading.bytes('stage', event.loaded, event.total);
				case 'drawn':
					if (root.dataset.stage !== 'live') {
						root.dataset.stage = 'live';
						setTimeout(() => solved('lost'), 4000);
					}
					if (!drawn) {
						drawn = true;
						settle();
					}
					return;
				case 'layout':
					root.dataset.stage = 'live';
					app.layout = event;
					return overlay.render();
				case 'hover':
					return hints.show(event.target, event.at);
				case 'tap':
					return tap(event.target, event.at);
				case 'msg':
					// The stage asks for what is under the pointer; where that has just gone, nothing is lost.
					return event.msg.do === 'focus' ? app.send(event.msg).catch(() => {}) : app.ask(event.msg);
			}
		},
	});
	app.frame = frame;
	showDrawing(app);
	frame.views = app.lesson.views ?? [];
	frame.moved = () => {
		overlay.cover(frame.iframe);
		sketch();
	};
	/** @param {Target | null} target @param {{x: number, y: number}} at */
	const tap = (target, at) => {
		if (target?.kind === 'neuron' || target?.kind === 'input') {
			const layer = target.kind === 'input' ? 0 : target.layer, unit = target.kind === 'input' ? target.index : target.unit;
			hints.hide();
			const by = overlay.twin(layer, unit)?.getBoundingClientRect() ?? new DOMRect(at.x + frame.box().x, at.y + frame.box().y, 1, 1);
			press(layer, unit, by, false);
		} else if ((target?.kind === 'plot' || target?.kind === 'point') && app.lesson.asks) app.ask({do: 'ask', x: target.x, y: target.y});
		else if (why.tap(target, at)) hints.hide();
		else if (target && matchMedia('(hover: none)').matches) hints.show(target, at, true);
	};

	// The engine.
	const link = keepLink(app, () => {
		// Another lesson, or other controls to hide: the page is built anew around the same engine.
		update = showControls(app);
		frame.views = app.lesson.views ?? [];
		frame.setup();
		chapters();
		app.render();
	});
	const learn = (/** @type {State} */ state, /** @type {boolean} */ fresh) => {
		app.state = state;
		link.lesson(state);
		app.render();
		frame.learn(state);
		calls.tell(state);
		link.show(state);
		if (fresh) {
			up = true;
			solved('engine');
			settle();
		}
	};
	const engine = missing ? null : new Engine({
		progress: (loaded, total) => loading.bytes('engine', loaded, total),
		state: learn,
		fault(kind, text) {
			calls.emit('error', new Error(text || kind));
			frame.reconnect();
			if (kind === 'panic' || kind === 'hang') return problem(kind, {detail: text});
			loading.done();
			problem(kind === 'load' ? 'engine' : 'gone', {detail: text, close: false, ways: [{label: 'ui.retry', act: () => {
				solved('engine');
				solved('gone');
				if (!up) loading.begin();
				engine?.start();
			}}]});
		},
	}, location.hash);
	app.engine = engine;
	frame.start();
	if (engine) {
		frame.port((port) => engine.connect(port));
		engine.start();
	} else {
		problem(missing, {close: false});
		root.dataset.engine = 'none';
		say('narrator.none');
		loading.done();
		for (const id of ['play', 'step', 'steps', 'reset', 'reroll']) /** @type {HTMLButtonElement} */ (byId(id)).disabled = true;
	}

	// Buttons and keys.
	const send = (/** @type {import('./types').Msg} */ msg) => {
		if (!up && !missing) say('narrator.wait');
		return app.ask(msg);
	};
	const play = () => send({do: app.state?.playing ? 'pause' : 'play'});
	const step = (/** @type {string} */ unit) => send({do: 'step', unit, n: 1});
	const again = () => send({do: 'reset'}), reroll = () => send({do: 'reroll'});
	byId('play').addEventListener('click', play);
	byId('step').addEventListener('click', (e) => step(e.shiftKey ? 'epoch' : 'batch'));
	byId('reset').addEventListener('click', again);
	byId('reroll').addEventListener('click', reroll);
	byId('redraw').addEventListener('click', () => app.tune('dataseed', Math.floor(Math.random() * ((app.control('dataseed')?.max ?? 999_999) + 1))));
	menu(byId('steps'), () => [['batch', 'ui.step.batch', '→'], ['epoch', 'ui.step.epoch', '⇧ →']].map(([unit, words, key]) =>
		el('button', {type: 'button', 'data-testid': `step-${unit}`, onclick: () => step(unit)}, t(words), el('small', {}, key))));
	app.show((state) => {
		const playing = Boolean(state?.playing), button = byId('play');
		mark(button, 'aria-label', t(playing ? 'ui.pause' : 'ui.play'));
		mark(/** @type {Element} */ (button.querySelector('use')), 'href', playing ? '#i-pause' : '#i-play');
	});
	const turn = () => {
		root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
		keep('theme', root.dataset.theme);
		frame.setup();
	};
	const talk = async (/** @type {string} */ wanted) => {
		keep('lang', wanted);
		await speak(wanted).catch((cause) => problem('refused', {args: {text: String(cause)}}));
	};
	const tongues = () => {
		for (const one of ['en', 'zh']) mark(byId(`lang-${one}`), 'aria-pressed', String(one === language));
		mark(root, 'lang', language === 'zh' ? 'zh-CN' : 'en');
	};
	onSpeak(tongues);
	tongues();
	byId('lang-en').addEventListener('click', () => talk('en'));
	byId('lang-zh').addEventListener('click', () => talk('zh'));
	byId('theme').addEventListener('click', turn);
	byId('help').addEventListener('click', help);
	const give = () => share(app, app.state?.link ?? (location.hash || '#'));
	byId('share').addEventListener('click', give);
	const files = keepFiles(app);
	const item = (/** @type {string} */ words, /** @type {() => void} */ act, key = '') => el('button', {type: 'button', 'data-testid': words, onclick: act}, t(words), key && el('small', {}, key));
	menu(byId('more'), () => {
		const narrow = matchMedia('(max-width: 699px)').matches; // there the bar has room for this menu only
		const kept = [item('ui.file.save', files.save, 'S'), item('ui.file.open', files.open, 'O'), item('ui.picture', files.picture, 'P')];
		const rest = [item('ui.theme', turn), item('ui.otherlanguage', () => talk(language === 'zh' ? 'en' : 'zh')), item('ui.help', help)];
		return [...(narrow ? [item('ui.share', give)] : []), ...kept, ...(narrow ? rest : []), item('ui.about', about)];
	});
	matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (e) => {
		root.dataset.theme = e.matches ? 'dark' : 'light';
		frame.setup();
	});
	listen({
		' ': unless(app, 'play', play), ArrowRight: unless(app, 'step', () => step('batch')), 'Shift+ArrowRight': unless(app, 'step', () => step('epoch')),
		r: unless(app, 'reset', again), n: unless(app, 'reroll', reroll),
		l: () => talk(language === 'zh' ? 'en' : 'zh'), t: turn, '+': () => addLayer(app, 1), '=': () => addLayer(app, 1), '-': () => addLayer(app, -1), '−': () => addLayer(app, -1), '?': help,
		s: files.save, o: files.open, p: files.picture, c: () => byId('compare').click(), ...why.keys,
	});

	const chapters = showChapters(app, (id) => send({do: 'lesson', id}));
}

main();
