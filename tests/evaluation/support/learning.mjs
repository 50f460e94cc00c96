// SPDX-License-Identifier: Apache-2.0
/** What the programs that fit weights share: where things are, what may be learned from, and where the weights go. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readLines, root } from './corpora.mjs';

export const patterns = join(root, 'patterns');
export const program = join(process.env.WATCHWORD_BUILD ?? join(root, 'build/release'), 'watchword');

const WEIGHTS = join(patterns, 'weights.json');

/** The half of tests/corpora/conversations that is for tuning; the other half is only for measuring. */
export function readTuningHalf() {
  const folder = join(root, 'tests/corpora/conversations');
  return readdirSync(folder).filter(name => name.endsWith('.jsonl')).sort()
    .flatMap(name => readLines(join(folder, name)).map(line => JSON.parse(line))).filter(({ split }) => split === 'tune');
}

/** Puts weights of one kind in the place of those that were there. @param {'cues' | 'rules'} kind @param {Record<string, number>} points */
export function writeWeights(kind, points) {
  const weights = JSON.parse(readFileSync(WEIGHTS, 'utf8'));
  writeFileSync(WEIGHTS, `${JSON.stringify({ ...weights, [kind]: points }, null, 2)}\n`);
  console.log(`${WEIGHTS}: ${Object.keys(points).length} ${kind}`);
}
