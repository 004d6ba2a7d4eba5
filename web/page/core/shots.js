// Small true pictures of the lessons, taken when the site was built: numbers that are drawn here in the page's own colours.
import {el} from './dom.js';

/**
 * @typedef {object} Shot
 * @prop {number} [side] of the field
 * @prop {number[]} [field] hundredths of −1…1, row by row from the top, or classes from 1
 * @prop {boolean} [kinds] whether the field is of classes
 * @prop {'grey' | 'signed' | 'ink'} [pixels] what it looks like where it is a picture made of pixels
 * @prop {[number, number, number][]} [points] x, y and class, from −1 to 1
 * @prop {[number, number, number, number][]} [lines] arrows
 * @prop {[number, number, number][]} [dots] what is larger than a point
 * @prop {[number, number][]} [curve] from 0 to 1
 */

/** @type {Promise<Record<string, Shot[]>> | null} */
let loading = null;

/** All pictures, fetched when the first is asked for. Without them there are frames. */
function load() {
	loading ??= fetch('shots.json').then((answer) => answer.ok ? answer.json() : {}).catch(() => ({}));
	return loading;
}

/** @param {string} name of a CSS variable @returns {[number, number, number]} */
function colour(name) {
	const hex = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
	return /** @type {[number, number, number]} */ ([1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)));
}

/** @param {number[]} a @param {number[]} b @param {number} share of b */
const mix = (a, b, share) => a.map((v, i) => v + (b[i] - v) * share);

/** A lesson's picture. @param {string} lesson @param {number} which @param {number} size CSS pixels */
export function shot(lesson, which, size) {
	const canvas = el('canvas', {class: 'shot', width: 2 * size, height: 2 * size, 'aria-hidden': 'true'});
	canvas.style.width = canvas.style.height = `${size}px`;
	load().then((all) => {
		const one = all[lesson]?.[which];
		if (one) draw(canvas, one, size);
	});
	return canvas;
}

/** @param {HTMLCanvasElement} canvas @param {Shot} shot @param {number} size */
function draw(canvas, shot, size) {
	const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')), css = (/** @type {string} */ name) => `rgb(${colour(name).join()})`;
	if (shot.field && shot.side && shot.pixels) photograph(ctx, shot.field, shot.side, shot.pixels);
	else if (shot.field && shot.side) fill(ctx, shot.field, shot.side, Boolean(shot.kinds));
	else {
		ctx.fillStyle = css('surface');
		ctx.fillRect(0, 0, canvas.width, canvas.height);
	}
	ctx.scale(2, 2);
	const x = (/** @type {number} */ v) => (v + 1) / 2 * size, y = (/** @type {number} */ v) => (1 - v) / 2 * size;
	for (const [px, py, k] of shot.points ?? []) {
		ctx.fillStyle = css(k < 0 ? 'ink-3' : `c${k % 6 + 1}`);
		ctx.beginPath();
		if (k === 1) ctx.rect(x(px) - 1.1, y(py) - 1.1, 2.2, 2.2);
		else ctx.arc(x(px), y(py), 1.25, 0, 7);
		ctx.fill();
	}
	ctx.strokeStyle = css('ink');
	ctx.lineWidth = 1.75;
	for (const [x1, y1, x2, y2] of shot.lines ?? []) arrow(ctx, x(x1), y(y1), x(x2), y(y2));
	for (const [px, py, k] of shot.dots ?? []) {
		ctx.beginPath();
		ctx.arc(x(px), y(py), 3.4, 0, 7);
		ctx.fillStyle = css(k < 0 ? 'ink' : `c${k % 6 + 1}`);
		ctx.fill();
		ctx.strokeStyle = css('surface');
		ctx.lineWidth = 1.25;
		ctx.stroke();
	}
	if (!shot.curve?.length) return;
	ctx.strokeStyle = css('line-strong');
	ctx.lineWidth = 1;
	ctx.strokeRect(8.5, 8.5, size - 17, size - 17);
	ctx.strokeStyle = css('ink');
	ctx.lineWidth = 1.75;
	ctx.beginPath();
	const at = (/** @type {[number, number]} */ [u, v]) => /** @type {[number, number]} */ ([9 + u * (size - 18), size - 10 - v * (size - 20)]);
	for (const point of shot.curve) ctx.lineTo(...at(point));
	ctx.stroke();
	ctx.fillStyle = css('ink');
	ctx.beginPath();
	ctx.arc(...at(/** @type {[number, number]} */ (shot.curve.at(-1))), 2.75, 0, 7);
	ctx.fill();
}

