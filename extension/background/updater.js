// SPDX-License-Identifier: Apache-2.0
/**
 * Starts the program that compiles the patterns for this computer when the host has none. It is asked once, answers once
 * and is gone. When it was started is counted in storage that outlives this worker, before it is started, so that
 * neither eviction nor a host that keeps asking can cause a storm.
 */

import * as protocol from '../shared/protocol.js';
import { askOnce } from './one_answer.js';

const DEADLINE_MS = 50_000;
const PAUSE_MS = 120_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** @typedef {{failures: number, nextAt: number, cause: string | null}} UpdaterCounters `cause`: why the last try failed */

/** @returns {UpdaterCounters} */
const fresh = () => ({ failures: 0, nextAt: 0, cause: null });

/**
 * @param {import('./one_answer.js').Program & {
 *   store: {load: () => Promise<UpdaterCounters | undefined>, save: (counters: UpdaterCounters) => void},
 *   now?: () => number,
 * }} surroundings
 */
export function createUpdater(surroundings) {
  const { store } = surroundings;
  const now = surroundings.now ?? Date.now;

  let counters = fresh();
  const loaded = store.load().then(stored => { counters = { ...fresh(), ...stored }; });
  /** @type {Promise<boolean> | null} the run that is going on */
  let running = null;

  function change(/** @type {Partial<UpdaterCounters>} */ changes) {
    counters = { ...counters, ...changes };
    store.save(counters);
  }

  function failed(/** @type {string} */ cause) {
    const failures = counters.failures + 1;
    change({ failures, cause, nextAt: now() + Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** (failures - 1)) });
    return false;
  }

  /** @param {any} reply */
  function judge(reply) {
    if (!protocol.answers('image', reply)) return failed('crashed');
    if (reply.kind === 'error') return failed(reply.code === protocol.ERRORS.no_pack ? 'no_pack' : 'refused');
    change({ failures: 0, cause: null });
    return true;
  }

  async function converse() {
    const { reply, cause } = /** @type {{reply?: any, cause?: string}} */ (await askOnce(surroundings, protocol.image(), DEADLINE_MS));
    return cause ? failed(cause) : judge(reply);
  }

  /** Whether it may be started now, or is at work. Only to be asked after `loaded`. */
  const isDue = () => running !== null || now() >= counters.nextAt;

  /** Has the image built unless that was tried lately. Only after `loaded`. @returns {Promise<boolean>} whether it is there now */
  function build() {
    if (running) return running;
    if (!isDue()) return Promise.resolve(false);
    change({ nextAt: now() + PAUSE_MS });
    running = converse().finally(() => { running = null; });
    return running;
  }

  return Object.freeze({
    loaded,
    isDue,
    build,
    remainingMs: () => Math.max(0, counters.nextAt - now()),
    /** The person asked for another try. */
    forget: () => change(fresh()),
  });
}
