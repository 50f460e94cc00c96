// SPDX-License-Identifier: Apache-2.0
/** The listed sites that the person always allows, each with a way to take it back. */

import { hostOfName } from './address.js';
import { button, element } from './dom.js';
import { label } from './i18n.js';
import { inUnicode } from './punycode.js';

/** @param {string} name @param {number} index @param {() => void} press */
function siteView(name, index, press) {
  const remove = button(label('allowedRemove'), press);
  // All buttons say the same; which site each is about stands beside it.
  remove.setAttribute('aria-describedby', `site-${index}`);
  const shown = name.replace(hostOfName(name), inUnicode);
  return element('li', {}, [element('bdi', { id: `site-${index}`, dir: 'ltr', title: name }, [shown]), remove]);
}

/** @param {string[]} names @param {() => Promise<void>} refresh @returns {HTMLElement[]} nothing when there are none */
export function allowedView(names, refresh) {
  if (names.length === 0) return [];
  const sites = names.map((name, index) => siteView(name, index, async () => {
    await chrome.runtime.sendMessage({ kind: 'take_back', name });
    await refresh();
  }));
  return [element('section', { class: 'state allowed' }, [
    element('h2', {}, [label('allowedTitle')]), element('p', {}, [label('allowedText')]), element('ul', {}, sites),
  ])];
}
