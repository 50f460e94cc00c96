// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';

import './browser_globals.mjs';

import { createPatterns } from '../../../extension/background/patterns.js';
import { createArea } from './fake_browser.mjs';

const STANDING = { version: 7, generation: 2, installed: 5, last_check: 6, last_success: 6, next_check: 9, failures: 0 };

/** An updater that answers as told; what is no object is the reason why it does not. */
function createUpdater(answers) {
  const asked = [];
  const sent = [];
  const connect = () => {
    const said = [];
    const closed = [];
    const port = {
      onMessage: { addListener: listener => said.push(listener) },
      onDisconnect: { addListener: listener => closed.push(listener) },
      disconnect: () => {},
      postMessage: request => {
        asked.push(request.kind);
        sent.push(request);
        const answer = answers[request.kind];
        queueMicrotask(() => (typeof answer === 'object' ? said : closed).forEach(listener => listener({ id: 1, ...answer })));
      },
    };
    return port;
  };
  return { asked, sent, connect, disconnectReason: () => answers.reason ?? '' };
}

function createParts(answers) {
  const updater = createUpdater(answers);
  const storage = createArea();
  let reloads = 0;
  const patterns = createPatterns({ ...updater, alarms: createAlarms(), storage, reload: async () => { reloads += 1; }, now: () => 1000, setTimer: () => 0, clearTimer: () => {} });
  return { patterns, storage, updater, reloads: () => reloads };
}

const createAlarms = () => ({ get: async () => undefined, create: async () => {} });

test('what was installed is opened by the host, and what came of it is kept', async () => {
  const { patterns, reloads } = createParts({ update: { kind: 'update', state: 'installed', version: 8, next_check: 70 } });
  const outcome = { at: 1000, state: 'installed', version: 8, next_check: 70 };
  assert.deepEqual(await patterns.check(), outcome);
  assert.deepEqual(await patterns.outcome(), outcome);
  assert.equal(reloads(), 1);
});

test('the alarm asks when it is time, a person at once', async () => {
  const { patterns, updater } = createParts({ update: { kind: 'update', state: 'current', version: 8, next_check: 70 } });
  await patterns.check();
  await patterns.check(true);
  assert.deepEqual(updater.sent, [{ id: 1, kind: 'update' }, { id: 1, kind: 'update', now: true }]);
});

test('a look that told nothing does not cover one that did', async () => {
  const answers = { update: { kind: 'error', code: 204, message: 'the server says 503' } };
  const { patterns, reloads } = createParts(answers);
  assert.equal(await patterns.outcome(), null);
  await patterns.check();
  const failed = { at: 1000, state: 'failed', message: 'the server says 503' };
  for (const state of ['not_due', 'busy']) {
    answers.update = { kind: 'update', state, version: 0, next_check: 70 };
    assert.equal((await patterns.check()).state, state);
    assert.deepEqual(await patterns.outcome(), failed);
  }
  assert.equal(reloads(), 0);
});

test('that there is nobody to ask is no failure', async () => {
  const { patterns } = createParts({ update: { kind: 'error', code: 205, message: 'no repository' } });
  assert.equal((await patterns.check()).state, 'never');
});

test('an updater that is not there, or talks nonsense, is told as that', async () => {
  assert.equal((await createParts({ reason: 'Specified native messaging host not found.' }).patterns.check()).state, 'missing');
  assert.equal((await createParts({ reason: 'Native host has exited.' }).patterns.check()).state, 'crashed');
  assert.equal((await createParts({ update: { kind: 'update' } }).patterns.check()).state, 'crashed');
});

test('two who ask at once ask once', async () => {
  const { patterns, updater } = createParts({ update: { kind: 'update', state: 'current', version: 7 } });
  const [one, other] = await Promise.all([patterns.check(), patterns.check()]);
  assert.equal(one, other);
  assert.deepEqual(updater.asked, ['update']);
});

test('how it stands is only believed when it is whole', async () => {
  const answers = { update_status: { kind: 'update_status', ...STANDING } };
  const { patterns } = createParts(answers);
  assert.equal((await patterns.standing()).version, 7);
  answers.update_status = { kind: 'update_status', ...STANDING, failures: -1 };
  assert.equal(await patterns.standing(), null);
  answers.update_status = { kind: 'error', code: 104, message: 'unknown kind' };
  assert.equal(await patterns.standing(), null);
});

test('going back is told to the host; why it did not go is passed on', async () => {
  const answers = { rollback: { kind: 'rollback', version: 6 } };
  const { patterns, reloads } = createParts(answers);
  assert.deepEqual(await patterns.rollBack(), { version: 6 });
  assert.equal(reloads(), 1);
  answers.rollback = { kind: 'error', code: 204, message: 'nothing before this' };
  assert.deepEqual(await patterns.rollBack(), { message: 'nothing before this' });
  answers.rollback = { kind: 'rollback', version: 'six' };
  assert.deepEqual(await patterns.rollBack(), {});
  answers.rollback = undefined;
  assert.deepEqual(await patterns.rollBack(), {});
  assert.equal(reloads(), 1);
});
