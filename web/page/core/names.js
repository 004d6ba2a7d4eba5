// What things are called: classes, axes, units, inputs and what controls are set to, by the page's words or by the reader's own.
import {count, short} from './format.js';
import {has, plain, t} from './words.js';

/** @import {Control, Value} from '../../types' */
/** @import {App} from './app.js' */

/** What the columns of a table are called that names none. */
const UNNAMED = ['x1', 'x2', 'value'];

/** An axis' name, with markup. @param {App} app @param {number} i 0 for the one across, 1 for the upright one */
export function axisName(app, i) {
	const data = app.panel('data'), name = data?.axes?.[i]?.name;
	return !name ? `x_${i + 1}` : has(`axis.${name}`) && (!data?.given || UNNAMED.includes(name)) ? t(`axis.${name}`) : name;
}

/** The same with its unit. @param {App} app @param {number} i */
export function axisTitle(app, i) {
	const unit = app.panel('data')?.axes?.[i]?.unit;
	return unit ? t('stage.axis.unit', {name: axisName(app, i), unit}) : axisName(app, i);
}

/** A number on an axis, with its unit. @param {App} app @param {number} i @param {string} number */
export function onAxis(app, i, number) {
	const unit = app.panel('data')?.axes?.[i]?.unit;
	return `${axisName(app, i)} **${number}**${unit ? ` ${unit}` : ''}`;
}

/** A class's name, or its number where it has none. @param {App} app @param {number} k */
export function className(app, k) {
	const data = app.panel('data'), name = data?.names?.[k];
	return name ? has(`class.${name}`) && !data?.given ? t(`class.${name}`) : name : t('hint.class', {n: k + 1});
}

/** The same as plain text. @param {App} app @param {number} k */
export function plainClass(app, k) {
	return plain(className(app, k));
}

/** What is said in the words of links, as the reader's language says it: “two big ring left” is two big rings, on the left. @param {string} said */
export function saidName(said) {
	const words = said.split(' ').filter(Boolean), first = t('word.first').split(' '), many = words.includes('two');
	const order = [...words.filter((word) => first.includes(word)), ...words.filter((word) => !first.includes(word))];
	return order.map((word) => t(many && has(`word.${word}.many`) ? `word.${word}.many` : `word.${word}`)).join(t('word.between'));
}

/** The widths of hidden layers. @param {unknown} value such as '4,2' @returns {number[]} */
export function widths(value) {
	return String(value ?? '').split(',').map(Number).filter((n) => n >= 1);
}

/** All inputs there are to choose from, by their names in links and in the order in which frames hold them. @param {App} app @returns {string[]} */
export function allInputs(app) {
	return app.ofKind('inputs')?.options ?? [];
}

/** The names of a control's options that a value holds. @param {Control | undefined} c @param {unknown} value such as 'x1,x2' @returns {string[]} */
export function chosen(c, value) {
	const on = String(value ?? '').split(',');
	return (c?.options ?? []).filter((name) => on.includes(name));
}

/** The inputs that are on. @param {App} app @returns {string[]} */
export function inputsOn(app) {
	const c = app.ofKind('inputs');
	return c ? chosen(c, app.value(c.name)) : [];
}

/** An input's name, with markup. @param {App} app @param {number} i among all there are */
export function inputName(app, i) {
	const c = app.ofKind('inputs'), option = c?.options?.[i], axis = ['x1', 'x2'].indexOf(option ?? '');
	if (axis >= 0) return axisName(app, axis); // what was measured has a name
	return c && option !== undefined ? t(`option.${c.name}.${option}`) : `x_${i + 1}`;
}

/** What a unit is called. @param {App} app @param {number} layer @param {number} unit of layer 0, among all inputs */
export function unitName(app, layer, unit) {
	const sizes = app.panel('network')?.sizes ?? [];
	if (layer === 0) return inputName(app, unit);
	if (layer === sizes.length - 1) return sizes[layer] > 1 ? t('hint.output', {name: className(app, unit)}) : t('hint.oneoutput');
	return t('hint.unit', {n: unit + 1});
}

/** Where the i-th weight of a neuron comes from: of the inputs, only those that are on have weights. @param {App} app @param {number} layer the neuron's @param {number} i */
export function sourceName(app, layer, i) {
	return layer === 1 ? inputName(app, allInputs(app).indexOf(inputsOn(app)[i])) : unitName(app, layer - 1, i);
}

/** A unit's name with its layer, as plain text. @param {App} app @param {number} layer @param {number} unit */
export function spokenName(app, layer, unit) {
	const last = (app.panel('network')?.sizes.length ?? 0) - 1;
	return layer === 0 || layer === last ? plain(unitName(app, layer, unit)) : t('hint.neuron', {layer, n: unit + 1});
}

/** What a control is set to, with markup: an option's name, a number with its unit, a network's widths. @param {Control} c @param {Value} value @returns {string} */
export function valueName(c, value) {
	if (c.kind === 'layers') return widths(value).join(' · ') || t('ui.nolayers');
	if (c.kind === 'kernel' && String(value).includes(',')) return t('ui.kernel.own');
	if (c.kind === 'blocks') return [...String(value).matchAll(/(?:^|,)(\d+)x/g)].map(([, n]) => n).join(' · ') || t('ui.noblocks');
	if (c.kind === 'inputs') return chosen(c, value).map((name) => t(`option.${c.name}.${name}`)).join(', ');
	if (c.each && String(value).includes(',')) return String(value).split(',').map((one) => valueName(c, one)).join(' · ');
	const key = c.kind === 'data' ? `dataset.${value}.name` : `option.${c.name}.${value}`;
	if (has(key)) return t(key);
	let text = String(value);
	if (typeof value === 'number' || text.trim() !== '' && Number.isFinite(Number(text))) {
		const n = Number(value);
		if (c.format === 'percent') text = `${n < 0.1 ? short(Number((n * 100).toPrecision(2))) : Math.round(n * 100)}%`;
		else text = c.kind === 'number' ? text : n >= 1000 ? count(n) : short(n);
	}
	return has(`control.${c.name}.value`) ? t(`control.${c.name}.value`, {value: text}) : text;
}
