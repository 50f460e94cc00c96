// SPDX-License-Identifier: Apache-2.0
/** One person on two sites: what was shown on the first counts on the second when whoever is asked says so, and no longer than that. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { pause, until } from './wait.mjs';
import { QUIET_MS, readCard } from './world.mjs';

const ELSEWHERE = 'They went on in another app…';
const path = conversation => `/chat.html?conversation=${conversation}&speed=0`;

/** @param {ReturnType<typeof import('./world.mjs').createWorld>} world */
export function samePerson(world) {
  const { at } = world;
  let browser;
  before(async () => { browser = await world.launch(); });
  after(() => browser.close());

  const text = page => page.evaluate(() => document.querySelector('#content').innerText);
  const hasState = (page, state) => page.evaluate(wanted => document.querySelector(`[data-state="${wanted}"]`) !== null, state);
  const focused = page => page.evaluate(() => document.activeElement.textContent);

  /** A notice on one site; its popup has been told that it went on elsewhere. */
  async function wish() {
    const first = await browser.open(at('honest.test', path('moving-first')));
    await until('the mark', async () => (await first.highlights()).length > 0);
    assert.equal(await first.card(readCard), null, 'a notice has no card');
    const popup = await world.openPopup(browser, first);
    await until('the finding', () => popup.evaluate(() => document.querySelector('.card.notice')));
    await world.press(popup, ELSEWHERE);
    await until('what to do next', async () => /within 15 minutes/.test(await text(popup)));
    assert.match(await focused(popup), /within 15 minutes/, 'the focus goes on to what came of it');
    return { first, popup };
  }

  async function openSecond() {
    const second = await browser.open(at('pages.test', path('moving-second')));
    await pause(QUIET_MS);
    assert.equal(await second.card(readCard), null, 'alone this is nothing to warn of');
    const popup = await world.openPopup(browser, second);
    await until('the question', () => hasState(popup, 'question'));
    return { second, popup };
  }

  test('a further step elsewhere is warned of once the person says it is the same one, and not after taking it back', async () => {
    const there = await wish();
    await there.popup.shoot('popup-elsewhere');
    await there.popup.close();
    const { second, popup } = await openSecond();
    assert.match(await text(popup), /Is this the same person as in the chat on \W*honest\.test\W*\?/);
    await popup.shoot('popup-question');
    await world.press(popup, 'Yes');
    await second.bringToFront();
    await until('the card', () => second.card(readCard));
    await second.shoot('card-same-person');
    await popup.bringToFront();
    await until('what it says now', async () => /Same person as in a chat on \W*honest\.test/.test(await text(popup)));
    await until('the finding', () => popup.evaluate(() => document.querySelector('.card .same')));
    await popup.evaluate(() => document.querySelector('.same').scrollIntoView({ block: 'center' }));
    await popup.shoot('popup-same');
    assert.equal(await hasState(popup, 'question'), false);
    const stored = await popup.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)));
    assert.ok(!/\.test\b/.test(stored), 'the disk does not tell the site');

    await world.press(popup, 'Not the same person');
    await until('the link to go', async () => !/Same person/.test(await text(popup)));
    await second.bringToFront();
    await until('the card to go', async () => await second.card(readCard) === null);
    await popup.close();
    await second.goto(at('pages.test', path('moving-second')));
    await pause(QUIET_MS);
    assert.equal(await second.card(readCard), null);
    await Promise.all([there.first.close(), second.close()]);
  });

  test('no drops the wish', async () => {
    const there = await wish();
    await there.popup.close();
    const { second, popup } = await openSecond();
    await world.press(popup, 'No');
    await until('the question to go', async () => !await hasState(popup, 'question'));
    await popup.close();
    const again = await world.openPopup(browser, second);
    assert.equal(await hasState(again, 'question'), false);
    assert.equal(await second.card(readCard), null);
    await Promise.all([there.first.close(), second.close(), again.close()]);
  });
}
