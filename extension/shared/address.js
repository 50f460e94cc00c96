// SPDX-License-Identifier: Apache-2.0
/** Addresses and the names that may be listed: `bad.example`, or `host.example/path` for a part of a host. */

/** @param {string | undefined} text @returns {URL | null} only of the web */
export function webAddress(text) {
  const found = text && URL.canParse(text) ? new URL(text) : null;
  return found && /^https?:$/.test(found.protocol) && found.hostname !== '' ? found : null;
}

/** The host without the dot that may end it. @param {URL} address */
export const hostOf = ({ hostname }) => hostname.replace(/\.$/, '');

/** The host a name is about. @param {string} name */
export const hostOfName = name => /** @type {string} */ (name.split('/', 1)[0]);

/** @param {string} host @param {string} name without a path */
export const isBelow = (host, name) => host === name || host.endsWith(`.${name}`);

/** Whether an address belongs to what is listed as `name`. @param {string} name @param {URL} address */
export function covers(name, address) {
  const host = hostOfName(name);
  if (host === name) return isBelow(hostOf(address), name);
  return hostOf(address) === host && `${address.pathname}/`.startsWith(`${name.slice(host.length)}/`);
}

/** A host and its parents, the longest first. @param {string} host @returns {string[]} */
export function namesOver(host) {
  const labels = host.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}

const PAGE = 'blocked/blocked.html';

/**
 * The page that stands in for a stopped one. Not by getURL(PAGE): of pages with a dynamic address Chromium gives one that
 * ends with the browser, and rules outlive that.
 * @param {string} [address]
 */
export const blockPage = address => `${chrome.runtime.getURL('')}${PAGE}${address === undefined ? '' : `#${address}`}`;

/** The address the block page was opened for; it is not to be believed before it was looked up. @param {string | undefined} url of the block page */
export function stoppedAddress(url) {
  const start = `${blockPage()}#`;
  return url?.startsWith(start) ? webAddress(url.slice(start.length)) : null;
}

export const isBlockPage = (/** @type {string | undefined} */ url) => url !== undefined && url.split('#', 1)[0] === blockPage();
