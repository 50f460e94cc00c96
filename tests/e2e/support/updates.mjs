// SPDX-License-Identifier: Apache-2.0
/** Newer patterns come while people talk: a real publisher, a real web server, nothing reloaded, no message lost. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { isAlive } from './native_host.mjs';
import { openOptions, outcomeOf, pressAndConfirm } from './options.mjs';
import { NEW_SCRIPT, openRepository } from './repository.mjs';
import { pause, until } from './wait.mjs';
import { QUIET_MS, readCard } from './world.mjs';

/** Often enough that some fall into the moment in which the host changes its patterns, and not more than are read of a chat. */
const BETWEEN_MESSAGES_MS = 250;

/** @param {ReturnType<typeof import('./world.mjs').createWorld>} world */
export function updates(world) {
  let repository;
  let computer;
  let browser;
  before(async () => {
    repository = await openRepository();
    const made = repository.newComputer();
    computer = made.computer;
    await repository.publish(101);
    await install();
    computer.forgetWhenToAsk();
    browser = await world.launch(made.launch);
  });
  after(async () => {
    await browser?.close();
    repository?.close();
  });

  async function install() {
    const report = await computer.check();
    assert.equal(report.state, 'installed', report.error);
  }
  const say = (tab, text) => tab.evaluate(words => demo.say({ from: 'them', text: words }), text);
  const factsOf = page => page.evaluate(() => document.getElementById('patterns').innerText);

  test('what only the new patterns know is warned of in the conversation that is open, and no message is lost', async () => {
    const tab = await world.openChat(browser, world.chatAddress('ordinary', '&again=update'));
    await say(tab, `${NEW_SCRIPT}, number 1.`);
    await pause(QUIET_MS);
    assert.equal(await tab.card(readCard), null, 'nobody knows it yet');
    assert.deepEqual(await tab.highlights(), []);
    const hosts = browser.host.pids().filter(isAlive);

    await repository.publish(102, { isNew: true });
    const options = await openOptions(browser);
    assert.match(await factsOf(options), /101[^]*installed/);
    await world.press(options, 'Look for newer patterns now');
    let said = 1;
    while (!/installed/.test(await outcomeOf(options))) {
      said += 1;
      await say(tab, `${NEW_SCRIPT}, number ${said}.`);
      await pause(BETWEEN_MESSAGES_MS);
    }
    assert.equal(await outcomeOf(options), 'Newer patterns were installed: version 102.');
    assert.match(await factsOf(options), /102[^]*installed/);
    await options.shoot('options-installed');

    said += 1;
    await say(tab, `${NEW_SCRIPT}, number ${said}.`);
    await tab.bringToFront();
    const card = await until('the card', () => tab.card(readCard));
    assert.ok(card.quotes.some(quote => /violet lantern/.test(quote)), card.quotes.join('|'));
    await until('every message to be marked', async () => (await tab.highlights()).filter(text => text === NEW_SCRIPT).length === said);
    assert.deepEqual(browser.host.pids().filter(isAlive), hosts, 'the same host went on');

    const popup = await world.openPopup(browser, tab);
    await until('the new version', () => popup.evaluate(() => /version 102/.test(document.querySelector('#foot').innerText)));
    await popup.shoot('popup-updated');
    await Promise.all([tab.close(), popup.close(), options.close()]);
  });

  test('a person who asks again is answered, whether a look is due or not', async () => {
    const options = await openOptions(browser);
    await repository.asked();
    await world.press(options, 'Look for newer patterns now');
    await until('the answer', async () => await outcomeOf(options) === 'Version 102 is the newest.');
    assert.equal((await repository.asked()).length, 2);
    await options.close();
  });

  test('going back is asked about once more, then the patterns before are in use and stay in use', async () => {
    const options = await openOptions(browser);
    await pressAndConfirm(world, options, 'Go back to the previous patterns', 'Cancel');
    assert.equal((await computer.standing()).version, 102);
    await pressAndConfirm(world, options, 'Go back to the previous patterns', 'Go back');
    await until('the words', async () => await outcomeOf(options) === 'Version 101 is in use again.');
    await options.shoot('options-rolled-back');
    assert.match(await factsOf(options), /101/);
    assert.equal((await computer.check()).state, 'refused');
    const status = await options.evaluate(() => chrome.runtime.sendMessage({ kind: 'overview', tabId: -1 }));
    assert.equal(status.status.pack.version, 101, 'the host that runs uses them too');
    await options.close();
  });

  test('when nothing can be fetched it says so, what the program said, and the patterns stay', async () => {
    computer.follow(`${repository.address}/broken`).forgetWhenToAsk();
    const options = await openOptions(browser);
    await world.press(options, 'Look for newer patterns now');
    await until('the outcome', async () => /No newer patterns could be fetched/.test(await outcomeOf(options)));
    assert.match(await options.evaluate(() => document.querySelector('#outcome code').textContent), /503/);
    await options.shoot('options-failed');
    const again = await openOptions(browser);
    await until('what is remembered of it', async () => /No newer patterns could be fetched/.test(await outcomeOf(again)));
    assert.match(await factsOf(again), /101/);
    await Promise.all([options.close(), again.close()]);
  });
}
