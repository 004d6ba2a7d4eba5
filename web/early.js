// Runs before the first paint, so that the page never appears in the wrong colours, layout or language tag, and the engine is on its way.
{
	const root = document.documentElement;
	/** What the reader chose on an earlier visit, where the browser lets a page remember. @param {string} key */
	const kept = (key) => {
		try {
			return localStorage.getItem(`whisker.${key}`);
		} catch {
			return null;
		}
	};
	const theme = kept('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
	root.dataset.theme = theme === 'dark' ? 'dark' : 'light';
	const lang = kept('lang') ?? navigator.language;
	root.lang = lang.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
	root.dataset.mode = new URLSearchParams(location.search).has('embed') ? 'embed' : 'full';
}

// The engine is the longest to come: it loads while the page's own modules do, see core/worker.js.
try {
	const worker = new Worker('engine.js', {type: 'module'});
	window.firstEngine = worker;
	worker.onerror = () => { window.firstEngine = undefined; };
} catch { /* the page will say so */ }
