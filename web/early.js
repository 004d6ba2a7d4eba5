// Runs before the first paint, so that the page never appears in the wrong colours, layout or language tag.
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
