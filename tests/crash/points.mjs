// SPDX-License-Identifier: Apache-2.0
/** The system calls of a program that installs, and how to end it at one of them. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../../', import.meta.url));
export const INSTALLER = join(resolve(SOURCE, process.env.WATCHWORD_BUILD ?? 'build/release'), 'crash_installer');

/** Calls that may fail on a disk that is full or broken. */
export const FILE_CALLS = ['openat', 'mkdirat', 'mkdir', 'write', 'fsync', 'close', 'renameat', 'unlinkat', 'flock', 'fstat', 'newfstatat', 'getdents64', 'read'];

export const call = (command, ...args) => spawnSync(command, args, { encoding: 'utf8' });
export const install = (folder, word, sequence) => call(INSTALLER, 'install', folder, word, String(sequence));

/** What is live: a word, or why there is none. */
export function live(folder) {
  const { status, stdout, stderr } = call(INSTALLER, 'live', folder);
  return status === 0 ? stdout.trim() : `unreadable: ${stderr.trim()}`;
}

/** Whether programs may be traced here. */
export const canTrace = () => call('strace', '-o', '/dev/null', '/bin/true').status === 0;

/**
 * Every call from the first that names the folder on, as `name` and which of that name it is: injections count by name.
 * @param {string} folder @param {string[]} args of the installer @param {string} trace a file to use
 */
export function callsOf(folder, args, trace) {
  const { status } = call('strace', '-f', '-o', trace, INSTALLER, ...args);
  if (status !== 0) throw new Error(`the installer fails when traced: ${status}`);
  const counts = new Map();
  const calls = [];
  let begun = false;
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    const name = /^\d+\s+(\w+)\(/.exec(line)?.[1];
    if (!name || name === 'execve') continue;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    begun ||= line.includes(`"${folder}`);
    if (begun) calls.push({ name, nth: counts.get(name) });
  }
  return calls;
}

/** Runs the installer with something put in at one call: `signal=KILL`, `error=EIO`. */
export const inject = ({ name, nth }, what, args) =>
  call('strace', '-f', '-o', '/dev/null', '-e', `inject=${name}:${what}:when=${nth}`, INSTALLER, ...args);
