// What the tests of every lesson ask a page. These functions run in the page: they know nothing of this module.

/** Everything that can be seen of a control, as one text; nothing where it is not shown. @param {string} name */
export function look(name) {
	const all = [...document.querySelectorAll(`[data-testid="control-${name}"], [data-testid="input-${name}"]`)].filter((node) => node.checkVisibility());
	return all.length === 0 ? '' : JSON.stringify(all.flatMap((node) => [node, ...node.querySelectorAll('input, select, button')]).map((node) =>
		[node.textContent, node.value, node.checked, node.getAttribute('aria-pressed'), node.getAttribute('aria-valuetext')]));
}

/** Opens what folds away a control, and closes what lies over the page. @param {string} name */
export function reveal(name) {
	for (const open of document.querySelectorAll(':popover-open')) open.hidePopover();
	for (const node of document.querySelectorAll(`[data-testid="control-${name}"], [data-testid="input-${name}"]`)) {
		const fold = node.closest('.group[hidden]');
		if (fold) document.querySelector(`[aria-controls="${fold.id}"]`).click();
		node.closest('[popover]')?.showPopover();
		if (node.closest('details')) node.closest('details').open = true;
	}
}

/**
 * Sets a control to something else, as a hand would. @param {string} name @param {number} at  which of the places where it is shown
 * @returns {boolean} whether there is anything to take hold of
 */
export function touch(name, at) {
	const controls = [...document.querySelectorAll(`[data-testid="control-${name}"]`)], bare = document.querySelector(`[data-testid="input-${name}"]`);
	const place = (controls.length ? controls : [bare]).filter((node) => node?.checkVisibility())[at];
	const input = place === bare ? bare : place?.querySelector(`[data-testid="input-${name}"]`);
	const tell = (type) => input.dispatchEvent(new Event(type, {bubbles: true}));
	if (input?.matches('[type=range], [type=number]')) {
		const n = Math.ceil((input.max - input.min) / (input.step || 1) / (input.type === 'range' ? 5 : 100));
		if (Number(input.value) < (input.max - input.min) / 2) input.stepUp(n);
		else input.stepDown(n);
		return tell(input.type === 'range' ? 'input' : 'change');
	}
	if (input?.matches('select')) {
		const option = [...input.options].find((one) => !one.disabled && one.value !== input.value);
		if (!option) return false;
		input.value = option.value;
		return tell('change');
	}
	const free = input ?? place?.querySelector('input[type=radio]:not(:checked), button[aria-pressed=false]');
	free?.click();
	return Boolean(free);
}

/** What is wrong with the words on the page. @param {'en' | 'zh'} language @param {string} narrated  what the narrator says, as a key */
export async function words(language, narrated) {
	const load = async (code) => (await fetch(`i18n/${code}.json`)).json();
	const table = await load(language), other = await load(language === 'en' ? 'zh' : 'en'), wrong = [];
	const known = new Set(Object.keys(table).map((key) => key.split('@')[0]));
	const keys = new Set(narrated ? [narrated.startsWith('narrator.') ? narrated : `narrator.${narrated}`] : []);
	for (const attribute of ['data-t', 'data-al', 'data-tip', 'data-explains']) {
		for (const node of document.querySelectorAll(`[${attribute}]`)) if (node.checkVisibility()) keys.add(node.getAttribute(attribute).split('@')[0]);
	}
	// An option may go without a tip.
	for (const key of keys) if (key && !known.has(key) && !/^option\..*\.tip$/.test(key)) wrong.push(`no words for ${key}`);

	const own = new Set(Object.values(table)), foreign = new Set(Object.values(other).filter((text) => !own.has(text) && text.length > 2));
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node; (node = walk.nextNode());) {
		const text = node.textContent.trim(), at = node.parentElement;
		if (!text || at.closest('script, style, noscript, [lang]:not(html)') || !at.checkVisibility({visibilityProperty: true})) continue;
		if (known.has(text) || /^[a-z]+(\.[\w-]+)+$/i.test(text) && /^(ui|control|option|metric|narrator|lesson|dataset|stage|hint|try|problem)\./.test(text)) wrong.push(`a key: ${text}`);
		if (/\{\w+\}|undefined|\bNaN\b|\[object/.test(text)) wrong.push(`a hole: ${text}`);
		if (foreign.has(text) || language === 'en' && /[\u4e00-\u9fff]/.test(text)) wrong.push(`the other language: ${text}`);
	}
	return wrong;
}

/** What does not fit the window's width. */
export function fit() {
	const wrong = [], {scrollWidth} = document.documentElement;
	if (scrollWidth > innerWidth) wrong.push(`the page is ${scrollWidth} px wide`);
	for (const node of document.querySelectorAll('button, select, input, a[href], .l')) {
		if (!node.checkVisibility({visibilityProperty: true, opacityProperty: true}) || node.closest('.sr-only, .visually-hidden, .skip')) continue;
		const {left, right, width} = node.getBoundingClientRect();
		if (width > 1 && (left < -1 || right > innerWidth + 1)) wrong.push(`from ${Math.round(left)} to ${Math.round(right)} px: ${(node.dataset.testid ?? '') || node.textContent.slice(0, 60) || node.outerHTML.slice(0, 100)}`);
	}
	return wrong;
}

/** What in a table lies over something else in it: words, or the marks of classes. */
export function crowded() {
	const wrong = [];
	for (const table of document.querySelectorAll('table')) {
		const parts = [...table.querySelectorAll('caption, th, td')].filter((cell) => cell.checkVisibility()).flatMap((cell) => {
			const range = document.createRange(), mark = cell.querySelector('svg');
			range.selectNodeContents(cell);
			if (!mark && !cell.textContent.trim()) return [];
			return [{name: cell.textContent.trim() || 'a mark', box: (mark ?? range).getBoundingClientRect()}];
		});
		for (const [i, a] of parts.entries()) {
			for (const b of parts.slice(i + 1)) {
				const w = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left), h = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
				if (w > 1 && h > 1) wrong.push(`${a.name} and ${b.name}`);
			}
		}
	}
	return wrong;
}
