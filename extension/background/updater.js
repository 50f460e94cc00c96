// SPDX-License-Identifier: Apache-2.0
/**
 * Starts the program that compiles the patterns for this computer when the host has none. It is asked once, answers once
 * and is gone. When it was started is counted in storage that outlives this worker, before it is started, so that
 * neither eviction nor a host that keeps asking can cause a storm.
 */

import * as protocol from '../shared/protocol.js';
import { causeOf } from './host_link.js';

const DEADLINE_MS = 50_000;
const PAUSE_MS = 120_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** @typedef {{failures: number, nextAt: number, cause: string | null}} UpdaterCounters `cause`: why the last try failed */

/** @returns {UpdaterCounters} */
const fresh = () => ({ failures: 0, nextAt: 0, cause: null });

/**
 * @param {{
 *   connect: () => chrome.runtime.Port,
 *   disconnectReason: (port: chrome.runtime.Port) => string,
 *   store: {load: () => Promise<UpdaterCounters | undefined>, save: (counters: UpdaterCounters) => void},
 *   now?: () => number,
 *   setTimer?: (run: () => void, ms: number) => unknown,
 *   clearTimer?: (timer: any) => void,
 * }} surroundings
 */
export function createUpdater(surroundings) {
  const { connect, disconnectReason, store } = surroundings;
  const now = surroundings.now ?? Date.now;
  const setTimer = surroundings.setTimer ?? ((run, ms) => setTimeout(run, ms));
  const clearTimer = surroundings.clearTimer ?? (timer => clearTimeout(timer));

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

  /** The one answer, or why there is none; what the program does after that means nothing. @returns {Promise<boolean>} */
  function converse() {
    return new Promise(resolve => {
      /** @type {chrome.runtime.Port | null} */
      let port = null;
      let isSettled = false;
      const settle = (/** @type {() => boolean} */ outcome) => {
        if (isSettled) return;
        isSettled = true;
        clearTimer(deadline);
        port?.disconnect();
        resolve(outcome());
      };
      const deadline = setTimer(() => settle(() => failed('timeout')), DEADLINE_MS);
      try {
        const opened = connect();
        port = opened;
        opened.onMessage.addListener(reply => settle(() => judge(reply)));
        opened.onDisconnect.addListener(() => {
          // Chromium tells the reason only while this listener runs.
          const reason = disconnectReason(opened);
          settle(() => failed(causeOf(reason)));
        });
        opened.postMessage(protocol.image());
      } catch (error) {
        settle(() => failed(causeOf(String(error))));
      }
    });
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
