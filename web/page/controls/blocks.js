// The blocks of a network that sees, each a card: its filters, their size, how they go over the picture and what is kept of what they
// find. Below stand the shape of what comes out and how many weights that takes. The dense layers after them are cards as well.
import {el, hide, icon, mark, write} from '../core/dom.js';
import {count} from '../core/format.js';
import {widths} from '../core/names.js';
import {onSpeak, plain, rich, spell, t} from '../core/words.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Shown} from './shown.js' */

/** One block, as links write it: 8x5s2vp2. @typedef {{filters: number, size: number, stride: number, valid: boolean, pool: number}} Block */
/** A stage as the engine tells of it. @typedef {{kind: string, planes: number, h: number, w: number, parameters: number, dense?: number}} Stage */

const MOST = {size: 7, stride: 3, pool: 3, width: 128};
/** What another block begins as. */
const USUAL = {filters: 8, size: 3, stride: 1, valid: false, pool: 1};

/** @param {unknown} value @returns {Block[]} */
export function blocks(value) {
	return String(value ?? '').split(',').filter(Boolean).map((text) => {
		const of = (/** @type {RegExp} */ what, /** @type {number} */ or) => Number(what.exec(text)?.[1] ?? or);
		return {filters: of(/^(\d+)/, 8), size: of(/x(\d+)/, 3), stride: of(/s(\d+)/, 1), valid: text.includes('v'), pool: of(/p(\d+)/, 1)};
	});
}

/** @param {Block[]} all */
export function written(all) {
	return all.map((b) => `${b.filters}x${b.size}${b.stride > 1 ? `s${b.stride}` : ''}${b.valid ? 'v' : ''}${b.pool > 1 ? `p${b.pool}` : ''}`).join(',');
}

/** What comes out of a stage. @param {Stage} stage */
const shape = ({planes, h, w}) => h * w === 1 ? count(planes) : `${h} × ${w} × ${planes}`;

/** A slider with its name and its value. @param {string} key @param {string} id @param {number} lo @param {number} hi @param {(n: number) => void} change */
function slide(key, id, lo, hi, change) {
	const value = el('b'), input = el('input', {type: 'range', min: lo, max: hi, step: 1, 'data-testid': id, 'aria-label': '', oninput: () => change(Number(input.value))});
	return {
		root: el('label', {class: 'sl', 'data-tip': `${key}.tip`}, el('div', {class: 'r'}, el('span', {'data-t': key}, t(key)), value), input),
		show(/** @type {number} */ n, /** @type {string} */ text, /** @type {string} */ name) {
			if (Number(input.value) !== n) input.value = String(n);
			input.style.setProperty('--p', `calc(8px + ${(n - lo) / (hi - lo)} * (100% - 16px))`);
			mark(input, 'aria-label', name);
			mark(input, 'aria-valuetext', text);
			write(value, text);
		},
	};
}

/** A few options side by side. @param {string} key @param {string} id @param {string[]} options @param {(at: number) => void} change */
function pick(key, id, options, change) {
	const buttons = options.map((option, at) => el('button', {type: 'button', 'data-testid': `${id}-${at + 1}`, onclick: () => change(at)}, option));
	const group = el('div', {class: 'seg', role: 'group'}, ...buttons);
	return {
		root: el('div', {class: 'pickrow', 'data-tip': `${key}.tip`}, el('span', {'data-t': key}, t(key)), group),
		show(/** @type {number} */ at, /** @type {string} */ name) {
			buttons.forEach((button, i) => mark(button, 'aria-pressed', String(i === at)));
			mark(group, 'aria-label', name);
		},
		words: (/** @type {string[]} */ all) => buttons.forEach((button, i) => write(button, all[i])),
	};
}

