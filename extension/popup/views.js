// SPDX-License-Identifier: Apache-2.0
/** What the popup says when there is no finding, and at its foot. */

import { element } from '../shared/dom.js';
import { label } from '../shared/i18n.js';
import { standingLine } from '../shared/standing.js';

/** Silence proves nothing, and a page that could make us say otherwise would. @returns {HTMLElement} */
export const quietView = () => element('section', { class: 'state quiet', 'data-state': 'quiet' }, [
  element('h2', {}, [label('quietTitle')]),
  element('p', {}, [label('quietText')]),
]);

/** Whose name the page's address looks like: worth knowing, and no warning by itself. @param {{name: string, official: string} | null} found */
export const lookAlikeView = found => (found ? [element('section', { class: 'state', 'data-state': 'look-alike' }, [
  element('h2', {}, [label('likeTitle')]),
  element('p', {}, [label('likeText', [found.name, found.official])]),
])] : []);

/** @param {{protection?: {network?: string, exec?: string}, pack?: {version: number, built?: string} | null} | null} status @param {import('../shared/standing.js').Standing | null} standing @returns {HTMLElement[]} */
export function footView(status, standing) {
  if (!status) return [];
  const isSealed = status.protection?.network === 'denied';
  const lines = [element('p', { class: isSealed ? 'sealed' : 'unsealed' }, [
    element('strong', {}, [label(isSealed ? 'nothingLeft' : 'notSealed')]), ' ', label(isSealed ? 'nothingLeftWhy' : 'notSealedWhy'),
  ])];
  if (status.pack) lines.push(element('p', { class: 'note' }, [label('packLine', [String(status.pack.version), status.pack.built ?? ''])]));
  for (const line of standingLine(standing, Date.now() / 1000)) lines.push(element('p', { class: 'note' }, [line]));
  return lines;
}
