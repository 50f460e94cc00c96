// SPDX-License-Identifier: Apache-2.0
/** `watchword scan` with the patterns compiled once, as the browser has it done. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { root } from './corpora.mjs';

export const build = process.env.WATCHWORD_BUILD ?? path.join(root, 'build/release');

export const warns = verdict => verdict.level === 'caution' || verdict.level === 'danger';

export function compilePatterns() {
  const cache = mkdtempSync(path.join(tmpdir(), 'watchword-evaluation-'));
  process.on('exit', () => rmSync(cache, { recursive: true }));
  process.env.XDG_CACHE_HOME = cache;
  process.env.WATCHWORD_PACK = path.join(build, 'base.pack');
  const run = spawnSync(path.join(build, 'watchword-update'), ['image']);
  if (run.status !== 0) throw new Error(`the patterns do not compile: ${run.stderr}`);
}

/** A verdict for each item, and how long they took. @param {object[]} items */
export function scan(items) {
  const begin = process.hrtime.bigint();
  const run = spawnSync(path.join(build, 'watchword'), ['scan'], {
    input: items.map(item => `${JSON.stringify(item)}\n`).join(''), maxBuffer: 1 << 30,
  });
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  if (run.status !== 0) throw new Error(`scan ended with ${run.status}: ${run.stderr}`);
  return { verdicts: run.stdout.toString('utf8').split('\n').filter(Boolean).map(line => JSON.parse(line)), seconds };
}
