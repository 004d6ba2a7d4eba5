// A screen that nobody sees, for browsers that have no WebGL without one.
import {spawn} from 'node:child_process';

/** @returns {Promise<{display: string, close(): void}>} */
export async function virtualScreen() {
	const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '+extension', 'GLX'], {stdio: ['ignore', 'ignore', 'ignore', 'pipe']});
	const number = await new Promise((resolve, reject) => {
		let text = '';
		child.on('error', reject);
		child.on('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
		child.stdio[3].on('data', (bytes) => { if ((text += bytes).endsWith('\n')) resolve(text.trim()); });
	});
	child.unref();
	return {display: `:${number}`, close: () => child.kill()};
}
