// Why it says so: what a press on a neuron, a weight or a point does, the popover on a weight, and what is frozen or cut out.
import {byId, el} from '../core/dom.js';
import {number} from '../core/format.js';
import {onSpeak, plain, rich, t} from '../core/words.js';
import {broken} from './formula.js';
import {Inspector} from './inspector.js';

/** @import {Node, State, Target} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Overlay} from '../stage/overlay.js' */

export class Why {
	/** @param {App} app */
	constructor(app) {
		this.app = app;
		this.inspector = new Inspector(app);
		this.tip = el('div', {class: 'edgetip', 'data-testid': 'edgetip', hidden: true});
		this.stem = el('i', {class: 'stem', hidden: true});
		this.chips = el('div', {class: 'chips', id: 'chips', 'data-testid': 'chips'});
		byId('h-net').after(this.chips);
		onSpeak(() => this.#chips(app.state));
		app.show((state) => this.#chips(state));
	}

	/** @param {Overlay} overlay */
	join(overlay) {
		this.overlay = overlay;
		overlay.held = this.inspector.held;
		overlay.root.append(this.stem, this.tip);
		this.app.show((state) => this.#edge(state));
	}

	/** What a click on the stage opens; whether it did. @param {Target | null} target @param {{x: number, y: number}} at */
	tap(target, at) {
		const box = this.app.frame?.box() ?? new DOMRect();
		switch (target?.kind) {
			case 'edge':
				this.inspector.edge(target.layer, target.out, target.in, () => this.tip.hidden ? new DOMRect(at.x + box.x, at.y + box.y, 1, 1) : this.tip.getBoundingClientRect());
				return true;
			case 'bias': {
				const by = this.overlay?.twin(target.layer, target.unit)?.getBoundingClientRect() ?? new DOMRect(at.x + box.x, at.y + box.y, 1, 1);
				this.inspector.open(target.layer, target.unit, by, false);
				return true;
			}
			case 'point':
				if (!this.#explains()) return false;
				this.inspector.point(target.index);
				return true;
			case 'plot':
				if ((this.app.state?.selected?.point ?? -1) < 0) return false;
				this.app.ask({do: 'select', what: 'point', index: -1});
				return true;
			case undefined:
				this.inspector.close();
				return true;
		}
		return false;
	}

	/** Whether there is a network whose numbers points can fill in. */
	#explains() {
		return (this.app.state?.sizes.length ?? 0) > 1;
	}

	/** The neuron that has the focus, or whose numbers are open. */
	#here() {
		const [layer, unit] = (document.activeElement?.closest('.twin')?.getAttribute('data-node') ?? '').split('.').map(Number);
		return layer > 0 ? {layer, unit} : this.inspector.at;
	}

	/** @param {(state: State, here: {layer: number, unit: number}) => object | null} msg */
	#do(msg) {
		const here = this.#here(), {state} = this.app;
		const made = here && state && this.#explains() ? msg(state, here) : null;
		if (made) this.app.ask(/** @type {import('../../types').Msg} */ (made));
	}

	/** What keys do. @type {Record<string, () => void>} */
	keys = {
		f: () => this.#do((state, {layer, unit}) => ({do: 'freeze', layer, unit, on: !has(state.frozen, layer, unit)})),
		'Shift+f': () => this.#do((state, {layer}) => ({do: 'freeze', layer, on: (state.frozen ?? []).filter(([l]) => l === layer).length < state.sizes[layer]})),
		x: () => this.#do((state, {layer, unit}) => layer < state.sizes.length - 1 ? {do: 'cut', layer, unit, on: !has(state.cut, layer, unit)} : null),
		Escape: () => {
			if (this.inspector.at) this.inspector.close();
			else if ((this.app.state?.selected?.point ?? -1) >= 0) this.app.ask({do: 'select', what: 'point', index: -1});
		},
	};

	/** What is frozen and what is cut out, with the way back. @param {State | null} state */
	#chips(state) {
		const frozen = state?.frozen?.length ?? 0, cut = state?.cut?.length ?? 0;
		const told = JSON.stringify([frozen, cut, state && broken(state), document.documentElement.lang]);
		if (told === this.chips.dataset.told) return;
		this.chips.dataset.told = told;
		const chip = (/** @type {string} */ id, /** @type {number} */ n, /** @type {string | null} */ title) => el('button', {
			class: 'chip', type: 'button', 'data-testid': `chip-${id}`, title: title ? plain(title) : false, onclick: () => this.app.ask({do: id, on: false}),
		}, el('span', {}, t(`why.chip.${id}`, {n})), el('u', {}, t(`why.chip.${id}.undo`)));
		this.chips.replaceChildren(cut ? chip('cut', cut, state && broken(state)) : '', frozen ? chip('freeze', frozen, null) : '');
	}

