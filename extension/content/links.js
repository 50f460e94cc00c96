// SPDX-License-Identifier: Apache-2.0
/**
 * Links to listed names that a verdict found in this page: marked, and the first click on one is stopped, so that nobody
 * follows a link before they have read why they should not. The second one works.
 */
const links = (() => {
  /** @type {Map<string, string[]>} source → listed hosts */
  const listed = new Map();
  /** @type {Set<string>} hosts that were clicked once */
  const told = new Set();
  /** Shows why. @type {(source: string, name: string) => boolean} false when there is no room for it */
  let explain = () => false;

  /** @param {string} host @param {string} name */
  const isBelow = (host, name) => host === name || host.endsWith(`.${name}`);

  const hostOf = (/** @type {HTMLAnchorElement} */ { protocol, hostname }) => (/^https?:$/.test(protocol) ? hostname.replace(/\.$/, '') : '');

  /** What of the evidence is a listed name. @param {any} verdict @returns {string[]} hosts */
  const hostsIn = verdict => [...new Set(/** @type {string[]} */ (
    verdict.evidence.flatMap((/** @type {any} */ { listed: entry }) => (entry ? [entry.name.split('/', 1)[0]] : []))))];

  /** The links of a message whose host is a listed name, or below one. @param {Reading} reading @param {string[]} hosts @returns {HTMLAnchorElement[]} */
  function within({ pieces }, hosts) {
    /** @type {Set<HTMLAnchorElement>} */
    const found = new Set();
    for (const { node } of pieces) {
      const anchor = /** @type {HTMLAnchorElement | null | undefined} */ (node.parentElement?.closest('a[href]'));
      if (anchor && hosts.some(host => isBelow(hostOf(anchor), host))) found.add(anchor);
    }
    return [...found];
  }

  /** What of the links is to be marked. @param {Snapshot} snapshot @param {any} verdict @returns {Mark[]} */
  function marksOf({ readings }, verdict) {
    const hosts = hostsIn(verdict);
    if (hosts.length === 0) return [];
    return readings.flatMap(reading => within(reading, hosts)).map(anchor => {
      const range = document.createRange();
      range.selectNodeContents(anchor);
      return { range, text: range.toString() };
    });
  }

  /** @param {MouseEvent} event */
  function onClick(event) {
    if (!event.isTrusted) return;
    const anchor = event.composedPath().find(each => each instanceof HTMLAnchorElement);
    const host = anchor instanceof HTMLAnchorElement ? hostOf(anchor) : '';
    if (host === '' || told.has(host)) return;
    for (const [source, hosts] of listed) {
      const name = hosts.find(each => isBelow(host, each));
      if (name === undefined || !explain(source, name)) continue;
      told.add(host);
      event.preventDefault();
      // The page may open the address itself when it hears of the click.
      event.stopImmediatePropagation();
      return;
    }
  }

  /** From now on the links to what this verdict found are asked about. @param {string} source @param {any} verdict */
  function watch(source, verdict) {
    const hosts = hostsIn(verdict);
    if (hosts.length === 0) return ignore(source);
    // Before the page's own listeners, and only where there is something to listen for.
    if (listed.size === 0) addEventListener('click', onClick, true);
    listed.set(source, hosts);
  }

  function ignore(/** @type {string} */ source) {
    if (listed.delete(source) && listed.size === 0) removeEventListener('click', onClick, true);
  }

  return Object.freeze({ watch, ignore, marksOf, whenClicked: (/** @type {(source: string, name: string) => boolean} */ then) => { explain = then; } });
})();
