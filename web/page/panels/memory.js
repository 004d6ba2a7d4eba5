// What is shown to a network with a memory: the symbol that it is to recall, another sequence, a wave; and whether it is unrolled.
import {dot, el, hide, mark, svg, write} from '../core/dom.js';
import {valueName} from '../core/names.js';
import {t} from '../core/words.js';

/** @import {App} from '../core/app.js' */
/** @import {Made} from './table.js' */

const SYMBOLS = [0, 1, 2, 3];

/** @param {App} app @returns {Made} */
export function memory(app) {
	const symbols = SYMBOLS.map((k) => el('button', {type: 'button', class: 'symbol', 'data-testid': `symbol-${k}`, 'data-al': `ui.memory.symbol.${k}`, 'data-tip': 'ui.memory.symbol.tip', onclick: () => app.ask({do: 'show', at: 0, value: k})},
		svg('svg', {viewBox: '-9 -9 18 18', 'aria-hidden': 'true'}, dot(k, 0, 0, 6))));
	const seg = el('div', {class: 'seg', role: 'group', 'data-al': 'ui.memory.show'}, ...symbols);
	const another = el('button', {type: 'button', class: 'btn small', 'data-testid': 'memory-new', 'data-t': 'ui.memory.new', 'data-tip': 'ui.memory.new.tip', onclick: () => app.ask({do: 'show', new: true})}, t('ui.memory.new'));
	const wave = app.control('wave'), waves = (wave?.options ?? []).map((option) => el('button', {type: 'button', 'data-value': option, 'data-testid': `wave-${option}`, 'data-tip': `option.wave.${option}.tip`, onclick: () => app.tune('wave', option)}));
	const ready = el('div', {class: 'seg waves', role: 'group', 'data-al': 'ui.memory.waves'}, ...waves);
	const input = el('input', {type: 'checkbox', role: 'switch', 'data-testid': 'input-unroll'});
	input.addEventListener('change', () => app.tune('unroll', input.checked ? 'on' : 'off'));
	const unroll = el('label', {class: 'sw', 'data-tip': 'control.unroll.tip', 'data-testid': 'control-unroll'}, el('span', {'data-t': 'control.unroll.name'}, t('control.unroll.name')), input, el('i'));
	const head = el('span', {class: 'lab', 'data-t': 'ui.memory.show'}, t('ui.memory.show'));
	const asks = el('span', {class: 'asks'});
	const root = el('div', {class: 'remember', 'data-testid': 'memory'}, head, seg, ready, another, asks, unroll);
	return {root, update() {
		const now = app.panel('memory'), task = now?.task ?? 'recall', waving = task === 'wave';
		hide(seg, task !== 'recall');
		hide(ready, !waving);
		hide(another, waving);
		hide(unroll, waving);
		write(asks, task === 'recall' || waving ? '' : t(`option.task.${task}.tip`));
		hide(head, task === 'parity' || task === 'add');
		input.checked = app.value('unroll') === 'on';
		input.disabled = app.hidden.has('unroll');
		for (const [k, button] of symbols.entries()) mark(button, 'aria-pressed', String(now?.first === k));
		for (const button of waves) {
			if (wave) write(button, valueName(wave, button.dataset.value ?? ''));
			mark(button, 'aria-pressed', String(app.value('wave') === button.dataset.value));
			button.disabled = app.hidden.has('wave') && app.value('wave') !== button.dataset.value;
		}
	}};
}
