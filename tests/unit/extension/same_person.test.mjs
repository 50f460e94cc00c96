// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import './browser_globals.mjs';
import { createArea, createRules } from './fake_browser.mjs';

import { createAllowed } from '../../../extension/background/allowed.js';
import { createMemory } from '../../../extension/background/memory.js';
import { createRequests } from '../../../extension/background/requests.js';
import { createSamePerson } from '../../../extension/background/same_person.js';

globalThis.navigator ??= /** @type {any} */ ({ languages: ['en'] });

const DATING = 'https://dating.example/chat/7';
const MESSENGER = 'https://messenger.example/';
const LEVELS = ['none', 'notice', 'caution', 'danger'];

let local;
let session;
let asked;
let reconsidered;
let time;
let requests;
let memory;
beforeEach(() => {
  [local, session, asked, reconsidered, time] = [createArea(), createArea(), [], [], 0];
  memory = createMemory({ local, session });
  // Every step that is known, here or elsewhere, is a level more.
  const ask = async request => {
    asked.push(request);
    const own = [...new Set([...request.memory?.steps ?? [], ...request.messages.map(({ text }) => text).filter(text => text.startsWith('step'))])];
    const level = LEVELS[new Set([...own, ...(request.others ?? []).flatMap(({ steps }) => steps)]).size];
    return { level, scheme: level === 'none' ? null : 'investment', stage: own.at(-1) ?? 'pitch', explanation: level === 'none' ? null : {}, memory: { steps: own } };
  };
  const samePerson = createSamePerson({ memory, session, now: () => time, reconsider: keys => reconsidered.push([...keys].sort()) });
  requests = createRequests({
    link: { ask }, memory, samePerson, tabs: { note: () => {}, forget: async () => {} }, help: { find: async () => ({ contacts: [] }) },
    allowed: createAllowed({ dnr: createRules(), local }), patterns: { standing: async () => null }, stops: { handle: async () => ({}) },
  });
});

const page = (url, incognito = false) => ({ id: 'watchword', url, frameId: 0, tab: { id: 7, url, incognito } });
const POPUP = { id: 'watchword', url: 'chrome-extension://watchword/popup/popup.html' };
const press = message => requests.handle(message, POPUP);
const says = (url, text, incognito) =>
  requests.handle({ kind: 'conversation', source: 'chat', conversation: 'Anna', messages: [{ from: 'them', text }] }, page(url, incognito));
const chatOf = ({ key, area }) => ({ key, area });
const settle = () => new Promise(resolve => { setTimeout(resolve, 5); });

/** A first step there, nothing here yet, and the wish to hold the two together. */
async function movedOn() {
  const there = chatOf(await says(DATING, 'step 1'));
  const here = chatOf(await says(MESSENGER, 'hello'));
  await press({ kind: 'went_on', ...there });
  return { there, here };
}

async function linked() {
  const chats = await movedOn();
  assert.deepEqual(await press({ kind: 'same_person', ...chats.here, isSame: true }), { linked: true });
  return chats;
}

test('what was shown there counts here once the person says it is the same one', async () => {
  const { there, here } = await movedOn();
  assert.equal((await says(MESSENGER, 'step 2')).verdict.level, 'notice');
  assert.deepEqual(await press({ kind: 'persons', chats: [here] }), { wished: there.key, question: { ...here, site: 'dating.example' }, same: {} });
  await press({ kind: 'same_person', ...here, isSame: true });
  assert.deepEqual(reconsidered, [[there.key, here.key].sort()]);
  const after = await says(MESSENGER, 'step 2');
  assert.equal(after.verdict.level, 'caution');
  assert.equal(after.card, true);
  assert.deepEqual(asked.at(-1).others, [{ steps: ['step 1'] }]);
  assert.equal((await says(DATING, 'step 1')).verdict.level, 'caution', 'and the other way round');
  assert.deepEqual(await press({ kind: 'persons', chats: [here] }), { wished: null, question: null, same: { [here.key]: ['dating.example'] } });
});

test('no drops the wish', async () => {
  const { here } = await movedOn();
  assert.deepEqual(await press({ kind: 'same_person', ...here, isSame: false }), { linked: false });
  assert.deepEqual(await press({ kind: 'same_person', ...here, isSame: true }), { linked: false }, 'nobody is waiting for an answer');
  assert.deepEqual(await press({ kind: 'persons', chats: [here] }), { wished: null, question: null, same: {} });
  assert.deepEqual(reconsidered, []);
});

