// What one pixel of a map is made of, in numbers: what it sees there, times the filter, and what is added to it.
import {el, hide, write} from '../core/dom.js';
import {minus, number} from '../core/format.js';
import {has, rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** A small table of numbers as colours, with the numbers for who asks. @param {number[]} values @param {number} side @param {string} name @param {number} unit what is full colour */
function table(values, side, name, unit) {
	const cells = values.map((v) => {
		const cell = el('i', {title: number(v)}), share = Math.min(Math.abs(v) / (unit || 1), 1);
		cell.style.background = `color-mix(in oklab, var(--${v < 0 ? 'neg' : 'pos'}) ${(100 * share).toFixed(0)}%, var(--zero))`;
		return cell;
	});
	const grid = el('span', {class: 'cells', role: 'img', 'aria-label': `${name}: ${values.map(number).join(', ')}`}, ...cells);
	grid.style.setProperty('--k', String(side));
	return grid;
}

/** The numbers themselves. @param {number[]} values @param {number} side */
function numbers(values, side) {
	const grid = el('span', {class: 'cells numbers'}, ...values.map((v) => el('i', {}, number(v))));
	grid.style.setProperty('--k', String(side));
	return grid;
}

/** Writes terms and their sum with as many digits as make them add up. @param {number[]} terms @param {number} total @returns {(v: number) => string} */
function adding(terms, total) {
	let digits = 2;
	const round = (/** @type {number} */ v) => Math.round(v * 10 ** digits);
	while (digits < 5 && terms.reduce((all, v) => all + round(v), 0) !== round(total)) digits++;
	return (v) => minus((Math.abs(v) < 0.5 / 10 ** digits ? 0 : v).toFixed(digits));
}

/** @param {App} app @returns {Made} */
export function sum(app) {
	const head = el('p', {class: 'closer-head'}), line = el('div', {class: 'terms'}), whole = el('div', {class: 'whole', hidden: true});
	const more = el('button', {type: 'button', class: 'link', 'data-testid': 'sum-numbers', 'aria-expanded': 'false', onclick: () => { open = !open; update(); }});
	const likes = el('button', {type: 'button', class: 'link', 'data-testid': 'sum-likes', 'data-tip': 'sum.likes.tip', onclick: () => {
		const s = app.panel('sum');
		if (s) app.ask({do: 'look', stage: s.stage, plane: s.plane});
	}});
	const root = el('section', {class: 'closer', id: 'sum', 'data-testid': 'sum', 'aria-live': 'off'}, head, line, whole);
	let drawn = '', open = false;
	const term = (/** @type {string} */ text, /** @type {string} */ word, /** @type {string} */ id = '') => el('span', {class: 'term', 'data-testid': id || undefined}, el('b', {}, text), el('small', {}, word));
	const op = (/** @type {string} */ sign) => el('span', {class: 'op'}, sign);
	const update = () => {
		const s = app.panel('sum'), now = JSON.stringify([s, open, document.documentElement.lang]);
		hide(root, !s);
		if (!s || now === drawn) return;
		drawn = now;
		const {stage, plane, x, y, k} = s, args = {n: plane + 1, block: s.block ?? stage, x: x + 1, y: y + 1};
		const title = `sum.${s.kind}`, sees = s.sees;
		head.replaceChildren(el('span', {}, rich(t(title, args))), sees ? el('span', {class: 'mut'}, t('sum.sees', {h: sees[0], w: sees[1]})) : '', s.kind === 'conv' ? likes : '', s.in ? more : '');
		write(likes, t('sum.likes'));
		write(more, t(open ? 'sum.less' : 'sum.more'));
		more.setAttribute('aria-expanded', String(open));
		const unit = (/** @type {number[]} */ list) => Math.max(...list.map(Math.abs), 1e-9);
		/** @type {(Node | string)[]} */
		const parts = [];
		if (s.kind === 'conv') {
			const short = adding(s.planes > 1 ? [s.product, s.rest, s.bias] : [s.product, s.bias], s.sum);
			parts.push(el('figure', {}, table(s.in, k, t('sum.in'), unit(s.in)), el('figcaption', {}, t('sum.in'))), op('×'), el('figure', {}, table(s.weights, k, t('sum.weights'), unit(s.weights)), el('figcaption', {}, t('sum.weights'))), op('='),
				term(short(s.product), t('sum.product'), 'sum-product'));
			if (s.planes > 1) parts.push(op('+'), term(short(s.rest), t('sum.rest', {n: s.planes - 1}), 'sum-rest'));
			parts.push(op('+'), term(short(s.bias), t('sum.bias'), 'sum-bias'), op('='), term(short(s.sum), t('sum.sum'), 'sum-sum'));
			if (s.norm !== undefined && s.norm !== null) parts.push(op('→'), term(number(s.norm), t('sum.norm')));
			if (s.shortcut !== undefined && s.shortcut !== null) parts.push(op('+'), term(number(s.shortcut), t('sum.shortcut')));
			parts.push(op('→'), term(short(s.out), has(`option.activation.${s.function}`) ? t(`option.activation.${s.function}`) : s.function, 'sum-out'));
		} else if (s.kind === 'pool') {
			parts.push(el('figure', {}, table(s.in, k, t('sum.in'), unit(s.in)), el('figcaption', {}, t('sum.in'))), op('→'), term(number(s.out), t(`sum.how.${s.how}`), 'sum-out'));
		} else {
			const short = adding([s.sum - s.bias, s.bias], s.sum);
			parts.push(term(short(s.sum - s.bias), t('sum.votes', {n: s.votes?.length ?? 0})), op('+'), term(short(s.bias), t('sum.bias')), op('='), term(short(s.sum), t('sum.sum'), 'sum-sum'), op('→'), term(number(s.out), has(`option.activation.${s.function}`) ? t(`option.activation.${s.function}`) : t(`sum.${s.function}`), 'sum-out'));
		}
		line.replaceChildren(...parts);
		hide(whole, !open || !s.in);
		if (open && s.in) {
			const products = s.weights ? s.in.map((/** @type {number} */ v, /** @type {number} */ i) => v * s.weights[i]) : null;
			whole.replaceChildren(el('figure', {}, numbers(s.in, k), el('figcaption', {}, t('sum.in'))), ...(products ? [op('×'), el('figure', {}, numbers(s.weights, k), el('figcaption', {}, t('sum.weights'))), op('='), el('figure', {}, numbers(products, k), el('figcaption', {}, t('sum.products')))] : []));
		}
	};
	return {root, update};
}
