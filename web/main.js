// The page, as a table of contents: what it is made of, and in which order.
import {placeControls} from './page/controls/place.js';
import {App} from './page/core/app.js';
import {declarations, failed, start} from './page/core/start.js';
import {onSpeak, speak, translate} from './page/core/words.js';
import {panels} from './page/panels/place.js';
import {showActions} from './page/shell/actions.js';
import {buildAreas} from './page/shell/areas.js';
import {showButtons} from './page/shell/buttons.js';
import {showChapters} from './page/shell/chapters.js';
import {hideParts} from './page/shell/hide.js';
import {retell, showLesson} from './page/shell/lesson.js';
import {showLooks} from './page/shell/looks.js';
import {showNarrator} from './page/shell/narrator.js';
import {showNotes} from './page/shell/notes.js';
import {showNumbers} from './page/shell/numbers.js';
import {showTips} from './page/shell/tips.js';

/** Everything that a lesson declares, built anew for another one. @param {App} app @returns {() => void} */
function showDeclared(app) {
	const placeAreas = buildAreas(app), shown = panels(app);
	let update = () => {};
	const build = () => {
		showLesson(app);
		placeAreas();
		update = placeControls(app);
		shown.place();
		hideParts(app);
		translate(document);
	};
	build();
	app.show(() => {
		retell(app);
		update();
		shown.update();
	});
	return build;
}

async function main() {
	const [declared] = await Promise.all([declarations(), speak()]);
	const app = new App(declared);
	const build = showDeclared(app);
	showNumbers(app);
	showNarrator(app);
	showNotes(app);
	showTips();
	showLooks(app);
	const send = start(app, () => {
		build();
		chapters();
	});
	showActions(app, showButtons(app, send));
	const chapters = showChapters(app, (id) => send({do: 'lesson', id}));
	onSpeak(() => app.render());
}

main().catch(failed);
