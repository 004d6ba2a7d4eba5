// One-line explanations: beside what the mouse rests on or the keyboard comes to, and behind a “?” for fingers.
import {byId} from '../core/dom.js';
import {has, onSpeak, plain, t} from '../core/words.js';

/** ms that the mouse rests before a tip comes. */
const REST = 450;

/** What is said of the option that a select is at, behind what is said of the control. @param {Element} node */
function chosenTip(node) {
	const {control} = /** @type {HTMLElement} */ (node).dataset, select = node.querySelector('select');
	const key = select ? `option.${control}.${select.value}.tip` : '';
	return control && has(key) ? `${select?.selectedOptions[0].textContent}: ${t(key)}` : '';
}

export function showTips() {
	const tip = byId('tip');
	let timer = 0;
	/** @type {Element | null} */
	let at = null;
	/** Where the mouse is and has not moved yet: what slides under a mouse at rest is not asked about. @type {Element | null} */
	let met = null;
	/** What is being said, and of what: another language says it anew. @type {[Element, string] | null} */
	let said = null;
	const hide = () => {
		clearTimeout(timer);
		at = met = said = null;
		if (tip.matches(':popover-open')) tip.hidePopover();
		tip.hidden = true;
	};
	const show = (/** @type {Element} */ node, /** @type {string} */ key) => {
		if (!has(key)) return;
		said = [node, key];
		const chosen = chosenTip(node);
		tip.textContent = plain(t(key)) + (chosen ? ` ${plain(chosen)}` : '');
		tip.hidden = false;
		// Over dialogs and popovers, which are in the top layer.
		tip.popover = 'manual';
		if (!tip.matches(':popover-open')) tip.showPopover();
		const r = node.getBoundingClientRect(), {width, height} = tip.getBoundingClientRect(), edge = 8;
		const below = r.bottom + 8 + height < innerHeight;
		tip.style.left = `${Math.max(edge, Math.min(r.left, innerWidth - width - edge))}px`;
		tip.style.top = `${below ? r.bottom + 8 : Math.max(edge, r.top - 8 - height)}px`;
	};
	const tipped = (/** @type {EventTarget | null} */ target) => target instanceof Element ? target.closest('[data-tip], u[data-point^="tip:"]') : null;
	const keyOf = (/** @type {Element} */ node) => node.getAttribute('data-tip') ?? (node.getAttribute('data-point') ?? '').replace('tip:', 'tip.');

	onSpeak(() => { if (said) show(...said); });
	document.addEventListener('pointerover', (e) => {
		if (e.pointerType === 'touch') return;
		const node = tipped(e.target);
		if (node === at) return;
		hide();
		at = met = node;
	});
	document.addEventListener('pointermove', () => {
		const node = met;
		if (!node) return;
		met = null;
		timer = window.setTimeout(() => show(node, keyOf(node)), REST);
	});
	document.addEventListener('pointerdown', hide, true);
	document.addEventListener('keydown', (e) => { if (e.key === 'Escape') hide(); }, true);
	addEventListener('scroll', hide, {passive: true, capture: true});
	document.addEventListener('focusin', (e) => {
		const node = tipped(e.target);
		hide();
		// Not within the focus event: it may come from a popover that is just opening.
		if (node && e.target instanceof Element && e.target.matches(':focus-visible')) timer = window.setTimeout(() => show(at = node, keyOf(node)));
	});
	document.addEventListener('focusout', hide);
	document.addEventListener('click', (e) => {
		const asked = e.target instanceof Element ? e.target.closest('[data-explains]') : null;
		const touched = !asked && e instanceof PointerEvent && e.pointerType === 'touch' && e.target instanceof Element ? e.target.closest('u[data-point^="tip:"]') : null;
		const node = asked ?? touched;
		if (!node) return;
		e.preventDefault();
		show(at = node, node.getAttribute('data-explains') ?? keyOf(node));
	});
}
