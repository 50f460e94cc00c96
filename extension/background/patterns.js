// SPDX-License-Identifier: Apache-2.0
/** Newer patterns: asks the updater every hour (it decides itself when to ask the servers), and lets the host go on with what it installed. */

import * as protocol from '../shared/protocol.js';
import { askOnce } from './one_answer.js';

export const UPDATE = 'update';
const EVERY_MINUTES = 60;
const FIRST_WITHIN_MINUTES = 5;
// A slow line, a whole pack, and compiling it.
const CHECK_DEADLINE_MS = 20 * 60_000;
const STANDING_DEADLINE_MS = 5_000;

/** @param {import('./one_answer.js').Program & {alarms: Pick<typeof chrome.alarms, 'create' | 'get'>, reload: () => Promise<unknown>, random?: () => number}} parts */
export function createPatterns({ alarms, reload, random = Math.random, ...program }) {
  /** @type {Promise<string> | null} */
  let running = null;

  /** Not all browsers of the world at the same minute. */
  async function schedule() {
    if (await alarms.get(UPDATE)) return;
    await alarms.create(UPDATE, { delayInMinutes: Math.max(0.5, random() * FIRST_WITHIN_MINUTES), periodInMinutes: EVERY_MINUTES });
  }

  async function look() {
    const { reply, cause } = /** @type {{reply?: any, cause?: string}} */ (await askOnce(program, protocol.update(), CHECK_DEADLINE_MS));
    if (cause) return cause;
    if (!protocol.answers('update', reply)) return 'crashed';
    if (reply.kind === 'error') return 'failed';
    if (reply.state === 'installed') await reload();
    return reply.state;
  }

  /** @returns {Promise<string>} what came of it */
  const check = () => (running ??= look().finally(() => { running = null; }));

  /** How old the patterns are and why they are not newer, or null when the updater does not say. */
  async function standing() {
    const { reply } = /** @type {{reply?: any}} */ (await askOnce(program, protocol.updateStatus(), STANDING_DEADLINE_MS));
    return reply && protocol.answers('update_status', reply) && reply.kind !== 'error' ? reply : null;
  }

  return Object.freeze({ schedule, check, standing });
}
