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

/** A memory in which these conversations have shown something. */
async function withRecords(...keys) {
  const local = createArea();
  const session = createArea();
  const memory = createMemory({ local, session });
  for (const key of keys) await memory.update('local', key, was => ({ now: { ...was, memory: { of: key } }, result: null }));
  const person = async key => (await memory.personOf('local', key)).sort().join('');
  return { memory, local, session, person };
}

test('whoever is linked to one conversation of a person is linked to all of them', async () => {
  const { memory, person } = await withRecords('a', 'b', 'c', 'd');
  assert.equal(await memory.link('local', 'a', 'b'), true);
  assert.equal(await memory.link('local', 'c', 'd'), true);
  assert.equal(await memory.link('local', 'd', 'a'), true);
  assert.equal(await memory.link('local', 'b', 'c'), true, 'once more changes nothing');
  for (const key of ['a', 'b', 'c', 'd']) assert.equal(await person(key), 'abcd');
  const others = await memory.othersOf('local', 'a', await memory.read('local', 'a'));
  assert.deepEqual(others.map(({ record }) => record.memory.of).sort(), ['b', 'c', 'd']);
});

test('a conversation is not linked to itself, and no more than five are one person', async () => {
  const { memory, local, person } = await withRecords('a', 'b', 'c', 'd', 'e', 'f');
  assert.equal(await memory.link('local', 'a', 'a'), false);
  for (const key of ['b', 'c', 'd', 'e']) assert.equal(await memory.link('local', 'a', key), true);
  assert.equal(await memory.link('local', 'f', 'c'), false);
  await settle();
  assert.equal(await person('f'), 'f');
  assert.equal(await person('a'), 'abcde');
  assert.equal(local.values.get('conversation:a').others.length, 4);
});

test('unlinked they stand alone, each with its own memory', async () => {
  const { memory, local, person } = await withRecords('a', 'b', 'c');
  await memory.link('local', 'a', 'b');
  await memory.link('local', 'a', 'c');
  await memory.unlink('local', 'b');
  await settle();
  assert.deepEqual([await person('a'), await person('b')], ['ac', 'b']);
  await memory.unlink('local', 'c');
  await settle();
  for (const key of ['a', 'b', 'c']) {
    const { used: _used, ...record } = local.values.get(`conversation:${key}`);
    assert.deepEqual(record, { shown: [], pinned: false, memory: { of: key } });
  }
});

test('forgetting one conversation of a person leaves the others, who do not name it any more', async () => {
  const { memory, local, person } = await withRecords('a', 'b', 'c');
  await memory.link('local', 'a', 'b');
  await memory.link('local', 'b', 'c');
  await memory.forget('local', 'b');
  await settle();
  assert.equal(local.values.has('conversation:b'), false);
  assert.ok(!JSON.stringify([...local.values]).includes('"b"'));
  assert.equal(await person('c'), 'ac');
});

test('a link that only one side knows of is none: the worker was stopped between the two', async () => {
  const { memory, local, person } = await withRecords('a', 'b');
  await memory.link('local', 'a', 'b');
  await settle();
  const { others: _others, ...rest } = local.values.get('conversation:b');
  local.values.set('conversation:b', rest);
  const again = createMemory({ local, session: createArea() });
  assert.deepEqual(await again.personOf('local', 'a'), ['a']);
  assert.deepEqual(await again.personOf('local', 'b'), ['b']);
  assert.equal(await again.link('local', 'a', 'b'), true);
  assert.deepEqual(await again.personOf('local', 'a'), ['a', 'b']);
  assert.equal(await person('a'), 'ab');
});

test('links of a private window stay in it', async () => {
  const { memory, local, session } = await withRecords('a', 'b');
  await memory.link('session', 'a', 'b');
  await settle();
  assert.deepEqual(await memory.personOf('local', 'a'), ['a']);
  assert.equal(local.values.get('conversation:a').others, undefined);
  assert.deepEqual(session.values.get('conversation:a').others, ['b']);
});

test('a conversation that was left for another app is kept as long as the one it went on in', async () => {
  const local = createArea();
  const memory = createMemory({ local, session: createArea() });
  for (let index = 0; index < 510; index += 1) local.values.set(`conversation:${index}`, { shown: [], pinned: false, used: index });
  local.values.get('conversation:3').others = ['509'];
  local.values.get('conversation:509').others = ['3'];
  await memory.prune('local');
  assert.equal(local.values.size, 500);
  assert.equal(local.values.has('conversation:3'), true);
  assert.equal(local.values.has('conversation:10'), false);
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
