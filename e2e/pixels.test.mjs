// What is drawn, as a network sees it: cropped to its ink, scaled into a box and centred by its mass.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {base64, bytes, fittedInk, inked} from '../web/page/core/pixels.js';

const FORM = {height: 28, width: 28};

/** Paper with black boxes on it. @param {number} w @param {number} h @param {number[][]} boxes left, top, width and height */
function paper(w, h, boxes) {
	const ink = new Uint8ClampedArray(w * h);
	for (const [x, y, wide, tall] of boxes) for (let v = 0; v < tall; v++) ink.fill(255, (y + v) * w + x, (y + v) * w + x + wide);
	return ink;
}

/** Where there is ink, and its middle. @param {Uint8Array} picture @param {number} w */
function seen(picture, w) {
	const at = [...picture.keys()].filter((i) => picture[i]), xs = at.map((i) => i % w), ys = at.map((i) => Math.floor(i / w));
	const mass = at.reduce((sum, i) => sum + picture[i], 0), mean = (/** @type {number[]} */ list) => at.reduce((sum, i, k) => sum + picture[i] * (list[k] + 0.5), 0) / mass;
	return {left: Math.min(...xs), top: Math.min(...ys), w: Math.max(...xs) - Math.min(...xs) + 1, h: Math.max(...ys) - Math.min(...ys) + 1, x: mean(xs), y: mean(ys)};
}

const cases = [
	{name: 'a square in a corner', boxes: [[3, 2, 60, 60]], w: 20, h: 20},
	{name: 'a bar that stands is as tall as the box', boxes: [[200, 30, 12, 120]], w: 2, h: 20},
	{name: 'a bar that lies is as wide', boxes: [[30, 200, 200, 20]], w: 20, h: 2},
	{name: 'a single place is a large blot', boxes: [[150, 150, 1, 1]], w: 20, h: 20},
	{name: 'what is heavier below lies higher', boxes: [[100, 40, 20, 200], [60, 190, 90, 20]], w: 9, h: 20},
];

for (const {name, boxes, w, h} of cases) {
	test(name, () => {
		const picture = fittedInk(paper(300, 300, boxes), 300, 300, FORM), got = seen(picture, 28);
		assert.deepEqual([got.w, got.h], [w, h]);
		assert.ok(Math.abs(got.x - 14) <= 0.51 && Math.abs(got.y - 14) <= 0.51, `the mass lies about ${got.x} ${got.y}`);
	});
}

test('mean ink is kept: half grey stays half grey', () => {
	const ink = paper(280, 280, [[40, 40, 200, 200]]).map((v) => v / 2);
	const picture = fittedInk(ink, 280, 280, FORM);
	assert.deepEqual(new Set(picture), new Set([0, 128]));
});

test('where a drawing lies makes no difference', () => {
	const boxes = [[0, 0, 40, 8], [30, 0, 8, 70]], moved = boxes.map(([x, y, ...size]) => [x + 90, y + 120, ...size]);
	assert.deepEqual(fittedInk(paper(200, 200, boxes), 200, 200, FORM), fittedInk(paper(200, 200, moved), 200, 200, FORM));
});

test('other sizes have their own box', () => {
	const got = seen(fittedInk(paper(100, 100, [[10, 10, 50, 50]]), 100, 100, {height: 14, width: 14}), 14);
	assert.deepEqual([got.w, got.h, got.left, got.top], [10, 10, 2, 2]);
});

test('empty paper is empty', () => {
	const picture = fittedInk(paper(100, 100, []), 100, 100, FORM);
	assert.equal(picture.length, 784);
	assert.equal(inked(picture), false);
});

test('as text and back', () => {
	const picture = Uint8Array.from({length: 784}, (_, i) => i * 7);
	assert.deepEqual(bytes(base64(picture)), picture);
});
