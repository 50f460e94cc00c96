// SPDX-License-Identifier: Apache-2.0
/** The first start on a computer, where the patterns are not compiled yet: nothing the person must do, nothing hidden from them. */

import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { updaterBinary } from './paths.mjs';
import { until } from './wait.mjs';
import { readCard } from './world.mjs';

/** @param {ReturnType<typeof import('./world.mjs').createWorld>} world */
export function preparation(world) {
  let folder;
  let browser;
  before(() => { folder = mkdtempSync(path.join(tmpdir(), 'watchword-fresh-')); });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const stateOf = popup => popup.evaluate(() => document.querySelector('[data-state]')?.dataset.state ?? null);

  /** An updater that does something first. @param {string} name @param {string} first */
  function updaterThat(name, first) {
    const script = path.join(folder, name);
    writeFileSync(script, `#!/bin/sh\n${first}\nexec '${updaterBinary()}' "$@"\n`);
    chmodSync(script, 0o755);
    return script;
  }

  /** @param {object} options @param {(browser: any) => Promise<void>} work */
  async function withBrowser(options, work) {
    browser = await world.launch(options);
    try {
      await work(browser);
    } finally {
      await browser.close();
    }
  }

  test('the warning comes although nothing was compiled, and the image is there afterwards', async () => {
    const cache = path.join(folder, 'cache-1');
    await withBrowser({ cache }, async () => {
      assert.ok(!existsSync(cache));
      const tab = await browser.open(world.chatAddress('scam'));
      await until('the card', () => tab.card(readCard));
      const images = readdirSync(path.join(cache, 'watchword')).filter(name => !name.endsWith('.checked'));
      assert.equal(images.length, 1);
      assert.match(images[0], /^[0-9a-f]{32}\.image$/);
      const popup = await world.openPopup(browser, tab);
      assert.equal(await stateOf(popup), null, 'nothing to complain about');
    });
  });

  test('while the patterns are prepared the popup says so calmly, then the warning comes by itself', async () => {
    const go = path.join(folder, 'go');
    const updater = updaterThat('slow', `while [ ! -e '${go}' ]; do sleep 0.1; done`);
    await withBrowser({ cache: path.join(folder, 'cache-2'), updater }, async () => {
      const tab = await browser.open(world.chatAddress('scam'));
      const popup = await world.openPopup(browser, tab);
      await until('the calm state', async () => await stateOf(popup) === 'preparing');
      await popup.shoot('popup-preparing');
      assert.equal(await popup.evaluate(() => document.querySelectorAll('button').length), 0, 'nothing to do');
      writeFileSync(go, '');
      await until('the popup to be content', async () => await stateOf(popup) === null);
      await tab.bringToFront();
      await until('the card', () => tab.card(readCard));
    });
  });

  test('when they cannot be prepared the popup says so and what helps; one press mends it', async () => {
    const broken = path.join(folder, 'broken');
    writeFileSync(broken, '');
    const updater = updaterThat('failing', `[ -e '${broken}' ] && exit 1`);
    await withBrowser({ cache: path.join(folder, 'cache-3'), updater }, async () => {
      const tab = await browser.open(world.chatAddress('scam'));
      const popup = await world.openPopup(browser, tab);
      await until('the state', async () => await stateOf(popup) === 'no_image');
      assert.match(await popup.evaluate(() => document.body.innerText), /watchword doctor/);
      await popup.shoot('popup-no-image');
      assert.equal(await tab.card(readCard), null);
      rmSync(broken);
      await world.press(popup, 'Try again');
      await until('the popup to be content', async () => await stateOf(popup) === null);
      await tab.bringToFront();
      await until('the card', () => tab.card(readCard));
    });
  });
}
