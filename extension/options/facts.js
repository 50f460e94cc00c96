// SPDX-License-Identifier: Apache-2.0
/** What a list of facts is made of: names, values, moments. */

import { element } from '../shared/dom.js';
import { ownLanguage } from '../shared/i18n.js';

const DAY_MS = 86_400_000;

/** @param {[string, string][]} facts what it is, how it is */
export const rows = facts => facts.flatMap(([name, value]) => [element('dt', {}, [name]), element('dd', {}, [value])]);

/** @param {number} seconds since 1970 */
export const moment = seconds => new Date(seconds * 1000).toLocaleString(ownLanguage(), { dateStyle: 'medium', timeStyle: 'short' });

/** A day as a person says it, and how long ago that was. @param {string} day 2026-11-22 @param {number} [now] milliseconds */
export function dayAndAge(day, now = Date.now()) {
  const start = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(start)) return day;
  const shown = new Date(start).toLocaleDateString(ownLanguage(), { dateStyle: 'medium', timeZone: 'UTC' });
  const days = Math.floor(now / DAY_MS) - Math.floor(start / DAY_MS);
  return days < 0 ? shown : `${shown} (${new Intl.RelativeTimeFormat(ownLanguage(), { numeric: 'auto' }).format(-days, 'day')})`;
}
