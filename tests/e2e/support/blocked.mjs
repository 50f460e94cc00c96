// SPDX-License-Identifier: Apache-2.0
/** The block page as a person meets it. */

import assert from 'node:assert/strict';

import { listedPack } from './listed_pack.mjs';
import { pause, until } from './wait.mjs';

/** @param {ReturnType<typeof import('./world.mjs').createWorld>} world */
export function createBlocked(world) {
  const pageOf = browser => `${browser.origin}/blocked/blocked.html`;

  /** A browser whose own rule already has the names. */
  async function launch() {
    const browser = await world.launch(listedPack());
    const tab = await browser.open(world.at('honest.test'));
    const tools = await browser.openExtension('popup/popup.html', '?tab=-1');
    await until('the names to be installed', () => tools.evaluate(async () => (await chrome.declarativeNetRequest.getDynamicRules()).some(rule => rule.condition.requestDomains.length > 60_000)));
    await Promise.all([tab.close(), tools.close()]);
    return browser;
  }

  /** Waits for the block page of a host. */
  async function read(browser, tab, host) {
    await until('the block page', async () => {
      const address = await tab.address();
      return address.startsWith(pageOf(browser)) && new URL(address.slice(address.indexOf('#') + 1)).hostname === host;
    });
    await until('what is known', () => tab.evaluate(() => document.querySelector('.about')?.childElementCount > 0));
    return tab.evaluate(() => ({
      // Without the marks that hold names apart from sentences.
      text: document.body.innerText.replace(/[\u2068\u2069]/g, ''),
      title: document.querySelector('h2')?.textContent ?? '',
      links: document.querySelectorAll('a').length,
      focused: document.activeElement?.textContent,
    }));
  }

  /** The block page of a host whose server was not asked for anything. */
  async function assertStopped(browser, tab, host) {
    const page = await read(browser, tab, host);
    assert.deepEqual(world.asked(host), [], 'the server was asked');
    return page;
  }

  async function goOn(tab, how) {
    await until('the disclosure', () => tab.evaluate(() => document.querySelector('details') !== null));
    await world.press(tab, 'Continue anyway');
    await until('the choices', () => tab.evaluate(() => document.querySelector('details').open));
    // A press right after they have appeared does nothing.
    await pause(700);
    await world.press(tab, how);
  }

  return { launch, pageOf, read, assertStopped, press: world.press, goOn };
}
