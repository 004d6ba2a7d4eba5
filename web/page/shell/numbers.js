// What is only read: the epoch, the steps and the speed.
import {byId, write} from '../core/dom.js';
import {count} from '../core/format.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */

/** @param {App} app */
export function showNumbers(app) {
	app.show((state) => {
		write(byId('epoch'), count(app.panel('readouts')?.count ?? Math.floor(state?.epoch ?? 0)));
		write(byId('steps-done'), t('metric.steps', {n: count(state?.step ?? 0)}));
		const speed = state?.metrics.examplesPerSecond;
		write(byId('rate'), state?.playing && speed ? t('metric.examplesPerSecond.value', {n: count(Number(speed.toPrecision(2)))}) : '');
	});
}