test('after a quarter of an hour nobody asks any more', async () => {
  const { here } = await movedOn();
  time = 15 * 60_000 - 1;
  assert.ok((await press({ kind: 'persons', chats: [here] })).question);
  time += 1;
  assert.equal((await press({ kind: 'persons', chats: [here] })).question, null);
  assert.deepEqual(await press({ kind: 'same_person', ...here, isSame: true }), { linked: false });
});

test('nothing is asked on the same site, nor between a private window and the others', async () => {
  const { there } = await movedOn();
  const neighbour = chatOf(await requests.handle({ kind: 'conversation', source: 'chat', conversation: 'Ben', messages: [] }, page(DATING)));
  const hidden = chatOf(await says(MESSENGER, 'hello', true));
  assert.equal(hidden.area, 'session');
  assert.equal((await press({ kind: 'persons', chats: [there, neighbour, hidden] })).question, null);
  assert.deepEqual(await press({ kind: 'same_person', ...hidden, isSame: true }), { linked: false });
  await says(MESSENGER, 'step 2', true);
  assert.equal(asked.at(-1).others, undefined);
});

test('taken back, each stands alone with what it showed itself', async () => {
  const { there, here } = await linked();
  await says(MESSENGER, 'step 2');
  await press({ kind: 'not_same', ...here });
  assert.deepEqual(reconsidered.at(-1), [there.key, here.key].sort());
  assert.equal((await says(MESSENGER, 'bye')).verdict.level, 'notice');
  assert.deepEqual(asked.at(-1).memory, { steps: ['step 2'] });
  assert.equal(asked.at(-1).others, undefined);
  assert.equal((await says(DATING, 'bye')).verdict.level, 'notice');
  assert.deepEqual((await press({ kind: 'persons', chats: [there, here] })).same, {});
});

test('a forgotten conversation counts nowhere any more', async () => {
  const { there, here } = await linked();
  await press({ kind: 'forget', ...there, tabId: 7, frameId: 0, source: 'chat' });
  assert.deepEqual(reconsidered.at(-1), [here.key]);
  assert.equal((await says(MESSENGER, 'step 2')).verdict.level, 'notice');
  await settle();
  assert.ok(!JSON.stringify([...local.values]).includes(there.key));
});

test('forgetting everything forgets the sites and what waits for an answer', async () => {
  const { there, here } = await movedOn();
  await requests.handle({ kind: 'forget_all' }, { id: 'watchword', url: 'chrome-extension://watchword/options/options.html' });
  assert.deepEqual([...session.values], []);
  assert.deepEqual(await press({ kind: 'persons', chats: [there, here] }), { wished: null, question: null, same: {} });
});

test('a person is known only when all conversations with them say so, or when it is said of one of them later', async () => {
  const { there, here } = await movedOn();
  const pinned = async chat => (await press({ kind: 'known', ...chat })).pinned;
  await press({ kind: 'pin', ...there, pinned: true });
  await press({ kind: 'same_person', ...here, isSame: true });
  assert.deepEqual([await pinned(there), await pinned(here)], [false, false]);
  assert.equal((await says(MESSENGER, 'step 2')).card, true);
  await press({ kind: 'pin', ...here, pinned: true });
  assert.deepEqual([await pinned(there), await pinned(here)], [true, true]);
  await press({ kind: 'pin', ...there, pinned: false });
  assert.deepEqual([await pinned(there), await pinned(here)], [false, false]);
});

test('a step that was warned of there is not warned of again here', async () => {
  await linked();
  await requests.handle({ kind: 'shown', conversation: 'Anna', step: 'investment/step 2' }, page(DATING));
  const after = await says(MESSENGER, 'step 2');
  assert.deepEqual([after.verdict.level, after.card], ['caution', false]);
});

test('the disk does not tell where somebody was talked to, and pages cannot link', async () => {
  const { here } = await linked();
  await settle();
  assert.doesNotMatch(JSON.stringify([...local.values]), /dating|messenger|Anna/);
  for (const kind of ['persons', 'went_on', 'same_person', 'not_same']) assert.equal(requests.handle({ kind, ...here, isSame: true }, page(DATING)), null);
});
