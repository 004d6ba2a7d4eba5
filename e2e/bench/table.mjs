// What the parts of the benchmark print with and count by.

/** One line of a table: a name and numbers. @param {...(string|number)} cells */
export function row(...cells) {
	console.log(cells.map((cell, i) => String(cell)[i ? 'padStart' : 'padEnd'](i ? 14 : 34)).join(''));
}

/** @param {number[]} list */
export const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

/** What the numbers depend on. */
export const largest = 'inputs=x1,x2,x1x1,x2x2,x1x2,sinx1,sinx2&layers=8,8,8,8,8,8';

/** The two ways in which a Chromium without a GPU puts a page together. */
export const ways = [
	{name: 'composited by the processor', options: {composite: 'processor'}},
	{name: 'composited by software GL', options: {composite: 'gl'}},
];
