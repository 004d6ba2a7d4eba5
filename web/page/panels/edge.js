// The popover of the weight that is selected: what it is and who pushed it most.
import {el, hide} from '../core/dom.js';
import {number} from '../core/format.js';
import {allInputs, inputsOn} from '../core/names.js';
import {rich, t} from '../core/words.js';

/** @import {Node} from '../../types' */
/** @import {App} from '../core/app.js' */

/** @param {App} app @returns {{root: HTMLElement, stem: HTMLElement, update: () => void}} both to lie over the stage */
export function edgeTip(app) {
	const root = el('div', {class: 'edgetip', 'data-testid': 'edgetip', hidden: true}), stem = el('i', {class: 'stem', hidden: true});
	let shown = '';

	/** The tile that the i-th weight of a layer comes from: inputs that are off have none. @param {number} layer @param {number} i */
	const source = (layer, i) => {
		const unit = layer === 1 && app.ofKind('inputs') ? allInputs(app).indexOf(inputsOn(app)[i]) : i;
		return app.layout?.nodes?.find((n) => n.layer === layer - 1 && n.unit === unit);
	};

	/** Above the tiles it would cover, below them where there is no room, with a stem to the middle of the edge. @param {Node} from @param {Node} to @param {Node[]} nodes */
	const place = (from, to, nodes) => {
		const x = (from.x + from.w / 2 + to.x - to.w / 2) / 2, y = (from.y + to.y) / 2;
		const {width, height} = root.getBoundingClientRect();
		const area = Object.values(app.frame?.placed ?? {}).find((r) => x >= r.x && x <= r.x + r.w && y >= r.y && y <= r.y + r.h) ?? {x: 0, y: 0, w: innerWidth, h: innerHeight};
		const left = Math.max(area.x + 8, Math.min(x - 34, area.x + area.w - 8 - width));
		const under = nodes.filter((n) => n.x + n.w / 2 > left - 8 && n.x - n.w / 2 < left + width + 8);
		const top = Math.min(y - 22, ...under.map((n) => n.y - n.h / 2)) - 8 - height, bottom = Math.max(y + 22, ...under.map((n) => n.y + n.h / 2)) + 26;
		const above = top >= area.y + 34 || bottom + height > area.y + area.h;
		const put = above ? Math.max(top, area.y + 2) : bottom;
		root.style.transform = `translate(${Math.round(left)}px, ${Math.round(put)}px)`;
		const [a, b] = above ? [put + height, y - 4] : [y + 4, put];
		hide(stem, b <= a);
		stem.style.transform = `translate(${x - 0.75}px, ${a}px)`;
		stem.style.height = `${Math.max(0, b - a)}px`;
	};

	return {
		root, stem,
		update() {
			const found = app.panel('inspector'), nodes = app.layout?.nodes ?? [];
			const from = found && found.in >= 0 ? source(found.layer, found.in) : undefined;
			const to = found && nodes.find((n) => n.layer === found.layer && n.unit === found.unit);
			for (const node of [root, stem]) hide(node, !from || !to);
			if (!from || !to) return;
			const most = found.pushes[0];
			const said = t('why.edge', {value: number(found.weights[found.in])}), more = most ? t('why.edge.push', {n: most.point + 1}) : t(found.frozen ? 'why.edge.frozen' : 'why.edge.early');
			if (shown !== said + more) {
				shown = said + more;
				root.replaceChildren(el('span', {}, rich(said)), el('span', {class: 'mut'}, rich(more)));
			}
			place(from, to, nodes);
		},
	};
}
