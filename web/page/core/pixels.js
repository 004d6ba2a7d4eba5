// Pictures as numbers: what is drawn on a canvas as a network sees it, bytes as text, and pictures drawn in the page's own ink.

/** What a lesson's pictures are like. @typedef {{planes?: number, height: number, width: number}} Form */

/** How much of a picture's side its ink takes, as MNIST has it: 20 pixels of 28. */
const BOX = 20 / 28;
/** Fainter than this is paper: the last grey of a smooth edge. */
const PAPER = 8;

/** @param {Uint8Array} bytes */
export function base64(bytes) {
	let text = '';
	for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
	return btoa(text);
}

/** @param {string} text @returns {Uint8Array} */
export function bytes(text) {
	return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

/** @typedef {{left: number, top: number, right: number, bottom: number}} Extent right and bottom are the first without ink */

/** Where there is ink, or null. @param {Uint8ClampedArray} ink one byte a place @param {number} w @param {number} h @returns {Extent | null} */
function extent(ink, w, h) {
	let left = w, top = h, right = 0, bottom = 0;
	for (let y = 0; y < h; y++) {
		for (let x = 0; x < w; x++) {
			if (ink[y * w + x] < PAPER) continue;
			left = Math.min(left, x);
			right = Math.max(right, x + 1);
			top = Math.min(top, y);
			bottom = y + 1;
		}
	}
	return right ? {left, top, right, bottom} : null;
}

/**
 * The mean ink of part of a row of places, each end counted as far as it reaches.
 * @param {number} from @param {number} to @param {number} most @param {(i: number, share: number) => void} f
 */
function across(from, to, most, f) {
	for (let i = Math.max(Math.floor(from), 0); i < Math.min(Math.ceil(to), most); i++) f(i, Math.min(i + 1, to) - Math.max(i, from));
}

/**
 * Ink on paper as a network sees it: cropped to its ink, scaled with its proportions into a box of 20/28 of the side, and laid so
 * that its centre of mass is the picture's middle, as MNIST's digits are (Y. LeCun, C. Cortes and C. Burges, "The MNIST database of
 * handwritten digits"). Ink is what is opaque. Empty paper is all zeros.
 * @param {HTMLCanvasElement} canvas @param {Form} form @returns {Uint8Array} a byte a pixel, 255 for ink
 */
export function fitted(canvas, {height, width}) {
	const {width: w, height: h} = canvas, context = canvas.getContext('2d', {willReadFrequently: true});
	const colours = context?.getImageData(0, 0, w, h).data ?? new Uint8ClampedArray(4 * w * h);
	return fittedInk(Uint8ClampedArray.from({length: w * h}, (_, i) => colours[4 * i + 3]), w, h, {height, width});
}

/** The same of bare ink, one byte a place. @param {Uint8ClampedArray} ink @param {number} w @param {number} h @param {Form} form @returns {Uint8Array} */
export function fittedInk(ink, w, h, {height, width}) {
	const out = new Uint8Array(height * width), found = extent(ink, w, h);
	if (!found) return out;
	const {left, top, right, bottom} = found, box = Math.max(1, Math.round(Math.min(height, width) * BOX));
	const each = Math.max(right - left, bottom - top) / box, wide = Math.ceil((right - left) / each - 1e-9), tall = Math.ceil((bottom - top) / each - 1e-9);
	// Each small pixel is the mean of what it covers; what is over at the right and below is paper.
	const small = new Float64Array(tall * wide);
	const padX = (wide * each - (right - left)) / 2, padY = (tall * each - (bottom - top)) / 2;
	let mass = 0, sumX = 0, sumY = 0;
	for (let v = 0; v < tall; v++) {
		for (let u = 0; u < wide; u++) {
			let sum = 0;
			across(top - padY + v * each, top - padY + (v + 1) * each, h, (y, high) => across(left - padX + u * each, left - padX + (u + 1) * each, w, (x, broad) => { sum += ink[y * w + x] * high * broad; }));
			const mean = small[v * wide + u] = sum / each / each;
			mass += mean;
			sumX += mean * (u + 0.5);
			sumY += mean * (v + 0.5);
		}
	}
	// Whole pixels, so that nothing is smoothed twice; and all of it stays in the picture.
	const place = (/** @type {number} */ side, /** @type {number} */ size, /** @type {number} */ middle) => Math.min(Math.max(Math.round(side / 2 - middle), 0), side - size);
	const x0 = place(width, wide, sumX / mass), y0 = place(height, tall, sumY / mass);
	for (let v = 0; v < tall; v++) for (let u = 0; u < wide; u++) out[(y0 + v) * width + x0 + u] = Math.round(small[v * wide + u]);
	return out;
}

/** Whether there is any ink. @param {Uint8Array} picture */
export function inked(picture) {
	return picture.some((v) => v > 0);
}

/**
 * Draws a picture in the ink that its canvas has by its style sheet, a pixel for a pixel: CSS makes it as large as it is to be.
 * @param {HTMLCanvasElement} canvas @param {Uint8Array} picture (h, w) @param {number} h @param {number} w
 */
export function paint(canvas, picture, h, w) {
	if (canvas.width !== w) canvas.width = w;
	if (canvas.height !== h) canvas.height = h;
	const context = canvas.getContext('2d');
	if (!context || !w || !h) return;
	const image = context.createImageData(w, h), [r, g, b] = inkOf(canvas);
	for (let i = 0; i < w * h; i++) image.data.set([r, g, b, picture[i] ?? 0], 4 * i);
	context.putImageData(image, 0, 0);
}

/** The colour that a node is written in; of one that is not in the page yet, the page's. @param {Element} node @returns {number[]} */
export function inkOf(node) {
	return getComputedStyle(node.isConnected ? node : document.body).color.match(/[\d.]+/g)?.slice(0, 3).map(Number) ?? [0, 0, 0];
}

/** Calls f when the colours are others, until the signal. @param {() => void} f @returns {() => void} ends it */
export function onColours(f) {
	const watch = new MutationObserver(f);
	watch.observe(document.documentElement, {attributeFilter: ['data-theme']});
	return () => watch.disconnect();
}
