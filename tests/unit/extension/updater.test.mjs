// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';

import './browser_globals.mjs';

import { createHostLink } from '../../../extension/background/host_link.js';
import { createUpdater } from '../../../extension/background/updater.js';
import { page, status } from '../../../extension/shared/protocol.js';
import { HELLO, NOTHING, createClock, createPort } from './fake_host.mjs';

const MINUTE = 60_000;
const PAGE = page({ text: 'hello' });
const BUILT = { kind: 'image', state: 'built', ms: 700 };
const FAILED = { kind: 'error', code: 203, message: 'a/b, x: broken' };

const builds = (request, port) => port.reply({ id: request.id, ...BUILT });
const fails = (request, port) => port.reply({ id: request.id, ...FAILED });
const silent = () => {};

const storeOf = stored => {
  const store = { counters: stored, load: async () => store.counters, save: counters => { store.counters = counters; } };
  return store;
};

async function setUp(behave = builds, { stored, clock = createClock() } = {}) {
  const ports = [];
  const store = storeOf(stored);
  const updater = createUpdater({
    connect: () => { const port = createPort(behave); ports.push(port); return port; },
    disconnectReason: port => port.reason, store, now: clock.now, setTimer: clock.setTimer, clearTimer: clock.clearTimer,
  });
  await updater.loaded;
  return { updater, ports, store, clock };
}

test('the updater is asked once and its port is closed', async () => {
  const { updater, ports } = await setUp();
  assert.equal(await updater.build(), true);
  assert.deepEqual(ports[0].sent, [{ id: 1, kind: 'image' }]);
  assert.equal(ports[0].isOpen, false);
});

test('who asks while it is at work waits for the same run', async () => {
  const { updater, ports } = await setUp();
  assert.deepEqual(await Promise.all([updater.build(), updater.build()]), [true, true]);
  assert.equal(ports.length, 1);
});

test('it is started at most once in two minutes, whatever came of it', async () => {
  const { updater, ports, clock } = await setUp();
  await updater.build();
  assert.equal(updater.isDue(), false);
  assert.equal(await updater.build(), false);
  await clock.advance(2 * MINUTE);
  assert.equal(updater.isDue(), true);
  assert.equal(await updater.build(), true);
  assert.equal(ports.length, 2);
});

test('failures make the pause longer, up to an hour; success makes it short again', async () => {
  let behave = fails;
  const { updater, clock } = await setUp((request, port) => behave(request, port));
  const pauses = [];
  for (let i = 0; i < 8; i += 1) {
    assert.equal(await updater.build(), false);
    pauses.push(updater.remainingMs() / MINUTE);
    await clock.advance(updater.remainingMs());
  }
  assert.deepEqual(pauses, [2, 4, 8, 16, 32, 60, 60, 60]);
  behave = builds;
  assert.equal(await updater.build(), true);
  assert.equal(updater.remainingMs(), 2 * MINUTE);
});

const faults = [
  ['says that it failed', fails, 'refused'],
  ['finds no pack', (request, port) => port.reply({ id: 1, kind: 'error', code: 201, message: 'none' }), 'no_pack'],
  ['answers with something else', (request, port) => port.reply({ id: 1, kind: 'image', state: 'perhaps' }), 'crashed'],
  ['ends without an answer', (request, port) => port.die(), 'crashed'],
  ['is not there', (request, port) => port.die('Specified native messaging host not found.'), 'missing'],
  ['may not be started', (request, port) => port.die('Access to the specified native messaging host is forbidden.'), 'forbidden'],
];
for (const [name, behave, cause] of faults) {
  test(`an updater that ${name} has failed: ${cause}`, async () => {
    const { updater, store } = await setUp(behave);
    assert.equal(await updater.build(), false);
    assert.deepEqual([store.counters.cause, store.counters.failures], [cause, 1]);
  });
}

test('a browser that refuses the connection is a failure too', async () => {
  const updater = createUpdater({ connect: () => { throw new Error('no permission'); }, disconnectReason: () => '', store: storeOf() });
  assert.equal(await updater.build(), false);
});

test('after fifty seconds it is given up, and what comes later means nothing', async () => {
  const { updater, ports, clock, store } = await setUp(silent);
  let result;
  updater.build().then(value => { result = value; });
  await clock.advance(49_999);
  assert.equal(result, undefined);
  await clock.advance(1);
  assert.equal(result, false);
  assert.equal(store.counters.cause, 'timeout');
  assert.equal(ports[0].isOpen, false);
  ports[0].onMessage.fire({ id: 1, ...BUILT });
  ports[0].onDisconnect.fire(ports[0]);
  assert.equal(store.counters.failures, 1);
});

test('what was started is written down before it is, so that a worker that is stopped starts no storm', async () => {
  const { updater, store, clock } = await setUp(silent);
  updater.build();
  const next = await setUp(builds, { stored: store.counters, clock });
  assert.equal(next.updater.isDue(), false);
  assert.equal(await next.updater.build(), false);
  assert.equal(next.ports.length, 0);
});

test('the person may ask for another try', async () => {
  const { updater, ports } = await setUp(fails);
  await updater.build();
  updater.forget();
  await updater.build();
  assert.equal(ports.length, 2);
});

