// SPDX-License-Identifier: Apache-2.0
/** What every scenario needs: a way to start the browser, the pages, and the few things a person does with the popup. */

import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';

import { hostBinary } from './paths.mjs';
import { serve } from './server.mjs';
import { until } from './wait.mjs';

const CONVERSATIONS = new URL('../pages/conversations/', import.meta.url);

/** Long enough for every pause between readings of a page that has become still. */
export const QUIET_MS = 1_500;

export const messagesOf = name => JSON.parse(readFileSync(new URL(`${name}.json`, CONVERSATIONS), 'utf8')).messages;

/** The card as a person reads it. */
export const readCard = card => ({
  text: card.innerText,
  title: card.querySelector('h2').textContent,
  step: card.querySelector('.step').textContent,
  quotes: [...card.querySelectorAll('blockquote')].map(quote => quote.textContent),
  role: card.querySelector('[role]').getAttribute('role'),
  level: ['danger', 'caution'].find(level => card.classList.contains(level)),
});

/** The words of a quote without its marks. */
export const wordsOf = quote => quote.slice(1, -1).replace('…', '');

/** @param {(options: object) => Promise<any>} launchBrowser */
export function createWorld(launchBrowser) {
  let server;
  before(async () => { server = await serve(); });
  after(() => server.close());

  const launch = options => launchBrowser({ binary: hostBinary(), ...options });
  const origin = () => server.origin;
  const asked = host => server.asked(host);
  /** An address of the test server under one of its names. */
  const at = (host, path = '/article.html') => `http://${host}:${server.port}${path}`;
  const chatAddress = (conversation, more = '') => `${origin()}/chat.html?conversation=${conversation}&speed=0${more}`;

  /** A chat page whose program runs: `demo` is there. */
  async function openChat(browser, address) {
    const tab = await browser.open(address);
    await until('the chat', () => tab.evaluate(() => document.documentElement.dataset.ready));
    return tab;
  }

  /** A conversation that goes on only when told to. */
  const openManual = (browser, more = '') => openChat(browser, `${origin()}/chat.html?conversation=scam&speed=manual${more}`);

  async function tabIdOf(tools, tab) {
    const address = await tab.evaluate(() => location.href);
    return tools.evaluate(async wanted => (await chrome.tabs.query({})).find(({ url }) => url === wanted).id, address);
  }

  const badgeOf = (tools, tabId) => tools.evaluate(id => chrome.action.getBadgeText({ tabId: id }), tabId);

  async function openPopup(browser, tab) {
    const tools = await browser.openExtension('popup/popup.html', '?tab=-1');
    const tabId = await tabIdOf(tools, tab);
    await tools.close();
    const popup = await browser.openExtension('popup/popup.html', `?tab=${tabId}`);
    await popup.resize(440, 900);
    await until('the popup to be filled', () => popup.evaluate(() => document.querySelector('#content').childElementCount > 0));
    return popup;
  }

  /** What says so on a page of ours is pressed as a person would. */
  async function press(page, label) {
    const [x, y] = await page.evaluate(wanted => {
      const button = [...document.querySelectorAll('button, summary')].find(each => each.textContent === wanted);
      button.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = button.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    }, label);
    await page.bringToFront();
    await page.click(x, y);
  }

  return { launch, origin, asked, at, chatAddress, openChat, openManual, tabIdOf, badgeOf, openPopup, press };
}
