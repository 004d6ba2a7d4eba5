// The renderer's memory over ten minutes of the default lesson at full speed.
import fs from 'node:fs';
import {launch} from '../harness/browser.mjs';
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
	const all = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
		try {
			const line = fs.readFileSync(`/proc/${name}/cmdline`, 'utf8');
			const rollup = fs.readFileSync(`/proc/${name}/smaps_rollup`, 'utf8');
			const parent = Number(fs.readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')[1]);
			const bytes = (key) => 1024 * Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0);
			return [{id: Number(name), parent, line, bytes: bytes('Private_Clean') + bytes('Private_Dirty')}];
		} catch {
			return []; // it ended while we looked
		}
	});
	const family = new Set([pid]);
	for (let grown = true; grown;) {
		grown = false;
		for (const one of all) if (family.has(one.parent) && !family.has(one.id)) grown = Boolean(family.add(one.id));
	}
	return Math.max(0, ...all.filter((one) => family.has(one.id) && one.line.includes('--type=renderer')).map((one) => one.bytes));
}
