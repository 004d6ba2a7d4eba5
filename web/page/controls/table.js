// The widgets: one line a kind of control. What a lesson's author can declare stands here.
import {builder} from './blocks.js';
import {choice} from './choice.js';
import {datasets} from './datasets.js';
import {few, fewSets} from './few.js';
import {number} from './number.js';
import {fixed} from './fixed.js';
import {kernel} from './kernel.js';
import {select} from './select.js';
import {minded} from './shown.js';
import {slider} from './slider.js';
import {text} from './text.js';
import {toggle} from './toggle.js';
import {tower} from './tower.js';

/** @import {Control} from '../../types' */
/** @import {App} from '../core/app.js' */
/** @import {Form, Shown} from './shown.js' */

/** Layers and inputs are set in the network's panel, where there is one; elsewhere inputs are only read. @type {Record<Control['kind'], (app: App, c: Control, form: Form) => Shown>} */
const WIDGETS = {
	slider, select, choice, number, toggle,
	data: datasets,
	blocks: builder,
	layers: tower,
	inputs: fixed,
	kernel, text,
};

/** In brief, where a control says how many of its options are enough to begin with. @type {Partial<Record<Control['kind'], (app: App, c: Control) => Shown>>} */
const BRIEF = {select: few, choice: few, data: fewSets};

/** A control in a form. One that the link hides is only read; data sets show themselves which of them it is. @param {App} app @param {Control} c @param {Form} form @returns {Shown} */
export function control(app, c, form) {
	const brief = form === 'few' && c.few ? BRIEF[c.kind] : undefined;
	const widget = app.hidden.has(c.name) && c.kind !== 'data' ? fixed : brief ?? WIDGETS[c.kind];
	return minded(app, c, widget(app, c, form), form);
}
