// SPDX-License-Identifier: Apache-2.0
/** Where the tests find things, and what the two browsers call our extension. */

import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export const EXTENSION = path.join(ROOT, 'extension');
export const CHROMIUM_ID = 'kgfclckinfnlajlhgjkccbnalmnadafh';
export const GECKO_ID = 'watchword@watchword.example';
export const HOST_NAME = 'watchword.host';
export const CHROMIUM = process.env.WATCHWORD_CHROMIUM ?? '/usr/bin/chromium';
export const FIREFOX = process.env.WATCHWORD_FIREFOX ?? '/usr/bin/firefox-esr';

/** The native host under test. */
export function hostBinary() {
  const build = path.resolve(ROOT, process.env.WATCHWORD_BUILD ?? 'build/release');
  const binary = path.join(build, 'watchword-host');
  if (!existsSync(binary)) throw new Error(`no native host at ${binary}: build it first or set WATCHWORD_BUILD`);
  return binary;
}

/** Where a screenshot goes, or null when nobody wants any. @param {string} name */
export function shotPath(name) {
  const folder = process.env.WATCHWORD_SHOTS;
  if (!folder) return null;
  mkdirSync(folder, { recursive: true });
  return path.join(folder, `${name}.png`);
}
