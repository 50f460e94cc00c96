// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import './browser_globals.mjs';
import { BLOCK_PAGE, createArea, createRules } from './fake_browser.mjs';

import { createAllowed } from '../../../extension/background/allowed.js';
import { createBlocking } from '../../../extension/background/blocking.js';

const MINUTE = 60_000;

let rules;
let session;
let paused;
let time;
/** @type {{digest: string, names: string[], asked: number[], onAsk: (from: number) => void}} what the host has */
let host;
beforeEach(() => {
  rules = createRules();
  session = createArea();
  paused = [];
  time = 1_000_000;
  host = { digest: 'd1', names: ['bad.example', 'worse.example', 'worst.example'], asked: [], onAsk: () => {} };
});

/** Two names a reply. */
async function ask({ kind, from }) {
  assert.equal(kind, 'block_names');
  host.asked.push(from);
  host.onAsk(from);
  const next = from + 2 < host.names.length ? from + 2 : null;
  return { kind: 'block_names', digest: host.digest, total: host.names.length, names: host.names.slice(from, from + 2), next };
}

const create = () => createBlocking({ ask, dnr: rules, session, onPause: ms => { paused.push(ms); }, now: () => time });
const held = async () => (await rules.getDynamicRules({ ruleIds: [1] }))[0]?.condition.requestDomains ?? null;

test('all names go into one rule, which leads to the block page with the address behind the #', async () => {
  await create().refresh('d1');
  const [rule] = await rules.getDynamicRules({ ruleIds: [1] });
  assert.deepEqual(rule.condition.requestDomains, host.names);
  assert.deepEqual(rule.condition.resourceTypes, ['main_frame', 'sub_frame']);
  assert.equal(rule.action.redirect.regexSubstitution, `${BLOCK_PAGE}#\\0`);
  assert.match('https://bad.example/a?b#c', new RegExp(rule.condition.regexFilter));
  assert.deepEqual(host.asked, [0, 2]);
});

test('what is installed is not asked for again, also by the next worker; another pack is', async () => {
  await create().refresh('d1');
  await create().refresh('d1');
  assert.deepEqual(host.asked, [0, 2]);
  host = { ...host, digest: 'd2', names: ['other.example'] };
  await create().refresh('d2');
  assert.deepEqual(await held(), ['other.example']);
});

test('rules that the browser has lost are installed again', async () => {
  await create().refresh('d1');
  rules.lose();
  await create().refresh('d1');
  assert.deepEqual(await held(), host.names);
});

test('a pack without names leaves no rule, and is not asked again', async () => {
  await create().refresh('d1');
  host = { ...host, digest: 'd2', names: [], asked: [] };
  await create().refresh('d2');
  await create().refresh('d2');
  assert.equal(await held(), null);
  assert.deepEqual(host.asked, [0]);
});

test('a host without a pack changes nothing', async () => {
  await create().refresh('d1');
  await create().refresh(undefined);
  assert.deepEqual(await held(), host.names);
});

test('a failure in the middle leaves the old rule and is tried again ever more rarely', async () => {
  const blocking = create();
  await blocking.refresh('d1');
  const before = await held();
  host = { ...host, digest: 'd2', names: ['a.example', 'b.example', 'c.example'], asked: [], onAsk: from => { if (from > 0) throw new Error('the host went away'); } };
  for (let tries = 0; tries < 8; tries += 1) {
    await blocking.refresh('d2');
    await blocking.refresh('d2');
    time += paused.at(-1);
  }
  assert.deepEqual(await held(), before);
  assert.deepEqual(paused.map(ms => ms / MINUTE), [1, 2, 4, 8, 16, 32, 60, 60]);
  host.onAsk = () => {};
  await blocking.refresh('d2');
  assert.deepEqual(await held(), host.names);
  assert.equal(session.values.size, 0, 'the failures are forgotten');
});

test('a browser that refuses the rule keeps the old one', async () => {
  await create().refresh('d1');
  const before = await held();
  rules.state.refuses = true;
  host = { ...host, digest: 'd2', names: ['a.example'] };
  await create().refresh('d2');
  assert.deepEqual(await held(), before);
  assert.equal(paused.length, 1);
});

test('a pack that changes while it is read is read from the beginning', async () => {
  let changes = 1;
  host.onAsk = from => { if (from > 0 && changes-- > 0) { host.digest = 'd2'; host.names = ['x.example', 'y.example', 'z.example']; } };
  await create().refresh('d1');
  assert.deepEqual(host.asked, [0, 2, 0, 2]);
  assert.deepEqual(await held(), ['x.example', 'y.example', 'z.example']);
  await create().refresh('d2');
  assert.equal(host.asked.length, 4);
});

