// The plane as a layer sees it: the switch between boundary and hidden space, the way through the layers, the axes, and in words
// what has happened to the points.
import {el, hide, icon, mark, write} from '../core/dom.js';
import {plain, rich, t} from '../core/words.js';
import {wayThrough} from './way.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @param {Record<string, string>} bind at is how deep one looks, x and y what is drawn along the axes @returns {Made} */
export function space(app, {at: depth = '', x = '', y = ''}) {
	const tab = (/** @type {string} */ id, /** @type {() => void} */ act) => el('button', {type: 'button', 'data-testid': `view-${id}`, 'data-t': `space.${id}`, 'data-tip': `space.${id}.tip`, onclick: act});
	const boundary = tab('boundary', () => { stop(); app.tune(depth, 'off'); });
	const hidden = tab('hidden', () => app.tune(depth, Math.max(last() - 1, 1)));
	const where = el('b', {'data-testid': 'space-layer'});
	const axes = el('div', {class: 'axes'});
	const words = el('p', {class: 'said', 'data-testid': 'space-words', 'data-tip': 'space.tip'});
	const {root: way, ...through} = wayThrough(app, depth, () => last(), (n) => called(n));
	const root = el('div', {class: 'space', 'data-testid': 'space'}, el('div', {class: 'kinds', role: 'group', 'data-al': 'space.switch'}, boundary, hidden), way, el('div', {class: 'row'}, where, axes), words);

	const open = el('button', {class: 'pill', type: 'button', 'data-testid': 'space-open', 'data-tip': 'space.hidden.tip', onclick: () => app.value(depth) === 'off' ? hidden.click() : boundary.click()}, icon('i-space'), el('span', {'data-t': 'space.hidden'}));

	const sizes = () => app.panel('network')?.sizes ?? [];
	const last = () => (sizes().length || 2) - 1;
	const at = () => Number(app.value(depth));
	/** @param {number} layer */
	const called = (layer) => t(layer === 0 ? 'space.plane' : layer === last() ? 'space.output' : 'space.layer', {n: layer});
	const sentence = () => {
		const space = app.panel('space');
		if (!space) return '';
		if (space.at !== Math.round(space.at)) return t('space.between', {from: called(Math.floor(space.at)), to: called(Math.ceil(space.at))});
		if (space.parted === null || space.before === null) return t('space.say.value');
		const share = (/** @type {number} */ v) => Math.round(v * 100);
		const args = {now: share(space.parted), before: share(space.before), layer: called(space.at)}, many = (app.panel('data')?.classes ?? 0) > 2 ? '.many' : '';
		if (space.at === 0) return t(`space.say.plane${many}`, args);
		return t(`space.say.${space.parted >= 0.95 && space.before < 0.9 ? 'free' : 'layer'}${many}`, args);
	};
	/** The two choices of what is drawn along an axis. */
	const pickers = () => {
		const seen = app.panel('space'), layer = Math.round(seen?.at ?? 0), units = layer > 0 ? sizes()[layer] : 0, now = [x, y].map((name) => String(app.value(name)));
		const told = JSON.stringify([layer, units, now, seen?.axes, document.documentElement.lang]);
		if (axes.dataset.told === told || axes.contains(document.activeElement)) return;
		axes.dataset.told = told;
		axes.replaceChildren(...(units > 2 ? [x, y].map((name, i) => {
			const select = el('select', {'aria-label': plain(t(`control.${name}.name`)), 'data-testid': `input-${name}`});
			select.append(el('option', {value: 'auto'}, t(`option.${name}.auto`)));
			for (let n = 1; n <= units; n++) select.append(el('option', {value: n}, layer === last() ? plain(t('stage.space.output', {n})) : t('hint.unit', {n})));
			select.value = Number(now[i]) <= units ? now[i] : 'auto';
			select.addEventListener('change', () => {
				app.tune(name, select.value === 'auto' ? 'auto' : Number(select.value));
				select.blur();
			});
			const axis = seen?.axes[i];
			if (app.hidden.has(name)) return el('span', {}, axis ? t(`stage.space.${axis.kind}`, {n: axis.n}) : '');
			return el('span', {class: 'pick', 'data-tip': `control.${name}.tip`}, el('span', {}, axis ? t(`stage.space.${axis.kind}`, {n: axis.n}) : ''), icon('i-down', 'chev'), select);
		}) : []));
	};
	return {root, parts: {open}, remove: through.stop, update(state) {
		const c = app.control(depth), idle = c ? app.idle(c) !== null : true;
		const on = Boolean(c) && !idle && app.value(depth) !== 'off', held = app.hidden.has(depth);
		hide(root, !on);
		hide(open, !c || idle || held);
		open.classList.toggle('on', on);
		for (const node of /** @type {HTMLElement[]} */ ([root.firstElementChild, way])) hide(node, held);
		mark(boundary, 'aria-pressed', String(!on));
		mark(hidden, 'aria-pressed', String(on));
		root.classList.toggle('on', on);
		if (!on || !state) return;
		through.update();
		const whole = Math.round(at());
		write(where, t(whole ? 'space.at' : 'space.at.plane', {layer: called(whole)}));
		pickers();
		const said = sentence();
		if (words.dataset.said !== said) {
			words.dataset.said = said;
			words.replaceChildren(rich(said));
		}
	}};
}
