// How the page looks and in which language it speaks, as the reader chose.
import {byId, mark} from '../core/dom.js';
import {language, onSpeak, speak} from '../core/words.js';
import {problem} from './problems.js';

/** @import {App} from '../core/app.js' */

const root = document.documentElement;

/** Remembers a choice where the browser lets a page remember. @param {string} key @param {string} value */
function keep(key, value) {
	try {
		localStorage.setItem(`whisker.${key}`, value);
	} catch { /* then it is forgotten */ }
}

/** @param {string} wanted */
async function talk(wanted) {
	keep('lang', wanted);
	await speak(wanted).catch((cause) => problem('refused', {args: {text: String(cause)}}));
}

/** What was chosen, or null. @param {string} key */
function kept(key) {
	try {
		return localStorage.getItem(`whisker.${key}`);
	} catch {
		return null;
	}
}

/** Speaks the other language. */
export function swap() {
	return talk(language === 'zh' ? 'en' : 'zh');
}

/** Whether the reader has chosen light or dark since the page was opened, which not every browser lets one remember. */
let chosen = false;

/** Light becomes dark, and dark light. @param {App} app */
export function turn(app) {
	chosen = true;
	keep('theme', root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark');
	app.frame?.setup();
}

/** @param {App} app */
export function showLooks(app) {
	const tongues = () => {
		for (const one of ['en', 'zh']) mark(byId(`lang-${one}`), 'aria-pressed', String(one === language));
		mark(root, 'lang', language === 'zh' ? 'zh-CN' : 'en');
	};
	onSpeak(tongues);
	tongues();
	for (const one of ['en', 'zh']) byId(`lang-${one}`).addEventListener('click', () => talk(one));
	byId('theme').addEventListener('click', () => turn(app));
	matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (e) => {
		if (chosen || kept('theme')) return; // what the reader chose stays
		root.dataset.theme = e.matches ? 'dark' : 'light';
		app.frame?.setup();
	});
}
