// SPDX-License-Identifier: Apache-2.0
/** Puts the content scripts into pages that were already open; Chromium only does so for pages opened later. */

/** @param {typeof chrome} browser */
export async function inject(browser) {
  const files = browser.runtime.getManifest().content_scripts?.[0]?.js ?? [];
  const tabs = await browser.tabs.query({ url: ['http://*/*', 'https://*/*', 'file:///*'], discarded: false });
  await Promise.all(tabs.map(tab => injectInto(browser, tab.id, files)));
}

/** @param {typeof chrome} browser @param {number | undefined} tabId @param {string[]} files */
async function injectInto(browser, tabId, files) {
  if (tabId === undefined) return;
  // Refused for the browser's own shops; and where Firefox was faster, the scripts' constants already exist and nothing runs twice.
  await browser.scripting.executeScript({ target: { tabId, allFrames: true }, files }).catch(() => {});
}
