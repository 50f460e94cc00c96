// SPDX-License-Identifier: Apache-2.0
/** The parts of the block page. Addresses are text, never links. */

import { hostOf, hostOfName } from '../shared/address.js';
import { button, element } from '../shared/dom.js';
import { label, ownLanguage } from '../shared/i18n.js';
import { inUnicode } from '../shared/punycode.js';

const LONGEST_REST = 300;
// Someone who is made to click quickly in one place must not hit what has just appeared there.
const SETTLE_MS = 600;

/** Addresses are written from left to right, whatever is around them. @param {string} className @param {string} text */
const written = (className, text) => element('bdi', { class: className, dir: 'ltr', translate: 'no' }, [text]);

/** Within a sentence that may run the other way. @param {string} text */
const apart = text => `\u2068${text}\u2069`;

/** What stands behind the host, without what anybody may have put in front of it. @param {URL} address */
function restOf({ port, pathname, search, hash }) {
  const rest = `${port && `:${port}`}${pathname === '/' && !search && !hash ? '' : `${pathname}${search}${hash}`}`;
  return rest.length > LONGEST_REST ? `${rest.slice(0, LONGEST_REST)}…` : rest;
}

/** @param {URL} address */
export function addressView(address) {
  const host = hostOf(address);
  const readable = inUnicode(host);
  const lines = [written('host', readable)];
  if (readable !== host) lines.push(written('ascii', host));
  const rest = restOf(address);
  if (rest) lines.push(written('rest', rest));
  return element('p', { class: 'address' }, lines);
}

/** @param {string} day as in 2026-03-09 */
function dateOf(day) {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : new Intl.DateTimeFormat(ownLanguage(), { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** @param {import('../shared/protocol.js').Listed} listed @param {URL} address @returns {HTMLElement[]} */
function whoseViews({ name, title, since }, address) {
  const lines = [label('blockedWhose', [apart(title), dateOf(since)])];
  if (name !== hostOf(address)) lines.push(label('blockedName', [apart(name.replace(hostOfName(name), inUnicode))]));
  return lines.map(line => element('p', { class: 'whose' }, [line]));
}

/** @param {import('../shared/protocol.js').Explanation} explanation */
function explanationView({ language, title, step, reasons, advice }) {
  const said = { lang: language, dir: 'auto' };
  return [
    element('h2', said, [title]),
    element('p', said, [[step, ...reasons.slice(0, 1).map(({ text }) => text)].join(' ')]),
    ...(advice.length > 0 ? [
      element('h3', {}, [label('cardAdvice')]),
      element('ul', said, advice.map(sentence => element('li', {}, [sentence]))),
    ] : []),
  ];
}

/** @param {import('../background/stops.js').Listing} listing @param {URL} address @returns {HTMLElement[]} */
export function listingView({ listed, explanation }, address) {
  // The program that knows more is missing; the browser still knows that it must not open this.
  if (!listed || !explanation) return [element('p', { class: 'whose' }, [label('blockedKnown')])];
  return [...whoseViews(listed, address), ...explanationView(explanation)];
}

/** @param {() => void} press @param {'once' | 'always'} how */
const choiceView = (press, how) => element('div', { class: 'choice' }, [
  button(label(how === 'once' ? 'blockedOnce' : 'blockedAlways'), press),
  element('p', { class: 'note' }, [label(how === 'once' ? 'blockedOnceText' : 'blockedAlwaysText')]),
]);

/** The way back: known at once, and where it is it stays. @param {() => void} leave */
export const leaveView = leave => button(label('blockedLeave'), leave, 'main');

/** The ways on, behind a disclosure, once it is known what this is. @param {('once' | 'always')[]} choices @param {(how: 'once' | 'always') => void} open */
export function goOnView(choices, open) {
  const more = /** @type {HTMLDetailsElement} */ (element('details', {}, [
    element('summary', {}, [label('blockedMore')]),
    element('p', { class: 'note' }, [label('blockedMoreText')]),
  ]));
  let openedAt = Infinity;
  const arm = () => { openedAt = more.open ? performance.now() : Infinity; };
  more.addEventListener('toggle', arm);
  addEventListener('focus', arm);
  const press = (/** @type {'once' | 'always'} */ how) => () => { if (performance.now() - openedAt > SETTLE_MS) open(how); };

  more.append(...choices.map(how => choiceView(press(how), how)));
  return more;
}
