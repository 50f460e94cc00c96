// SPDX-License-Identifier: Apache-2.0
/**
 * The names that the browser itself stops, in one dynamic rule: it holds while this worker sleeps and while the host is
 * missing. Replaced when the host has another pack; when that fails the old rule stays, and it is tried again later.
 * Which pack the names are of stands in a rule as well: browsers have lost rules and kept the storage beside them.
 */

import { blockNames } from '../shared/protocol.js';
import { blockPage, namesOver } from '../shared/address.js';

const STOP_RULE = 1;
const MARK_RULE = 3;
export const STOPPED_TYPES = Object.freeze(/** @type {chrome.declarativeNetRequest.ResourceType[]} */ (['main_frame', 'sub_frame']));

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

/** Stops nothing, costs nothing to read, and is there exactly when the other is. @param {string} digest @returns {chrome.declarativeNetRequest.Rule} */
const markFor = digest => ({ id: MARK_RULE, priority: 1, action: { type: 'allow' }, condition: { requestDomains: [markOf(digest)], resourceTypes: ['other'] } });

const markOf = (/** @type {string} */ digest) => `${digest}.shape-${SHAPE}.invalid`;

/**
 * @typedef {{failures: number, nextAt: number}} Tries
 * @param {{ask: (request: object & {kind: string}) => Promise<any>,
 *   dnr: Pick<typeof chrome.declarativeNetRequest, 'getDynamicRules' | 'updateDynamicRules'>,
 *   session: Pick<chrome.storage.StorageArea, 'get' | 'set' | 'remove'>,
 *   onPause: (ms: number) => void, now?: () => number}} surroundings
 */
export function createBlocking({ ask, dnr, session, onPause, now = Date.now }) {
  /** @type {Promise<void> | null} */
  let running = null;

  /** @param {number} ruleId @returns {Promise<string[]>} */
  async function domainsOf(ruleId) {
    const rules = await dnr.getDynamicRules({ ruleIds: [ruleId] });
    return rules.find(({ id }) => id === ruleId)?.condition.requestDomains ?? [];
  }

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
    const addRules = [markFor(digest), ...(names.length > 0 ? [ruleFor(names)] : [])];
    // One change: there is no moment without a rule, and a refused one leaves the old.
    await dnr.updateDynamicRules({ removeRuleIds: [STOP_RULE, MARK_RULE], addRules });
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
    if ((await domainsOf(MARK_RULE)).includes(markOf(digest))) return;
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
    const held = new Set(await domainsOf(STOP_RULE));
    return namesOver(host).find(name => held.has(name)) ?? null;
  }

  return Object.freeze({ refresh, nameFor });
}
