// What went wrong, in plain words, above the lab and never over it, with what can be done.
import {byId, el, icon} from '../core/dom.js';
import {onSpeak, rich, t} from '../core/words.js';

/** @typedef {{label: string, act: () => void}} Way  a key of words, and what its button does */
/** @typedef {{key?: string, args?: Record<string, any>, ways?: Way[], detail?: string, close?: boolean, list?: {key: string, args: Record<string, any>}[]}} Told
 *   key of its words, if not the kind; list is what it consists of, in words below error */

/** @type {Map<string, {node: HTMLElement, told: Told}>} */
const open = new Map();

/**
 * Shows a problem, once of each kind.
 * @param {string} kind its words are error.<kind>
 * @param {Told} [told]
 */
export function problem(kind, told = {}) {
	const node = open.get(kind)?.node ?? el('div', {class: 'alert', role: 'alert', 'data-testid': `problem-${kind}`});
	open.set(kind, {node, told});
	fill(kind, node, told);
	if (!node.isConnected) byId('alerts').append(node);
}

/** Takes it away again. @param {string} kind */
export function solved(kind) {
	open.get(kind)?.node.remove();
	open.delete(kind);
}

/** @param {string} kind @param {HTMLElement} node @param {Told} told */
function fill(kind, node, {key = kind, args, ways = [], detail, close = true, list = []}) {
	node.replaceChildren(
		el('p', {}, rich(t(`error.${key}`, args)), ...list.flatMap((one) => [' ', rich(t(`error.${one.key}`, one.args))])),
		...ways.map(({label, act}) => el('button', {class: 'btn', type: 'button', 'data-testid': label, onclick: act}, t(label))),
		close ? el('button', {class: 'ib small', type: 'button', 'aria-label': t('ui.close'), onclick: () => solved(kind)}, icon('i-close')) : '',
		detail ? el('details', {}, el('summary', {}, t('ui.details')), el('pre', {}, detail)) : '');
}

onSpeak(() => {
	for (const [kind, {node, told}] of open) fill(kind, node, told);
});
