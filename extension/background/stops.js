// SPDX-License-Identifier: Apache-2.0
/** Whether an address is listed, and what the block page may ask for. The address is the one the browser says the page has. */

import * as protocol from '../shared/protocol.js';
import { wantedLanguages } from '../shared/i18n.js';
import { covers, hostOf, stoppedAddress } from '../shared/address.js';

/**
 * @typedef {{address: URL, tabId: number, isPrivate: boolean}} Stop
 * @typedef {{name: string, listed: import('../shared/protocol.js').Listed | null,
 *   explanation: import('../shared/protocol.js').Explanation | null}} Listing without `listed` it is only known that the browser stops it
 * @param {{ask: (request: object & {kind: string}) => Promise<any>, leave: (tabId: number) => Promise<void>,
 *   blocking: Pick<ReturnType<typeof import('./blocking.js').createBlocking>, 'nameFor'>,
 *   allowed: ReturnType<typeof import('./allowed.js').createAllowed>}} parts
 */
export function createStops({ ask, leave, blocking, allowed }) {
  /** What the host has about an address, nothing when it cannot be asked. @param {URL} address @returns {Promise<Listing | null>} */
  async function askHost(address) {
    /** @type {import('../shared/protocol.js').Verdict | null} */
    const verdict = await ask(protocol.url({ url: address.href, languages: wantedLanguages() })).catch(() => null);
    const listed = verdict?.level === 'danger' ? verdict.evidence.find(evidence => evidence.listed)?.listed : undefined;
    return listed ? { name: listed.name, listed, explanation: verdict?.explanation ?? null } : null;
  }

  /** @param {URL} address @returns {Promise<Listing | null>} */
  async function find(address) {
    const told = await askHost(address);
    if (told && covers(told.name, address)) return told;
    const name = await blocking.nameFor(hostOf(address));
    return name ? { name, listed: null, explanation: null } : null;
  }

  /** Whether a tab must not open this address. @param {string} url @param {number} tabId */
  async function lookUp(url, tabId) {
    if (await allowed.mayOpen(url, tabId)) return false;
    return await askHost(new URL(url)) !== null;
  }

  /** @param {chrome.runtime.MessageSender} sender @returns {Stop | null} only the page that fills a tab decides anything */
  function stopOf({ url, tab, frameId }) {
    const address = stoppedAddress(url);
    return address && tab?.id !== undefined && frameId === 0 ? { address, tabId: tab.id, isPrivate: tab.incognito } : null;
  }

  /** @param {Stop} stop */
  async function describe({ address, isPrivate }) {
    return { listing: await find(address), isPrivate };
  }

  /** @param {Stop} stop @param {unknown} how */
  async function open({ address, tabId, isPrivate }, how) {
    const listing = await find(address);
    if (!listing || (how !== 'once' && how !== 'always')) return { go: null };
    // A private window leaves nothing behind.
    if (how === 'always' && !isPrivate) await allowed.always(listing.name);
    else await allowed.once(tabId, listing.name);
    return { go: address.href };
  }

  /** What the block page says. @param {any} message @param {chrome.runtime.MessageSender} sender @returns {Promise<object>} */
  async function handle(message, sender) {
    // Without an address there is nothing to open, but still a way out.
    if (message.kind === 'leave' && sender.tab?.id !== undefined) { await leave(sender.tab.id); return {}; }
    const stop = stopOf(sender);
    if (!stop) return { listing: null, isPrivate: false, go: null };
    return message.kind === 'open' ? open(stop, message.how) : describe(stop);
  }

  return Object.freeze({ lookUp, handle });
}
