// A picture to take away: what the stage drew, the page's words around it, and below them where it comes from.
import {plain, t} from '../core/words.js';

/** @import {App} from '../core/app.js' */

/** Between two parts, and around them all; CSS pixels. */
const GAP = 16;
/** Lines of the link, at most. */
const LINES = 6;
/** What is for the hand and says nothing in a picture. */
const HANDLES = 'button:not(.confusion button), .layers, select, input, .views, .stops, .q, .gone, [hidden], [popover]';

/** @param {string} name of a CSS variable */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/**
 * The parts of the page that belong into a picture, from the top, moved together where there is something else between.
 * @returns {{node: HTMLElement, box: DOMRect, x: number, y: number}[]}
 */
function parts() {
	const nodes = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.stage, .out > .hd, .res, .out > .area')]);
	const seen = nodes.map((node) => ({node, box: node.getBoundingClientRect()})).filter(({box}) => box.width > 2 && box.height > 2);
	const left = Math.min(...seen.map(({box}) => box.left));
	seen.sort((a, b) => a.box.top - b.box.top);
	let taken = 0, bottom = -Infinity;
	return seen.map(({node, box}) => {
		if (bottom === -Infinity) taken = box.top;
		else taken += Math.max(0, box.top - bottom - GAP);
		bottom = Math.max(bottom, box.bottom);
		return {node, box, x: box.left - left, y: box.top - taken};
	});
}

/** @param {App} app @returns {Promise<HTMLCanvasElement>} */
export async function drawPicture(app) {
	const drawn = await app.frame?.picture() ?? null;
	const all = parts(), stage = app.frame?.box() ?? new DOMRect();
	const width = Math.max(...all.map(({box, x}) => x + box.width)), height = Math.max(...all.map(({box, y}) => y + box.height));
	const k = drawn && stage.width ? drawn.width / stage.width : Math.max(devicePixelRatio, 1);
	const canvas = document.createElement('canvas'), ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
	const font = getComputedStyle(document.body).fontFamily;
	const lines = caption(ctx, font, width);
	canvas.width = Math.round((width + 2 * GAP) * k);
	canvas.height = Math.round((height + 3 * GAP + 22 + 16 * lines.length) * k);
	ctx.scale(k, k);
	ctx.fillStyle = colour('bg');
	ctx.fillRect(0, 0, canvas.width, canvas.height);
	ctx.translate(GAP, GAP);
	const over = document.getElementById('over');
	for (const part of all) {
		ctx.save();
		ctx.translate(part.x - part.box.left, part.y - part.box.top); // from here on where things are in the window
		if (part.node.matches('.stage')) card(ctx, part.box);
		const {left, top} = stage, {box} = part;
		if (drawn) {
			// Only the part's own piece of it, but with what reaches a little beyond its edges.
			const piece = inside(box, stage);
			if (piece) ctx.drawImage(drawn, (piece.x - left) * k, (piece.y - top) * k, piece.width * k, piece.height * k, piece.x, piece.y, piece.width, piece.height);
		}
		await pictures(ctx, part.node);
		words(ctx, part.node);
		if (over) words(ctx, over, box);
		ctx.restore();
	}
	ctx.translate(0, height + GAP);
	ctx.fillStyle = colour('ink');
	ctx.font = `600 15px ${font}`;
	ctx.textBaseline = 'alphabetic';
	const title = plain(t(`lesson.${app.lesson.id}.name`));
	ctx.fillText(title, 0, 12);
	const at = ctx.measureText(title).width + 12;
	ctx.font = `400 12px ${font}`;
	ctx.fillStyle = colour('ink-2');
	ctx.fillText(`${t('metric.epoch')} ${Math.floor(app.state?.epoch ?? 0)}`, at, 12);
	lines.forEach((line, i) => ctx.fillText(line, 0, 32 + 16 * i));
	return canvas;
}

/** The link, broken wherever it has to be. @param {CanvasRenderingContext2D} ctx @param {string} font @param {number} width */
function caption(ctx, font, width) {
	ctx.font = `400 12px ${font}`;
	const lines = [''];
	for (const letter of location.href) {
		const last = lines.length - 1;
		if (ctx.measureText(lines[last] + letter).width <= width) lines[last] += letter;
		else if (lines.length < LINES) lines.push(letter);
		else {
			lines[last] = `${lines[last].slice(0, -1)}…`;
			break;
		}
	}
	return lines;
}

/** @param {DOMRect} a @param {DOMRect} b */
function inside(a, b) {
	const x = Math.max(a.left, b.left), y = Math.max(a.top, b.top), right = Math.min(a.right, b.right), bottom = Math.min(a.bottom, b.bottom);
	return right > x && bottom > y ? new DOMRect(x, y, right - x, bottom - y) : null;
}

