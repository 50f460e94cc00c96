// SPDX-License-Identifier: Apache-2.0
/** The options page: what it says of Watchword, and what the person can take back there. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { listedPack } from './listed_pack.mjs';
import { until } from './wait.mjs';
import { readCard } from './world.mjs';

/** The page with what the updater said, which is asked after everything else. */
export async function openOptions(browser) {
  const page = await browser.openExtension('options/options.html');
  await page.resize(760, 1500);
  await until('the options page to be filled', () => page.evaluate(() => document.querySelector('#health').childElementCount > 0 && document.querySelector('#patterns').childElementCount >= 6));
  return page;
}

/** What is said about the last look, in a line. */
export const outcomeOf = page => page.evaluate(() => [...document.querySelectorAll('#outcome p')].map(({ textContent }) => textContent).join(' '));

/** Presses a button that asks back, and answers. */
export async function pressAndConfirm(world, page, what, answer) {
  await world.press(page, what);
  await until('the question', () => page.evaluate(() => document.querySelector('dialog[open]') !== null));
  await page.shoot(`options-${what.toLowerCase().replaceAll(/\W+/g, '-')}`);
  await world.press(page, answer);
  await until('the question to go', () => page.evaluate(() => document.querySelector('dialog') === null));
}

/** @param {ReturnType<typeof import('./world.mjs').createWorld>} world */
export function options(world) {
  let browser;
  before(async () => { browser = await world.launch(listedPack()); });
  after(() => browser.close());

  const textOf = (page, selector) => page.evaluate(name => document.querySelector(name)?.innerText ?? '', selector);
  const remembered = page => textOf(page, '#memory');

  test('the popup leads to it', async () => {
    const popup = await browser.openExtension('popup/popup.html', '?tab=-1');
    const [x, y] = await popup.evaluate(() => {
      const { left, top, width, height } = document.querySelector('#options').getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    });
    await popup.bringToFront();
    await popup.click(x, y);
    const page = await until('the options page', () => browser.tabAt(`${browser.origin}/options/options.html`));
    await until('its words', async () => /Watchword: settings/.test(await textOf(page, 'header')));
    await Promise.all([popup.close(), page.close()]);
  });

  test('it says how Watchword is, where the patterns are from, and what the program gave up', async () => {
    const page = await openOptions(browser);
    assert.equal(await page.evaluate(() => document.querySelector('[data-state]').dataset.state), 'ok');
    assert.match(await textOf(page, '#patterns'), /came with the program[^]*never yet/);
    await until('why there is nothing newer', async () => /newer versions of the program/.test(await outcomeOf(page)));
    assert.equal(await page.evaluate(() => document.getElementById('check').hidden), true, 'there is nobody to ask');
    assert.equal(await page.evaluate(() => document.querySelectorAll('#protection .denied').length), 5);
    assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /\b(?:safe|secure|protected)\b/i);
    await page.shoot('options');
    await page.close();
  });

  test('all that is remembered can be forgotten, and is asked about first', async () => {
    const tab = await browser.open(world.chatAddress('scam', '&again=options'));
    await until('the card', () => tab.card(readCard));
    await tab.close();
    const page = await openOptions(browser);
    await until('the count', async () => /Conversations\s+1\b/.test(await remembered(page)));
    await pressAndConfirm(world, page, 'Forget everything', 'Cancel');
    assert.match(await remembered(page), /Conversations\s+1\b/);
    await pressAndConfirm(world, page, 'Forget everything', 'Forget');
    await until('the words', async () => /Everything was forgotten/.test(await textOf(page, '#forgotten')));
    assert.match(await remembered(page), /Conversations\s+0\b/);
    const stored = await page.evaluate(async () => Object.keys({ ...await chrome.storage.local.get(null), ...await chrome.storage.session.get(null) }));
    assert.deepEqual(stored.filter(name => name.startsWith('conversation:')), []);
    await page.shoot('options-forgotten');
    await page.close();
  });

  test('an allowed site can be stopped again here', async () => {
    const blocked = await browser.openExtension('blocked/blocked.html', '#https://bad-exchange.test/');
    assert.ok((await blocked.evaluate(() => chrome.runtime.sendMessage({ kind: 'open', how: 'always' }))).go);
    await blocked.close();
    const page = await openOptions(browser);
    await until('the site', async () => /bad-exchange\.test/.test(await textOf(page, '#allowed')));
    await page.shoot('options-allowed');
    await world.press(page, 'Stop it again');
    await until('the site to go', async () => /There are none/.test(await textOf(page, '#allowed')));
    await page.close();
  });

  test('the country whose contacts are named is chosen here', async () => {
    const page = await openOptions(browser);
    await until('the choice', () => page.evaluate(() => document.querySelector('#help select') !== null));
    await page.evaluate(() => {
      const choice = document.querySelector('#help select');
      choice.value = 'GB';
      choice.dispatchEvent(new Event('change'));
    });
    await until('whom to turn to there', async () => /Report Fraud/.test(await textOf(page, '#help')));
    assert.equal(await page.evaluate(async () => (await chrome.storage.local.get('region')).region), 'GB');
    await page.close();
  });

  test('a page of the web cannot ask for any of it', async () => {
    const tab = await browser.open(`${world.origin()}/article.html?options`);
    assert.equal(await tab.evaluate(() => typeof globalThis.chrome?.runtime?.sendMessage), 'undefined');
    const popup = await browser.openExtension('popup/popup.html', '?tab=-1');
    const answers = await popup.evaluate(() => Promise.all(['check', 'roll_back', 'forget_all'].map(kind => Promise.race([
      chrome.runtime.sendMessage({ kind }).catch(() => null), new Promise(resolve => { setTimeout(resolve, 500, null); }),
    ]))));
    assert.deepEqual(answers.map(answer => answer ?? null), [null, null, null], 'only the options page can');
    await Promise.all([tab.close(), popup.close()]);
  });

  test('without the host it says what is missing, and still what is remembered', async () => {
    browser.host.uninstall();
    await browser.stopBackground();
    const page = await browser.openExtension('options/options.html');
    await until('the state', () => page.evaluate(() => document.querySelector('[data-state]')?.dataset.state === 'missing'));
    await page.resize(760, 1200);
    assert.match(await page.evaluate(() => document.body.innerText), /watchword install/);
    assert.match(await remembered(page), /Conversations\s+0\b/);
    await until('that nobody fetches patterns', async () => /does not answer/.test(await outcomeOf(page)));
    await page.shoot('options-missing');
    browser.host.install();
    await world.press(page, 'Try again');
    await until('the page to be content', () => page.evaluate(() => document.querySelector('[data-state]')?.dataset.state === 'ok'));
    await until('where the patterns are from', async () => /came with the program/.test(await textOf(page, '#patterns')));
    await page.close();
  });
}
