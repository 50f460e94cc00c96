// SPDX-License-Identifier: Apache-2.0
/** What the person decides about listed sites, and what holds while the host is missing. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { createBlocked } from './blocked.mjs';
import { isAlive } from './native_host.mjs';
import { pause, until } from './wait.mjs';
import { QUIET_MS, readCard } from './world.mjs';

const BAD = 'bad-exchange.test';
const WORSE = 'worse-exchange.test';

/** @param {ReturnType<typeof import('./world.mjs').createWorld>} world */
export function choices(world) {
  const { at } = world;
  const blocked = createBlocked(world);
  let browser;
  before(async () => { browser = await blocked.launch(); });
  after(() => browser.close());
  const hasOpened = (tab, address) => until('the site', async () => await tab.address() === address);

  test('continuing once opens it in this tab, until it leaves the site', async () => {
    const tab = await browser.open(at('honest.test'));
    await tab.goto(at(BAD));
    await blocked.read(browser, tab, BAD);
    await blocked.goOn(tab, 'Continue once');
    await hasOpened(tab, at(BAD));
    await tab.goto(at(`shop.${BAD}`));
    await hasOpened(tab, at(`shop.${BAD}`));

    const other = await browser.open();
    await other.goto(at(BAD));
    await blocked.read(browser, other, BAD);
    await other.close();

    await tab.goto(at('honest.test'));
    await until('the choice to end', async () => {
      const tools = await browser.openExtension('popup/popup.html', '?tab=-1');
      const rules = await tools.evaluate(() => chrome.declarativeNetRequest.getSessionRules());
      await tools.close();
      return rules.length === 0;
    });
    await tab.bringToFront();
    await tab.back().catch(() => {});
    await blocked.read(browser, tab, `shop.${BAD}`);
    await tab.close();
  });

  test('the way back from a site that was continued to leads to the page before it', async () => {
    const tab = await browser.open(at('honest.test'));
    await tab.goto(at(WORSE));
    await blocked.read(browser, tab, WORSE);
    await blocked.goOn(tab, 'Continue once');
    await hasOpened(tab, at(WORSE));
    await tab.back();
    await hasOpened(tab, at('honest.test'));
    await tab.close();
  });

  test('a part of a host can be continued to as well', async () => {
    const tab = await browser.open(at('pages.test'));
    await tab.goto(at('pages.test', '/tenant/article.html')).catch(() => {});
    await blocked.read(browser, tab, 'pages.test');
    await blocked.goOn(tab, 'Continue once');
    await hasOpened(tab, at('pages.test', '/tenant/article.html'));
    await pause(QUIET_MS);
    assert.equal(await tab.address(), at('pages.test', '/tenant/article.html'));
    await tab.close();
  });

  test('an allowed site opens everywhere without a word, its text is still judged, and it can be stopped again', async () => {
    const tab = await browser.open(at('honest.test'));
    await tab.goto(at(WORSE));
    await blocked.read(browser, tab, WORSE);
    await blocked.goOn(tab, 'Always allow this site');
    await hasOpened(tab, at(WORSE));
    const other = await browser.open(at(WORSE));
    await pause(QUIET_MS);
    assert.equal(await other.card(readCard), null);
    await other.goto(at(WORSE, '/platform.html'));
    await until('the card about the text', () => other.card(readCard));

    const popup = await world.openPopup(browser, other);
    assert.match(await popup.evaluate(() => document.querySelector('.allowed').innerText), /worse-exchange\.test/);
    await popup.evaluate(() => document.querySelector('.allowed').scrollIntoView());
    await popup.shoot('popup-allowed');
    await world.press(popup, 'Stop it again');
    await until('the site to go', () => popup.evaluate(() => document.querySelector('.allowed') === null));
    await other.bringToFront();
    await other.goto(at(WORSE));
    await blocked.read(browser, other, WORSE);
    await Promise.all([tab.close(), other.close(), popup.close()]);
  });

  test('the first click on a listed link is stopped and explained, the second one leads to the block page', async () => {
    const tab = await browser.open(at('honest.test', '/links.html'));
    await tab.bringToFront();
    const marked = await until('the mark', async () => { const found = await tab.highlights(); return found.length > 0 && found; });
    assert.ok(marked.includes(BAD) && !marked.some(text => text.includes('honest')), marked.join('|'));
    const click = async id => tab.click(...await tab.evaluate(name => {
      const { left, top, width, height } = document.getElementById(name).getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    }, id));
    await click('listed');
    await until('the explanation', () => tab.card(card => card.querySelector('.note')?.textContent.includes('bad-exchange.test')));
    await pause(300);
    assert.equal(await tab.address(), at('honest.test', '/links.html'));
    await tab.shoot('link');
    await click('listed');
    await blocked.read(browser, tab, BAD);
    await tab.back();
    await until('the links', () => tab.evaluate(() => document.getElementById('honest')?.href));
    await click('honest');
    await hasOpened(tab, at('honest.test'));
    await tab.close();
  });

  test('without the host the browser still stops it, and one can still go on', async () => {
    browser.host.uninstall();
    await browser.stopBackground();
    await until('the host to end', () => !browser.host.pids().some(isAlive));
    const tab = await browser.open();
    const asked = world.asked(BAD).length;
    await tab.goto(at(BAD));
    const page = await blocked.read(browser, tab, BAD);
    assert.match(page.text, /does not answer at the moment/);
    assert.equal(world.asked(BAD).length, asked);
    await tab.shoot('blocked-without-host');
    await blocked.goOn(tab, 'Continue once');
    await hasOpened(tab, at(BAD));
    const honest = await browser.open(at('honest.test'));
    assert.equal(await honest.address(), at('honest.test'));
    await Promise.all([tab.close(), honest.close()]);
  });
}
