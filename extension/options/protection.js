// SPDX-License-Identifier: Apache-2.0
/** What the program that reads along has given up, in plain words. */

import { element } from '../shared/dom.js';
import { label } from '../shared/i18n.js';

/** @type {Record<string, string>} a member of the host's answer → the right it is about; what is not here came with a newer host */
const RIGHTS = Object.freeze({ network: 'rightNetwork', exec: 'rightPrograms', files: 'rightFiles', memory: 'rightMemory', code: 'rightCode' });

/** @param {string} name of a label @param {boolean} isDenied */
const rightView = (name, isDenied) => element('li', { class: isDenied ? 'denied' : 'open' }, [
  element('span', { class: 'mark', 'aria-hidden': 'true' }, [isDenied ? '✕' : '!']),
  element('span', { class: 'right' }, [isDenied ? label(name) : label('rightOpen', [label(name)])]),
]);

/** @param {{protection?: Record<string, unknown>} | null} status @returns {HTMLElement[]} nothing when the host does not say */
export function protectionView(status) {
  const protection = status?.protection;
  if (!protection) return [];
  const known = Object.entries(RIGHTS).filter(([member]) => member in protection);
  return [element('section', { class: 'state', 'aria-labelledby': 'protection-title' }, [
    element('h2', { id: 'protection-title' }, [label('protectionTitle')]),
    element('p', {}, [label('protectionText')]),
    element('ul', { class: 'rights' }, known.map(([member, name]) => rightView(name, protection[member] === 'denied'))),
  ])];
}
