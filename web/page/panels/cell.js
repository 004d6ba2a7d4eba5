// The sum that the strip above the plane shows, for those who do not see it; without a sum there is no strip.
import {el, write} from '../core/dom.js';
import {minus} from '../core/format.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

const digits = (/** @type {number} */ v) => minus(v.toFixed(2));

/** @param {App} app @returns {Made} */
export function cell(app) {
	const root = el('p', {class: 'vh', 'data-testid': 'cell-sum'});
	const strip = () => document.querySelector('[data-area=cell]');
	return {root, remove: () => strip()?.classList.remove('idle'), update() {
		const sum = app.panel('cell');
		strip()?.classList.toggle('idle', !sum);
		if (!sum) return write(root, '');
		const x = sum.x.map(digits), w = sum.w.map(digits), y = sum.x.reduce((/** @type {number} */ all, /** @type {number} */ _, /** @type {number} */ i) => all + Number(sum.x[i].toFixed(2)) * Number(sum.w[i].toFixed(2)), 0);
		write(root, t('ui.cell.sum', {x: x[0], w: w[0], x2: x[1], w2: w[1], y: digits(y)}));
	}};
}
