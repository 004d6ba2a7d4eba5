// What the data are called: their axes and their classes, by the page's words or by the reader's own.
import {has, plain, t} from './words.js';

/** @import {State} from '../../types' */

/** An axis' name, with markup. @param {State | null} state @param {number} i 0 for the one across, 1 for the upright one */
export function axisName(state, i) {
	const name = state?.axes?.[i]?.name;
	return !name ? `x_${i + 1}` : has(`axis.${name}`) ? t(`axis.${name}`) : name;
}

/** The same with its unit. @param {State | null} state @param {number} i */
export function axisTitle(state, i) {
	const unit = state?.axes?.[i]?.unit;
	return unit ? t('stage.axis.unit', {name: axisName(state, i), unit}) : axisName(state, i);
}

/** A number on an axis, with its unit. @param {State | null} state @param {number} i @param {string} number */
export function onAxis(state, i, number) {
	const unit = state?.axes?.[i]?.unit;
	return `${axisName(state, i)} **${number}**${unit ? ` ${unit}` : ''}`;
}

/** A class's name, or its number where it has none. @param {State | null} state @param {number} k */
export function className(state, k) {
	const name = state?.names?.[k];
	return name ? has(`class.${name}`) ? t(`class.${name}`) : name : t('hint.class', {n: k + 1});
}

/** The same as plain text. @param {State | null} state @param {number} k */
export function plainClass(state, k) {
	return plain(className(state, k));
}
