// What can be done with the whole page: by the buttons at its head, the menu behind “…”, and keys.
import {byId, el} from '../core/dom.js';
import {t} from '../core/words.js';
import {keys} from '../panels/inspector.js';
import {addLayer} from '../panels/network.js';
import {toQuestion} from '../panels/trial.js';
import {about, help} from './dialogs.js';
import {keepFiles} from './files.js';
import {unless} from './hide.js';
import {listen} from './keys.js';
import {swap, turn} from './looks.js';
import {menu} from './menus.js';
import {share} from './share.js';

/** @import {App} from '../core/app.js' */
/** @import {Training} from './buttons.js' */

/** @param {App} app @param {Training} train */
export function showActions(app, train) {
	const files = keepFiles(app), give = () => share(app, app.state?.link ?? (location.hash || '#'));
	byId('help').addEventListener('click', () => help(app));
	byId('share').addEventListener('click', give);
	const item = (/** @type {string} */ words, /** @type {() => void} */ act, key = '') => el('button', {type: 'button', 'data-testid': words, onclick: act}, t(words), key && el('small', {}, key));
	menu(byId('more'), () => {
		const narrow = matchMedia('(max-width: 699px)').matches; // there the bar has room for this menu only
		const kept = [item('ui.file.save', files.save, 'S'), item('ui.file.open', files.open, 'O'), item('ui.picture', files.picture, 'P')];
		const rest = [item('ui.theme', () => turn(app)), item('ui.otherlanguage', swap), item('ui.help', () => help(app))];
		return [...(narrow ? [item('ui.share', give)] : []), ...kept, ...(narrow ? rest : []), item('ui.about', about)];
	});
	listen({
		' ': unless(app, 'play', train.play), ArrowRight: unless(app, 'step', () => train.step('batch')), 'Shift+ArrowRight': unless(app, 'step', () => train.step('epoch')),
		r: unless(app, 'reset', train.again), n: unless(app, 'reroll', train.reroll),
		l: swap, t: () => turn(app), '?': () => help(app), q: unless(app, 'try', toQuestion), s: files.save, o: files.open, p: files.picture, c: () => document.getElementById('compare')?.click(),
		'+': () => addLayer(app, 1), '=': () => addLayer(app, 1), '-': () => addLayer(app, -1), '−': () => addLayer(app, -1), ...keys(app),
	});
}
