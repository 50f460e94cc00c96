// SPDX-License-Identifier: Apache-2.0
/** The built programs, and what every integration test needs to run them. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SOURCE = fileURLToPath(new URL('../../../', import.meta.url));
export const BUILD = resolve(SOURCE, process.env.WATCHWORD_BUILD ?? 'build/release');
export const CLI = join(BUILD, 'watchword');
export const HOST = join(BUILD, 'watchword-host');
export const UPDATER = join(BUILD, 'watchword-update');
export const PATTERNS = join(SOURCE, 'tests/fixtures/patterns');
export const ADDITION = join(SOURCE, 'tests/fixtures/addition');
export const GOLDEN = join(SOURCE, 'tests/golden');

/** What a warning looks like with the fixture pack. */
export const TAX = 'You must pay the income tax before you can withdraw.';

/** A folder that is gone when the tests of this file are over. */
export function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// No test touches the compiled patterns of whoever runs it.
process.env.XDG_CACHE_HOME = makeFolder();
process.env.XDG_DATA_HOME = makeFolder();

/**
 * Runs a program to its end. WATCHWORD_PACK of the tester does not leak into it.
 * @param {string} program @param {string[]} args @param {{input?: string | Buffer, env?: Record<string, string>}} [options]
 * @returns {Promise<{status: number | null, out: string, err: string}>}
 */
export function run(program, args, { input = '', env = {} } = {}) {
  const { WATCHWORD_PACK: _pack, ...inherited } = process.env;
  const child = spawn(program, args, { env: { ...inherited, ...env } });
  const out = [];
  const err = [];
  child.stdout.on('data', data => out.push(data));
  child.stderr.on('data', data => err.push(data));
  child.stdin.on('error', () => {}); // a program need not read what it is given
  child.stdin.end(input);
  return new Promise((resolve_, reject) => {
    child.on('error', reject);
    child.on('close', status => resolve_({ status, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }));
  });
}

export const watchword = (args, options) => run(CLI, args, options);

/** Compiles a pack for this computer, as the browser has it done. @param {string} pack @param {Record<string, string>} [env] */
export const buildImage = (pack, env = {}) => run(UPDATER, ['image'], { env: { WATCHWORD_PACK: pack, ...env } });

/** Builds the small pack of the tests into a folder, and its image. */
export async function buildFixturePack(folder) {
  const pack = join(folder, 'fixture.pack');
  const { status, err } = await watchword(['pack', 'build', PATTERNS, '--output', pack]);
  if (status !== 0) throw new Error(`the fixture pack does not build: ${err}`);
  const image = await buildImage(pack);
  if (image.status !== 0) throw new Error(`the fixture pack does not compile: ${image.err}`);
  return pack;
}

/** Lines of JSON. */
export const jsonLines = text => text.split('\n').filter(Boolean).map(line => JSON.parse(line));
