// The renderer's memory over ten minutes of the default lesson at full speed.
import fs from 'node:fs';
import {family, launch} from '../harness/browser.mjs';
import {host} from '../harness/site.mjs';
import {openLab, pause} from '../harness/lab.mjs';
import {row} from './table.mjs';

const MINUTES = Number(process.env.MINUTES ?? 10);

export async function memory() {
	const site = await host(), chromium = await launch('chromium');
	try {
		const lab = await openLab(chromium, `${site.url}#l=layers&speed=max`);
		row('the default lesson at full speed', 'renderer MB', 'steps');
		const tell = async (name) => row(name, Math.round(renderer(chromium.browser.process().pid) / 1e6), (await lab.state()).step);
		await tell('at once');
		await lab.send({do: 'play'});
		for (let minute = 1; minute <= MINUTES; minute++) {
			await pause(60_000);
			await tell(`after ${minute} min`);
		}
	} finally {
		await chromium.close();
		site.close();
	}
}

/** Bytes that only the largest renderer below a process holds. @param {number} pid */
function renderer(pid) {
	return Math.max(0, ...family(pid).map(({pid: one}) => {
		try {
			if (!fs.readFileSync(`/proc/${one}/cmdline`, 'utf8').includes('--type=renderer')) return 0;
			const rollup = fs.readFileSync(`/proc/${one}/smaps_rollup`, 'utf8');
			return ['Private_Clean', 'Private_Dirty'].reduce((sum, key) => sum + 1024 * Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0), 0);
		} catch {
			return 0; // it ended while we looked
		}
	}));
}
