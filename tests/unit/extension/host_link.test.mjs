// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';

import './browser_globals.mjs';

import { causeOf, createHostLink } from '../../../extension/background/host_link.js';
import { conversation, page } from '../../../extension/shared/protocol.js';
import { HELLO, NOTHING, createClock, createPort, healthy } from './fake_host.mjs';

const PAGE = page({ text: 'hello' });

/** A link to hosts that behave like `behave`; `random` 0.5 makes every pause half of its longest. */
function setUp(behave = healthy, { stored, random = 0.5 } = {}) {
  const clock = createClock();
  const ports = [];
  const store = { counters: stored, load: async () => store.counters, save: counters => { store.counters = counters; } };
  const pauses = [];
  const ready = [];
  const link = createHostLink({
    connect: () => { const port = createPort(behave); ports.push(port); return port; },
    disconnectReason: port => port.reason,
    store, version: '0.1.0', now: clock.now, random: () => random, setTimer: clock.setTimer, clearTimer: clock.clearTimer,
    onPause: ms => pauses.push(ms), onReady: recovered => ready.push(recovered),
  });
  return { clock, link, ports, store, pauses, ready };
}

/** What became of a promise, without waiting for it. */
function watch(promise) {
  const seen = {};
  promise.then(value => { seen.value = value; }, error => { seen.error = error; });
  return seen;
}

/** Dies as soon as it is asked anything. */
const diesWhenAsked = (request, port) => (request.kind === 'hello' ? healthy(request, port) : port.die());
const neverSpeaks = () => {};
const absent = (_request, port) => port.die('Specified native messaging host not found.');

test('the port opens with the first request and not before', async () => {
  const { link, ports, clock } = setUp();
  await clock.advance(60_000);
  assert.equal(ports.length, 0);
  assert.equal((await link.ask(PAGE)).level, 'none');
  assert.equal(ports.length, 1);
  assert.deepEqual(ports[0].sent.map(({ kind }) => kind), ['hello', 'page']);
});

test('ids are unique and replies find their requests by id, not by order', async () => {
  const held = [];
  const { link, ports, clock } = setUp((request, port) => (request.kind === 'hello' ? healthy(request, port) : held.push(request)));
  const first = watch(link.ask(PAGE));
  const second = watch(link.ask(conversation({ messages: [{ from: 'them', text: 'a' }] })));
  await clock.settle();
  ports[0].reply({ id: held[1].id, ...NOTHING, host_us: 2 });
  ports[0].reply({ id: held[0].id, ...NOTHING, host_us: 1 });
  await clock.settle();
  assert.equal(first.value.host_us, 1);
  assert.equal(second.value.host_us, 2);
  assert.equal(new Set(ports[0].sent.map(({ id }) => id)).size, 3);
});

test('a request without an answer is rejected after two seconds and the port is given up', async () => {
  const { link, ports, clock } = setUp((request, port) => { if (request.kind === 'hello') healthy(request, port); });
  const asked = watch(link.ask(PAGE));
  await clock.advance(1_999);
  assert.equal(asked.error, undefined);
  await clock.advance(2);
  assert.equal(asked.error.why, 'timeout');
  assert.equal(ports[0].isOpen, false);
});

test('what a dying host had in hand is asked once more of the next one', async () => {
  let deaths = 0;
  const { link, ports, clock } = setUp((request, port) => {
    if (request.kind === 'page' && deaths === 0) { deaths += 1; return port.die(); }
    healthy(request, port);
  });
  const asked = watch(link.ask(PAGE));
  await clock.advance(1_000);
  assert.equal(asked.value.level, 'none');
  assert.equal(ports.length, 2);
});

test('a request that killed two hosts is not asked a third time', async () => {
  const { link, ports, clock } = setUp(diesWhenAsked);
  const asked = watch(link.ask(PAGE));
  await clock.advance(1_900);
  assert.equal(asked.error.why, 'crashed');
  await clock.advance(600_000);
  assert.equal(ports.length, 2);
});

test('losing the port settles every request', async () => {
  const { link, ports, clock } = setUp((request, port) => { if (request.kind === 'hello') healthy(request, port); }, { random: 1 });
  const asked = [PAGE, PAGE, PAGE].map(request => watch(link.ask(request)));
  await clock.settle();
  ports[0].die();
  await clock.advance(10_000);
  assert.ok(asked.every(({ error }) => error));
});

test('pauses grow from one second to five minutes', async () => {
  const { link, ports, clock, pauses } = setUp(healthy, { random: 1 });
  for (let crash = 0; crash < 12; crash += 1) {
    const asked = watch(link.ask(PAGE));
    await clock.advance(1_000);
    assert.ok(asked.value, `crash ${crash}`);
    ports.at(-1).die();
    // Long enough for the breaker not to interfere.
    await clock.advance(300_000);
  }
  assert.deepEqual(pauses.slice(0, 4), [1_000, 2_000, 4_000, 8_000]);
  assert.equal(Math.max(...pauses), 300_000);
});

test('the jitter is full: a lucky host is tried again at once', async () => {
  const { link, ports, clock } = setUp(diesWhenAsked, { random: 0 });
  watch(link.ask(PAGE));
  await clock.advance(1);
  assert.equal(ports.length, 2);
});

test('a host that is not there is left alone for minutes', async () => {
  const { link, ports, clock, pauses } = setUp(absent);
  for (let second = 0; second < 100; second += 1) {
    watch(link.ask(PAGE));
    await clock.advance(1_000);
  }
  assert.equal(ports.length, 1);
  assert.equal(pauses[0], 225_000);
  assert.equal(await link.health(), 'missing');
});

