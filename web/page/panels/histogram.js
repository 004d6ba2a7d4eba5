// Small histograms: how many values lie where, minus and plus in their colours.
import {svg} from '../core/dom.js';

/** @import {Histogram} from '../../types' */

/**
 * @param {Histogram} h @param {number} width @param {number} height
 * @returns {SVGElement}
 */
export function bars(h, width, height) {
	const n = h.counts.length, most = Math.max(...h.counts, 1), each = width / n, step = (h.hi - h.lo) / n;
	const zero = (0 - h.lo) / (h.hi - h.lo) * width;
	const shapes = h.counts.map((count, i) => {
		const tall = count ? Math.max(count / most * (height - 1), 1.5) : 0, middle = h.lo + (i + 0.5) * step;
		const look = Math.abs(middle) < step / 4 ? 'nil' : middle < 0 ? 'neg' : 'pos';
		return svg('rect', {class: look, x: (i * each + each * 0.1).toFixed(2), y: (height - 1 - tall).toFixed(2), width: (each * 0.8).toFixed(2), height: tall.toFixed(2)});
	});
	const axis = [svg('path', {d: `M0 ${height - 0.5}H${width}`})];
	if (zero >= 0 && zero <= width) axis.push(svg('path', {class: 'zero', d: `M${Math.min(Math.max(zero, 0.5), width - 0.5).toFixed(2)} 0V${height}`}));
	return svg('svg', {class: 'bars', viewBox: `0 0 ${width} ${height}`, width, height, preserveAspectRatio: 'none', 'aria-hidden': 'true'}, ...axis, ...shapes);
}
