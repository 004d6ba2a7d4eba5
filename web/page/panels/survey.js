// Other networks of the same recipe, each at a delay of its own: sets them learning, and says how far they are.
import {el, hide, write} from '../core/dom.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

/** @param {App} app @returns {Made} */
export function survey(app) {
	const says = el('p', {'data-testid': 'survey-says'});
	const go = el('button', {type: 'button', class: 'btn small', 'data-testid': 'survey-go', 'data-tip': 'control.survey.tip', onclick: () => app.tune('survey', app.value('survey') === 'on' ? 'off' : 'on')});
	const root = el('div', {class: 'surveyed', 'data-testid': 'survey'}, says, go);
	return {root, update() {
		const now = app.panel('memory'), on = app.value('survey') === 'on';
		hide(root, !now || now.task === 'wave');
		if (!now) return;
		const {done, of, each, runs, going} = now;
		write(says, done === 0 && !going ? t('ui.survey.none') : going ? t('ui.survey.going', {done, of, each}) : t('ui.survey.done', {runs: Math.max(runs, 1), each}));
		write(go, t(on && going ? 'ui.survey.stop' : 'ui.survey.go'));
		hide(go, on && !going);
		go.disabled = app.hidden.has('survey');
	}};
}
