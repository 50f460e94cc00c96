// SPDX-License-Identifier: Apache-2.0
/** What happens when the host or the background goes away, comes back, or was never there. */

import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { isAlive } from './native_host.mjs';
import { hostBinary } from './paths.mjs';
import { pause, until } from './wait.mjs';
import { QUIET_MS, messagesOf, readCard } from './world.mjs';

/** @param {ReturnType<typeof import('./world.mjs').createWorld>} world */
export function recovery(world) {
  let browser;
  before(async () => { browser = await world.launch(); });
  after(() => browser.close());

  test('a killed host is replaced and the next words are read', async () => {
    const tools = await browser.openExtension('popup/popup.html', '?tab=-1');
    const tab = await world.openChat(browser, world.chatAddress('ordinary', '&again=kill'));
    await until('the first verdict', () => tools.evaluate(async () => Object.keys(await chrome.storage.session.get(null)).some(name => name.startsWith('tab:'))));
    const [victim] = browser.host.pids().filter(isAlive);
    process.kill(victim, 'SIGKILL');
    await until('the host to end', () => !isAlive(victim));
    const script = messagesOf('scam');
    await tab.evaluate(messages => messages.forEach(message => demo.say(message)), script);
    await until('the card', () => tab.card(readCard));
    assert.equal(browser.host.pids().filter(isAlive).length, 1);
    await Promise.all([tab.close(), tools.close()]);
  });

  test('a stopped background comes back and remembers', async () => {
    const tab = await browser.open(world.chatAddress('scam', '&again=stop'));
    await until('the card', () => tab.card(readCard));
    const tools = await browser.openExtension('popup/popup.html', '?tab=-1');
    const memories = () => tools.evaluate(async () => Object.values(await chrome.storage.local.get(null)).filter(value => value.memory).length);
    await until('the memory', async () => await memories() > 0);
    const earlier = await memories();
    const [old] = browser.host.pids().filter(isAlive);
    await browser.stopBackground();
    await until('the host to end with it', () => !isAlive(old));
    await tab.bringToFront();
    await tab.goto(world.chatAddress('scam', '&again=stop'));
    await until('the marks', async () => (await tab.highlights()).length > 0);
    await pause(300);
    assert.equal(await tab.card(readCard), null, 'the step was shown before the stop');
    assert.equal(await memories(), earlier);
    await Promise.all([tab.close(), tools.close()]);
  });
}

/** @param {ReturnType<typeof import('./world.mjs').createWorld>} world */
export function uselessHosts(world) {
  /** @param {string} state @param {string} program @param {RegExp} advice */
  async function assertState(state, program, advice) {
    const browser = await world.launch({ binary: program });
    try {
      const tab = await world.openManual(browser);
      for (let said = 0; said < 8; said += 1) {
        await tab.evaluate(() => demo.next());
        await pause(300);
      }
      assert.equal(await tab.card(readCard), null);
      const popup = await world.openPopup(browser, tab);
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
    copyFileSync(hostBinary(), bare);
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
}

/** @param {ReturnType<typeof import('./world.mjs').createWorld>} world */
export function absentHost(world) {
  let browser;
  before(async () => { browser = await world.launch({ hasHost: false }); });
  after(() => browser.close());

  test('the popup says what is missing and what to type, and the host is not asked for again and again', async () => {
    const tab = await world.openManual(browser);
    for (let said = 0; said < 10; said += 1) {
      await tab.evaluate(() => demo.next());
      await pause(300);
    }
    const popup = await world.openPopup(browser, tab);
    assert.equal(await popup.evaluate(() => document.querySelector('[data-state]').dataset.state), 'missing');
    assert.match(await popup.evaluate(() => document.body.innerText), /watchword install/);
    await popup.shoot('popup-missing');
    const starts = await popup.evaluate(async () => (await chrome.storage.session.get('link')).link.starts.length);
    assert.ok(starts <= 2, `${starts} starts`);
    await Promise.all([tab.close(), popup.close()]);
  });

  test('after the installation one press is enough, and open pages are read', async () => {
    const tab = await browser.open(world.chatAddress('scam', '&again=install'));
    await pause(QUIET_MS);
    const popup = await world.openPopup(browser, tab);
    browser.host.install();
    await world.press(popup, 'Try again');
    await until('the popup to be content', () => popup.evaluate(() => !document.querySelector('[data-state="missing"]')));
    await tab.bringToFront();
    await until('the card', () => tab.card(readCard));
    await Promise.all([tab.close(), popup.close()]);
  });
}