	/** The popover of the weight that is selected, clear of all tiles. @param {State | null} state */
	#edge(state) {
		const held = this.inspector.held(), found = state?.inspect, nodes = this.app.layout?.nodes ?? [];
		const from = held?.in === undefined ? undefined : nodes.filter((n) => n.layer === held.layer - 1)[this.#column(held.layer - 1, held.in)];
		const to = nodes.find((n) => n.layer === held?.layer && n.unit === held?.out);
		this.tip.hidden = this.stem.hidden = !from || !to || !found || found.in !== held?.in;
		if (!from || !to || !found || this.tip.hidden) return;
		const most = found.pushes[0];
		const said = t('why.edge', {value: number(found.weights[found.in])}), more = most ? t('why.edge.push', {n: most.point + 1}) : t(found.frozen ? 'why.edge.frozen' : 'why.edge.early');
		if (this.tip.dataset.said !== said + more) {
			this.tip.dataset.said = said + more;
			this.tip.replaceChildren(el('span', {}, rich(said)), el('span', {class: 'mut'}, rich(more)));
		}
		this.#place(from, to, nodes);
	}

	/** Which tile of a column a weight comes from: inputs that are off have none. @param {number} layer @param {number} i */
	#column(layer, i) {
		if (layer > 0) return i;
		const lit = [...document.querySelectorAll('.twin[data-node^="0."]')].filter((twin) => twin.getAttribute('aria-pressed') === 'true')[i]?.getAttribute('data-node');
		return (this.app.layout?.nodes ?? []).filter((n) => n.layer === 0).findIndex((n) => `0.${n.unit}` === lit);
	}

	/** Above the tiles it would cover, below them where there is no room, with a stem to the middle of the edge. @param {Node} from @param {Node} to @param {Node[]} nodes */
	#place(from, to, nodes) {
		const x = (from.x + from.w / 2 + to.x - to.w / 2) / 2, y = (from.y + to.y) / 2;
		const {width, height} = this.tip.getBoundingClientRect();
		const area = this.app.frame?.placed.network ?? {x: 0, y: 0, w: innerWidth, h: innerHeight};
		const left = Math.max(area.x + 8, Math.min(x - 34, area.x + area.w - 8 - width));
		const under = nodes.filter((n) => n.x + n.w / 2 > left - 8 && n.x - n.w / 2 < left + width + 8);
		const top = Math.min(y - 22, ...under.map((n) => n.y - n.h / 2)) - 8 - height, bottom = Math.max(y + 22, ...under.map((n) => n.y + n.h / 2)) + 26;
		const above = top >= area.y + 34 || bottom + height > area.y + area.h;
		const put = above ? Math.max(top, area.y + 2) : bottom;
		this.tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(put)}px)`;
		const [a, b] = above ? [put + height, y - 4] : [y + 4, put];
		this.stem.hidden = b <= a;
		this.stem.style.transform = `translate(${x - 0.75}px, ${a}px)`;
		this.stem.style.height = `${Math.max(0, b - a)}px`;
	}
}

/** @param {[number, number][] | undefined} list @param {number} layer @param {number} unit */
function has(list, layer, unit) {
	return (list ?? []).some(([l, u]) => l === layer && u === unit);
}
