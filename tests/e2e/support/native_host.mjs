// SPDX-License-Identifier: Apache-2.0
/**
 * Registers our native programs for one browser profile. Between the browser and the host stands a script that
 * writes down every start and then becomes the host, so that tests can count starts and end processes by number. The
 * script also says where compiled patterns are kept: built once for all tests, or in a folder that a test empties.
 */

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { CHROMIUM_ID, GECKO_ID, HOST_NAME, UPDATER_NAME, updaterBinary } from './paths.mjs';

/** Each family refuses or ignores the other's key; Firefox refuses the whole file. */
const ALLOWED = {
  chromium: { allowed_origins: [`chrome-extension://${CHROMIUM_ID}/`] },
  firefox: { allowed_extensions: [GECKO_ID] },
};

let builtCache = '';

/** @param {string} prefix @returns {string} a folder that is gone with these tests */
export function scratchFolder(prefix) {
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Compiles the patterns, as `watchword install` does. @param {string} cache @param {string} [pack] the one beside the programs unless told */
export function buildImage(cache, pack) {
  execFileSync(updaterBinary(), ['image'], { env: { ...process.env, XDG_CACHE_HOME: cache, ...(pack && { WATCHWORD_PACK: pack }) } });
  return cache;
}

/** A folder with the compiled patterns. @returns {string} */
function cacheWithImage() {
  builtCache ||= buildImage(scratchFolder('watchword-cache-'));
  return builtCache;
}

/**
 * @param {{family: 'chromium' | 'firefox', folder: string, binary: string, scratch: string, cache?: string | undefined,
 *   updater?: string | undefined, pack?: string | undefined, env?: Record<string, string> | undefined}} where `env`: for our programs alone
 */
export function registerHost({ family, folder, binary, scratch, cache = cacheWithImage(), updater = updaterBinary(), pack, env = {} }) {
  // What is installed on the tester's own computer is nobody's business here.
  const variables = { XDG_DATA_HOME: path.join(scratch, 'data'), ...env, XDG_CACHE_HOME: cache, ...(pack && { WATCHWORD_PACK: pack }) };
  const settings = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'\n`).join('');
  const starts = path.join(scratch, 'starts');
  const programs = [[HOST_NAME, binary, `echo $$ >> '${starts}'`], [UPDATER_NAME, updater, ':']];
  const manifestOf = name => path.join(folder, `${name}.json`);

  function install() {
    mkdirSync(folder, { recursive: true });
    for (const [name, program, first] of programs) {
      const script = path.join(scratch, name);
      writeFileSync(script, `#!/bin/sh\n${first}\n${settings}exec '${program}' "$@"\n`);
      chmodSync(script, 0o755);
      writeFileSync(manifestOf(name), JSON.stringify({ name, description: 'Watchword', path: script, type: 'stdio', ...ALLOWED[family] }));
    }
  }

  /** Process numbers of all starts of the host so far. @returns {number[]} */
  const pids = () => (existsSync(starts) ? readFileSync(starts, 'utf8').trim().split('\n').map(Number) : []);

  return { install, uninstall: () => programs.forEach(([name]) => rmSync(manifestOf(name), { force: true })), pids };
}

/** @param {number} pid @returns {boolean} false also for a process that has ended but was not yet collected */
export function isAlive(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z';
  } catch {
    return false;
  }
}
