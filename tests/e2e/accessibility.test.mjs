// SPDX-License-Identifier: Apache-2.0
/** The popup in its states, the card, the block page and the options page, checked by axe in both colour schemes. The card stands in an open root, since axe cannot see into a closed one. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { launchChromium } from './support/chromium.mjs';
import { listedPack } from './support/listed_pack.mjs';
import { hostBinary } from './support/paths.mjs';
import { serve } from './support/server.mjs';
import { until } from './support/wait.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCHEMES = ['light', 'dark'];

let server;
let browser;
before(async () => {
  server = await serve();
  browser = await launchChromium({ binary: hostBinary(), ...listedPack() });
});
after(async () => {
  await browser.close();
  server.close();
});

async function assertAccessible(tab) {
  await tab.evaluate(AXE);
  const violations = await tab.evaluate(async () => (await axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`));
  assert.deepEqual(violations, []);
}

for (const scheme of SCHEMES) {
  test(`the popup with a finding, ${scheme}`, async () => {
    const page = await browser.open(`${server.origin}/chat.html?conversation=scam&speed=0&scheme=${scheme}`);
    await until('the marks', async () => (await page.highlights()).length > 0);
    const tabId = await (await browser.openExtension('popup/popup.html', '?tab=-1')).evaluate(async () =>
      (await chrome.tabs.query({ url: 'http://127.0.0.1/*' })).at(-1).id);
    const popup = await browser.openExtension('popup/popup.html', `?tab=${tabId}`);
    await popup.prefer(scheme);
    await popup.resize(440, 1100);
    await until('the finding', () => popup.evaluate(() => document.querySelector('.card')));
    await popup.shoot(`popup-finding-${scheme}`);
    await assertAccessible(popup);
    await Promise.all([page.close(), popup.close()]);
  });

  test(`the popup with nothing to tell, ${scheme}`, async () => {
    const popup = await browser.openExtension('popup/popup.html', '?tab=-1');
    await popup.prefer(scheme);
    await popup.resize(440, 500);
    await until('the state', () => popup.evaluate(() => document.querySelector('[data-state]')));
    await popup.shoot(`popup-quiet-${scheme}`);
    await assertAccessible(popup);
    await popup.close();
  });

  test(`the popup that asks about the same person, and says so, ${scheme}`, async () => {
    const tools = await browser.openExtension('popup/popup.html', '?tab=-1');
    const openChat = async (host, conversation) => {
      const tab = await browser.open(`http://${host}:${server.port}/chat.html?conversation=${conversation}&speed=0&${scheme}`);
      const address = await tab.address();
      const told = await until('the chat', () => tools.evaluate(async url => {
        const [{ id }] = (await chrome.tabs.query({})).filter(each => each.url === url);
        const report = await chrome.tabs.sendMessage(id, { kind: 'report' }, { frameId: 0 }).catch(() => null);
        return report?.chats?.[0] ? { id, chat: report.chats[0] } : null;
      }, address));
      return { tab, ...told };
    };
    const openPopup = async (id, selector) => {
      const popup = await browser.openExtension('popup/popup.html', `?tab=${id}`);
      await popup.prefer(scheme);
      await popup.resize(440, 1500);
      await until(selector, () => popup.evaluate(wanted => document.querySelector(wanted), selector));
      return popup;
    };
    const first = await openChat('honest.test', 'moving-first');
    const second = await openChat('pages.test', 'moving-second');
    await tools.evaluate(chat => chrome.runtime.sendMessage({ kind: 'went_on', ...chat }), first.chat);
    const wished = await openPopup(first.id, '.decide [data-act^="went-on"]');
    await wished.shoot(`popup-elsewhere-${scheme}`);
    await assertAccessible(wished);
    const popup = await openPopup(second.id, '[data-state="question"]');
    await popup.shoot(`popup-question-${scheme}`);
    await assertAccessible(popup);
    // By keyboard alone; the focus then stands on what came of it.
    await popup.bringToFront();
    await popup.focus('[data-state="question"] button');
    await popup.press('Enter');
    await until('what it says now', () => popup.evaluate(() => document.querySelector('.card .same')));
    assert.match(await popup.evaluate(() => document.activeElement.textContent), /Same person as in a chat on/);
    await popup.shoot(`popup-same-${scheme}`);
    await assertAccessible(popup);
    await tools.evaluate(chat => chrome.runtime.sendMessage({ kind: 'not_same', ...chat }), second.chat);
    await Promise.all([first.tab.close(), second.tab.close(), wished.close(), popup.close(), tools.close()]);
  });

  for (const [name, size] of Object.entries({ wide: [1200, 800], narrow: [360, 640] })) {
    test(`the block page with everything open, ${name}, ${scheme}`, async () => {
      const tab = await browser.openExtension('blocked/blocked.html', '#https://shop.bad-exchange.test/trade?from=chat');
      await tab.prefer(scheme);
      await tab.resize(...size);
      await until('the ways on', () => tab.evaluate(() => document.querySelector('details')));
      await tab.evaluate(() => { document.querySelector('details').open = true; });
      await tab.shoot(`blocked-${name}-${scheme}`);
      await assertAccessible(tab);
      assert.equal(await tab.evaluate(() => document.scrollingElement.scrollWidth > innerWidth), false, 'nothing sticks out');
      await tab.close();
    });
  }

  for (const [name, size] of Object.entries({ wide: [1200, 1500], narrow: [340, 2300] })) {
    test(`the options page, ${name}, ${scheme}`, async () => {
      const tab = await browser.openExtension('options/options.html');
      await tab.prefer(scheme);
      await tab.resize(...size);
      await until('what the updater says', () => tab.evaluate(() => document.querySelectorAll('#outcome p').length > 0));
      await tab.evaluate(() => { document.querySelector('details').open = true; });
      await tab.shoot(`options-${name}-${scheme}`);
      await assertAccessible(tab);
      assert.equal(await tab.evaluate(() => document.scrollingElement.scrollWidth > innerWidth), false, 'nothing sticks out');
      await tab.close();
    });
  }

  test(`the options page asking back, by keyboard, ${scheme}`, async () => {
    const tab = await browser.openExtension('options/options.html');
    await tab.prefer(scheme);
    await until('something to forget', () => tab.evaluate(async () => {
      await chrome.storage.local.set({ 'conversation:of-this-test': { shown: [], pinned: true, used: 1 } });
      return document.getElementById('forget').disabled === false;
    }));
    await tab.bringToFront();
    await tab.focus('#forget');
    await tab.press('Enter');
    await until('the question', () => tab.evaluate(() => document.querySelector('dialog[open]')));
    assert.equal(await tab.evaluate(() => document.activeElement.textContent), 'Cancel', 'what cannot be undone is not under the finger');
    await assertAccessible(tab);
    await tab.press('Escape');
    await until('the question to go', () => tab.evaluate(() => document.querySelector('dialog') === null));
    assert.equal(await tab.evaluate(() => document.activeElement.id), 'forget', 'the focus is where it was');
    await tab.press('Enter');
    await until('the question', () => tab.evaluate(() => document.querySelector('dialog[open]')));
    await tab.focus('dialog .main');
    await tab.press('Enter');
    await until('the words', () => tab.evaluate(() => document.getElementById('forgotten').textContent !== ''));
    await tab.close();
  });

  test(`the popup with an allowed site, ${scheme}`, async () => {
    const popup = await browser.openExtension('popup/popup.html', '?tab=-1');
    for (const name of ['bad-exchange.test', 'xn--bcher-handel-dlb.test']) {
      const tab = await browser.openExtension('blocked/blocked.html', `#https://${name}/`);
      assert.ok((await tab.evaluate(() => chrome.runtime.sendMessage({ kind: 'open', how: 'always' }))).go);
      await tab.close();
    }
    await popup.prefer(scheme);
    await popup.resize(440, 700);
    await until('the sites', () => popup.evaluate(() => document.querySelector('.allowed')));
    await popup.shoot(`popup-allowed-${scheme}`);
    await assertAccessible(popup);
    await popup.evaluate(() => Promise.all(['bad-exchange.test', 'xn--bcher-handel-dlb.test'].map(name => chrome.runtime.sendMessage({ kind: 'take_back', name }))));
    await popup.close();
  });

  for (const level of ['caution', 'danger']) {
    test(`the card, ${level}, ${scheme}`, async () => {
      const tab = await browser.open(`${server.origin}/parts.html`);
      await tab.prefer(scheme);
      await tab.evaluate(shown => {
        const labels = {
          product: 'Watchword', region: 'Warning', notice: 'may be one', caution: 'follows a known script', danger: 'stop before you go on', reasons: 'Why', next: 'Next',
          advice: 'What to do', test: 'A test', fine: 'When fine', details: 'Details', fewer: 'Less', close: 'Close', quoteOpen: '“', quoteClose: '”',
        };
        const explanation = {
          language: 'en', title: 'A title', step: 'A step', reasons: [{ text: 'A reason' }], next: ['Next one', 'Next two'], advice: ['Do this'],
          test: 'Try that', fine_if: 'Fine if so',
        };
        const main = document.createElement('main');
        const host = document.createElement('div');
        main.append(Object.assign(document.createElement('h1'), { textContent: 'Page' }), host);
        const root = host.attachShadow({ mode: 'open' });
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(card.style);
        root.adoptedStyleSheets = [sheet];
        const made = card.build({ level: shown, explanation, quotes: ['some words'] }, labels, () => {});
        made.querySelector('.rest').hidden = false;
        root.append(made);
        document.body.append(main);
      }, level);
      await tab.shoot(`card-${level}-${scheme}`);
      await assertAccessible(tab);
      await tab.close();
    });
  }
}
