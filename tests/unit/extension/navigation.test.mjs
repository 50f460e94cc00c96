// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import './browser_globals.mjs';
import { createTabs } from './fake_browser.mjs';

import { createNavigation } from '../../../extension/background/navigation.js';
import { blockPage } from '../../../extension/shared/address.js';

const BAD = 'https://bad.example/';
const GOOD = 'https://good.example/';
const STOP = ['update', 1, { url: blockPage(BAD) }];

/** @type {Set<string>} */
let held;
let looked;
let moves;
let time;
let tabs;
beforeEach(() => {
  held = new Set();
  looked = [];
  moves = [];
  time = 1_000_000;
  tabs = createTabs({ 1: {}, 2: { openerTabId: 1 }, 3: { openerTabId: 99 } });
});

/** @param {object} [changes] */
const create = changes => createNavigation({
  lookUp: async url => { looked.push(url); return url.startsWith(BAD); },
  isHeld: async host => held.has(host),
  moved: async (tabId, url) => { moves.push([tabId, url]); },
  tabs, now: () => time, pause: async () => {}, ...changes,
});
const to = (url, more = {}) => ({ tabId: 1, frameId: 0, url, ...more });

test('what only the host knows is stopped when the tab sets out', async () => {
  await create().began(to(BAD));
  assert.deepEqual(tabs.done, [STOP]);
});

test('what the browser’s own rule holds is left to it', async () => {
  held.add('bad.example');
  await create().began(to(BAD));
  assert.deepEqual(tabs.done, []);
});

test('the rule may not see a page out of a cache or a service worker: it is stopped when it is there', async () => {
  held.add('bad.example');
  const navigation = create();
  await navigation.began(to(BAD));
  await navigation.committed(to(BAD));
  assert.deepEqual(tabs.done, [STOP]);
});

test('frames, prerendered pages and what is not of the web are not asked about', async () => {
  const navigation = create();
  await navigation.began(to(BAD, { frameId: 4 }));
  await navigation.began(to(BAD, { documentLifecycle: 'prerender' }));
  for (const url of ['about:blank', 'chrome://newtab/', 'file:///a']) {
    await navigation.began(to(url));
    await navigation.committed(to(url));
  }
  assert.deepEqual(looked, []);
});

test('a page is asked about once; what a redirect leads to and what comes out of the history is asked about when it is there', async () => {
  const navigation = create();
  await navigation.began(to(GOOD));
  await navigation.committed(to(GOOD));
  assert.deepEqual(looked, [GOOD]);
  await navigation.began(to(`${GOOD}redirect`));
  await navigation.committed(to(BAD));
  assert.deepEqual(tabs.done, [STOP]);
  await navigation.committed(to(GOOD, { transitionQualifiers: ['forward_back'] }));
  assert.deepEqual(looked, [GOOD, `${GOOD}redirect`, BAD, GOOD]);
});

test('an answer that comes when the tab is elsewhere means nothing', async () => {
  /** @type {(isListed: boolean) => void} */
  let answer = () => {};
  const navigation = create({ lookUp: url => (url === BAD ? new Promise(resolve => { answer = resolve; }) : Promise.resolve(false)) });
  const going = navigation.began(to(BAD));
  await navigation.began(to(GOOD));
  answer(true);
  await going;
  assert.deepEqual(tabs.done, []);
});

test('the same page is not stopped twice', async () => {
  const navigation = create();
  await Promise.all([navigation.began(to(BAD)), navigation.committed(to(BAD))]);
  assert.deepEqual(tabs.done, [STOP]);
});

test('a tab that was closed meanwhile is nothing to worry about', async () => {
  await create().began(to(BAD, { tabId: 77 }));
  assert.deepEqual(tabs.done, []);
});

test('the block page is no site of its own: what is allowed once does not end with it', async () => {
  const navigation = create();
  await navigation.committed(to(blockPage(BAD)));
  await navigation.committed(to(GOOD));
  assert.deepEqual(moves, [[1, GOOD]]);
});

test('leaving goes back', async () => {
  const navigation = create({ pause: () => navigation.committed(to(GOOD)) });
  await navigation.leave(1);
  assert.deepEqual(tabs.done, [['back', 1]]);
});

const AWAY = [['create', { windowId: 1, index: 0 }], ['remove', 1]];

test('where there is nothing to go back to, a new tab takes the place of this one', async () => {
  tabs = createTabs({ 1: { isFirst: true } });
  await create().leave(1);
  assert.deepEqual(tabs.done, [['back', 1], ...AWAY]);
  // Firefox says nothing; but nothing comes.
  tabs = createTabs({ 1: {} });
  await create().leave(1);
  assert.deepEqual(tabs.done, [['back', 1], ...AWAY]);
});

test('a tab that another one opened makes way for that one, if it is still there', async () => {
  await create().leave(2);
  assert.deepEqual(tabs.done, [['back', 2], ['update', 1, { active: true }], ['remove', 2]]);
  tabs = createTabs({ 3: { openerTabId: 99 } });
  await create().leave(3);
  assert.deepEqual(tabs.done, [['back', 3], ['create', { windowId: 1, index: 0 }], ['remove', 3]]);
});

test('a page before that leads here again is not gone back to twice', async () => {
  const byRule = create({ pause: () => byRule.committed(to(blockPage(BAD))) });
  await byRule.leave(1);
  assert.deepEqual(tabs.done, [['back', 1], ...AWAY]);

  tabs = createTabs({ 1: {} });
  const byHost = create({ pause: () => byHost.committed(to(BAD)) });
  await byHost.leave(1);
  assert.deepEqual(tabs.done, [['back', 1], ...AWAY]);
});

test('whoever has to leave again at once does not go back again; later it is another matter', async () => {
  const navigation = create({ pause: () => navigation.committed(to(GOOD)) });
  await navigation.leave(1);
  time += 3_000;
  await navigation.leave(1);
  assert.deepEqual(tabs.done, [['back', 1], ...AWAY]);
  tabs = createTabs({ 1: {} });
  const patient = create({ pause: () => patient.committed(to(GOOD)) });
  await patient.leave(1);
  time += 60_000;
  await patient.leave(1);
  assert.deepEqual(tabs.done, [['back', 1], ['back', 1]]);
});