test('five starts in two minutes trip the breaker until the person tries again', async () => {
  let isBroken = true;
  const { link, ports, clock } = setUp((request, port) => (isBroken ? diesWhenAsked : healthy)(request, port), { random: 0 });
  for (let attempt = 0; attempt < 50; attempt += 1) {
    watch(link.ask(PAGE));
    await clock.advance(1_000);
  }
  assert.equal(ports.length, 5);
  assert.equal(await link.health(), 'crashed');
  await clock.advance(3_600_000);
  const refused = watch(link.ask(PAGE));
  await clock.settle();
  assert.equal(refused.error.why, 'unavailable');
  assert.equal(ports.length, 5);
  isBroken = false;
  await link.retry();
  assert.equal((await link.ask(PAGE)).level, 'none');
  assert.equal(await link.health(), 'ok');
});

test('the counters survive the worker', async () => {
  const first = setUp(diesWhenAsked, { random: 0 });
  for (let attempt = 0; attempt < 10; attempt += 1) {
    watch(first.link.ask(PAGE));
    await first.clock.advance(1_000);
  }
  const second = setUp(healthy, { stored: first.store.counters });
  const asked = watch(second.link.ask(PAGE));
  await second.clock.settle();
  assert.equal(asked.error.why, 'unavailable');
  assert.equal(second.ports.length, 0);
});

test('ten healthy minutes forget earlier crashes', async () => {
  const { link, ports, clock, pauses } = setUp(healthy, { random: 1 });
  for (let crash = 0; crash < 3; crash += 1) {
    watch(link.ask(PAGE));
    await clock.advance(10_000);
    ports.at(-1).die();
    await clock.advance(10_000);
  }
  watch(link.ask(PAGE));
  await clock.advance(600_000);
  ports.at(-1).die();
  assert.deepEqual(pauses, [1_000, 2_000, 4_000, 1_000]);
});

test('a host that speaks another protocol is not started again', async () => {
  const { link, ports, clock } = setUp((request, port) =>
    port.reply({ id: request.id, kind: 'error', code: 107, message: 'no common protocol', protocol: { min: 2, max: 3 } }));
  const asked = watch(link.ask(PAGE));
  await clock.advance(3_600_000);
  assert.equal(asked.error.why, 'unavailable');
  assert.equal(ports.length, 1);
  assert.equal(await link.health(), 'outdated');
});

test('a host that never says hello is dropped after ten seconds; who waits for it waits two', async () => {
  const { link, ports, clock } = setUp(neverSpeaks);
  const asked = watch(link.ask(PAGE));
  await clock.advance(2_001);
  assert.equal(asked.error.why, 'unavailable');
  assert.equal(ports[0].isOpen, true);
  await clock.advance(8_000);
  assert.equal(ports[0].isOpen, false);
  assert.equal(await link.health(), 'crashed');
});

test('an answer that is none is not believed', async () => {
  const { link, ports, clock } = setUp((request, port) =>
    (request.kind === 'hello' ? healthy(request, port) : port.reply({ id: request.id, ...NOTHING, level: 'perfectly safe' })));
  const asked = watch(link.ask(PAGE));
  await clock.advance(5_000);
  assert.ok(asked.error);
  assert.equal(ports[0].isOpen, false);
});

test('the host’s own errors reach the one who asked and leave the port open', async () => {
  const { link, ports } = setUp((request, port) =>
    (request.kind === 'hello' ? healthy(request, port) : port.reply({ id: request.id, kind: 'error', code: 201, message: 'no pack' })));
  await assert.rejects(link.ask(PAGE), { why: 'refused', code: 201 });
  assert.equal(ports[0].isOpen, true);
});

test('a host without a pack is no healthy host', async () => {
  const { link } = setUp((request, port) => port.reply(request.kind === 'hello' ? { id: request.id, ...HELLO, pack: null } : { id: request.id, kind: 'error', code: 201, message: 'no pack' }));
  await assert.rejects(link.ask(PAGE));
  assert.equal(await link.health(), 'no_pack');
});

test('a request larger than a frame is never sent', async () => {
  const { link, ports } = setUp();
  await assert.rejects(link.ask(page({ text: 'x'.repeat(1_048_577) })), { why: 'too_large' });
  assert.equal(ports.length, 0);
});

test('pages are told when the host is back, and only then', async () => {
  let isThere = false;
  const { link, clock, ready } = setUp((request, port) => (isThere ? healthy : absent)(request, port));
  const refused = watch(link.ask(PAGE));
  await clock.settle();
  assert.equal(refused.error.why, 'unavailable');
  isThere = true;
  await link.retry();
  await link.ask(PAGE);
  await link.retry();
  await link.ask(PAGE);
  assert.deepEqual(ready, [true, false]);
});

test('opening the popup tries a missing host again, but not more often than every five seconds', async () => {
  const { link, ports, clock } = setUp(absent);
  const open = async () => { await link.nudge(); watch(link.ask(PAGE)); await clock.settle(); };
  await open();
  await open();
  assert.equal(ports.length, 1);
  await clock.advance(5_000);
  await open();
  assert.equal(ports.length, 2);
});

test('causes are read from what the browsers say', () => {
  const causes = {
    'Specified native messaging host not found.': 'missing',
    'No such native application watchword.host': 'missing',
    'Access to the specified native messaging host is forbidden.': 'forbidden',
    'Native host has exited.': 'crashed',
    'An unexpected error occurred': 'crashed',
    '': 'crashed',
  };
  for (const [reason, cause] of Object.entries(causes)) assert.equal(causeOf(reason), cause, reason);
});
