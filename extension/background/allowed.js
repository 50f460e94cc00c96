// SPDX-License-Identifier: Apache-2.0
/**
 * Listed sites that the person chose to open: always (kept until it is taken back), or once (a tab, until it leaves the
 * site or the browser ends). What is allowed once lives in the browser's session rules alone and ends with them.
 */

import { covers, hostOfName, webAddress } from '../shared/address.js';
import { STOPPED_TYPES } from './blocking.js';

const ALLOWED = 'allowed';
const ALWAYS_RULE = 2;
const ALWAYS_PRIORITY = 2;
const ONCE_PRIORITY = 3;

/** A rule knows hosts only; what is listed with a path is in no rule of the browser's. @param {string[]} names */
const hostsAmong = names => names.filter(name => !name.includes('/'));

/** @param {string[]} names @returns {chrome.declarativeNetRequest.Rule[]} */
const alwaysRules = names => (hostsAmong(names).length === 0 ? [] : [{
  id: ALWAYS_RULE, priority: ALWAYS_PRIORITY, action: { type: 'allow' },
  condition: { requestDomains: hostsAmong(names), resourceTypes: [...STOPPED_TYPES] },
}]);

/** @param {number} tabId @param {string[]} hosts @returns {chrome.declarativeNetRequest.Rule} its number is the tab's: one for each tab */
const onceRule = (tabId, hosts) => ({
  id: tabId, priority: ONCE_PRIORITY, action: { type: 'allow' },
  condition: { tabIds: [tabId], requestDomains: hosts, resourceTypes: [...STOPPED_TYPES] },
});

/**
 * @param {{dnr: Pick<typeof chrome.declarativeNetRequest, 'updateDynamicRules' | 'updateSessionRules' | 'getSessionRules'>,
 *   local: Pick<chrome.storage.StorageArea, 'get' | 'set'>}} surroundings
 */
export function createAllowed({ dnr, local }) {
  /** @type {Promise<unknown>} one change after the other, or two would overwrite each other */
  let last = Promise.resolve();

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  function inTurn(work) {
    const turn = last.catch(() => {}).then(work);
    last = turn;
    return turn;
  }

  /** @type {Promise<string[]> | null} what the storage says; a warning must not wait for the disk each time */
  let known = null;

  const load = async () => /** @type {string[]} */ ((await local.get(ALLOWED))[ALLOWED] ?? []);

  /** @returns {Promise<string[]>} the names that are always allowed, the last one first */
  const names = () => (known ??= load().catch(error => { known = null; throw error; }));

  /** @param {(was: string[]) => string[]} change */
  const changeNames = change => inTurn(async () => {
    const now = change(await names());
    await dnr.updateDynamicRules({ removeRuleIds: [ALWAYS_RULE], addRules: alwaysRules(now) });
    await local.set({ [ALLOWED]: now });
    known = Promise.resolve(now);
  });

  /** Once more in the browser's rules what the storage says: an unpacked extension that is loaded again has lost its rules. */
  const restore = () => changeNames(was => was);

  const always = (/** @type {string} */ name) => changeNames(was => [name, ...was.filter(each => each !== name)]);
  const takeBack = (/** @type {string} */ name) => changeNames(was => was.filter(each => each !== name));

  /** @param {number} tabId @returns {Promise<string[]>} */
  async function onceIn(tabId) {
    const rules = await dnr.getSessionRules();
    return rules.find(({ id }) => id === tabId)?.condition.requestDomains ?? [];
  }

  /** A site may need another listed one to log in: what the tab may open grows until it leaves. @param {number} tabId @param {string} name */
  const once = (tabId, name) => inTurn(async () => {
    const hosts = [...new Set([...await onceIn(tabId), hostOfName(name)])];
    await dnr.updateSessionRules({ removeRuleIds: [tabId], addRules: [onceRule(tabId, hosts)] });
  });

  const endOnce = (/** @type {number} */ tabId) => inTurn(async () => {
    if ((await onceIn(tabId)).length > 0) await dnr.updateSessionRules({ removeRuleIds: [tabId] });
  });

  /** The tab shows another page now. @param {number} tabId @param {string} url */
  async function moved(tabId, url) {
    const address = webAddress(url);
    const hosts = await onceIn(tabId);
    if (hosts.length > 0 && !(address && hosts.some(host => covers(host, address)))) await endOnce(tabId);
  }

  /** Whether the person always allows this address. @param {string | undefined} url */
  async function isAlways(url) {
    const address = webAddress(url);
    return address !== null && (await names()).some(name => covers(name, address));
  }

  /** Whether this tab may show this address. @param {string} url @param {number} tabId */
  async function mayOpen(url, tabId) {
    const address = webAddress(url);
    if (await isAlways(url)) return true;
    return address !== null && (await onceIn(tabId)).some(host => covers(host, address));
  }

  return Object.freeze({ names, restore, always, takeBack, once, endOnce, moved, isAlways, mayOpen });
}
