// Every action has a key, unless the key belongs to what has the focus.

/** @typedef {Record<string, (e: KeyboardEvent) => void>} Actions */

/** @param {Actions} actions by key, with 'Shift+' before it where that matters @param {AbortSignal} [signal] ends it */
export function listen(actions, signal) {
	document.addEventListener('keydown', (e) => {
		if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
		const at = e.target instanceof Element ? e.target : document.body;
		if (document.querySelector('dialog[open]')) return;
		if (e.key === 'Escape' && document.querySelector('[popover=auto]:popover-open')) return; // closes that, if the browser may
		const typing = at.closest('input:not([type=range], [type=radio], [type=checkbox]), textarea, select, [contenteditable]');
		if (typing) return;
		const arrow = e.key.startsWith('Arrow');
		if (arrow && at.closest('input, [role=radio], [role=menu], .twins')) return;
		if (e.key === ' ' && at.closest('button, a, input, summary, [role=menu]')) return;
		const name = e.key.length === 1 ? e.key.toLowerCase() : e.key;
		const act = (e.shiftKey && actions[`Shift+${name}`]) || actions[name];
		if (!act) return;
		e.preventDefault();
		act(e);
	}, {signal});
}
