// The address bar always reproduces the screen, and a link put into it is followed.

/** @import {State} from '../../types' */
/** @import {App} from './app.js' */

/** ms between two changes of the address bar: browsers allow only so many. */
const PAUSE = 300;

/** Whether what stands behind the # is a link of ours, and not a place in a page. @param {string} hash */
const ours = (hash) => hash.length < 2 || /^#[a-z]\w*=/i.test(hash);

/** The controls that a link hides. @param {string} link */
export function hiddenBy(link) {
	const names = new URLSearchParams(link.slice(1)).get('hide') ?? '';
	return new Set(names.split(',').filter((name) => /^\w+$/.test(name)));
}

/** @param {App} app @param {() => void} rebuild when the lesson or what is hidden has changed */
export function keepLink(app, rebuild) {
	let following = 0, timer = 0, last = -Infinity, wanted = '';
	/** The engine knows nothing of what the page hides. @param {string} link */
	const full = (link) => {
		if (!app.hidden.size || /[#&]hide=/.test(link)) return link;
		return `${link}${link.length > 1 ? '&' : link ? '' : '#'}hide=${[...app.hidden].join(',')}`;
	};
	const put = () => {
		timer = 0;
		if (following || location.hash === wanted) return;
		last = performance.now();
		history.replaceState(history.state, '', wanted);
	};
	addEventListener('hashchange', async () => {
		const link = location.hash;
		if (!ours(link)) { // somebody goes to a place in the page, such as Play; the bar then says again what is on the screen
			timer ||= window.setTimeout(put, PAUSE);
			return;
		}
		following++;
		clearTimeout(timer);
		timer = 0;
		app.hidden = hiddenBy(link);
		rebuild();
		const state = await app.ask({do: 'link', link});
		following--;
		const now = state ?? app.state; // where it did not get there, the bar says again what is on the screen
		if (now) show(now);
	});
	/** @param {State} state */
	const show = (state) => {
		if (!state.link) return;
		wanted = full(state.link);
		const open = /** @type {HTMLAnchorElement | null} */ (document.getElementById('open'));
		if (open) open.href = `index.html${wanted}`;
		if (following || timer || location.hash === wanted) return;
		timer = window.setTimeout(put, Math.max(0, last + PAUSE - performance.now()));
	};
	return {
		full, show,
		/** Follows the engine to another lesson. @param {State} state */
		lesson(state) {
			if (state.lesson === app.lesson.id) return;
			const lesson = app.declarations.lessons.find((one) => one.id === state.lesson);
			if (!lesson) return;
			app.lesson = lesson;
			rebuild();
		},
	};
}
