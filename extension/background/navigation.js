// SPDX-License-Identifier: Apache-2.0
/**
 * The second line behind the browser's own rule: the host knows more names, parts of hosts, and sees what no rule does
 * (pages out of a service worker or the back/forward cache). Asked while the page loads; nothing waits for the answer.
 */

import { blockPage, hostOf, isBlockPage, webAddress } from '../shared/address.js';

const LEAVING_MS = 2_000;
const ARRIVAL_MS = 800;
const AGAIN_MS = 5_000;

/**
 * @param {{lookUp: (url: string, tabId: number) => Promise<boolean>, isHeld: (host: string) => Promise<boolean>,
 *   moved: (tabId: number, url: string) => Promise<void>,
 *   tabs: Pick<typeof chrome.tabs, 'get' | 'update' | 'create' | 'remove' | 'goBack'>,
 *   now?: () => number, pause?: (ms: number) => Promise<void>}} surroundings
 */
export function createNavigation({ lookUp, isHeld, moved, tabs, now = Date.now, pause = ms => new Promise(resume => { setTimeout(resume, ms); }) }) {
  /** @type {Map<number, {url: string, answer: Promise<boolean>}>} what each tab is on its way to */
  const asked = new Map();
  /** @type {Map<number, string>} what each tab is being kept from */
  const sending = new Map();
  /** @type {Map<number, {at: number, hasArrived: boolean}>} tabs that go back, for the person wanted to leave */
  const leaving = new Map();

  /** @param {number} tabId @param {string} url */
  function look(tabId, url) {
    const answer = lookUp(url, tabId);
    asked.set(tabId, { url, answer });
    return answer;
  }

  /** The tab may have been closed or have gone elsewhere in the meantime: then there is nothing to stop. @param {number} tabId @param {string} url */
  async function stop(tabId, url) {
    if (sending.get(tabId) === url) return;
    if (isLeaving(tabId)) return away(tabId);
    sending.set(tabId, url);
    await tabs.update(tabId, { url: blockPage(url) }).catch(() => {});
  }

  /** @typedef {{tabId: number, frameId: number, url: string, transitionQualifiers?: string[], documentLifecycle?: string}} Navigation */

  const isOfTab = (/** @type {Navigation} */ { frameId, documentLifecycle }) => frameId === 0 && documentLifecycle !== 'prerender';

  /** A tab is on its way. @param {Navigation} navigation */
  async function began(navigation) {
    const { tabId, url } = navigation;
    const address = webAddress(url);
    if (!isOfTab(navigation) || !address) return;
    sending.delete(tabId);
    if (!await look(tabId, url) || asked.get(tabId)?.url !== url) return;
    // Two that stop the same navigation would be in each other's way.
    if (!await isHeld(hostOf(address)) && asked.get(tabId)?.url === url) await stop(tabId, url);
  }

  /** A tab has another page. After redirects and out of caches it is one that nobody has asked about. @param {Navigation} navigation */
  async function committed(navigation) {
    const { tabId, url, transitionQualifiers } = navigation;
    if (!isOfTab(navigation)) return;
    if (isBlockPage(url)) return stopped(tabId);
    arrived(tabId);
    await moved(tabId, url);
    if (!webAddress(url)) return;
    const known = asked.get(tabId);
    const isKnown = known?.url === url && !transitionQualifiers?.includes('forward_back');
    if (await (isKnown ? known.answer : look(tabId, url)) && asked.get(tabId)?.url === url) await stop(tabId, url);
  }

  function stopped(/** @type {number} */ tabId) {
    asked.delete(tabId);
    sending.delete(tabId);
    if (isLeaving(tabId)) return away(tabId);
  }

  function arrived(/** @type {number} */ tabId) {
    const way = leaving.get(tabId);
    if (way) way.hasArrived = true;
  }

  const isLeaving = (/** @type {number} */ tabId) => now() - (leaving.get(tabId)?.at ?? -Infinity) < LEAVING_MS;

  /** To the page before; where there is none, or it leads here again, to a new one. */
  async function leave(/** @type {number} */ tabId) {
    if (now() - (leaving.get(tabId)?.at ?? -Infinity) < AGAIN_MS) return away(tabId);
    const way = { at: now(), hasArrived: false };
    leaving.set(tabId, way);
    try {
      await tabs.goBack(tabId);
    } catch {
      return away(tabId);
    }
    // Firefox does not say that there was nothing to go back to.
    await pause(ARRIVAL_MS);
    if (leaving.get(tabId) === way && !way.hasArrived) await away(tabId);
  }

  /** Closes the tab; whoever opened it comes forward, or else a new tab. */
  async function away(/** @type {number} */ tabId) {
    forget(tabId);
    const tab = await tabs.get(tabId).catch(() => null);
    if (!tab) return;
    const opener = tab.openerTabId === undefined ? null : await tabs.update(tab.openerTabId, { active: true }).catch(() => null);
    if (!opener) await tabs.create({ windowId: tab.windowId, index: tab.index });
    await tabs.remove(tabId).catch(() => {});
  }

  /** The tab is gone. */
  function forget(/** @type {number} */ tabId) {
    for (const known of [asked, sending, leaving]) known.delete(tabId);
  }

  return Object.freeze({ began, committed, leave, forget });
}
