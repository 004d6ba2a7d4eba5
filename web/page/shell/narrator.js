// One line on what is going on. Its numbers are those of the newest state, always; only another sentence waits until the one
// that stands has been read.
import {byId, el, write} from '../core/dom.js';
import {figures} from '../core/metrics.js';
import {holes, onSpeak, plain, rich, spell, t} from '../core/words.js';

/** @import {Line} from '../../types' */
/** @import {App} from '../core/app.js' */

/** ms that a sentence stays at least while it is playing. */
const STAY = 1500;
/** What was done, and what stands somewhere: no step changes the numbers of these. */
const LASTING = /^narrator\.(changed|compare|frozen|thawed|cut|back|edited|restored|loaded|silent|saturated)\b/;

/** @param {App} app */
export function showNarrator(app) {
	const node = byId('narrator'), heard = el('span', {class: 'vh', 'aria-live': 'polite'});
	// Assistive technology would read out every change of a number.
	node.removeAttribute('aria-live');
	node.after(heard);
	let since = -Infinity, timer = 0, step = 0, told = '', shown = '';
	/** What stands, and what is said next. @type {Line | null} */
	let now = null, next = /** @type {Line | null} */ (null);
	const put = () => {
		const brings = app.bringing && t('narrator.bringing', {data: t(`dataset.${app.bringing}.name`)});
		if (!now && !brings) return;
		const words = brings || spell(app, {key: now?.key ?? '', args: {...now?.args, ...figures(app)}});
		if (words === shown) return;
		shown = words;
		node.removeAttribute('data-t');
		node.replaceChildren(rich(words));
		if (brings || !app.state?.playing) write(heard, plain(words));
	};
	/** @param {Line} line */
	const say = (line) => {
		clearTimeout(timer);
		next = null;
		const other = line.key !== now?.key;
		now = line;
		put();
		if (!other) return;
		since = performance.now();
		write(heard, plain(shown));
	};
	/** Whether what stands may stand for a while beside a newer line: not with a number that is no longer so. @param {Line} line */
	const holds = (line) => {
		if (!now || !app.state?.playing || app.state.step < step || performance.now() - since >= STAY) return false;
		if (LASTING.test(now.key)) return true;
		const known = {...figures(app), ...line.args};
		if (!holes(now.key).every((name) => name in known)) return false;
		now = {key: now.key, args: line.args};
		return true;
	};
	/** @param {Line} line */
	const offer = (line) => {
		if (line.key === now?.key || !holds(line)) return say(line);
		if (!next) timer = window.setTimeout(() => { if (next) say(next); }, since + STAY - performance.now());
		next = line;
	};
	app.say = (key) => say({key});
	app.show((state) => {
		const said = state?.narrator, text = JSON.stringify(said);
		if (said?.key && text !== told) {
			told = text;
			offer({...said, key: said.key.startsWith('narrator.') ? said.key : `narrator.${said.key}`});
		} else if (next) offer(next);
		step = state?.step ?? 0;
		put();
	});
	onSpeak(() => {
		shown = '';
		put();
	});
}
