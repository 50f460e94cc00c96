// SPDX-License-Identifier: Apache-2.0
/**
 * The page that stands in for a listed one. Anybody may open it with any address behind the #, so it believes nothing:
 * what it says and where it leads comes from the background, which looks the address up; in a frame it is words only.
 */

import { hostOf, stoppedAddress } from '../shared/address.js';
import { element } from '../shared/dom.js';
import { label, ownLanguage } from '../shared/i18n.js';
import { addressView, goOnView, leaveView, listingView } from './views.js';

/** @typedef {import('../background/stops.js').Listing} Listing */

const tell = (/** @type {object} */ message) => chrome.runtime.sendMessage(message);

/** @param {'once' | 'always'} how */
async function open(how) {
  const { go } = await tell({ kind: 'open', how });
  // In place of this page: the way back must not lead here again.
  if (go) location.replace(go);
}

/** Next to nothing, and no address: whoever put this into a frame may have chosen it, and put something over it. */
function drawFrame() {
  document.body.className = 'frame';
  document.body.append(element('main', {}, [element('p', {}, [label('blockedFrame')])]));
}

/** @param {URL | null} address */
function drawPage(address) {
  const about = element('div', { class: 'about', 'aria-live': 'polite' });
  const heading = element('h1', {}, [label(address ? 'blockedTitle' : 'blockedNothing')]);
  const leave = leaveView(() => tell({ kind: 'leave' }));
  const page = element('article', { class: 'page' }, [
    element('p', { class: 'eyebrow' }, [element('span', { class: 'sign', 'aria-hidden': 'true' }, ['!']), label('extensionName')]),
    heading,
    ...(address ? [addressView(address)] : []),
    leave,
    about,
  ]);
  document.body.append(element('main', {}, [page]));
  leave.focus();
  return { about, heading, page };
}

/** @param {URL} address @param {ReturnType<typeof drawPage>} drawn */
async function fill(address, { about, heading, page }) {
  /** @type {{listing: Listing | null, isPrivate: boolean}} */
  const { listing, isPrivate } = await tell({ kind: 'listing' });
  if (!listing) {
    heading.textContent = label('blockedNothing');
    return;
  }
  about.append(...listingView(listing, address));
  page.append(goOnView(isPrivate ? ['once'] : ['once', 'always'], open));
}

function start() {
  const address = stoppedAddress(location.href);
  document.documentElement.lang = ownLanguage();
  document.documentElement.dir = label('labelDirection');
  document.title = address ? label('blockedTab', [hostOf(address)]) : label('extensionName');
  if (window !== top) return drawFrame();
  const drawn = drawPage(address);
  if (address) fill(address, drawn);
}

start();
// Another address of the same page is only another fragment: the document stays, and would go on to tell of the old one.
addEventListener('hashchange', () => location.reload());
