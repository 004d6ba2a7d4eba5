// Words in the reader's language: one flat table a language, and a little markup in them.
import {el} from './dom.js';
import {count, short} from './format.js';
import {axisTitle, className, onAxis, saidName, unitName, valueName} from './names.js';

/** @import {Line, Said, Value} from '../../types' */
/** @import {App} from './app.js' */

/** @type {Record<string, string>} */
let table = {};
/** @type {Set<() => void>} */
const listeners = new Set();

/** 'en' or 'zh' */
export let language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';

/** Loads a language's table and says everything anew. @param {string} [wanted] */
export async function speak(wanted = language) {
	const answer = await fetch(`i18n/${wanted}.json`);
	if (!answer.ok) throw new Error(`i18n/${wanted}.json: ${answer.status}`);
	table = await answer.json();
	language = wanted;
	document.documentElement.lang = wanted === 'zh' ? 'zh-CN' : 'en';
	document.title = t('ui.title');
	translate(document);
	for (const listener of listeners) listener();
}

/** Where the reader is, the narrowest first: words for key@lesson.choice go before those for key@lesson, and these before key. */
let places = [''];

/** @param {string} lesson @param {string[]} choices what is chosen there @returns {boolean} whether that is somewhere else */
export function within(lesson, choices) {
	const now = [...choices.map((choice) => `@${lesson}.${choice}`), `@${lesson}`, ''];
	if (now.join() === places.join()) return false;
	places = now;
	return true;
}

/** The key as it stands in the table, for where the reader is. @param {string} key */
function found(key) {
	const place = places.find((p) => Object.hasOwn(table, key + p));
	return place === undefined ? undefined : key + place;
}

/** Calls f whenever the language changed. @param {() => void} f */
export function onSpeak(f) {
	listeners.add(f);
}

/** @param {string} key */
export function has(key) {
	return found(key) !== undefined;
}

/** The words for a key: the lesson's or the choice's own where there are some. A key without words is a fault that is seen and heard of. @param {string} key */
function words(key) {
	const at = found(key);
	if (at !== undefined) return table[at];
	console.error(`no words for ${key}`);
	return key;
}

/** The names of the holes in the sentence for a key. @param {string} key */
export function holes(key) {
	return [...words(key).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
}

/** The sentence for a key, its holes filled: {n}, and {n:cell|cells} for a word that goes with the number. @param {string} key @param {Record<string, any>} [args] */
export function t(key, args = {}) {
	return words(key).replace(/\{([\w.]+)(?::([^|}]*)\|([^}]*))?\}/g, (hole, name, one, more) => {
		if (!(name in args)) return hole;
		if (one === undefined) return String(args[name]);
		return plural(args[name]) === 'one' ? one : more;
	});
}

/** Making one takes longer than all the sentences of a picture. @type {Record<string, Intl.PluralRules>} */
const plurals = {en: new Intl.PluralRules('en'), zh: new Intl.PluralRules('zh')};

/** Which form of a word goes with a number, however that is written. @param {unknown} n */
function plural(n) {
	return plurals[language].select(Number(String(n).replace(/[,\s*]/g, '')));
}

/**
 * What the engine or the stage says, with markup: numbers are written out and things called by their names.
 * @param {App} app @param {Line} line
 */
export function spell(app, {key, args}) {
	return t(key, Object.fromEntries(Object.entries(typed(key, args ?? {})).map(([name, value]) => [name, called(app, value)])));
}

/** Arguments that come as bare numbers, as what they mean. @param {string} key @param {Record<string, any>} args @returns {Record<string, any>} */
function typed(key, args) {
	const changed = /^narrator\.changed\.(\w+)$/.exec(key)?.[1], bare = (/** @type {unknown} */ v) => typeof v !== 'object';
	if (changed && bare(args.value)) return {...args, value: {control: changed, value: args.value}};
	if (key === 'narrator.compare' && bare(args.control)) {
		const {control, a, b} = args;
		return {control: {control}, a: {control, value: a}, b: {control, value: b}};
	}
	if (key === 'stage.input' && bare(args.i)) return {i: {unit: [0, args.i]}};
	if (key === 'stage.axis' && bare(args.i)) return {i: {axis: args.i - 1}};
	if (typeof args.class === 'number') return {...args, class: {class: args.class}, name: {class: args.class}};
	return args;
}

/** @param {App} app @param {Said} said @returns {string} */
function called(app, said) {
	if (said === null || said === undefined) return '–';
	if (typeof said === 'string') return said;
	if (typeof said === 'number') return Number.isInteger(said) ? count(said) : short(Number(said.toPrecision(3)));
	if ('said' in said) return saidName(said.said);
	if ('class' in said) return className(app, said.class);
	if ('unit' in said) return unitName(app, ...said.unit);
	if ('axis' in said) return said.value === undefined ? axisTitle(app, said.axis) : onAxis(app, said.axis, called(app, said.value));
	const c = app.control(said.control);
	if (!c) return String(said.value ?? said.control);
	return said.value === undefined ? t(`control.${c.name}.name`) : plain(valueName(c, said.value));
}

/** Variables are written x_1, x_1^2; **bold**; [words](what they point at). */
const markup = /\*\*(.+?)\*\*|\[(.+?)\]\((.+?)\)|x_(\d)(?:\^(\d))?/g;

/** A text with markup as nodes. @param {string} text @returns {DocumentFragment} */
export function rich(text) {
	const out = document.createDocumentFragment();
	let from = 0;
	for (const found of text.matchAll(markup)) {
		out.append(text.slice(from, found.index));
		from = found.index + found[0].length;
		const [, bold, words, point, sub, sup] = found;
		if (bold) out.append(el('b', {}, rich(bold)));
		else if (words) out.append(el('u', {'data-point': point}, rich(words)));
		else out.append(el('i', {class: 'v'}, 'x', el('sub', {}, sub), sup ? el('sup', {}, sup) : null));
	}
	out.append(text.slice(from));
	return out;
}

const subs = '₀₁₂₃₄₅₆₇₈₉', sups = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The same as plain text, for names that are spoken. @param {string} text @returns {string} */
export function plain(text) {
	return text.replace(markup, (_, bold, words, point, sub, sup) => bold ? plain(bold) : words ? plain(words) : `x${subs[sub]}${sup ? sups[sup] : ''}`);
}

/** Gives an element words that follow the language. @template {Element} E @param {E} node @param {string} key @returns {E} */
export function say(node, key) {
	node.setAttribute('data-t', key);
	node.replaceChildren(rich(t(key)));
	return node;
}

/** Says everything below root that has a key. @param {ParentNode} root */
export function translate(root) {
	for (const node of root.querySelectorAll('[data-t]')) {
		const text = t(node.getAttribute('data-t') ?? '');
		node.replaceChildren(rich(text));
	}
	for (const node of root.querySelectorAll('[data-al]')) node.setAttribute('aria-label', plain(t(node.getAttribute('data-al') ?? '')));
	for (const node of root.querySelectorAll('[data-tip]')) {
		const key = node.getAttribute('data-tip') ?? '';
		if (has(key) && node.matches('button, input, select, a, summary')) node.setAttribute('aria-description', plain(t(key)));
	}
}
