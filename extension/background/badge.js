// SPDX-License-Identifier: Apache-2.0
/** The few characters on the toolbar button. Told apart by text, not by colour alone; nothing at all when nothing was found. */

const LOOKS = Object.freeze({
  none: { text: '', colour: '#4b5563' },
  notice: { text: 'i', colour: '#4b5563' },
  caution: { text: '!', colour: '#9a5b00' },
  danger: { text: '!!', colour: '#b3261e' },
});

/** @param {typeof chrome.action} action */
export function createBadge(action) {
  /** @param {number} tabId @param {keyof typeof LOOKS} level */
  async function show(tabId, level) {
    const { text, colour } = LOOKS[level];
    // The tab may have been closed in the meantime; then there is no button to mark.
    await Promise.all([
      action.setBadgeText({ tabId, text }),
      action.setBadgeBackgroundColor({ tabId, color: colour }),
      action.setBadgeTextColor({ tabId, color: '#ffffff' }),
    ]).catch(() => {});
  }
  return Object.freeze({ show });
}
