// SPDX-License-Identifier: Apache-2.0
/** Logistic regression by liblinear (Debian's liblinear-tools), without negative weights: no evidence of a scam speaks against one. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @typedef {{features: Map<string, number>, isScam: boolean}} Row */

/** @param {Row[]} rows @param {string[]} names @param {number} cost @param {number} always what every row has; the larger, the freer the bias */
export function regress(rows, names, cost, always = 1) {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-linear-'));
  try {
    const [data, model] = ['rows', 'model'].map(name => join(folder, name));
    const line = ({ features, isScam }) => [isScam ? '+1' : '-1', ...names.flatMap((name, index) => (features.has(name) ? [`${index + 1}:${features.get(name)}`] : []))].join(' ');
    // The first row decides which class is the positive one.
    writeFileSync(data, [...rows].sort((a, b) => Number(b.isScam) - Number(a.isScam)).map(row => `${line(row)}\n`).join(''));
    execFileSync('liblinear-train', ['-s', '0', '-c', String(cost), '-B', String(always), '-e', '0.0001', '-q', data, model]);
    const lines = readFileSync(model, 'utf8').trim().split('\n');
    const values = lines.slice(lines.indexOf('w') + 1).map(Number);
    return { weights: new Map(names.map((name, index) => [name, values[index]])), bias: always * values[names.length] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Leaves out what would get a negative weight, until nothing does. @param {Row[]} rows @param {number} cost */
export function train(rows, cost) {
  let names = [...new Set(rows.flatMap(({ features }) => [...features.keys()]))].sort();
  for (;;) {
    const fitted = regress(rows, names, cost);
    const kept = names.filter(name => fitted.weights.get(name) > 0);
    if (kept.length === names.length) return fitted;
    names = kept;
  }
}

/** @param {{weights: Map<string, number>}} model @param {Map<string, number>} features */
export const sum = ({ weights }, features) => [...features].reduce((total, [name, value]) => total + value * (weights.get(name) ?? 0), 0);