/** @param {App} app @param {Control} c @returns {Shown} */
export function builder(app, c) {
	const most = c.most ?? 10, widest = c.max ?? 32, dense = () => app.ofKind('layers');
	const row = el('div', {class: 'row-cards'}), says = el('p', {class: 'refused', role: 'status', 'data-testid': 'refused', hidden: true}), total = el('p', {class: 'total', 'data-testid': 'total'});
	const root = el('div', {class: 'builder'}, says, row, total);
	const now = () => blocks(app.value(c.name)), hidden = () => widths(app.value(dense()?.name ?? ''));
	const change = (/** @type {number} */ i, /** @type {Partial<Block>} */ to) => app.tune(c.name, written(now().map((b, k) => k === i ? {...b, ...to} : b)));
	const layers = (/** @type {number[]} */ to) => { const d = dense(); if (d) app.tune(d.name, to.join(',')); };
	/** @type {((stages: Stage[]) => void)[]} */
	let shows = [];
	let built = '';

	const gone = (/** @type {string} */ key, /** @type {string} */ id, /** @type {number} */ n, /** @type {() => void} */ act) => el('button', {type: 'button', class: 'ib small', 'data-testid': id, 'aria-label': t(key, {n}), 'data-tip': 'build.remove.tip', onclick: act}, icon('i-close'));
	/** A block's card. @param {number} i */
	const block = (i) => {
		const id = `block-${i + 1}`, out = el('p', {class: 'out', 'data-testid': `${id}-shape`}), takes = el('p', {class: 'takes', 'data-tip': 'build.takes.tip'});
		const filters = slide('build.filters', `${id}-filters`, c.min ?? 1, widest, (n) => change(i, {filters: n}));
		const size = slide('build.size', `${id}-size`, 1, MOST.size, (n) => change(i, {size: n}));
		const stride = pick('build.stride', `${id}-stride`, ['1', '2', '3'], (at) => change(i, {stride: at + 1}));
		const edge = pick('build.edge', `${id}-edge`, ['', ''], (at) => change(i, {valid: at === 1}));
		const pool = pick('build.pool', `${id}-pool`, ['', '2', '3'], (at) => change(i, {pool: at + 1}));
		const card = el('section', {class: 'stagecard', 'data-testid': id}, el('header', {}, el('h3', {}, t('build.block', {n: i + 1})), gone('build.remove', `${id}-remove`, i + 1, () => app.tune(c.name, written(now().filter((_, k) => k !== i))))),
			el('div', {class: 'pair'}, filters.root, size.root), el('div', {class: 'pair'}, stride.root, pool.root), el('div', {class: 'pair'}, edge.root, out), takes);
		shows.push((stages) => {
			const b = now()[i], name = (/** @type {string} */ key) => `${t('build.block', {n: i + 1})}: ${t(key)}`;
			if (!b) return;
			filters.show(b.filters, String(b.filters), name('build.filters'));
			size.show(b.size, `${b.size} × ${b.size}`, name('build.size'));
			stride.show(b.stride - 1, name('build.stride'));
			edge.words([t('build.edge.same'), t('build.edge.valid')]);
			edge.show(b.valid ? 1 : 0, name('build.edge'));
			pool.words([t('build.pool.none'), '2', '3']);
			pool.show(b.pool - 1, name('build.pool'));
			const convs = stages.map((stage, at) => ({stage, at})).filter(({stage}) => stage.kind === 'conv'), mine = convs[i];
			const last = mine && (stages[mine.at + 1]?.kind === 'pool' ? stages[mine.at + 1] : mine.stage);
			write(out, mine ? shape(last) : '');
			write(takes, mine ? t('build.takes', {n: count(mine.stage.parameters), dense: count(mine.stage.dense ?? 0)}) : '');
		});
		return card;
	};
	/** A dense layer's card. @param {number} i */
	const layer = (i) => {
		const id = `dense-${i + 1}`, takes = el('p', {class: 'takes'});
		const wide = slide('build.width', `${id}-width`, 1, dense()?.max ?? MOST.width, (n) => layers(hidden().map((w, k) => k === i ? n : w)));
		shows.push((stages) => {
			const w = hidden()[i], stage = stages.filter(({kind}) => kind === 'dense')[i];
			if (!w) return;
			wide.show(w, String(w), `${t('build.dense', {n: i + 1})}: ${t('build.width')}`);
			write(takes, stage ? t('build.weights', {n: count(stage.parameters)}) : '');
		});
		return el('section', {class: 'stagecard', 'data-testid': id}, el('header', {}, el('h3', {}, t('build.dense', {n: i + 1})), gone('build.remove.dense', `${id}-remove`, i + 1, () => layers(hidden().filter((_, k) => k !== i)))),
			wide.root, takes);
	};
	const build = () => {
		shows = [];
		const answers = el('section', {class: 'stagecard', 'data-testid': 'answers'}, el('header', {}, el('h3', {}, t('build.answers'))), el('p', {class: 'out'}), el('p', {class: 'takes'}));
		shows.push((stages) => {
			const stage = stages.find(({kind}) => kind === 'answer');
			write(/** @type {Element} */ (answers.children[1]), stage ? t('build.classes', {n: stage.planes}) : '');
			write(/** @type {Element} */ (answers.children[2]), stage ? t('build.weights', {n: count(stage.parameters)}) : '');
		});
		const more = el('button', {type: 'button', class: 'btn slim', 'data-testid': 'block-more', 'data-t': 'build.more', 'data-tip': 'build.more.tip', onclick: () => app.tune(c.name, written([...now(), USUAL]))}, t('build.more'));
		const moreDense = el('button', {type: 'button', class: 'btn slim', 'data-testid': 'dense-more', 'data-t': 'build.moredense', 'data-tip': 'build.moredense.tip', onclick: () => layers([...hidden(), 32])}, t('build.moredense'));
		shows.push(() => {
			more.disabled = now().length >= most;
			hide(moreDense, !dense());
			moreDense.disabled = hidden().length >= (dense()?.most ?? 3);
		});
		row.replaceChildren(...now().map((_, i) => block(i)), el('div', {class: 'adds'}, more, moreDense), ...hidden().map((_, i) => layer(i)), answers);
	};
	onSpeak(() => { built = ''; });
	return {root, update() {
		const key = JSON.stringify([now().length, hidden().length, document.documentElement.lang]);
		if (key !== built) {
			const had = document.activeElement instanceof HTMLElement && row.contains(document.activeElement) ? document.activeElement.dataset.testid : '';
			built = key;
			build();
			if (had) /** @type {HTMLElement | null} */ (row.querySelector(`[data-testid="${had}"]`) ?? row.querySelector('[data-testid=block-more]'))?.focus();
		}
		const {stages = [], parameters, dense: whole} = app.panel('build') ?? {};
		for (const one of shows) one(stages);
		const sums = parameters === undefined ? '' : t('build.total', {n: count(parameters), dense: count(whole)});
		if (total.dataset.said !== sums) total.replaceChildren(rich(total.dataset.said = sums));
		const line = app.state?.narrator, refused = line?.key.includes('.refused.') ? line : null;
		hide(says, !refused);
		if (refused) write(says, plain(spell(app, refused)));
	}};
}
