// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { SOURCE, watchword } from './support/watchword.mjs';

const COMMANDS = ['', 'scan', 'explain', 'install', 'uninstall', 'doctor', 'pack', 'pack build', 'pack test', 'pack verify', 'pack coverage',
  'pack keygen', 'pack init-repository', 'pack delegate', 'pack publish', 'pack never-flag', 'pack renew', 'pack rotate-root'];

for (const command of COMMANDS) {
  const words = command.split(' ').filter(Boolean);

  test(`watchword ${command} --help is help on stdout`, async () => {
    for (const flag of ['--help', '-h']) {
      const { status, out, err } = await watchword([...words, flag]);
      assert.deepEqual({ status, err }, { status: 0, err: '' });
      assert.match(out, /Usage: watchword/);
      if (words.length > 0) assert.ok(out.includes(`watchword ${command}`), out);
    }
  });

  test(`watchword ${command} with an option nobody knows is wrong usage`, async () => {
    const { status, out, err } = await watchword([...words, '--nonsense']);
    assert.deepEqual({ status, out }, { status: 2, out: '' });
    assert.notEqual(err, '');
  });
}

test('help names every command', async () => {
  const { out } = await watchword(['--help']);
  for (const command of COMMANDS.filter(name => name && !name.includes(' '))) assert.match(out, new RegExp(`^ +${command} `, 'm'));
});

const wrong = [
  [], ['dance'], ['scan', '--pack'], ['scan', '--jobs', '0'], ['scan', '--jobs', '257'], ['scan', '--jobs', '1.5'], ['explain', 'a', 'b'],
  ['install', 'chromium'], ['install', '--browser'], ['doctor', 'extra'], ['pack'], ['pack', 'dance'], ['pack', 'build'],
  ['pack', 'build', 'folder'], ['pack', 'test'], ['pack', 'verify'], ['pack', 'verify', 'a', 'b'],
  ['pack', 'keygen'], ['pack', 'renew', 'a'], ['pack', 'publish', 'a', 'b', '--snapshot-key', 'c', '--timestamp-key', 'd'],
  ['pack', 'rotate-root', 'a'], ['pack', 'rotate-root', 'a', '--old-key', 'b', '--expires', '0'],
  ['pack', 'init-repository', 'a', '--root-key', 'b', '--targets-key', 'b', '--snapshot-key', 'b', '--timestamp-key', 'b', '--delegate', 'c'],
];
for (const args of wrong) {
  test(`watchword ${args.join(' ')} is wrong usage`, async () => {
    const { status, out, err } = await watchword(args);
    assert.deepEqual({ status, out }, { status: 2, out: '' });
    assert.notEqual(err, '');
  });
}

test('the version is that of the project', async () => {
  const [, version] = /project\(watchword VERSION ([\d.]+)/.exec(readFileSync(join(SOURCE, 'CMakeLists.txt'), 'utf8'));
  assert.deepEqual(await watchword(['--version']), { status: 0, out: `${version}\n`, err: '' });
});
