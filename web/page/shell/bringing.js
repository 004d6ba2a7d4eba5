// What was measured comes from beside the page when it is needed: that it is on its way, and what can be done where it does not come.
import {byId, el} from '../core/dom.js';
import {t} from '../core/words.js';
import {problem, solved} from './problems.js';

/** @import {Msg, Value} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Engine, Unbrought} from '../core/worker.js' */
/** @import {Loading} from './loading.js' */

/** ms that nobody notices. */
const SOON = 300;

/** @param {App} app @param {string} file */
const dataset = (app, file) => Object.entries(app.declarations.datasets).find(([, data]) => data.file === file)?.[0] ?? '';

/** The file that the engine is going to need at first, as far as the page can tell. @param {App} app */
export function firstFile(app) {
	const c = app.ofKind('data');
	return c && app.declarations.datasets[String(location.hash.length > 1 ? app.value(c.name) : app.usual(c))]?.file || '';
}

/** The link with data that need no file in place of its own. @param {App} app */
function without(app) {
	const link = new URLSearchParams(location.hash.slice(1)), c = app.ofKind('data');
	const made = c?.options?.find((name) => !app.declarations.datasets[name]?.file);
	if (!c || !made) return '';
	link.set('l', app.lesson.id);
	link.set(c.name, made);
	return `#${link}`;
}

/** @param {App} app @param {Loading} loading */
export function showBringing(app, loading) {
	let timer = 0, awaited = '', come = 0, size = 0;
	const bar = el('progress', {class: 'bringing', 'data-al': 'ui.bringing', hidden: true});
	byId('narrator').after(bar);
	/** Of a problem, in whichever language that is read. @param {string} file */
	const named = (file) => ({get data() { return t(`dataset.${dataset(app, file)}.name`); }});
	/** @param {string} name */
	const tell = (name) => {
		if (app.bringing === name) return;
		app.bringing = name;
		loading.brings(name, come, size);
		app.render();
	};
	return {
		/** A file is waited for, or none is any more. @param {string} file @param {number} loaded  bytes */
		wait(file, loaded) {
			come = loaded;
			size = app.declarations.datasets[dataset(app, file)]?.size ?? 0;
			if (size) bar.max = size;
			if (come && size) bar.value = Math.min(come, size);
			else bar.removeAttribute('value');
			if (file && file === awaited) return app.bringing ? loading.brings(app.bringing, come, size) : undefined;
			awaited = file;
			clearTimeout(timer);
			app.waits(file !== '');
			bar.hidden = true;
			if (!file) return tell('');
			solved('data');
			timer = window.setTimeout(() => {
				bar.hidden = false;
				tell(dataset(app, file));
			}, SOON);
		},
		/** The file that a message needed did not come. @param {Unbrought} error @param {Msg} msg */
		refuse({file, message}, msg) {
			problem('data', {args: named(file), detail: message, ways: [{label: 'ui.retry', act() {
				solved('data');
				if (msg.do === 'set') app.tune(String(msg.name), /** @type {Value} */ (msg.value));
				else app.ask(msg);
			}}]});
		},
		/** The first one did not, and there is nothing to see yet. @param {Engine} engine @param {string} file @param {string} text */
		stuck(engine, file, text) {
			const begin = (/** @type {string} */ label, /** @type {() => string | undefined} */ link) => ({label, act() {
				solved('data');
				loading.begin();
				engine.restart(link());
			}});
			problem('data', {
				key: 'data.start', args: named(file), detail: text, close: false,
				ways: [begin('ui.retry', () => undefined), begin('ui.otherdata', () => without(app))],
			});
		},
	};
}
