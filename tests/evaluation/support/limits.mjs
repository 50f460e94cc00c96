// SPDX-License-Identifier: Apache-2.0
/** limits.json: what the figures must not fall below or rise above, and what they should reach. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../limits.json', import.meta.url));

/** @typedef {{figure: string, least?: number, most?: number, goal: number}} Limit */

const isBroken = ({ least = -Infinity, most = Infinity }, value) => value < least || value > most;

const isReached = ({ least, goal }, value) => (least === undefined ? value <= goal : value >= goal);

/** A row for each limit; `value` is undefined where there was nothing to measure with. @param {Map<string, number>} figures */
export function holdAgainstLimits(figures) {
  /** @type {Limit[]} */
  const limits = JSON.parse(readFileSync(file, 'utf8')).limits;
  return limits.map(limit => {
    const value = figures.get(limit.figure);
    return { ...limit, value, isBroken: value !== undefined && isBroken(limit, value), isReached: value !== undefined && isReached(limit, value) };
  });
}
