// SPDX-License-Identifier: Apache-2.0
/** Where the tests find things, and what the two browsers call our extension. */

import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export const EXTENSION = path.join(ROOT, 'extension');
export const PATTERNS = path.join(ROOT, 'patterns');
export const CHROMIUM_ID = 'kgfclckinfnlajlhgjkccbnalmnadafh';
export const GECKO_ID = 'watchword@watchword.example';
export const HOST_NAME = 'watchword.host';
export const UPDATER_NAME = 'watchword.updater';
/** Names of the test server beside 127.0.0.1; listed or not is said in lists/invented.txt. */
export const TEST_NAMES = ['honest.test', 'bad-exchange.test', 'shop.bad-exchange.test', 'worse-exchange.test', 'xn--bcher-handel-dlb.test', 'pages.test', 'coinbase-vip.test'];
export const CHROMIUM = process.env.WATCHWORD_CHROMIUM ?? '/usr/bin/chromium';
export const FIREFOX = process.env.WATCHWORD_FIREFOX ?? '/usr/bin/firefox-esr';

/** @param {string} name */
function builtProgram(name) {
  const build = path.resolve(ROOT, process.env.WATCHWORD_BUILD ?? 'build/release');
  const binary = path.join(build, name);
  if (!existsSync(binary)) throw new Error(`no ${binary}: build it first or set WATCHWORD_BUILD`);
  return binary;
}

/** The command line. */
export const cliBinary = () => builtProgram('watchword');

/** The native host under test. */
export const hostBinary = () => builtProgram('watchword-host');

/** The program that compiles the patterns for it. */
export const updaterBinary = () => builtProgram('watchword-update');

/** Where a screenshot goes, or null when nobody wants any. @param {string} name */
export function shotPath(name) {
  const folder = process.env.WATCHWORD_SHOTS;
  if (!folder) return null;
  mkdirSync(folder, { recursive: true });
  return path.join(folder, `${name}.png`);
}
