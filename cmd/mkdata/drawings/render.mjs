// Renders the icons of list.txt to pictures for `mkdata drawings`: PACKAGE is @iconify/json unpacked, FOLDER takes the PNG files and
// index.txt, which says in order what each is. Needs @resvg/resvg-js 2.6.2.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {Resvg} from '@resvg/resvg-js';

const SIDE = 96, LICENCES = ['MIT', 'ISC', 'CC0-1.0'];
const [from, to] = process.argv.slice(2);
const about = JSON.parse(readFileSync(`${from}/collections.json`, 'utf8'));
const lines = readFileSync(new URL('list.txt', import.meta.url), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
/** @type {Map<string, any>} */
const sets = new Map();
const index = [];
mkdirSync(to, {recursive: true});
for (const line of lines) {
	const [name, icons] = line.split(': ');
	for (const icon of icons.split(' ')) {
		const [set, part] = icon.split('/');
		if (!LICENCES.includes(about[set].license.spdx)) throw new Error(`${set}: ${about[set].license.spdx}`);
		if (!sets.has(set)) sets.set(set, JSON.parse(readFileSync(`${from}/json/${set}.json`, 'utf8')));
		const all = sets.get(set), one = all.icons[part];
		if (!one) throw new Error(`no icon ${icon}`);
		const size = ['left', 'top', 'width', 'height'].map((key, i) => one[key] ?? all[key] ?? (i < 2 ? 0 : 16));
		const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${size.join(' ')}" color="#000">${one.body}</svg>`;
		const file = `${set}-${part}.png`;
		writeFileSync(`${to}/${file}`, new Resvg(svg, {fitTo: {mode: 'width', value: SIDE}}).render().asPng());
		index.push(`${name} ${set} ${file}`);
	}
}
writeFileSync(`${to}/index.txt`, `${index.join('\n')}\n`);
