// SPDX-License-Identifier: Apache-2.0
/**
 * Registers a native host for one browser profile. Between the browser and the host stands a two-line script that
 * writes down every start and then becomes the host, so that tests can count starts and end processes by number.
 */

import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { CHROMIUM_ID, GECKO_ID, HOST_NAME } from './paths.mjs';

/** Each family refuses or ignores the other's key; Firefox refuses the whole file. */
const ALLOWED = {
  chromium: { allowed_origins: [`chrome-extension://${CHROMIUM_ID}/`] },
  firefox: { allowed_extensions: [GECKO_ID] },
};

/** @param {{family: 'chromium' | 'firefox', folder: string, binary: string, scratch: string}} where */
export function registerHost({ family, folder, binary, scratch }) {
  const starts = path.join(scratch, 'starts');
  const script = path.join(scratch, 'host');
  const manifest = path.join(folder, `${HOST_NAME}.json`);
  writeFileSync(script, `#!/bin/sh\necho $$ >> '${starts}'\nexec '${binary}' "$@"\n`);
  chmodSync(script, 0o755);

  function install() {
    mkdirSync(folder, { recursive: true });
    writeFileSync(manifest, JSON.stringify({ name: HOST_NAME, description: 'Watchword', path: script, type: 'stdio', ...ALLOWED[family] }));
  }

  /** Process numbers of all starts so far. @returns {number[]} */
  const pids = () => (existsSync(starts) ? readFileSync(starts, 'utf8').trim().split('\n').map(Number) : []);

  return { install, uninstall: () => rmSync(manifest, { force: true }), pids };
}

/** @param {number} pid @returns {boolean} false also for a process that has ended but was not yet collected */
export function isAlive(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z';
  } catch {
    return false;
  }
}
