// SPDX-License-Identifier: Apache-2.0
/**
 * The names that the browser itself stops, in one dynamic rule: it holds while this worker sleeps and while the host is
 * missing. Replaced when the host has another pack; when that fails the old rule stays, and it is tried again later.
 */

import { blockNames } from '../shared/protocol.js';
import { blockPage, namesOver } from '../shared/address.js';

export const STOP_RULE = 1;
export const STOPPED_TYPES = Object.freeze(/** @type {chrome.declarativeNetRequest.ResourceType[]} */ (['main_frame', 'sub_frame']));

const STOPPED = 'stopped';
const TRIES = 'stoppedTries';
/** Counts the shapes this rule has had: a new one is installed though the pack is the same. */
const SHAPE = 1;
const MOST_NAMES = 200_000;
const MOST_CHANGES = 3;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** @param {string[]} names @returns {chrome.declarativeNetRequest.Rule} */
const ruleFor = names => ({
  id: STOP_RULE,
  priority: 1,
  // The whole address goes behind the #: the page must know it without asking anyone.
  action: { type: 'redirect', redirect: { regexSubstitution: `${blockPage()}#\\0` } },
  condition: { regexFilter: '^https?://.*', requestDomains: names, resourceTypes: [...STOPPED_TYPES] },
});

/**
 * @typedef {{digest: string, shape: number, count: number}} Installed
 * @typedef {{failures: number, nextAt: number}} Tries
 * @param {{ask: (request: object & {kind: string}) => Promise<any>,
 *   dnr: Pick<typeof chrome.declarativeNetRequest, 'getDynamicRules' | 'updateDynamicRules'>,
 *   local: Pick<chrome.storage.StorageArea, 'get' | 'set'>,
 *   session: Pick<chrome.storage.StorageArea, 'get' | 'set' | 'remove'>,
 *   onPause: (ms: number) => void, now?: () => number}} surroundings
 */
export function createBlocking({ ask, dnr, local, session, onPause, now = Date.now }) {
  /** @type {Promise<void> | null} */
  let running = null;

  /** All names of one pack. @returns {Promise<{digest: string, names: string[]} | null>} null when the pack changed meanwhile */
  async function collect() {
    /** @type {string[]} */
    let names = [];
    let digest = null;
    for (/** @type {number | null} */ let from = 0; from !== null;) {
      const part = await ask(blockNames(from));
      if (digest !== null && part.digest !== digest) return null;
      digest = part.digest;
      names = names.concat(part.names);
      if (names.length > MOST_NAMES || (part.next !== null && part.next <= from)) throw new Error('names without end');
      from = part.next;
    }
    return { digest: String(digest), names };
  }

  async function collectSettled() {
    for (let tries = 0; tries < MOST_CHANGES; tries += 1) {
      const found = await collect();
      if (found) return found;
    }
    throw new Error('the pack keeps changing');
  }

  async function install() {
    const { digest, names } = await collectSettled();
    // One change: there is no moment without a rule, and a refused one leaves the old.
    await dnr.updateDynamicRules({ removeRuleIds: [STOP_RULE], addRules: names.length > 0 ? [ruleFor(names)] : [] });
    await local.set({ [STOPPED]: { digest, shape: SHAPE, count: names.length } });
    await session.remove(TRIES);
  }

  async function postpone() {
    const tries = /** @type {Tries | undefined} */ ((await session.get(TRIES))[TRIES]);
    const failures = (tries?.failures ?? 0) + 1;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
    await session.set({ [TRIES]: { failures, nextAt: now() + pause } });
    onPause(pause);
  }

  async function bringUpToDate(/** @type {string} */ digest) {
    const installed = /** @type {Installed | undefined} */ ((await local.get(STOPPED))[STOPPED]);
    if (installed?.digest === digest && installed.shape === SHAPE) return;
    const tries = /** @type {Tries | undefined} */ ((await session.get(TRIES))[TRIES]);
    if (tries && now() < tries.nextAt) return;
    // Whatever it was, the host or the browser: what is installed still holds, and later may be better.
    await install().catch(postpone);
  }

  /** The host has said hello. @param {string | undefined} digest of its pack, nothing when it has none @returns {Promise<void>} */
  function refresh(digest) {
    if (!digest) return Promise.resolve();
    running ??= bringUpToDate(digest).finally(() => { running = null; });
    return running;
  }

  /** The name under which the browser's own rule stops a host, if it does. Reads all names: only for what is known to be listed. */
  async function nameFor(/** @type {string} */ host) {
    const rules = await dnr.getDynamicRules({ ruleIds: [STOP_RULE] });
    const held = new Set(rules.find(({ id }) => id === STOP_RULE)?.condition.requestDomains);
    return namesOver(host).find(name => held.has(name)) ?? null;
  }

  return Object.freeze({ refresh, nameFor });
}
