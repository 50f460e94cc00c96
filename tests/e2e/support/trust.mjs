// SPDX-License-Identifier: Apache-2.0
/** What stays private, what a page cannot do, and what the person decides in the popup. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { pause, until } from './wait.mjs';
import { QUIET_MS, messagesOf, readCard } from './world.mjs';

const STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";

/** @param {ReturnType<typeof import('./world.mjs').createWorld>} world */
export function trust(world) {
  let browser;
  before(async () => { browser = await world.launch(); });
  after(() => browser.close());

  test('what a person types is never sent', async () => {
    const tab = await browser.open(`${world.origin()}/typed.html`);
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
    const tab = await browser.open(`${world.origin()}/platform.html?csp=${encodeURIComponent(STRICT)}`);
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
    const tab = await browser.open(world.chatAddress('scam', '&again=closed'));
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
    const tab = await browser.open(world.chatAddress('scam', '&again=popup'));
    const card = await until('the card', () => tab.card(readCard));
    const popup = await world.openPopup(browser, tab);
    const text = await popup.evaluate(() => document.body.innerText);
    await popup.shoot('popup');
    for (const part of [card.title, card.step, ...card.quotes]) assert.ok(text.includes(part), part);
    assert.match(text, /Nothing left this computer\./);
    assert.match(text, /I know this person/);
    await Promise.all([tab.close(), popup.close()]);
  });

  test('the popup of a quiet page does not call it safe', async () => {
    const tab = await browser.open(`${world.origin()}/article.html?quiet`);
    await pause(QUIET_MS);
    const popup = await world.openPopup(browser, tab);
    await popup.shoot('popup-quiet');
    assert.equal(await popup.evaluate(() => document.querySelector('[data-state]').dataset.state), 'quiet');
    assert.doesNotMatch(await popup.evaluate(() => document.body.innerText), /\b(?:safe|secure|protected)\b/i);
    await Promise.all([tab.close(), popup.close()]);
  });

  test('for a person one knows only the most serious warnings appear', async () => {
    const tab = await world.openManual(browser, '&again=pin');
    const sayNext = async () => {
      const left = await tab.evaluate(() => demo.next());
      await pause(350);
      return left;
    };
    while (!(await tab.highlights()).length) await sayNext();
    assert.equal(await tab.card(readCard), null, 'a notice has no card');
    const popup = await world.openPopup(browser, tab);
    await world.press(popup, 'I know this person');
    await until('the choice', () => popup.evaluate(() => document.querySelector('[aria-pressed="true"]')?.textContent));
    await tab.bringToFront();
    const levels = new Set();
    while (await sayNext() > 0) levels.add((await tab.card(readCard))?.level);
    assert.deepEqual([...levels].sort(), ['danger', undefined]);
    await Promise.all([tab.close(), popup.close()]);
  });

  test('for a person who is held captive nothing shows by itself, and the popup has help', async () => {
    const tab = await browser.open(world.chatAddress('captive'));
    await pause(QUIET_MS);
    assert.equal(await tab.card(readCard), null);
    assert.deepEqual(await tab.highlights(), []);
    const popup = await world.openPopup(browser, tab);
    assert.equal(await world.badgeOf(popup, await world.tabIdOf(popup, tab)), '');
    await until('the help', () => popup.evaluate(() => document.querySelector('.card h2')?.textContent));
    await popup.evaluate(() => {
      const choice = document.querySelector('.help select');
      choice.value = 'PH';
      choice.dispatchEvent(new Event('change'));
    });
    await until('whom to turn to there', () => popup.evaluate(() => document.querySelector('.help li')?.textContent.includes('1343')));
    await popup.shoot('popup-captive');
    const stored = await popup.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)));
    assert.ok(!stored.includes('captive'), stored);
    await world.press(popup, 'Hide this');
    await until('an empty window', () => popup.evaluate(() => !document.body?.textContent.trim()).catch(() => true));
    await Promise.all([tab.close(), popup.close().catch(() => {})]);
  });

  test('a forgotten conversation leaves no trace in the storage', async () => {
    const tab = await browser.open(world.chatAddress('scam', '&again=forget'));
    await until('the card', () => tab.card(readCard));
    const popup = await world.openPopup(browser, tab);
    const records = () => popup.evaluate(async () => Object.keys(await chrome.storage.local.get(null)).filter(name => name.startsWith('conversation:')));
    const earlier = await until('the record', async () => { const found = await records(); return found.length > 0 && found; });
    await world.press(popup, 'Forget this conversation');
    await until('the record to go', async () => (await records()).length === earlier.length - 1);
    await until('the card to go', async () => await tab.card(readCard) === null);
    assert.deepEqual(await tab.highlights(), []);
    await Promise.all([tab.close(), popup.close()]);
  });

  test('no page text and no address is stored', async () => {
    const popup = await browser.openExtension('popup/popup.html', '?tab=-1');
    const stored = await popup.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)));
    for (const { text } of messagesOf('scam')) assert.ok(!stored.includes(text.slice(0, 20)), text);
    assert.ok(!stored.includes('127.0.0.1') && !stored.includes('Elena'));
    await popup.close();
  });
}
