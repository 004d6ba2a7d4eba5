// Where a panel opens that must not hide what it speaks of.

/** How much of two rectangles is common, in px². @param {DOMRect} a @param {DOMRect} b */
function common(a, b) {
	return Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
}

/** Opens beside what it speaks of, clear of that and of the large plot as far as there is room; on a phone along the lower edge. @param {HTMLElement} panel @param {DOMRect} by */
export function beside(panel, by) {
	const gap = 12, edge = 8, phone = innerWidth < 700 && document.documentElement.dataset.mode !== 'embed';
	panel.classList.toggle('sheet', phone);
	panel.style.left = panel.style.top = panel.style.maxHeight = '';
	if (phone) return;
	const ceiling = Math.max(edge, Math.min(document.querySelector('.cols')?.getBoundingClientRect().top ?? 0, innerHeight / 3));
	const dock = document.querySelector('.dock')?.getBoundingClientRect();
	const floor = Math.max(240, Math.min(innerHeight, dock?.top ?? innerHeight) - edge), most = innerWidth - edge;
	panel.style.maxHeight = `${floor - ceiling}px`;
	const {width, height} = panel.getBoundingClientRect();
	const plot = document.querySelector('.plot')?.getBoundingClientRect();
	const middle = by.top + by.height / 2 - height / 2;
	const places = [
		[by.right + gap, middle], [by.left - gap - width, middle], [by.left, by.bottom + gap], [by.left, by.top - gap - height],
		[(plot?.left ?? most) - gap - width, middle], [by.right + gap, by.top],
	].map(([x, y]) => new DOMRect(Math.max(edge, Math.min(x, most - width)), Math.max(ceiling, Math.min(y, floor - height)), width, height));
	const cost = (/** @type {DOMRect} */ r) => 4 * common(r, by) + (plot ? common(r, plot) : 0) * 2 + Math.abs(r.x - by.x) + Math.abs(r.y - middle);
	const best = places.reduce((a, b) => cost(b) < cost(a) ? b : a);
	panel.style.left = `${best.x}px`;
	panel.style.top = `${best.y}px`;
}
