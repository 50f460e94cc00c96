// SPDX-License-Identifier: Apache-2.0
/** One finding of the popup: the card's explanation in full, and what only the person may decide about it. */

import { button, element } from '../shared/dom.js';
import { label } from '../shared/i18n.js';
import { helpView } from '../shared/help.js';
import { elsewhereView, sameView } from './person.js';

/** @typedef {{tabId: number, frameId: number, source: string, key: string, area: string, level: string, scheme: string,
 *   explanation: any, quotes: string[], isCut: boolean, isConversation: boolean, pinned: boolean, isWished: boolean, same: string[] | undefined,
 *   help: {region: string, regions: string[], contacts: import('../shared/help.js').HelpContact[]}}} Finding */

export const cardLabels = () => ({
  product: label('extensionName'), region: label('cardRegion'), notice: label('cardNotice'), caution: label('cardCaution'), danger: label('cardDanger'),
  reasons: label('cardReasons'), next: label('cardNext'), advice: label('cardAdvice'), test: label('cardTest'), fine: label('cardFine'),
  details: label('cardDetails'), fewer: label('cardFewer'), close: label('cardClose'), help: label('cardHelp'), checked: label('helpChecked', ['{date}']), quoteOpen: label('quoteOpen'), quoteClose: label('quoteClose'),
});

async function forget(/** @type {Finding} */ { tabId, frameId, source, key, area }) {
  await chrome.runtime.sendMessage({ kind: 'forget', tabId, frameId, source, key, area });
  // The page may be gone by now; then there is nothing left to clear.
  await chrome.tabs.sendMessage(tabId, { kind: 'forgotten', source }, { frameId }).catch(() => {});
}

/** @param {Finding} finding @param {() => Promise<void>} refresh */
function actions(finding, refresh) {
  const { key, area, pinned } = finding;
  const pin = button(label(pinned ? 'unpin' : 'pin'), async () => {
    await chrome.runtime.sendMessage({ kind: 'pin', key, area, pinned: !pinned });
    await refresh();
  });
  pin.setAttribute('aria-pressed', String(pinned));
  const erase = button(label('forget'), async () => {
    await forget(finding);
    await refresh();
  });
  const note = element('p', { class: 'note' }, [label(pinned ? 'pinnedNote' : 'forgetNote')]);
  const elsewhere = elsewhereView(finding, finding.isWished, refresh);
  const same = finding.same ? [sameView(finding, finding.same, refresh)] : [];
  return element('div', { class: 'decide' }, [
    element('div', { class: 'buttons' }, [pin, erase, ...(finding.isWished ? [] : [elsewhere])]), note, ...(finding.isWished ? [elsewhere] : []), ...same,
  ]);
}

/** Someone may be coming: one press, and nothing here says what was read. @param {Finding} finding */
function hideView(finding) {
  const hide = button(label('hideNow'), async () => {
    document.body.replaceChildren();
    await forget(finding);
    window.close();
  }, 'main');
  return element('div', { class: 'hide' }, [element('div', { class: 'buttons' }, [hide]), element('p', { class: 'note' }, [label('hideNote')])]);
}

/** @param {Finding} finding @param {() => Promise<void>} refresh @returns {HTMLElement} */
export function findingView(finding, refresh) {
  const isCry = finding.scheme === 'captive';
  // Someone who is held does not need an alarm, and there is no one to be vouched for.
  const view = card.buildFull(isCry ? { ...finding, level: 'help' } : finding, cardLabels());
  if (finding.isCut) view.append(element('p', { class: 'note' }, [label('cutNote')]));
  if (isCry) view.querySelector('.step')?.after(hideView(finding), helpView(finding, refresh));
  else view.append(helpView(finding, refresh));
  if (finding.isConversation && !isCry) view.append(actions(finding, refresh));
  return view;
}
