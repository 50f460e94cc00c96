// SPDX-License-Identifier: Apache-2.0
// What the disk holds when the power goes at a system call of an update: an ext4 file system in a file is mounted, the
// update killed there, and the file copied while it is mounted. What the copy shows after its journal was replayed must be
// the old packs or the new. Needs root and loop mounts.
// usage: node tests/crash/power_cut.mjs
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { INSTALLER, call, callsOf, canTrace, inject, install, live } from './points.mjs';

const HOME = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'watchword-power-'));
const DISK = join(HOME, 'disk');
const CLEAN = join(HOME, 'clean');
const CUT = join(HOME, 'cut');
const MOUNT = join(HOME, 'mounted');
const FOLDER = join(MOUNT, 'data');
const NEW = ['install', FOLDER, 'new', '2'];

const mount = (file, options) => call('mount', '-o', `loop,commit=300,${options}`, file, MOUNT);
const unmount = () => assert.equal(call('umount', MOUNT).status, 0, 'cannot unmount');

function must({ status, stderr }) {
  if (status !== 0) throw new Error(stderr);
}

/** A file system in which `old` is installed, cleanly unmounted. */
function makeClean(options) {
  must(call('truncate', '-s', '24M', CLEAN));
  must(call('mkfs.ext4', '-q', '-F', '-J', 'size=4', CLEAN));
  must(mount(CLEAN, options));
  must(install(FOLDER, 'old', 1));
  unmount();
}

/** What is live on the disk as it was when `work` was over, the power gone. */
function afterPowerCut(options, work) {
  copyFileSync(CLEAN, DISK);
  must(mount(DISK, options));
  const { status } = work();
  copyFileSync(DISK, CUT);
  unmount();
  must(mount(CUT, options));
  const now = live(FOLDER);
  const next = install(FOLDER, 'third', 3);
  unmount();
  return { status, now, next };
}

function sweep(options) {
  makeClean(options);
  copyFileSync(CLEAN, DISK);
  must(mount(DISK, options));
  const calls = callsOf(FOLDER, NEW, join(HOME, 'trace'));
  unmount();
  const seen = { old: 0, new: 0 };
  for (const at of calls) {
    const where = `${options}: power cut at ${at.name} ${at.nth}`;
    const { now, next } = afterPowerCut(options, () => inject(at, 'signal=KILL', NEW));
    assert.ok(now === 'old' || now === 'new', `${where}: ${now}`);
    assert.equal(next.status, 0, `${where}: the next update fails: ${next.stderr}`);
    seen[now]++;
  }
  const { status, now } = afterPowerCut(options, () => call(INSTALLER, ...NEW));
  assert.deepEqual([status, now], [0, 'new'], `${options}: what was said to be installed is not`);
  console.log(`${options}: ${calls.length} calls, ${seen.old} old, ${seen.new} new, new after the end`);
}

/** Were fsync a lie, this test would see it. */
function control(options) {
  makeClean(options);
  const lie = () => call('strace', '-f', '-o', '/dev/null', '-e', 'inject=fsync:retval=0', INSTALLER, ...NEW);
  const { status, now } = afterPowerCut(options, lie);
  assert.equal(status, 0);
  assert.notEqual(now, 'new', 'without fsync all is as with it: this test shows nothing');
  console.log(`${options}: without fsync, ${now} after the end`);
}

function whyNot() {
  if (process.getuid() !== 0) return 'not root';
  if (!canTrace()) return 'programs cannot be traced';
  must(call('truncate', '-s', '24M', CLEAN));
  if (call('mkfs.ext4', '-q', '-F', CLEAN).status !== 0) return 'no mkfs.ext4';
  if (mount(CLEAN, 'rw').status !== 0) return 'mount -o loop does not work';
  unmount();
  return null;
}

mkdirSync(MOUNT);
try {
  const why = whyNot();
  if (why) {
    console.error(`\n!!! SKIPPED: power cuts were NOT tested: ${why}\n`);
  } else {
    for (const options of ['auto_da_alloc', 'noauto_da_alloc']) sweep(options);
    control('noauto_da_alloc');
  }
} finally {
  call('umount', MOUNT);
  rmSync(HOME, { recursive: true, force: true });
}
