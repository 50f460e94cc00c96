// SPDX-License-Identifier: Apache-2.0
/** One person in several apps: that they went on elsewhere, whether they are the same, and the way back. */

import { button, element } from '../shared/dom.js';
import { label, ownLanguage } from '../shared/i18n.js';
import { inUnicode } from '../shared/punycode.js';

const JUDGED_MS = 400;

/** @typedef {{key: string, area: string}} Chat */

const tell = (/** @type {string} */ kind, /** @type {Chat} */ { key, area }, more = {}) => chrome.runtime.sendMessage({ kind, key, area, ...more });

/** A name of a site keeps its own direction in sentences of any. */
const named = (/** @type {string} */ site) => `\u2068${inUnicode(site)}\u2069`;

/** @param {string} text @param {string} act so that the focus finds its way when the popup is drawn anew @param {() => void} press @param {string} [look] */
function act(text, act, press, look) {
  const made = button(text, press, look);
  made.dataset['act'] = act;
  return made;
}

/** What a press led to; it takes the focus of the button that is gone. @param {string} name @param {string} act @param {string} text */
const outcome = (name, act, text) => element(name, { class: 'note', 'data-act': act, tabindex: '-1' }, [text]);

/** @param {Chat} chat @param {boolean} isWished @param {() => Promise<void>} refresh */
export function elsewhereView(chat, isWished, refresh) {
  const name = `went-on ${chat.key}`;
  if (isWished) return outcome('p', name, label('elsewhereNote'));
  return act(label('elsewhere'), name, async () => {
    await tell('went_on', chat);
    await refresh();
  });
}

/** @param {string[]} sites */
function sameSentence(sites) {
  if (sites.length === 0) return label('sameAsOther');
  return label('sameAs', [new Intl.ListFormat(ownLanguage()).format(sites.map(named))]);
}

/** @param {Chat} chat @param {string[]} sites @param {() => Promise<void>} refresh */
export function sameView(chat, sites, refresh) {
  const part = act(label('notSame'), `not-same ${chat.key}`, async () => {
    await tell('not_same', chat);
    await refresh();
  });
  return element('div', { class: 'same' }, [outcome('p', `same ${chat.key}`, sameSentence(sites)), part]);
}

/** @param {Chat & {site: string}} question @param {() => Promise<void>} refresh @returns {HTMLElement} */
export function questionView(question, refresh) {
  const answer = async (/** @type {boolean} */ isSame) => {
    await tell('same_person', question, { isSame });
    await refresh();
    // The page is judged anew meanwhile.
    if (isSame) setTimeout(refresh, JUDGED_MS);
  };
  return element('section', { class: 'state', 'data-state': 'question', 'aria-labelledby': 'question' }, [
    element('h2', { id: 'question' }, [label('sameQuestion', [named(question.site)])]),
    element('p', {}, [label('sameQuestionNote')]),
    element('div', { class: 'buttons' }, [
      act(label('sameYes'), `same ${question.key}`, () => answer(true), 'main'),
      act(label('sameNo'), `other ${question.key}`, () => answer(false)),
    ]),
  ]);
}

/** A conversation in which nothing was found, with somebody who is met elsewhere too. @param {Chat} chat @param {string[]} sites @param {() => Promise<void>} refresh */
export const quietSameView = (chat, sites, refresh) =>
  element('section', { class: 'state', 'data-state': 'same' }, [sameView(chat, sites, refresh)]);
