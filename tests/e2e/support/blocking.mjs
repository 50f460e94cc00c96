// SPDX-License-Identifier: Apache-2.0
/** A listed address is stopped before it opens, whichever way leads to it. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { createBlocked } from './blocked.mjs';
import { pause, until } from './wait.mjs';

const BAD = 'bad-exchange.test';

/** @param {ReturnType<typeof import('./world.mjs').createWorld>} world */
export function stopping(world) {
  const { at } = world;
  const blocked = createBlocked(world);
  let browser;
  before(async () => { browser = await blocked.launch(); });
  after(() => browser.close());
  const openHonest = () => browser.open(at('honest.test'));
  const assertStopped = (tab, host = BAD) => blocked.assertStopped(browser, tab, host);

  test('typed: the page names the address, whose list it is, since when, and what such a site does', async () => {
    const tab = await openHonest();
    await tab.goto(at(BAD, '/article.html?a=1#part'));
    const page = await assertStopped(tab);
    assert.match(page.text, /People who made up names for the tests/);
    assert.match(page.text, /March 9, 2026/);
    assert.match(page.text, /\/article\.html\?a=1#part/);
    assert.ok(page.title.length > 5, page.title);
    assert.equal(page.links, 0);
    assert.equal(page.focused, 'Leave this page');
    await tab.shoot('blocked');
    await tab.close();
  });

  test('by a link, and below the listed name', async () => {
    const tab = await openHonest();
    await tab.evaluate(address => {
      const link = Object.assign(document.createElement('a'), { href: address, textContent: 'a link' });
      document.body.append(link);
      link.click();
    }, at(`shop.${BAD}`));
    const page = await assertStopped(tab, `shop.${BAD}`);
    assert.match(page.text, /What is listed: bad-exchange\.test/);
    await tab.close();
  });

  test('after a redirect', async () => {
    const tab = await openHonest();
    await tab.goto(at('honest.test', `/redirect?to=${encodeURIComponent(at(BAD))}`));
    await assertStopped(tab);
    await tab.close();
  });

  for (const [way, open] of Object.entries({
    'target=_blank': address => {
      const link = Object.assign(document.createElement('a'), { href: address, target: '_blank', textContent: 'a link' });
      document.body.append(link);
      link.click();
    },
    'window.open': address => { window.open(address); },
  })) {
    test(`in a new tab by ${way}; leaving brings back the page that opened it`, async () => {
      const tab = await openHonest();
      await tab.evaluate(open, at(BAD));
      const opened = await until('the new tab', () => browser.tabAt(blocked.pageOf(browser)));
      await assertStopped(opened);
      const tabs = await browser.countTabs();
      await blocked.press(opened, 'Leave this page');
      await until('the new tab to close', async () => await browser.countTabs() === tabs - 1);
      await until('the first tab to come forward', () => tab.evaluate(() => document.visibilityState === 'visible'));
      await tab.close();
    });
  }

  test('in a frame, where there is nothing to press', async () => {
    const tab = await openHonest();
    await tab.evaluate(address => { document.body.prepend(Object.assign(document.createElement('iframe'), { src: address, width: 500, height: 300 })); }, at(BAD));
    const text = await until('the frame', () => tab.inFrame(() => document.querySelector('main')?.innerText).catch(() => null));
    assert.match(text, /A part of this page was stopped/);
    assert.equal(await tab.inFrame(() => document.querySelectorAll('button, a, summary, input').length), 0);
    await tab.shoot('blocked-frame');
    await tab.close();
  });

  test('an international name is shown in both spellings', async () => {
    const tab = await openHonest();
    await tab.goto(at('xn--bcher-handel-dlb.test'));
    const page = await assertStopped(tab, 'xn--bcher-handel-dlb.test');
    assert.match(page.text, /^bücher-handel\.test$/m);
    assert.match(page.text, /^xn--bcher-handel-dlb\.test$/m);
    await tab.close();
  });

  test('a part of a host, which no rule of the browser holds; the rest of the host opens', async () => {
    const tab = await browser.open(at('pages.test'));
    await tab.goto(at('pages.test', '/tenant/article.html')).catch(() => {});
    const page = await blocked.read(browser, tab, 'pages.test');
    assert.match(page.text, /What is listed: pages\.test\/tenant/);
    await tab.close();
    const redirected = await openHonest();
    await redirected.goto(at('honest.test', `/redirect?to=${encodeURIComponent(at('pages.test', '/tenant/article.html'))}`)).catch(() => {});
    await blocked.read(browser, redirected, 'pages.test');
    await redirected.close();
  });

  test('leaving goes back to the page before', async () => {
    const tab = await openHonest();
    await tab.goto(at(BAD));
    await assertStopped(tab);
    await blocked.press(tab, 'Leave this page');
    await until('the page before', async () => await tab.address() === at('honest.test'));
    await tab.close();
  });

  test('leaving does not go back to a page that leads here again', async () => {
    const tab = await openHonest();
    await tab.goto(at('honest.test', `/hasty.html?to=${encodeURIComponent(at(BAD))}`)).catch(() => {});
    await assertStopped(tab);
    await blocked.press(tab, 'Leave this page');
    await until('no tab to be stopped', async () => await browser.tabAt(blocked.pageOf(browser)) === null);
    await pause(1_000);
    assert.equal(await browser.tabAt(blocked.pageOf(browser)), null);
  });

  test('leaving a tab that has no page before opens a new one', async () => {
    const tab = await browser.open();
    await tab.goto(at(BAD));
    await assertStopped(tab);
    await blocked.press(tab, 'Leave this page');
    await until('no tab to be stopped', async () => await browser.tabAt(blocked.pageOf(browser)) === null);
  });

  test('whoever opens the block page with an address of their own finds nothing to continue to', async () => {
    const tab = await browser.openExtension('blocked/blocked.html', `#${at('honest.test')}`);
    await until('the answer', () => tab.evaluate(() => /on no list/.test(document.body.innerText)));
    assert.equal(await tab.evaluate(() => document.querySelector('details')), null);
    assert.deepEqual(await tab.evaluate(() => chrome.runtime.sendMessage({ kind: 'open', how: 'always' })), { go: null });
    const other = await browser.openExtension('blocked/blocked.html', '#javascript:alert(1)');
    assert.match(await other.evaluate(() => document.body.innerText), /on no list/);
    await Promise.all([tab.close(), other.close()]);
  });

  test('the popup says whose name an address looks like, and nobody is warned', async () => {
    const tab = await browser.open(at('coinbase-vip.test'));
    await pause(1_500);
    const popup = await world.openPopup(browser, tab);
    await until('the line', () => popup.evaluate(() => document.querySelector('[data-state="look-alike"]') !== null));
    const text = await popup.evaluate(() => document.body.innerText);
    assert.match(text, /looks like that of Coinbase/);
    assert.match(text, /coinbase\.com/);
    assert.match(text, /proves nothing/);
    assert.equal(await world.badgeOf(popup, await world.tabIdOf(popup, tab)), '');
    await popup.shoot('look-alike');
    await Promise.all([tab.close(), popup.close()]);
  });

  test('a page cannot ask whether Watchword is there', async context => {
    // Firefox gives every installation a random address, which no page can guess.
    if (browser.name === 'firefox') return context.skip('the address of the page is a secret of the installation');
    const tab = await openHonest();
    const found = await tab.evaluate(address => fetch(address).then(({ status }) => status, () => 'nothing'), blocked.pageOf(browser));
    assert.equal(found, 'nothing');
    await tab.close();
  });
}
