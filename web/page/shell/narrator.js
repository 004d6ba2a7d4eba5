// One line on what is going on, at most every two seconds.
import {byId} from '../core/dom.js';
import {onSpeak, rich, spell} from '../core/words.js';

/** @import {Line} from '../../types' */
/** @import {App} from '../core/app.js' */

/** ms that a line stays at least. */
const STAY = 2000;

/** @param {App} app */
export function showNarrator(app) {
	const node = byId('narrator');
	let since = -Infinity, timer = 0, told = '';
	/** @type {Line | null} */
	let now = null;
	const put = () => {
		if (!now) return;
		node.removeAttribute('data-t');
		node.replaceChildren(rich(spell(app, now)));
	};
	const say = (/** @type {Line} */ line) => {
		now = line;
		clearTimeout(timer);
		const rest = () => {
			since = performance.now();
			put();
		};
		const wait = since + STAY - performance.now();
		if (wait > 0) timer = window.setTimeout(rest, wait);
		else rest();
	};
	app.say = (key) => say({key});
	app.show((state) => {
		const said = state?.narrator, text = JSON.stringify(said);
		if (!said?.key || text === told) return;
		told = text;
		say({...said, key: said.key.startsWith('narrator.') ? said.key : `narrator.${said.key}`});
	});
	onSpeak(put);
}
