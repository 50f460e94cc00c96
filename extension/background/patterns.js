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
const ROLLBACK_DEADLINE_MS = 15_000;

const OUTCOME = 'outcome';
/** What says nothing about whether there are newer patterns, and must not cover what does. */
const EMPTY_OUTCOMES = Object.freeze(['not_due', 'busy']);

/**
 * What came of a look: the updater's own word (`installed`, `current`, …), `failed` or `never` for its errors, or why it did not answer.
 * @typedef {{state: string, at: number, version?: number, next_check?: number, message?: string}} Outcome `at` in milliseconds
 */

/** @param {any} reply */
function outcomeOf(reply) {
  if (!protocol.answers('update', reply)) return { state: 'crashed' };
  if (reply.kind === 'error') return { state: reply.code === protocol.ERRORS.no_repository ? 'never' : 'failed', message: reply.message };
  return { state: reply.state, version: reply.version, next_check: reply.next_check };
}

/**
 * @param {import('./one_answer.js').Program & {alarms: Pick<typeof chrome.alarms, 'create' | 'get'>, storage: Pick<chrome.storage.StorageArea, 'get' | 'set'>,
 *   reload: () => Promise<unknown>, random?: () => number, now?: () => number}} parts
 */
export function createPatterns({ alarms, storage, reload, random = Math.random, now = Date.now, ...program }) {
  /** @type {Promise<Outcome> | null} */
  let running = null;

  /** Not all browsers of the world at the same minute. */
  async function schedule() {
    if (await alarms.get(UPDATE)) return;
    await alarms.create(UPDATE, { delayInMinutes: Math.max(0.5, random() * FIRST_WITHIN_MINUTES), periodInMinutes: EVERY_MINUTES });
  }

  /** @param {object} request @param {number} deadlineMs @returns {Promise<{reply?: any, cause?: string}>} */
  const ask = (request, deadlineMs) => askOnce(program, request, deadlineMs);

  async function look(/** @type {boolean} */ byHand) {
    const { reply, cause } = await ask(protocol.update(byHand), CHECK_DEADLINE_MS);
    /** @type {Outcome} */
    const outcome = { at: now(), ...(cause ? { state: cause } : outcomeOf(reply)) };
    if (!EMPTY_OUTCOMES.includes(outcome.state)) await storage.set({ [OUTCOME]: outcome });
    if (outcome.state === 'installed') await reload();
    return outcome;
  }

  /** Looks for newer patterns, if it is time for that or a person asks. */
  const check = (byHand = false) => (running ??= look(byHand).finally(() => { running = null; }));

  /** What came of the last look that told something, or null. @returns {Promise<Outcome | null>} */
  const outcome = async () => /** @type {Outcome | undefined} */ ((await storage.get(OUTCOME))[OUTCOME]) ?? null;

  /** How old the patterns are and why they are not newer, or null when the updater does not say. */
  async function standing() {
    const { reply } = await ask(protocol.updateStatus(), STANDING_DEADLINE_MS);
    return reply && protocol.answers('update_status', reply) && reply.kind !== 'error' ? reply : null;
  }

  /** Makes the patterns before these live again. @returns {Promise<{version: number} | {message?: string}>} without a version: why not, as far as the updater says */
  async function rollBack() {
    const { reply, cause } = await ask(protocol.rollback(), ROLLBACK_DEADLINE_MS);
    if (cause || !protocol.answers('rollback', reply)) return {};
    if (reply.kind === 'error') return { message: reply.message };
    await reload();
    return { version: reply.version };
  }

  return Object.freeze({ schedule, check, outcome, standing, rollBack });
}
