// The browsers, one of each engine, each with an empty profile, software GL and no word to the world outside.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import {virtualScreen} from './screen.mjs';
import {border} from './site.mjs';
import {launchWebKit} from './webkit.mjs';

/** WHISKER_BROWSERS=chromium is for work on one test; make test runs all. */
export const names = (process.env.WHISKER_BROWSERS ?? 'chromium,firefox,webkit').split(',');

const paths = {chromium: '/usr/bin/chromium', firefox: '/usr/bin/firefox-esr'};

/**
 * @typedef {object} Browser
 * @prop {string} name
 * @prop {any} browser  puppeteer's, or what of it webkit.mjs has
 * @prop {string[]} attempts  what wanted to leave this machine
 * @prop {() => number} cpu  seconds of processor time so far
 * @prop {() => Promise<void>} close
 */

/**
 * @param {string} name  'chromium', 'firefox' or 'webkit'
 * @param {{composite?: 'gl' | 'processor'}} [options]  who puts Chromium's pages together: GL in software like WebGL itself, or the processor
 * @returns {Promise<Browser>}
 */
export async function launch(name, {composite = 'processor'} = {}) {
	const gate = await border();
	if (name === 'webkit') {
		const browser = await launchWebKit(gate.port);
		return {
			name, browser, attempts: gate.attempts, cpu: () => cpuSeconds(browser.pid),
			async close() {
				await browser.close();
				gate.close();
			},
		};
	}
	if (!fs.existsSync(paths[name])) throw new Error(`${paths[name]} is missing: run make tools`);
	const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'whisker-e2e-'));
	const screen = name === 'firefox' ? await virtualScreen() : null;
	const browser = await puppeteer.launch({
		...(name === 'firefox' ? firefox(gate.port, screen.display) : chromium(gate.port, composite)),
		executablePath: paths[name],
		userDataDir: profile,
		protocolTimeout: 120_000,
		defaultViewport: {width: 1280, height: 800, deviceScaleFactor: 1},
	});
	return {
		name,
		browser,
		attempts: gate.attempts,
		cpu: () => cpuSeconds(browser.process().pid),
		async close() {
			await browser.close();
			screen?.close();
			gate.close();
			fs.rmSync(profile, {recursive: true, force: true, maxRetries: 5});
		},
	};
}

function chromium(proxy, composite) {
	return {
		browser: /** @type {const} */ ('chrome'),
		headless: true,
		args: [
			...(composite === 'gl' ? ['--use-angle=swiftshader', '--ignore-gpu-blocklist'] : []),
			'--no-sandbox', '--enable-unsafe-swiftshader', '--no-first-run',
			'--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic',
			'--disable-default-apps', '--no-default-browser-check', '--disable-domain-reliability', '--metrics-recording-only',
			'--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater',
			`--proxy-server=127.0.0.1:${proxy}`, '--lang=en-US', '--force-color-profile=srgb', '--hide-scrollbars',
		],
	};
}

function firefox(proxy, display) {
	return {
		browser: /** @type {const} */ ('firefox'),
		headless: false,
		env: {...process.env, DISPLAY: display, MOZ_CRASHREPORTER_DISABLE: '1', LIBGL_ALWAYS_SOFTWARE: '1', GDK_BACKEND: 'x11'},
		extraPrefsFirefox: {
			'webgl.force-enabled': true,
			'intl.accept_languages': 'en-US',
			'intl.locale.requested': 'en-US',
			'network.proxy.type': 1,
			'network.proxy.http': '127.0.0.1',
			'network.proxy.http_port': proxy,
			'network.proxy.ssl': '127.0.0.1',
			'network.proxy.ssl_port': proxy,
			'network.captive-portal-service.enabled': false,
			'network.connectivity-service.enabled': false,
			'network.dns.disablePrefetch': true,
			'network.prefetch-next': false,
			'network.trr.mode': 5,
			'app.normandy.enabled': false,
			'app.update.enabled': false,
			'browser.aboutwelcome.enabled': false,
			'browser.newtabpage.enabled': false,
			'browser.region.network.url': '',
			'browser.safebrowsing.malware.enabled': false,
			'browser.safebrowsing.phishing.enabled': false,
			'browser.safebrowsing.downloads.remote.enabled': false,
			'browser.search.update': false,
			'browser.translations.enable': false,
			'datareporting.policy.dataSubmissionEnabled': false,
			'dom.push.enabled': false,
			'extensions.getAddons.cache.enabled': false,
			'extensions.systemAddon.update.enabled': false,
			'extensions.update.enabled': false,
			'media.gmp-manager.updateEnabled': false,
			'media.gmp-provider.enabled': false,
			'services.settings.server': 'data:,#remote-settings-dummy/v1',
			'toolkit.telemetry.enabled': false,
			'toolkit.telemetry.unified': false,
		},
	};
}

/** A process and all below it: what Linux says of each. @param {number} pid @returns {{pid: number, parent: number, ticks: number}[]} */
export function family(pid) {
	const stats = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
		try {
			const fields = fs.readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
			return [{pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12])}];
		} catch {
			return []; // it ended while we looked
		}
	});
	const found = new Set([pid]);
	for (let grown = true; grown;) {
		grown = false;
		for (const s of stats) {
			if (found.has(s.parent) && !found.has(s.pid)) grown = Boolean(found.add(s.pid));
		}
	}
	return stats.filter((s) => found.has(s.pid));
}

/** Seconds of processor time that a process and all below it have used, as Linux counts them. @param {number} pid */
function cpuSeconds(pid) {
	return family(pid).reduce((sum, s) => sum + s.ticks, 0) / 100;
}
