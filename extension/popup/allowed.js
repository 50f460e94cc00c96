// SPDX-License-Identifier: Apache-2.0
/** The listed sites that the person always allows, each with a way to take it back. */

import { hostOfName } from '../shared/address.js';
import { button, element } from '../shared/dom.js';
import { label } from '../shared/i18n.js';
import { inUnicode } from '../shared/punycode.js';

/** @param {string} name @param {() => void} press */
function siteView(name, press) {
  const shown = name.replace(hostOfName(name), inUnicode);
  const remove = button(label('allowedRemove'), press);
  remove.setAttribute('aria-label', label('allowedRemoveName', [shown]));
  return element('li', {}, [element('bdi', { dir: 'ltr', title: name }, [shown]), remove]);
}

/** @param {string[]} names @param {() => Promise<void>} refresh @returns {HTMLElement[]} nothing when there are none */
export function allowedView(names, refresh) {
  if (names.length === 0) return [];
  const sites = names.map(name => siteView(name, async () => {
    await chrome.runtime.sendMessage({ kind: 'take_back', name });
    await refresh();
  }));
  return [element('section', { class: 'state allowed' }, [
    element('h2', {}, [label('allowedTitle')]), element('p', {}, [label('allowedText')]), element('ul', {}, sites),
  ])];
}
