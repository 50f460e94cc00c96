// SPDX-License-Identifier: Apache-2.0
/** When the card comes, what it says, and when it stays away. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { pause, until } from './wait.mjs';
import { QUIET_MS, messagesOf, readCard, wordsOf } from './world.mjs';

/** Where to press for the n-th button of the card. */
const middleOf = index => `card => {
  const { left, top, width, height } = card.querySelectorAll('button')[${index}].getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}`;

/** @param {ReturnType<typeof import('./world.mjs').createWorld>} world */
export function warnings(world) {
  let browser;
  before(async () => { browser = await world.launch(); });
  after(() => browser.close());

  test('the scam conversation gets a card that names script, step and reasons', async () => {
    const tab = await browser.open(world.chatAddress('scam'));
    const card = await until('the card', () => tab.card(readCard));
    await tab.shoot('card');
    assert.ok(card.title.length > 5, card.title);
    assert.ok(card.step.length > 5, card.step);
    assert.ok(card.quotes.length >= 1 && card.quotes.length <= 3);
    const said = messagesOf('scam').map(({ text }) => text).join('\n');
    for (const quote of card.quotes) assert.ok(said.includes(wordsOf(quote)), quote);
    assert.equal(card.role, card.level === 'danger' ? 'alert' : 'status');
    await tab.close();
  });

  test('the card opens its details, keeps the focus where it was, and closes with Escape', async () => {
    const tab = await browser.open(world.chatAddress('scam', '&again=details'));
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
    const tab = await browser.open(world.chatAddress('scam', '&again=marks'));
    const card = await until('the card', () => tab.card(readCard));
    const marked = await until('the marks to settle', async () => {
      const found = await tab.highlights();
      await pause(300);
      return found.length > 0 && found.join('|') === (await tab.highlights()).join('|') && found;
    });
    const said = messagesOf('scam').map(({ text }) => text);
    for (const text of marked) assert.ok(said.some(each => each.includes(text)), `marked: ${text}`);
    for (const quote of card.quotes) assert.ok(marked.some(text => text.startsWith(wordsOf(quote))), `not marked: ${quote}`);
    await tab.evaluate(() => { for (const words of document.querySelectorAll('.turn p')) words.replaceChildren(document.createTextNode(words.textContent)); });
    await until('the marks to return', async () => (await tab.highlights()).join('|') === marked.join('|'));
    await tab.close();
  });

  test('the same step is not warned of twice', async () => {
    const tab = await browser.open(world.chatAddress('scam', '&again=twice'));
    await until('the card', () => tab.card(readCard));
    await pause(300);
    await tab.goto(world.chatAddress('scam', '&again=twice'));
    await until('the marks', async () => (await tab.highlights()).length > 0);
    await pause(300);
    assert.equal(await tab.card(readCard), null);
    await tab.close();
  });

  test('the toolbar button says that there is something, and nothing where there is nothing', async () => {
    const scam = await browser.open(world.chatAddress('scam', '&again=badge'));
    await until('the card', () => scam.card(readCard));
    const ordinary = await browser.open(world.chatAddress('ordinary'));
    await pause(QUIET_MS);
    const tools = await browser.openExtension('popup/popup.html', '?tab=-1');
    const scamBadge = await until('the badge', async () => world.badgeOf(tools, await world.tabIdOf(tools, scam)));
    assert.match(scamBadge, /^!{1,2}$/);
    assert.equal(await world.badgeOf(tools, await world.tabIdOf(tools, ordinary)), '');
    await Promise.all([scam.close(), ordinary.close(), tools.close()]);
  });

  test('the ordinary conversation gets no card and no marks', async () => {
    const tab = await browser.open(world.chatAddress('ordinary', '&again=quiet'));
    await pause(QUIET_MS);
    assert.equal(await tab.card(readCard), null);
    assert.deepEqual(await tab.highlights(), []);
    await tab.shoot('ordinary');
    await tab.close();
  });

  test('an article gets no card', async () => {
    const tab = await browser.open(`${world.origin()}/article.html`);
    await pause(QUIET_MS);
    assert.equal(await tab.card(readCard), null);
    await tab.close();
  });

  test('a job lure gets a card', async () => {
    const tab = await browser.open(world.chatAddress('job-lure'));
    await until('the card', () => tab.card(readCard));
    await tab.shoot('job-lure');
    await tab.close();
  });

  test('a chat without roles or telling names is found by its shape', async () => {
    const tab = await browser.open(world.chatAddress('scam', '&markup=plain'));
    await until('the card', () => tab.card(readCard));
    const tools = await browser.openExtension('popup/popup.html', '?tab=-1');
    const tabId = await world.tabIdOf(tools, tab);
    // What is not seen is not read; the first card may have been that of the page as a whole.
    await tab.bringToFront();
    await until('the chat to be found', () => tools.evaluate(async id =>
      Object.keys((await chrome.storage.session.get(`tab:${id}`))[`tab:${id}`][0]).some(source => source.startsWith('chat ')), tabId));
    await Promise.all([tab.close(), tools.close()]);
  });

  test('a page of a fake platform gets a card', async () => {
    const tab = await browser.open(`${world.origin()}/platform.html`);
    await until('the card', () => tab.card(readCard));
    await tab.shoot('platform');
    await tab.close();
  });

  test('a chat in a frame is read too', async () => {
    const tab = await browser.open(`${world.origin()}/article.html?frame`);
    const tools = await browser.openExtension('popup/popup.html', '?tab=-1');
    const tabId = await world.tabIdOf(tools, tab);
    await tab.bringToFront();
    await tab.evaluate(address => {
      const frame = Object.assign(document.createElement('iframe'), { src: address, width: 900, height: 600 });
      document.body.prepend(frame);
    }, world.chatAddress('scam', '&again=frame'));
    await until('the badge', async () => await world.badgeOf(tools, tabId) === '!!');
    assert.equal(await tab.card(readCard), null, 'the card is the frame’s');
    await tab.shoot('frame');
    await Promise.all([tab.close(), tools.close()]);
  });

  test('a conversation that unfolds is warned of while it does', async () => {
    const tab = await world.openManual(browser, '&again=unfold');
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
}
