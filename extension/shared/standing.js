// SPDX-License-Identifier: Apache-2.0
/** How old the patterns are, and why they are not newer, in a sentence. */

import { label, ownLanguage } from './i18n.js';

/**
 * @typedef {{version: number, generation: number, installed: number, last_check: number, last_success: number, next_check: number, failures: number,
 *   why_older?: string, why_never?: string}} Standing as the updater says it: times in seconds since 1970, 0 for never
 */

const DAY_S = 86_400;
const STALE_DAYS = 7;

const dayOf = (/** @type {number} */ seconds) => new Date(seconds * 1000).toLocaleDateString(ownLanguage());

/** What keeps newer patterns away, or made older ones be used. @param {Standing} standing @param {number} now seconds @returns {string[]} mostly none */
export function obstacles(standing, now) {
  if (standing.why_older) return [label('patternsBack')];
  if (standing.why_never) return [label('patternsNever')];
  const stale = Math.floor((now - standing.last_success) / DAY_S);
  return standing.last_success > 0 && stale >= STALE_DAYS ? [label('patternsStale', [String(stale)])] : [];
}

/** @param {Standing | null} standing @param {number} now seconds @returns {string[]} one, or none */
export function standingLine(standing, now) {
  if (!standing) return [];
  const found = obstacles(standing, now);
  if (found.length > 0) return found;
  return standing.last_check > 0 ? [label('patternsChecked', [dayOf(standing.last_check)])] : [];
}
