// What the marks on the large plot mean, where they mean more than a class.
import {dot, el, svg} from '../core/dom.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @returns {Made} */
export function legend(app) {
	const root = el('div', {class: 'keys', id: 'legend', 'data-testid': 'legend'});
	let drawn = '';
	return {root, update() {
		const keys = app.panel('legend') ?? [], now = JSON.stringify([keys, document.documentElement.lang]);
		if (now === drawn) return;
		drawn = now;
		root.replaceChildren(...keys.map((key) => {
			const mark = svg('svg', {class: `mark-key${key.hollow ? ' hollow' : ''}`, viewBox: '-6 -6 12 12', 'aria-hidden': 'true'}, dot(key.class, 0, 0, 4));
			return el('span', {'data-tip': `legend.${key.name}.tip`}, mark, t(`legend.${key.name}`));
		}));
	}};
}