/** A link to a host that has an image as soon as the updater has built one. */
async function setUpLink(updaterBehaves = builds, { hasImage = false } = {}) {
  const clock = createClock();
  const machine = { hasImage, pages: 0 };
  const update = await setUp((request, port) => {
    updaterBehaves(request, port);
    if (updaterBehaves === builds) machine.hasImage = true;
  }, { clock });
  const ready = [];
  const pauses = [];
  const ports = [];
  const answer = (request, port) => {
    const image = { image_missing: !machine.hasImage };
    if (request.kind === 'hello') return port.reply({ id: request.id, ...HELLO, ...image, ...(!machine.hasImage && { pack: null }) });
    if (request.kind === 'status') return port.reply({ id: request.id, kind: 'status', host: {}, pack: null, protection: {}, ...image });
    machine.pages += 1;
    return port.reply({ id: request.id, ...(machine.hasImage ? NOTHING : { kind: 'error', code: 202, message: 'no image' }) });
  };
  const link = createHostLink({
    connect: () => { const port = createPort(answer); ports.push(port); return port; },
    disconnectReason: port => port.reason, store: storeOf(), version: '0.1.0', updater: update.updater,
    now: clock.now, random: () => 0.5, setTimer: clock.setTimer, clearTimer: clock.clearTimer,
    onReady: isOwed => ready.push(isOwed), onPause: ms => pauses.push(ms),
  });
  return { clock, link, machine, ready, pauses, ports, updates: update.ports };
}

test('a host without an image has one built, and what was asked meanwhile is answered', async () => {
  const { link, updates, ports } = await setUpLink();
  const both = await Promise.all([link.ask(PAGE), link.ask(PAGE)]);
  assert.deepEqual(both.map(({ level }) => level), ['none', 'none']);
  assert.equal(updates.length, 1);
  assert.deepEqual(ports[0].sent.map(({ kind }) => kind), ['hello', 'hello', 'page', 'page']);
  assert.equal(await link.health(), 'ok');
});

test('while the image is built the link says so, and answers how the host is', async () => {
  const { link, clock, updates } = await setUpLink(silent);
  let verdict;
  link.ask(PAGE).then(reply => { verdict = reply; }, error => { verdict = error; });
  await clock.settle();
  assert.equal(await link.health(), 'preparing');
  assert.equal((await link.ask(status())).image_missing, true);
  await clock.advance(10_000);
  assert.equal(verdict, undefined, 'longer than a request may wait otherwise');
  assert.equal(await link.health(), 'preparing');
  assert.equal(updates.length, 1);
});

test('a popup that is opened first of all is answered at once', async () => {
  const { link } = await setUpLink(silent);
  assert.equal((await link.ask(status())).image_missing, true);
  assert.equal(await link.health(), 'preparing');
});

test('when no image can be built those who wait are turned away and the state is clear', async () => {
  const { link, clock, pauses, updates, ready } = await setUpLink(fails);
  await assert.rejects(link.ask(PAGE), { why: 'unavailable' });
  assert.equal(await link.health(), 'no_image');
  assert.deepEqual(pauses, [2 * MINUTE], 'another try is due then');
  await assert.rejects(link.ask(PAGE), { why: 'unavailable' });
  assert.equal(updates.length, 1, 'not again at once');
  await clock.advance(2 * MINUTE);
  await link.ask(status());
  await clock.settle();
  assert.equal(updates.length, 2);
  assert.deepEqual(ready, []);
});

test('an updater that never answers holds nobody up for ever', async () => {
  const { link, clock } = await setUpLink(silent);
  let error;
  link.ask(PAGE).catch(thrown => { error = thrown; });
  await clock.advance(50_000);
  assert.equal(error.why, 'unavailable');
  assert.equal(await link.health(), 'no_image');
});

test('an image that someone else had built is noticed, and pages are told', async () => {
  const { link, clock, machine, ready } = await setUpLink(fails);
  await assert.rejects(link.ask(PAGE));
  machine.hasImage = true;
  await link.ask(status());
  await clock.settle();
  assert.equal(await link.health(), 'ok');
  assert.deepEqual(ready, [true]);
});

test('it is noticed by the next request, too', async () => {
  const { link, clock, machine } = await setUpLink(fails);
  await assert.rejects(link.ask(PAGE));
  machine.hasImage = true;
  assert.equal((await link.ask(PAGE)).level, 'none');
  await clock.settle();
  assert.equal(await link.health(), 'ok');
});

test('an image that is lost later is built again without the person', async () => {
  const { link, machine, updates } = await setUpLink(builds, { hasImage: true });
  await link.ask(PAGE);
  machine.hasImage = false;
  assert.equal((await link.ask(PAGE)).level, 'none');
  assert.equal(updates.length, 1);
  assert.equal(await link.health(), 'ok');
});

test('a host that says it has none although one was built starts no storm', async () => {
  const { link, updates, machine } = await setUpLink((request, port) => { port.reply({ id: 1, ...BUILT }); });
  await assert.rejects(link.ask(PAGE), { why: 'unavailable' });
  for (let i = 0; i < 5; i += 1) await assert.rejects(link.ask(PAGE), { why: 'unavailable' });
  assert.equal(updates.length, 1);
  assert.equal(machine.hasImage, false);
  assert.equal(await link.health(), 'no_image');
});

test('pressing “try again” tries the updater again', async () => {
  const { link, updates, clock } = await setUpLink(fails);
  await assert.rejects(link.ask(PAGE));
  await link.retry();
  await link.ask(status());
  await clock.settle();
  assert.equal(updates.length, 2);
});

test('a host that dies while the image is built is started again and gets its requests', async () => {
  let finish;
  const { link, clock, ports, machine } = await setUpLink((request, port) => { finish = () => { machine.hasImage = true; port.reply({ id: 1, ...BUILT }); }; });
  let verdict;
  link.ask(PAGE).then(reply => { verdict = reply; });
  await clock.settle();
  ports[0].die();
  await clock.advance(1_000);
  finish();
  await clock.advance(1_000);
  assert.equal(verdict.level, 'none');
  assert.equal(ports.length, 2);
});
