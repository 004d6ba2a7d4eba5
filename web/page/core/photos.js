// Picture files as a network takes them: decoded by the browser, and brought into a lesson's form. Nothing leaves the machine.
import {el} from './dom.js';
import {fittedInk} from './pixels.js';

/** @import {Form} from '../../types' */

/** A picture is first drawn so many times as large as its form, at most: finer than that no pixel is told apart. */
const FINE = 8;
/** Of a drawing: how far from the paper's brightness is still paper, and how much of the picture is that at least. */
const NEAR = 0.12, BARE = 0.6;

/** Where the colours of a canvas are. @param {CanvasImageSource} image @param {number} w @param {number} h @param {[number, number, number, number]} part of the image */
function drawn(image, w, h, part) {
	const canvas = el('canvas', {width: w, height: h}), context = canvas.getContext('2d', {willReadFrequently: true});
	if (!context) throw new Error('no canvas');
	context.imageSmoothingQuality = 'high';
	context.fillStyle = '#fff'; // what is not opaque lies on paper
	context.fillRect(0, 0, w, h);
	context.drawImage(image, ...part, 0, 0, w, h);
	return context.getImageData(0, 0, w, h).data;
}

/** How bright a colour is (Rec. 601). @param {number} r @param {number} g @param {number} b */
const luma = (r, g, b) => 0.299 * r + 0.587 * g + 0.114 * b;

/** How bright each place is, from 0 to 1. @param {Uint8ClampedArray} colours */
function brightness(colours) {
	return Float32Array.from({length: colours.length / 4}, (_, i) => luma(colours[4 * i], colours[4 * i + 1], colours[4 * i + 2]) / 255);
}

/** What the rim of a picture is like: its middle brightness. @param {Float32Array} light @param {number} w @param {number} h */
function paperOf(light, w, h) {
	const rim = light.filter((_, i) => i % w === 0 || i % w === w - 1 || i < w || i >= w * (h - 1)).sort();
	return rim[rim.length >> 1];
}

/**
 * A photograph: the square in its middle, each pixel the mean of what it covers.
 * @param {CanvasImageSource} image @param {number} wide @param {number} high @param {Form} form
 */
function photograph(image, wide, high, {planes, height, width}) {
	const side = Math.min(wide, high), w = width * FINE, h = height * FINE;
	const colours = drawn(image, w, h, [(wide - side) / 2, (high - side) / 2, side, side]);
	const out = new Uint8Array(planes * height * width);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const sum = [0, 0, 0];
			for (let v = 0; v < FINE; v++) for (let u = 0; u < FINE; u++) for (let c = 0; c < 3; c++) sum[c] += colours[4 * ((y * FINE + v) * w + x * FINE + u) + c];
			const [r, g, b] = sum.map((s) => s / FINE / FINE), at = y * width + x;
			if (planes === 3) [r, g, b].forEach((value, c) => { out[c * height * width + at] = Math.round(value); });
			else out[at] = Math.round(luma(r, g, b));
		}
	}
	return out;
}

/**
 * Ink on paper: what differs from the rim is ink. A drawing, of which most is bare paper, is cropped to its ink and laid in the middle as
 * what is drawn on a pad is; a photograph stays as it is.
 * @param {CanvasImageSource} image @param {number} wide @param {number} high @param {Form} form
 */
function ink(image, wide, high, form) {
	const scale = Math.min(1, FINE * form.width / Math.max(wide, high)), w = Math.max(1, Math.round(wide * scale)), h = Math.max(1, Math.round(high * scale));
	const light = brightness(drawn(image, w, h, [0, 0, wide, high])), paper = paperOf(light, w, h);
	const bare = light.reduce((n, v) => n + Number(Math.abs(v - paper) < NEAR), 0) / light.length;
	const dark = paper >= 0.5;
	/** How much ink there is where it is so bright. @param {number} v */
	const inked = (v) => Math.max(0, dark ? (paper - v) / paper : (v - paper) / (1 - paper));
	if (bare < BARE) return photograph(image, wide, high, form).map((v) => Math.round(255 * Math.min(1, inked(v / 255))));
	return fittedInk(Uint8ClampedArray.from(light, (v) => Math.abs(v - paper) < NEAR ? 0 : 255 * inked(v)), w, h, form);
}

/**
 * A picture file in a form. It fails where the browser knows no such picture.
 * @param {Blob} file @param {Form} form @returns {Promise<Uint8Array>} (planes, height, width)
 */
export async function pictured(file, form) {
	const image = await createImageBitmap(file);
	try {
		return form.bits === 8 ? photograph(image, image.width, image.height, form) : ink(image, image.width, image.height, form);
	} finally {
		image.close();
	}
}
