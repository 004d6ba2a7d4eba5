// How large a map is and why, and how few numbers it takes.
import {el, hide, write} from '../core/dom.js';
import {count} from '../core/format.js';
import {rich, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @typedef {{from: [number, number], to: [number, number], stride: number, pad?: number}} Size */

/** A count in millions where it is so many. @param {number} n */
const large = (n) => n >= 1e6 ? t('ui.mapsize.millions', {n: (n / 1e6).toFixed(1)}) : count(n);

/** @param {App} app @returns {Made} */
export function mapsize(app) {
	const row = (/** @type {string} */ id) => {
		const how = el('span'), size = el('b', {'data-testid': `mapsize-${id}`});
		return {root: el('li', {}, how, size), how, size};
	};
	const map = row('map'), pool = row('pool'), said = el('p', {'data-testid': 'mapsize-said'});
	const root = el('div', {class: 'mapsize'}, said, el('h3', {'data-t': 'ui.mapsize'}), el('ul', {}, map.root, pool.root));
	let drawn = '';
	return {root, update() {
		/** @type {{size: number, planes: number, map: Size, pool?: Size, dense: number} | undefined} */
		const now = app.panel('window');
		hide(root, !now);
		if (!now) return;
		const {from: [w], to: [wide, high], stride, pad = 0} = now.map;
		const told = JSON.stringify([now.size, now.planes, now.map, now.pool, document.documentElement.lang]);
		if (told === drawn) return;
		drawn = told;
		const down = (/** @type {boolean} */ uneven) => uneven ? ` ${t('ui.mapsize.down')}` : '';
		write(map.how, `(${w}${pad ? ` + ${2 * pad}` : ''} − ${now.size}) ÷ ${stride} + 1${down((w + 2 * pad - now.size) % stride !== 0)}`);
		write(map.size, String(wide));
		hide(pool.root, !now.pool);
		if (now.pool) {
			write(pool.how, `${wide} ÷ 2${down(wide % 2 !== 0)}`);
			write(pool.size, String(now.pool.to[0]));
		}
		said.replaceChildren(rich(t('ui.mapsize.said', {n: now.size * now.size * now.planes, places: count(wide * high), dense: large(now.dense)})));
	}};
}
