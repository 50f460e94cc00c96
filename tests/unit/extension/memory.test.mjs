// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';

import './browser_globals.mjs';

import { createArea } from './fake_browser.mjs';

import { createMemory } from '../../../extension/background/memory.js';
import { createTabs } from '../../../extension/background/tabs.js';

const settle = () => new Promise(resolve => { setImmediate(resolve); });

test('keys do not tell who was talked to and differ between installations', async () => {
  const one = createMemory({ local: createArea(), session: createArea() });
  const other = createMemory({ local: createArea(), session: createArea() });
  const key = await one.keyOf('https://chat.example', '/t/anna');
  assert.match(key, /^[0-9a-f]{64}$/);
  assert.equal(key, await one.keyOf('https://chat.example', '/t/anna'));
  assert.notEqual(key, await one.keyOf('https://other.example', '/t/anna'));
  assert.notEqual(key, await other.keyOf('https://chat.example', '/t/anna'));
});

test('the salt survives the worker', async () => {
  const areas = { local: createArea(), session: createArea() };
  assert.equal(await createMemory(areas).keyOf('a', 'b'), await createMemory(areas).keyOf('a', 'b'));
});

test('changes of one record never overlap', async () => {
  const memory = createMemory({ local: createArea(), session: createArea() });
  const append = step => memory.update('local', 'k', async was => {
    await settle();
    return { now: { ...was, shown: [...was.shown, step] }, result: null };
  });
  await Promise.all(['a', 'b', 'c'].map(append));
  await settle();
  assert.deepEqual((await memory.read('local', 'k')).shown, ['a', 'b', 'c']);
});

test('a failed change leaves the record and the next change alone', async () => {
  const memory = createMemory({ local: createArea(), session: createArea() });
  await assert.rejects(memory.update('local', 'k', async () => { throw new Error('no host'); }));
  await memory.update('local', 'k', was => ({ now: { ...was, pinned: true }, result: null }));
  await settle();
  assert.equal((await memory.read('local', 'k')).pinned, true);
});

test('nothing is stored about a conversation that showed nothing', async () => {
  const local = createArea();
  const memory = createMemory({ local, session: createArea() });
  await memory.update('local', 'k', was => ({ now: was, result: null }));
  await settle();
  assert.equal(local.values.size, 0);
});

test('a forgotten record is gone', async () => {
  const local = createArea();
  const memory = createMemory({ local, session: createArea() });
  await memory.update('local', 'k', was => ({ now: { ...was, pinned: true }, result: null }));
  await memory.forget('local', 'k');
  await settle();
  assert.equal(local.values.size, 0);
});

test('only the most recently used records are kept', async () => {
  const local = createArea();
  const memory = createMemory({ local, session: createArea() });
  for (let index = 0; index < 510; index += 1) local.values.set(`conversation:${index}`, { shown: [], pinned: false, used: index });
  await memory.prune('local');
  assert.equal(local.values.size, 500);
  assert.equal(local.values.has('conversation:9'), false);
  assert.equal(local.values.has('conversation:10'), true);
});

test('a tab shows the highest level of its frames, and captives leave no mark', async () => {
  const shown = [];
  const tabs = createTabs({ storage: createArea(), badge: { show: async (tabId, level) => { shown.push([tabId, level]); } } });
  await tabs.note({ tabId: 1, frameId: 0 }, 'page', { level: 'notice', quiet: false });
  await tabs.note({ tabId: 1, frameId: 4 }, 'chat a', { level: 'danger', quiet: true });
  await tabs.note({ tabId: 1, frameId: 4 }, 'chat b', { level: 'caution', quiet: false });
  await tabs.forget({ tabId: 1, frameId: 4 }, 'chat b');
  await tabs.arrived({ tabId: 1, frameId: 0 });
  assert.deepEqual(shown.map(([, level]) => level), ['notice', 'notice', 'caution', 'notice', 'none']);
});

test('everything can be forgotten, and what was under way does not bring it back', async () => {
  const areas = { local: createArea(), session: createArea() };
  const memory = createMemory(areas);
  const pin = (area, key, more) => memory.update(area, key, async was => { await more?.(); return { now: { ...was, pinned: true }, result: null }; });
  await Promise.all([pin('local', 'a'), pin('local', 'b'), pin('session', 'c')]);
  await areas.local.set({ salt: 'x', region: 'SG' });
  await settle();
  assert.deepEqual(await memory.count(), { conversations: 2, pinned: 2 });
  let release = () => {};
  const late = pin('local', 'a', () => new Promise(resolve => { release = resolve; }));
  await settle();
  const forgetting = memory.forgetAll();
  release();
  await Promise.all([late, forgetting]);
  await settle();
  assert.deepEqual(await memory.count(), { conversations: 0, pinned: 0 });
  assert.deepEqual([...areas.local.values.keys()].sort(), ['region', 'salt']);
  assert.equal(areas.session.values.size, 0);
  assert.equal((await memory.read('local', 'a')).pinned, false);
  await pin('local', 'a');
  await settle();
  assert.equal((await memory.count()).conversations, 1, 'and it goes on remembering');
});
