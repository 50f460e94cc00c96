// SPDX-License-Identifier: Apache-2.0
/** What both browsers must do alike, with the real host. Each browser's spec names itself and calls this. */

import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import { hostBinary } from './paths.mjs';
import { isAlive } from './native_host.mjs';
import { serve } from './server.mjs';
import { pause, until } from './wait.mjs';

const CONVERSATIONS = new URL('../pages/conversations/', import.meta.url);
const STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";
// Long enough for every pause between readings of a page that has become still.
const QUIET_MS = 1_500;

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

/** Where to press for the n-th button of the card. */
const middleOf = index => `card => {
  const { left, top, width, height } = card.querySelectorAll('button')[${index}].getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}`;

/** @param {(options: object) => Promise<any>} launch */
export function bothBrowsers(launch) {
  const binary = hostBinary();
  let server;
  before(async () => { server = await serve(); });
  after(() => server.close());

  const chatAddress = (conversation, more = '') => `${server.origin}/chat.html?conversation=${conversation}&speed=0${more}`;
  const tabIdOf = (tools, tab) => tab.evaluate(() => location.href).then(address =>
    tools.evaluate(async wanted => (await chrome.tabs.query({})).find(({ url }) => url === wanted).id, address));
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

  const pressInPopup = async (popup, label) => {
    const [x, y] = await popup.evaluate(wanted => {
      const button = [...document.querySelectorAll('button')].find(each => each.textContent === wanted);
      button.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = button.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    }, label);
    await popup.bringToFront();
    await popup.click(x, y);
  };

  describe('with the host installed', () => {
    let browser;
    before(async () => { browser = await launch({ binary }); });
    after(() => browser.close());

    test('the scam conversation gets a card that names script, step and reasons', async () => {
      const tab = await browser.open(chatAddress('scam'));
      const card = await until('the card', () => tab.card(readCard));
      await tab.shoot('card');
      assert.ok(card.title.length > 5, card.title);
      assert.ok(card.step.length > 5, card.step);
      assert.ok(card.quotes.length >= 1 && card.quotes.length <= 3);
      const said = messagesOf('scam').map(({ text }) => text).join('\n');
      for (const quote of card.quotes) assert.ok(said.includes(quote.slice(1, -1).replace('…', '')), quote);
      assert.equal(card.role, card.level === 'danger' ? 'alert' : 'status');
      await tab.close();
    });

    test('the card opens its details, keeps the focus where it was, and closes with Escape', async () => {
      const tab = await browser.open(chatAddress('scam', '&again=details'));
      await tab.bringToFront();
      await tab.focus('#draft');
      await until('the card', () => tab.card(readCard));
      assert.equal(await tab.evaluate(() => document.activeElement.id), 'draft');
      const isOpen = card => !card.querySelector('.rest').hidden;
      assert.equal(await tab.card(isOpen), false);
      await tab.click(...await tab.card(middleOf(0)));
      await until('the details', () => tab.card(isOpen));
      await tab.shoot('card-details');
      await tab.press('Escape');
      await until('the card to close', async () => await tab.card(readCard) === null);
      await tab.close();
    });

    test('the words are underlined exactly where they stand, also after a re-render', async () => {
      const tab = await browser.open(chatAddress('scam', '&again=marks'));
      const card = await until('the card', () => tab.card(readCard));
      const marked = await until('the marks', async () => { const found = await tab.highlights(); return found.length > 0 && found; });
      const said = messagesOf('scam').map(({ text }) => text);
      for (const text of marked) assert.ok(said.some(each => each.includes(text)), `marked: ${text}`);
      for (const quote of card.quotes) assert.ok(marked.some(text => text.startsWith(quote.slice(1, -1).replace('…', ''))), `not marked: ${quote}`);
      await tab.evaluate(() => { for (const words of document.querySelectorAll('.turn p')) words.replaceChildren(document.createTextNode(words.textContent)); });
      await until('the marks to return', async () => (await tab.highlights()).join('|') === marked.join('|'));
      await tab.close();
    });

    test('the same step is not warned of twice', async () => {
      const tab = await browser.open(chatAddress('scam', '&again=twice'));
      await until('the card', () => tab.card(readCard));
      await pause(300);
      await tab.goto(chatAddress('scam', '&again=twice'));
      await until('the marks', async () => (await tab.highlights()).length > 0);
      await pause(300);
      assert.equal(await tab.card(readCard), null);
      await tab.close();
    });

    test('the toolbar button says that there is something, and nothing where there is nothing', async () => {
      const scam = await browser.open(chatAddress('scam', '&again=badge'));
      await until('the card', () => scam.card(readCard));
      const ordinary = await browser.open(chatAddress('ordinary'));
      await pause(QUIET_MS);
      const tools = await browser.openExtension('popup/popup.html', '?tab=-1');
      const scamBadge = await until('the badge', async () => badgeOf(tools, await tabIdOf(tools, scam)));
      assert.match(scamBadge, /^!{1,2}$/);
      assert.equal(await badgeOf(tools, await tabIdOf(tools, ordinary)), '');
      await Promise.all([scam.close(), ordinary.close(), tools.close()]);
    });

    test('the ordinary conversation gets no card and no marks', async () => {
      const tab = await browser.open(chatAddress('ordinary', '&again=quiet'));
      await pause(QUIET_MS);
      assert.equal(await tab.card(readCard), null);
      assert.deepEqual(await tab.highlights(), []);
      await tab.shoot('ordinary');
      await tab.close();
    });

    test('an article gets no card', async () => {
      const tab = await browser.open(`${server.origin}/article.html`);
      await pause(QUIET_MS);
      assert.equal(await tab.card(readCard), null);
      await tab.close();
    });

    test('a job lure gets a card', async () => {
      const tab = await browser.open(chatAddress('job-lure'));
      await until('the card', () => tab.card(readCard));
      await tab.shoot('job-lure');
      await tab.close();
    });

    test('a chat without roles or telling names is found by its shape', async () => {
      const tab = await browser.open(chatAddress('scam', '&markup=plain'));
      await until('the card', () => tab.card(readCard));
      const tools = await browser.openExtension('popup/popup.html', '?tab=-1');
      const tabId = await tabIdOf(tools, tab);
      const sources = await tools.evaluate(async id => Object.keys((await chrome.storage.session.get(`tab:${id}`))[`tab:${id}`][0]), tabId);
      assert.ok(sources.some(source => source.startsWith('chat ')), sources.join());
      await Promise.all([tab.close(), tools.close()]);
    });

    test('a page of a fake platform gets a card', async () => {
      const tab = await browser.open(`${server.origin}/platform.html`);
      await until('the card', () => tab.card(readCard));
      await tab.shoot('platform');
      await tab.close();
    });

    test('what a person types is never sent', async () => {
      const tab = await browser.open(`${server.origin}/typed.html`);
      const script = messagesOf('scam').map(({ text }) => text).join(' ');
      await tab.evaluate(text => {
        for (const id of ['editable', 'plaintext', 'box']) document.getElementById(id).append(document.createTextNode(text));
        for (const id of ['area', 'line', 'secret']) document.getElementById(id).value = text;
        document.getElementById('area').append(document.createTextNode(text));
      }, script);
      await pause(QUIET_MS);
      assert.equal(await tab.card(readCard), null);
      assert.deepEqual(await tab.highlights(), []);
      // The same words as text of the page are read: the silence above was no accident.
      await tab.evaluate(text => { document.body.append(Object.assign(document.createElement('p'), { textContent: text })); }, script);
      await until('the card', () => tab.card(readCard));
      await tab.close();
    });

    test('a page with a strict policy is warned of in full style', async () => {
      const tab = await browser.open(`${server.origin}/platform.html?csp=${encodeURIComponent(STRICT)}`);
      await until('the card', () => tab.card(readCard));
      const look = await tab.card(card => {
        const { position, borderTopLeftRadius, backgroundColor } = getComputedStyle(card);
        return { position, borderTopLeftRadius, backgroundColor };
      });
      assert.equal(look.position, 'fixed');
      assert.equal(look.borderTopLeftRadius, '12px');
      assert.notEqual(look.backgroundColor, 'rgba(0, 0, 0, 0)');
      await tab.shoot('strict');
      await tab.close();
    });

    test('the page cannot look into the card, nor close it with keys and clicks of its own', async () => {
      const tab = await browser.open(chatAddress('scam', '&again=closed'));
      await until('the card', () => tab.card(readCard));
      assert.equal(await tab.evaluate(() => document.documentElement.lastElementChild.shadowRoot), null);
      await tab.evaluate(() => {
        dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        document.documentElement.lastElementChild.remove();
      });
      await until('the card to return', () => tab.card(readCard));
      await tab.close();
    });

    test('the popup explains the same, and that nothing left the computer', async () => {
      const tab = await browser.open(chatAddress('scam', '&again=popup'));
      const card = await until('the card', () => tab.card(readCard));
      const popup = await openPopup(browser, tab);
      const text = await popup.evaluate(() => document.body.innerText);
      await popup.shoot('popup');
      for (const part of [card.title, card.step, ...card.quotes]) assert.ok(text.includes(part), part);
      assert.match(text, /Nothing left this computer\./);
      assert.match(text, /I know this person/);
      await Promise.all([tab.close(), popup.close()]);
    });

    test('the popup of a quiet page does not call it safe', async () => {
      const tab = await browser.open(`${server.origin}/article.html?quiet`);
      await pause(QUIET_MS);
      const popup = await openPopup(browser, tab);
      await popup.shoot('popup-quiet');
      assert.equal(await popup.evaluate(() => document.querySelector('[data-state]').dataset.state), 'quiet');
      assert.doesNotMatch(await popup.evaluate(() => document.body.innerText), /\b(?:safe|secure|protected)\b/i);
      await Promise.all([tab.close(), popup.close()]);
    });

    test('a forgotten conversation leaves no trace in the storage', async () => {
      const tab = await browser.open(chatAddress('scam', '&again=forget'));
      await until('the card', () => tab.card(readCard));
      const popup = await openPopup(browser, tab);
      const records = () => popup.evaluate(async () => Object.keys(await chrome.storage.local.get(null)).filter(name => name.startsWith('conversation:')));
      const earlier = await until('the record', async () => { const found = await records(); return found.length > 0 && found; });
      await pressInPopup(popup, 'Forget this conversation');
      await until('the record to go', async () => (await records()).length === earlier.length - 1);
      await until('the card to go', async () => await tab.card(readCard) === null);
      assert.deepEqual(await tab.highlights(), []);
      await Promise.all([tab.close(), popup.close()]);
    });

    test('for a person one knows only the most serious warnings appear', async () => {
      const tab = await browser.open(`${server.origin}/chat.html?conversation=scam&speed=manual&again=pin`);
      await pause(QUIET_MS);
      const said = () => tab.evaluate(() => document.querySelectorAll('li.turn').length);
      const say = async count => {
        while (await said() < count) {
          await tab.evaluate(() => demo.next());
          await pause(350);
        }
      };
      await say(9);
      const popup = await openPopup(browser, tab);
      await pressInPopup(popup, 'I know this person');
      await until('the choice', () => popup.evaluate(() => document.querySelector('[aria-pressed="true"]')?.textContent));
      await tab.bringToFront();
      await say(12);
      assert.equal(await tab.card(readCard), null);
      await say(17);
      const card = await until('the card', () => tab.card(readCard));
      assert.equal(card.level, 'danger');
      await Promise.all([tab.close(), popup.close()]);
    });

    test('a chat in a frame is read too', async () => {
      const tab = await browser.open(`${server.origin}/article.html?frame`);
      const tools = await browser.openExtension('popup/popup.html', '?tab=-1');
      const tabId = await tabIdOf(tools, tab);
      await tab.bringToFront();
      await tab.evaluate(address => {
        const frame = Object.assign(document.createElement('iframe'), { src: address, width: 900, height: 600 });
        document.body.prepend(frame);
      }, chatAddress('scam', '&again=frame'));
      await until('the badge', async () => await badgeOf(tools, tabId) === '!!');
      assert.equal(await tab.card(readCard), null, 'the card is the frame’s');
      await tab.shoot('frame');
      await Promise.all([tab.close(), tools.close()]);
    });

    test('no page text and no address is stored', async () => {
      const popup = await browser.openExtension('popup/popup.html', '?tab=-1');
      const stored = await popup.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)));
      for (const { text } of messagesOf('scam')) assert.ok(!stored.includes(text.slice(0, 20)), text);
      assert.ok(!stored.includes('127.0.0.1') && !stored.includes('Elena'));
      await popup.close();
    });

    test('a killed host is replaced and the next words are read', async () => {
      const tab = await browser.open(chatAddress('ordinary', '&again=kill'));
      await pause(QUIET_MS);
      const [victim] = browser.host.pids().filter(isAlive);
      process.kill(victim, 'SIGKILL');
      await until('the host to end', () => !isAlive(victim));
      const script = messagesOf('scam');
      await tab.evaluate(messages => messages.forEach(message => demo.say(message)), script);
      await until('the card', () => tab.card(readCard));
      assert.equal(browser.host.pids().filter(isAlive).length, 1);
      await tab.close();
    });

    test('a stopped background comes back and remembers', async () => {
      const tab = await browser.open(chatAddress('scam', '&again=stop'));
      await until('the card', () => tab.card(readCard));
      const tools = await browser.openExtension('popup/popup.html', '?tab=-1');
      const memories = () => tools.evaluate(async () => Object.values(await chrome.storage.local.get(null)).filter(value => value.memory).length);
      await until('the memory', async () => await memories() > 0);
      const earlier = await memories();
      const [old] = browser.host.pids().filter(isAlive);
      await browser.stopBackground();
      await until('the host to end with it', () => !isAlive(old));
      await tab.bringToFront();
      await tab.goto(chatAddress('scam', '&again=stop'));
      await until('the marks', async () => (await tab.highlights()).length > 0);
      await pause(300);
      assert.equal(await tab.card(readCard), null, 'the step was shown before the stop');
      assert.equal(await memories(), earlier);
      await Promise.all([tab.close(), tools.close()]);
    });

    test('a conversation that unfolds is warned of while it does', async () => {
      const tab = await browser.open(`${server.origin}/chat.html?conversation=scam&speed=manual&again=unfold`);
      await pause(QUIET_MS);
      const count = messagesOf('scam').length;
      let warnedAfter = null;
      for (let said = 1; said <= count; said += 1) {
        await tab.evaluate(() => demo.next());
        await pause(350);
        if (warnedAfter === null && await tab.card(readCard)) warnedAfter = said;
      }
      assert.ok(warnedAfter !== null && warnedAfter < count, `first warning after message ${warnedAfter} of ${count}`);
      await tab.close();
    });
  });

  describe('with a host that is of no use', () => {
    /** @param {string} state @param {string} program @param {RegExp} advice */
    async function assertState(state, program, advice) {
      const browser = await launch({ binary: program });
      try {
        const tab = await browser.open(`${server.origin}/chat.html?conversation=scam&speed=manual`);
        for (let said = 0; said < 8; said += 1) {
          await tab.evaluate(() => demo.next());
          await pause(300);
        }
        assert.equal(await tab.card(readCard), null);
        const popup = await openPopup(browser, tab);
        assert.equal(await popup.evaluate(() => document.querySelector('[data-state]').dataset.state), state);
        assert.match(await popup.evaluate(() => document.body.innerText), advice);
        await popup.shoot(`popup-${state}`);
        assert.ok(browser.host.pids().length <= 2, `${browser.host.pids().length} starts`);
      } finally {
        await browser.close();
      }
    }

    test('a program that ends at once is called broken and not started again and again', () =>
      assertState('crashed', '/bin/false', /watchword doctor/));

    test('a host without patterns says so', async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'watchword-bare-'));
      const bare = path.join(folder, 'watchword-host');
      copyFileSync(binary, bare);
      const pack = process.env.WATCHWORD_PACK;
      process.env.WATCHWORD_PACK = path.join(folder, 'absent.pack');
      try {
        await assertState('no_pack', bare, /watchword doctor/);
      } finally {
        if (pack === undefined) delete process.env.WATCHWORD_PACK;
        else process.env.WATCHWORD_PACK = pack;
        rmSync(folder, { recursive: true });
      }
    });
  });

  describe('without a host', () => {
    let browser;
    before(async () => { browser = await launch({ binary, hasHost: false }); });
    after(() => browser.close());

    test('the popup says what is missing and what to type, and the host is not asked for again and again', async () => {
      const tab = await browser.open(`${server.origin}/chat.html?conversation=scam&speed=manual`);
      for (let said = 0; said < 10; said += 1) {
        await tab.evaluate(() => demo.next());
        await pause(300);
      }
      const popup = await openPopup(browser, tab);
      assert.equal(await popup.evaluate(() => document.querySelector('[data-state]').dataset.state), 'missing');
      assert.match(await popup.evaluate(() => document.body.innerText), /watchword install/);
      await popup.shoot('popup-missing');
      const starts = await popup.evaluate(async () => (await chrome.storage.session.get('link')).link.starts.length);
      assert.ok(starts <= 2, `${starts} starts`);
      await Promise.all([tab.close(), popup.close()]);
    });

    test('after the installation one press is enough, and open pages are read', async () => {
      const tab = await browser.open(chatAddress('scam', '&again=install'));
      await pause(QUIET_MS);
      const popup = await openPopup(browser, tab);
      browser.host.install();
      await pressInPopup(popup, 'Try again');
      await until('the popup to be content', () => popup.evaluate(() => !document.querySelector('[data-state="missing"]')));
      await tab.bringToFront();
      await until('the card', () => tab.card(readCard));
      await Promise.all([tab.close(), popup.close()]);
    });
  });
}