/** The field in nine bands with the border between its signs, or in the colours of its classes. @param {CanvasRenderingContext2D} ctx @param {number[]} field @param {number} side @param {boolean} kinds */
function fill(ctx, field, side, kinds) {
	const {width, height} = ctx.canvas, image = ctx.createImageData(width, height);
	const paper = colour('surface'), zero = colour('zero'), ends = [colour('neg-heat'), colour('pos-heat')], ink = colour('ink');
	const classes = [1, 2, 3, 4, 5, 6].map((k) => mix(paper, colour(`c${k}`), 0.35));
	const value = (/** @type {number} */ column, /** @type {number} */ row) => field[Math.min(row, side - 1) * side + Math.min(column, side - 1)];
	for (let j = 0; j < height; j++) {
		for (let i = 0; i < width; i++) {
			const u = (i + 0.5) / width * (side - 1), v = (j + 0.5) / height * (side - 1), c = Math.floor(u), r = Math.floor(v), fu = u - c, fv = v - r;
			let rgb;
			if (kinds) rgb = classes[(value(Math.round(u), Math.round(v)) - 1) % 6] ?? paper;
			else {
				const right = (value(c + 1, r) - value(c, r)) * (1 - fv) + (value(c + 1, r + 1) - value(c, r + 1)) * fv;
				const down = (value(c, r + 1) - value(c, r)) * (1 - fu) + (value(c + 1, r + 1) - value(c + 1, r)) * fu;
				const at = value(c, r) + fu * (value(c + 1, r) - value(c, r)) + fv * down;
				const band = Math.round(at / 25) / 4;
				rgb = mix(zero, ends[band < 0 ? 0 : 1], Math.min(Math.abs(band), 1));
				// How many pixels it is to where the sign changes.
				const slope = Math.hypot(right, down) * (side - 1) / width, off = slope > 0 ? Math.abs(at) / slope : Infinity;
				if (off < 1.8) rgb = mix(rgb, ink, Math.min(1, 1.8 - off));
			}
			image.data.set([...rgb, 255], 4 * (j * width + i));
		}
	}
	ctx.putImageData(image, 0, 0);
}

/** A picture made of pixels: in its own greys, in the page's ink, or more and less than nothing. @param {CanvasRenderingContext2D} ctx @param {number[]} field @param {number} side @param {'grey' | 'signed' | 'ink'} look */
function photograph(ctx, field, side, look) {
	const {width, height} = ctx.canvas, zero = colour('zero'), ends = [colour('neg-heat'), colour('pos-heat')];
	field.forEach((v, i) => {
		const level = Math.round(255 * (v + 100) / 200), rgb = look === 'grey' ? [level, level, level] : look === 'ink' ? mix(colour('surface'), colour('ink'), (v + 100) / 200) : mix(zero, ends[v < 0 ? 0 : 1], Math.min(1, Math.abs(v) / 60));
		const at = (/** @type {number} */ n, /** @type {number} */ whole) => Math.round(n / side * whole), x = i % side, y = Math.floor(i / side);
		ctx.fillStyle = `rgb(${rgb.join()})`;
		ctx.fillRect(at(x, width), at(y, height), at(x + 1, width) - at(x, width), at(y + 1, height) - at(y, height));
	});
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
function arrow(ctx, x1, y1, x2, y2) {
	const long = Math.hypot(x2 - x1, y2 - y1) || 1, dx = (x2 - x1) / long, dy = (y2 - y1) / long;
	ctx.beginPath();
	ctx.moveTo(x1, y1);
	ctx.lineTo(x2, y2);
	for (const side of [1, -1]) {
		ctx.moveTo(x2, y2);
		ctx.lineTo(x2 - 5 * dx + side * 3 * dy, y2 - 5 * dy - side * 3 * dx);
	}
	ctx.stroke();
}
