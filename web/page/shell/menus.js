// Popovers: menus of buttons, panels of controls, and how both find their place.
import {el} from '../core/dom.js';
import {translate} from '../core/words.js';

/** Places a popover below what opened it, or above where there is more room, within the window. @param {HTMLElement} panel @param {DOMRect} by */
export function place(panel, by) {
	const gap = 6, edge = 8;
	panel.style.maxHeight = `${innerHeight - 2 * edge}px`;
	const {width, height} = panel.getBoundingClientRect();
	const below = innerHeight - by.bottom - gap - edge;
	const top = height <= below || below >= by.top ? by.bottom + gap : by.top - gap - height;
	panel.style.left = `${Math.max(edge, Math.min(by.left, innerWidth - width - edge))}px`;
	panel.style.top = `${Math.max(edge, Math.min(top, innerHeight - height - edge))}px`;
}

/** Opens a popover at a button, or closes it. @param {HTMLElement} panel @param {HTMLElement} by @param {HTMLElement | null} [first] gets the focus */
export function popUnder(panel, by, first = null) {
	if (panel.matches(':popover-open')) return panel.hidePopover();
	translate(panel);
	panel.showPopover();
	place(panel, by.getBoundingClientRect());
	(first ?? /** @type {HTMLElement | null} */ (panel.querySelector('button:enabled, a[href], input:enabled, select:enabled')))?.focus({preventScroll: true});
	panel.addEventListener('toggle', () => {
		if (!panel.matches(':popover-open') && (document.activeElement === document.body || panel.contains(document.activeElement))) by.focus({preventScroll: true});
	}, {once: true});
}

/**
 * A menu that a button opens. Its items are made each time it opens, so that they say what is so then.
 * @param {HTMLElement} by @param {() => HTMLElement[]} items @returns {HTMLElement} the list
 */
export function menu(by, items) {
	const list = el('div', {class: 'menu', popover: 'auto', role: 'menu'});
	document.body.append(list);
	by.addEventListener('click', () => {
		list.replaceChildren(...items());
		for (const item of list.querySelectorAll('button, a')) item.setAttribute('role', 'menuitem');
		popUnder(list, by, /** @type {HTMLElement | null} */ (list.querySelector('[aria-current]')));
	});
	list.addEventListener('click', (e) => { if (e.target instanceof Element && e.target.closest('button, a')) list.hidePopover(); });
	list.addEventListener('keydown', (e) => {
		const all = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('button, a')]), at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
		const to = e.key === 'ArrowDown' ? at + 1 : e.key === 'ArrowUp' ? at - 1 : e.key === 'Home' ? 0 : e.key === 'End' ? all.length - 1 : null;
		if (to === null) return;
		e.preventDefault();
		e.stopPropagation();
		all.at(to % all.length)?.focus();
	});
	return list;
}
