// SPDX-License-Identifier: Apache-2.0
// An update that is ended, or refused by the disk, at any system call leaves the packs from before or the new ones,
// and the next one works.
import assert from 'node:assert/strict';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { FILE_CALLS, callsOf, canTrace, inject, install, live, call, INSTALLER } from '../crash/points.mjs';
import { makeFolder } from './support/watchword.mjs';

const HOME = makeFolder();
const TRACE = join(HOME, 'trace');
const FOLDER = join(HOME, 'data');
const NEW = ['install', FOLDER, 'new', '2'];

const skip = canTrace() ? false : 'programs cannot be traced here: NOTHING of crash safety was tested';
if (skip) console.error(`crash.test.mjs: ${skip}`);

/** A store in which `old` is live, or an empty one, to begin with again and again. */
function prepare(name, words) {
  const folder = join(HOME, name);
  words.forEach((word, index) => assert.equal(install(folder, word, index + 1).status, 0));
  return () => {
    rmSync(FOLDER, { recursive: true, force: true });
    if (words.length > 0) cpSync(folder, FOLDER, { recursive: true });
  };
}

/** The next update works and leaves nothing behind that it should not. */
function assertRecovers(where) {
  const { status, stderr } = install(FOLDER, 'third', 3);
  assert.equal(status, 0, `${where}: ${stderr}`);
  assert.equal(live(FOLDER), 'third', where);
  assert.deepEqual(readdirSync(FOLDER).filter(name => name.endsWith('.tmp')), [], where);
  assert.ok(readdirSync(join(FOLDER, 'gen')).length <= 3, where);
}

function sweep(begin, args, before, after) {
  begin();
  const calls = callsOf(FOLDER, args, TRACE);
  const seen = { [before]: 0, [after]: 0, killed: 0 };
  for (const at of calls) {
    const where = `killed at ${at.name} ${at.nth}`;
    begin();
    if (inject(at, 'signal=KILL', args).status !== 0) seen.killed++;
    const now = live(FOLDER);
    assert.ok(now === before || now === after, `${where}: ${now}`);
    seen[now]++;
    assertRecovers(where);
  }
  return { calls, seen };
}

test('killed at any call, an update leaves the old packs or the new', { skip }, t => {
  const { calls, seen } = sweep(prepare('with-old', ['old']), NEW, 'old', 'new');
  t.diagnostic(`${calls.length} calls: ${JSON.stringify(seen)}`);
  assert.ok(calls.length > 30 && seen.killed > calls.length / 2 && seen.old > 0 && seen.new > 0);
});

test('killed at any call, the first install leaves nothing or all', { skip }, t => {
  const { calls, seen } = sweep(prepare('empty', []), ['install', FOLDER, 'new', '2'], 'none', 'new');
  t.diagnostic(`${calls.length} calls: ${JSON.stringify(seen)}`);
  assert.ok(seen.none > 0 && seen.new > 0);
});

test('killed at any call, a rollback leaves the one or the other', { skip }, t => {
  const { calls, seen } = sweep(prepare('with-two', ['old', 'bad']), ['rollback', FOLDER], 'bad', 'old');
  t.diagnostic(`${calls.length} calls: ${JSON.stringify(seen)}`);
  assert.ok(seen.old > 0 && seen.bad > 0);
});

for (const error of ['ENOSPC', 'EIO']) {
  test(`any call that fails with ${error} leaves the old packs or the new`, { skip }, t => {
    const begin = prepare(`with-old-${error}`, ['old']);
    begin();
    const calls = callsOf(FOLDER, NEW, TRACE).filter(({ name }) => FILE_CALLS.includes(name));
    let refused = 0;
    for (const at of calls) {
      const where = `${error} from ${at.name} ${at.nth}`;
      begin();
      const { status } = inject(at, `error=${error}`, NEW);
      const now = live(FOLDER);
      assert.ok(now === 'new' || (status !== 0 && now === 'old'), `${where}: ${now}, exit status ${status}`);
      refused += status !== 0 ? 1 : 0;
      assertRecovers(where);
    }
    t.diagnostic(`${calls.length} calls, ${refused} told as failures`);
    assert.ok(refused > 10);
  });
}

test('of two updates at the same time one is told that the other runs', { skip }, () => {
  prepare('with-old-too', ['old'])();
  // Stays where it is while it holds the lock.
  const held = call('flock', join(FOLDER, 'lock'), INSTALLER, ...NEW);
  assert.equal(held.status, 1);
  assert.match(held.stderr, /another update is running/);
  assert.equal(live(FOLDER), 'old');
});