test('a pack that keeps changing and names that never end are given up', async () => {
  host.onAsk = from => { if (from > 0) host.digest += 'x'; };
  await create().refresh('d1');
  assert.equal(host.asked.length, 6);
  const endless = createBlocking({ ask: async () => ({ digest: 'd', total: 9, names: ['a.example'], next: 0 }), dnr: rules, session: createArea(), onPause: ms => { paused.push(ms); } });
  await endless.refresh('d');
  assert.equal(await held(), null);
  assert.equal(paused.length, 2);
});

test('two hellos at once install once', async () => {
  const blocking = create();
  await Promise.all([blocking.refresh('d1'), blocking.refresh('d1')]);
  assert.equal(rules.state.updates, 1);
});

test('the rule tells under which name it stops a host', async () => {
  const blocking = create();
  assert.equal(await blocking.nameFor('bad.example'), null);
  await blocking.refresh('d1');
  assert.equal(await blocking.nameFor('www.shop.bad.example'), 'bad.example');
  assert.equal(await blocking.nameFor('notbad.example'), null);
});

const local = createArea();
const createPermit = () => createAllowed({ dnr: rules, local });
beforeEach(() => local.values.clear());

test('an allowed site is a rule above the one that stops, for its name alone', async () => {
  await create().refresh('d1');
  const allowed = createPermit();
  await allowed.always('bad.example');
  const [rule] = await rules.getDynamicRules({ ruleIds: [2] });
  const [stop] = await rules.getDynamicRules({ ruleIds: [1] });
  assert.ok(rule.priority > stop.priority && rule.action.type === 'allow');
  assert.deepEqual(rule.condition.requestDomains, ['bad.example']);
  assert.ok(await allowed.isAlways('https://shop.bad.example/'));
  assert.ok(!await allowed.isAlways('https://worse.example/') && !await allowed.isAlways('about:blank') && !await allowed.isAlways(undefined));
  assert.deepEqual(await held(), host.names, 'the names stay as they are');
});

test('what was allowed can be taken back, and changes at once do not lose one another', async () => {
  const allowed = createPermit();
  await Promise.all(['a.example', 'b.example', 'pages.example/tenant', 'a.example'].map(allowed.always));
  assert.deepEqual(await allowed.names(), ['a.example', 'pages.example/tenant', 'b.example']);
  assert.deepEqual((await rules.getDynamicRules({ ruleIds: [2] }))[0].condition.requestDomains, ['a.example', 'b.example'], 'a rule knows no paths');
  await Promise.all(['a.example', 'b.example'].map(allowed.takeBack));
  assert.deepEqual(await rules.getDynamicRules({ ruleIds: [2] }), []);
  assert.ok(await allowed.isAlways('https://pages.example/tenant/x') && !await allowed.isAlways('https://pages.example/'));
});

test('rules of allowed sites that the browser has lost come back', async () => {
  const allowed = createPermit();
  await allowed.always('a.example');
  rules.lose();
  await allowed.restore();
  assert.equal((await rules.getDynamicRules({ ruleIds: [2] })).length, 1);
});

test('once is one tab, until it leaves the site', async () => {
  const allowed = createPermit();
  await allowed.once(7, 'bad.example');
  const [rule] = await rules.getSessionRules();
  assert.deepEqual(rule.condition.tabIds, [7]);
  assert.ok(await allowed.mayOpen('https://bad.example/a', 7));
  assert.ok(!await allowed.mayOpen('https://bad.example/a', 8) && !await allowed.mayOpen('https://worse.example/', 7));
  await allowed.moved(7, 'https://shop.bad.example/');
  assert.ok(await allowed.mayOpen('https://bad.example/a', 7));
  await allowed.moved(8, 'https://good.example/');
  assert.ok(await allowed.mayOpen('https://bad.example/a', 7));
  await allowed.moved(7, 'https://good.example/');
  assert.ok(!await allowed.mayOpen('https://bad.example/a', 7));
  assert.deepEqual(await rules.getSessionRules(), []);
  assert.equal(local.values.size, 0, 'nothing is kept');
});

test('a site that needs another listed one keeps both', async () => {
  const allowed = createPermit();
  await allowed.once(7, 'bad.example');
  await allowed.once(7, 'pages.example/tenant');
  assert.ok(await allowed.mayOpen('https://bad.example/', 7) && await allowed.mayOpen('https://pages.example/tenant/', 7));
  await allowed.endOnce(7);
  await allowed.endOnce(7);
  assert.deepEqual(await rules.getSessionRules(), []);
});
