// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';

import './browser_globals.mjs';
import { createArea, createRules } from './fake_browser.mjs';

import { createAllowed } from '../../../extension/background/allowed.js';
import { createHelp } from '../../../extension/background/help.js';
import { createMemory } from '../../../extension/background/memory.js';
import { createRequests } from '../../../extension/background/requests.js';
import { createSamePerson } from '../../../extension/background/same_person.js';
import { createStops } from '../../../extension/background/stops.js';
import { blockPage } from '../../../extension/shared/address.js';

const golden = name => JSON.parse(readFileSync(new URL(`../../golden/protocol/v1/${name}.json`, import.meta.url), 'utf8')).reply;
const LISTED = golden('url-listed');
const NONE = golden('url-not-listed');
const BAD = 'https://shop.bad-exchange.example/a';
const GOOD = 'https://good.example/';

globalThis.navigator ??= /** @type {any} */ ({ languages: ['en'] });

let rules;
let local;
let asked;
let left;
let isMissing;
/** @type {Set<string>} */
let held;
let allowed;
let requests;
let stops;
beforeEach(() => {
  rules = createRules();
  local = createArea();
  [asked, left, isMissing, held] = [[], [], false, new Set()];
  allowed = createAllowed({ dnr: rules, local });
  const ask = async request => {
    asked.push(request);
    if (isMissing) throw new Error('no host');
    return new URL(request.url ?? GOOD).hostname.endsWith('bad-exchange.example') ? LISTED : NONE;
  };
  const blocking = { nameFor: async host => (held.has(host) ? 'bad-exchange.example' : null) };
  stops = createStops({ ask, leave: async tabId => { left.push(tabId); }, blocking, allowed });
  const memory = createMemory({ local, session: createArea() });
  const samePerson = createSamePerson({ memory, session: createArea(), reconsider: () => {} });
  requests = createRequests({ link: { ask }, memory, samePerson, tabs: { note: () => {} }, allowed, stops, help: createHelp({ storage: createArea(), ask: async () => ({ regions: [], contacts: [] }) }), patterns: { standing: async () => null } });
});

/** Who says something, as the browser tells it. */
const page = (url, { frameId = 0, incognito = false } = {}) => ({ id: 'watchword', url, frameId, tab: { id: 7, url, incognito } });
const blockedAt = (address, more) => page(blockPage(address), more);
const open = (how, sender) => requests.handle({ kind: 'open', how }, sender);

test('the block page is told whose list it is, under the address the browser says it has', async () => {
  const { listing, isPrivate } = await requests.handle({ kind: 'listing', url: GOOD }, blockedAt(BAD));
  assert.equal(listing.name, 'bad-exchange.example');
  assert.equal(listing.listed.title, LISTED.evidence[0].listed.title);
  assert.equal(listing.explanation.title, LISTED.explanation.title);
  assert.equal(isPrivate, false);
});

test('without the host it is told the name the browser stops', async () => {
  isMissing = true;
  held.add('shop.bad-exchange.example');
  assert.deepEqual((await requests.handle({ kind: 'listing' }, blockedAt(BAD))).listing, { name: 'bad-exchange.example', listed: null, explanation: null });
  held.clear();
  assert.equal((await requests.handle({ kind: 'listing' }, blockedAt(BAD))).listing, null);
});

test('an address that is on no list leads nowhere, nor does one that is no address', async () => {
  for (const address of [GOOD, 'javascript:alert(1)', '']) {
    assert.equal((await requests.handle({ kind: 'listing' }, blockedAt(address))).listing, null);
    assert.equal((await open('once', blockedAt(address))).go, null);
  }
  assert.deepEqual(await rules.getSessionRules(), []);
  await requests.handle({ kind: 'leave' }, blockedAt('javascript:alert(1)'));
  assert.deepEqual(left, [7], 'there is always a way out');
});

test('once and always do what they say, for the listed name', async () => {
  assert.equal((await open('once', blockedAt(BAD))).go, BAD);
  assert.deepEqual((await rules.getSessionRules())[0].condition.requestDomains, ['bad-exchange.example']);
  assert.deepEqual(await allowed.names(), []);
  assert.equal((await open('always', blockedAt(BAD))).go, BAD);
  assert.deepEqual(await allowed.names(), ['bad-exchange.example']);
  assert.equal((await open('for ever', blockedAt(BAD))).go, null);
});

test('in a private window always is once', async () => {
  assert.equal((await open('always', blockedAt(BAD, { incognito: true }))).go, BAD);
  assert.deepEqual(await allowed.names(), []);
  assert.equal((await rules.getSessionRules()).length, 1);
});

test('in a frame, and for anybody else, nothing can be opened', async () => {
  assert.equal((await open('always', blockedAt(BAD, { frameId: 3 }))).go, null);
  for (const sender of [page(BAD), page('chrome-extension://watchword/popup/popup.html'), { ...blockedAt(BAD), id: 'another' }]) assert.equal(open('always', sender), null);
  assert.equal(requests.handle({ kind: 'take_back', name: 'bad-exchange.example' }, page(BAD)), null);
  assert.deepEqual(await allowed.names(), []);
});

test('a tab is stopped for what the host lists unless the person allowed it; without the host it never is', async () => {
  assert.equal(await stops.lookUp(BAD, 7), true);
  assert.equal(await stops.lookUp(GOOD, 7), false);
  isMissing = true;
  assert.equal(await stops.lookUp(BAD, 7), false);
  isMissing = false;
  await allowed.once(7, 'bad-exchange.example');
  assert.equal(await stops.lookUp(BAD, 7), false);
  assert.equal(await stops.lookUp(BAD, 8), true);
  await allowed.always('bad-exchange.example');
  asked = [];
  assert.equal(await stops.lookUp(BAD, 8), false);
  assert.deepEqual(asked, [], 'the host is not even asked');
});

test('of an allowed site only the words are judged', async () => {
  const read = () => requests.handle({ kind: 'page', source: 'page', text: 'words' }, page(BAD));
  const talk = () => requests.handle({ kind: 'conversation', source: 'chat', conversation: 'x', messages: [{ from: 'them', text: 'words' }] }, page(BAD));
  await read();
  await talk();
  assert.deepEqual(asked.map(({ url }) => url), [BAD, BAD]);
  await allowed.always('bad-exchange.example');
  asked = [];
  await read();
  await talk();
  assert.deepEqual(asked.map(({ url, text, messages }) => [url, text ?? messages[0].text]), [[undefined, 'words'], [undefined, 'words']]);
});
