// Starts the engine and keeps page, engine and stage together, through their faults as well.
import {firstFile, showBringing} from '../shell/bringing.js';
import {disableButtons} from '../shell/buttons.js';
import {Loading} from '../shell/loading.js';
import {problem, solved} from '../shell/problems.js';
import {openStage} from '../stage/room.js';
import {Calls} from './calls.js';
import {keepLink} from './link.js';
import {Engine, Refused, Unbrought, lacks} from './worker.js';

/** @import {Declarations, Msg} from '../../types' */
/** @import {App} from './app.js' */

/** What the lessons are, as they were built with the engine. @returns {Promise<Declarations>} */
export async function declarations() {
	const answer = await fetch('lessons.json');
	if (!answer.ok) throw new Error(`lessons.json: ${answer.status}`);
	return answer.json();
}

/** Tells that there will be no page. @param {unknown} cause */
export function failed(cause) {
	problem('page', {detail: String(cause), ways: [{label: 'ui.retry', act: () => location.reload()}], close: false});
}

/**
 * Opens the stage and starts the engine.
 * @param {App} app @param {() => void} rebuild builds the page for another lesson, or for other controls to hide
 * @returns {(msg: Msg) => unknown} sends a message of a button or a key
 */
export function start(app, rebuild) {
	const calls = new Calls(app), loading = new Loading(), missing = lacks(), bringing = showBringing(app, loading);
	app.refused = (error, msg) => {
		calls.emit('error', error);
		if (error instanceof Unbrought) return bringing.refuse(error, msg);
		if (error instanceof Refused) return; // the narrator says it
		problem('refused', {args: {text: error.message}});
	};
	// Ready is when there are numbers and either a picture or the certainty that there will be none.
	let up = false, pictured = false;
	const settle = () => {
		if (!up || !pictured) return;
		loading.done();
		calls.open();
	};
	const decided = () => {
		pictured = true;
		app.begin();
		settle();
	};
	const frame = openStage(app, {bytes: (loaded, total) => loading.bytes('stage', loaded, total), drawn: decided, none: decided});
	const link = keepLink(app, () => {
		rebuild();
		frame.views = app.lesson.views;
		frame.setup();
		if (app.state) app.entered(app.state);
		app.render();
	});
	const engine = missing ? null : new Engine({
		progress: (loaded, total) => loading.bytes('engine', loaded, total),
		state(state, fresh) {
			app.state = state;
			link.lesson(state);
			app.entered(state);
			app.render();
			calls.tell(state);
			link.show(state);
			if (!fresh) return;
			up = true;
			solved('engine');
			settle();
		},
		bringing: bringing.wait,
		stuck(file, text) {
			calls.emit('error', new Unbrought(text, file));
			loading.done();
			if (engine) bringing.stuck(engine, file, text);
		},
		fault(kind, text) {
			calls.emit('error', new Error(text || kind));
			frame.reconnect();
			if (kind === 'panic' || kind === 'hang') return problem(kind, {detail: text});
			loading.done();
			problem(kind === 'load' ? 'engine' : 'gone', {detail: text, close: false, ways: [{label: 'ui.retry', act: again}]});
		},
	}, location.hash, firstFile(app));
	const again = () => {
		solved('engine');
		solved('gone');
		if (!up) loading.begin();
		engine?.start();
	};
	app.engine = engine;
	frame.start();
	if (engine) {
		frame.port((port) => engine.connect(port));
		engine.start();
	} else {
		window.firstEngine?.terminate();
		problem(missing, {close: false});
		document.documentElement.dataset.engine = 'none';
		app.say('narrator.none');
		loading.done();
		disableButtons();
	}
	return (msg) => {
		if (!(up && pictured) && !missing) app.say('narrator.wait');
		return app.ask(msg);
	};
}
