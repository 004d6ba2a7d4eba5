// What is on its way, in bytes, until there is something to see.
import {byId, write} from '../core/dom.js';
import {onSpeak, t} from '../core/words.js';

export class Loading {
	/** @type {Record<string, {loaded: number, total: number}>} */
	#parts = {engine: {loaded: 0, total: 0}, stage: {loaded: 0, total: 0}};

	/** The data set that is waited for when all else is here. */
	#brings = '';
	#file = {loaded: 0, total: 0};

	constructor() {
		onSpeak(() => this.#show());
	}

	/** @param {'engine' | 'stage'} part @param {number} loaded @param {number} total 0 if nobody knows */
	bytes(part, loaded, total) {
		this.#parts[part] = {loaded, total};
		this.#show();
	}

	/** @param {string} dataset whose file is on its way, empty for none @param {number} loaded @param {number} total  bytes of it */
	brings(dataset, loaded, total) {
		this.#brings = dataset;
		this.#file = {loaded, total};
		this.#show();
	}

	#show() {
		const parts = Object.values(this.#parts), bar = /** @type {HTMLProgressElement} */ (byId('progress'));
		const loaded = parts.reduce((sum, p) => sum + p.loaded, 0), total = parts.reduce((sum, p) => sum + p.total, 0);
		if (!loaded) return;
		const known = parts.every((p) => p.total > 0), all = known && loaded >= total;
		const {loaded: come, total: of} = all && this.#brings && this.#file.total ? this.#file : {loaded, total: known ? total : 0};
		if (of) {
			bar.max = of;
			bar.value = Math.min(come, of);
		} else bar.removeAttribute('value');
		const mb = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);
		write(byId('bytes'), all ? this.#brings ? t('narrator.bringing', {data: t(`dataset.${this.#brings}.name`)}) : t('ui.loading.start') : known ? t('ui.loading.of', {loaded: mb(loaded), total: mb(total)}) : t('ui.loading.some', {loaded: mb(loaded)}));
	}

	begin() {
		byId('loading').hidden = false;
	}

	done() {
		byId('loading').hidden = true;
	}
}
