// The lessons as the built site declares them, and what of a declaration follows for a test: other values that are legal,
// and links under which a control matters.
import fs from 'node:fs';
import {root} from './site.mjs';

/** @import {Control, Lesson} from '../../web/types' */

const declared = JSON.parse(fs.readFileSync(`${process.env.WHISKER_DIST ?? `${root}/dist`}/lessons.json`, 'utf8'));

/** @type {Lesson[]} */
export const lessons = declared.lessons;

/** @param {Lesson} lesson @param {string} name */
const control = (lesson, name) => lesson.controls.find((c) => c.name === name);

/** What a control needs of others before it has any effect, as values by name. @param {Lesson} lesson @param {Control} c */
function needs(lesson, c) {
	/** @type {Record<string, string>} */
	const set = {};
	for (const [name, want] of Object.entries(c.requires ?? {})) {
		const wanted = /** @type {any[]} */ ([want].flat()).map(String);
		if (wanted.includes('+') && control(lesson, name)?.default) continue; // whatever it is, it is something
		if (name === 'real' || name === 'kind') {
			const fits = (/** @type {any} */ data) => wanted.includes(String(declared.datasets[data]?.[name]));
			const usual = lesson.controls.find((one) => one.kind === 'data')?.default;
			if (!fits(usual)) set.data = /** @type {string} */ (lesson.controls.find((one) => one.kind === 'data')?.options.find(fits));
		} else if (!wanted.includes(String(control(lesson, name)?.default))) set[name] = wanted[0];
	}
	return set;
}

/** A legal value near the default, but not that. @param {Lesson} lesson @param {Control} c @param {string} data  the data set that is chosen */
function another(lesson, c, data) {
	const {min = 0, max = 0, step = 0} = c, kind = declared.datasets[data]?.kind ?? 'classes';
	switch (c.kind) {
		case 'slider': {
			const now = Number(c.default), wide = c.log ? Math.max(now, step || min) : Math.max(step, (max - min) / 10);
			const on = (/** @type {number} */ v) => Number((step ? min + Math.round((v - min) / step) * step : v).toPrecision(6));
			return now + wide <= max ? on(now + wide) : on(c.log ? now / 2 : now - wide);
		}
		case 'toggle':
			return c.default === 'on' ? 'off' : 'on';
		case 'layers':
			return c.default === '3' ? '4' : '3';
		case 'blocks':
			return c.default === '4x3' ? '8x3' : '4x3';
		default: {
			const value = c.options?.find((one) => one !== String(c.default) && (c.only?.[one]?.includes(kind) ?? true)) ?? String(min);
			return typeof c.default === 'number' ? Number(value) : value;
		}
	}
}

/** @param {Lesson} lesson @param {Record<string, any>} set */
export const linkTo = (lesson, set = {}) => [`#l=${lesson.id}`, ...Object.entries(set).map(([name, value]) => `${name}=${value}`)].join('&');

/** Where a control matters, as a link, and another value for it there. @param {Lesson} lesson @param {Control} c */
export function occasion(lesson, c) {
	const set = needs(lesson, c);
	return {link: linkTo(lesson, set), value: another(lesson, c, set.data ?? String(lesson.controls.find((one) => one.kind === 'data')?.default ?? ''))};
}

/** Everything set to something else that depends on nothing. @param {Lesson} lesson @returns {Record<string, any>} */
export function allOther(lesson) {
	const free = lesson.controls.filter((c) => !c.requires && c.name !== 'data');
	return Object.fromEntries(free.map((c) => [c.name, another(lesson, c, String(lesson.controls.find((one) => one.kind === 'data')?.default ?? ''))]));
}