/** @param {CanvasRenderingContext2D} ctx @param {DOMRect} box */
function card(ctx, box) {
	ctx.beginPath();
	ctx.roundRect(box.left + 0.5, box.top + 0.5, box.width - 1, box.height - 1, 14);
	ctx.fillStyle = colour('surface');
	ctx.fill();
	ctx.strokeStyle = colour('line');
	ctx.lineWidth = 1;
	ctx.stroke();
}

/** The small marks and legends of the page, which are SVG, and the cells of tables. @param {CanvasRenderingContext2D} ctx @param {HTMLElement} root */
async function pictures(ctx, root) {
	for (const node of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('td, .vs-letter, .confusion button'))) {
		const style = getComputedStyle(node), box = node.getBoundingClientRect();
		if (!box.width || node.closest(HANDLES)) continue;
		ctx.beginPath();
		ctx.roundRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, style.borderRadius.endsWith('%') ? box.height / 2 : parseFloat(style.borderRadius) || 0);
		ctx.fillStyle = style.backgroundColor;
		ctx.fill();
		ctx.strokeStyle = style.borderTopColor;
		if (parseFloat(style.borderTopWidth) && parseFloat(style.borderLeftWidth)) ctx.stroke();
	}
	for (const node of root.querySelectorAll('svg')) {
		const box = node.getBoundingClientRect();
		if (!box.width || !box.height || node.querySelector('use') || node.matches('.ghost') || node.closest(HANDLES)) continue;
		const copy = /** @type {SVGElement} */ (node.cloneNode(true)), own = node.querySelectorAll('*');
		// Alone it has no style sheet.
		copy.querySelectorAll('*').forEach((part, i) => {
			const style = getComputedStyle(own[i]);
			for (const name of ['fill', 'stroke', 'stroke-width', 'stroke-linecap', 'opacity']) part.setAttribute(name, style.getPropertyValue(name));
		});
		copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
		copy.setAttribute('width', String(box.width));
		copy.setAttribute('height', String(box.height));
		const image = new Image();
		image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
		await image.decode().then(() => ctx.drawImage(image, box.x, box.y, box.width, box.height), () => {});
	}
}

/**
 * Every word below root where the page has it.
 * @param {CanvasRenderingContext2D} ctx @param {HTMLElement} root @param {DOMRect} [only] words whose middle lies in there
 */
function words(ctx, root, only) {
	const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), range = document.createRange();
	for (let node = walk.nextNode(); node; node = walk.nextNode()) {
		const parent = node.parentElement, text = node.nodeValue ?? '';
		if (!parent || !text.trim() || parent.closest(HANDLES) || !parent.checkVisibility()) continue;
		const style = getComputedStyle(parent);
		ctx.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
		ctx.fillStyle = style.color;
		ctx.textBaseline = 'alphabetic';
		ctx.letterSpacing = style.letterSpacing === 'normal' ? '0px' : style.letterSpacing;
		range.selectNodeContents(node);
		const rects = range.getClientRects();
		/** @type {[string, DOMRect][]} */
		const pieces = [];
		if (rects.length === 1) pieces.push([text.replace(/\s+/g, ' '), rects[0]]);
		else {
			for (const word of text.matchAll(/\S+/g)) {
				range.setStart(node, word.index);
				range.setEnd(node, word.index + word[0].length);
				pieces.push([word[0], range.getBoundingClientRect()]);
			}
		}
		for (const [piece, box] of pieces) {
			if (!box.width || only && !has(only, box)) continue;
			if (style.writingMode.startsWith('vertical')) upright(ctx, piece, box);
			else ctx.fillText(piece, box.x, baseline(ctx, box));
		}
	}
}

/** @param {DOMRect} around @param {DOMRect} box */
const has = (around, box) => {
	const x = box.x + box.width / 2, y = box.y + box.height / 2;
	return x >= around.left - 40 && x <= around.right + 40 && y >= around.top && y <= around.bottom;
};

/** Where letters stand in the box that the browser gives them. @param {CanvasRenderingContext2D} ctx @param {DOMRect} box */
function baseline(ctx, box) {
	const {fontBoundingBoxAscent: up, fontBoundingBoxDescent: down} = ctx.measureText('x');
	return box.y + (box.height - up - down) / 2 + up;
}

/** Beside a table: Latin letters turned, others one below the other. @param {CanvasRenderingContext2D} ctx @param {string} text @param {DOMRect} box */
function upright(ctx, text, box) {
	ctx.save();
	ctx.textAlign = 'center';
	ctx.textBaseline = 'middle';
	ctx.translate(box.x + box.width / 2, box.y + box.height / 2);
	if (/^[\x20-\x7e]*$/.test(text)) {
		ctx.rotate(-Math.PI / 2);
		ctx.fillText(text, 0, 0);
	} else {
		const step = box.height / text.length;
		[...text].forEach((letter, i) => ctx.fillText(letter, 0, (i + 0.5) * step - box.height / 2));
	}
	ctx.restore();
}
