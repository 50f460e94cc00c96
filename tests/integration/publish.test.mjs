// SPDX-License-Identifier: Apache-2.0
// docs/publishing.md, done as it says, and what two clients that know nothing of each other make of it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import tuf from 'tuf-js';

import { serve } from './support/repository.mjs';
import { ADDITION, BUILD, PATTERNS, SOURCE, UPDATER, makeFolder, run, watchword } from './support/watchword.mjs';

const PACK = 'packs/base/base.pack';
const folder = makeFolder();
const at = (...names) => join(folder, ...names);
const [keys, online, repo] = [at('keys'), at('online'), at('repo')];
for (const path of [keys, online, repo]) mkdirSync(path);
cpSync(PATTERNS, at('patterns'), { recursive: true });

const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');
const top = (timestamp = 'timestamp') => ['--snapshot-key', join(online, 'snapshot.pem'), '--timestamp-key', join(online, `${timestamp}.pem`)];
const pem = (...names) => names.map(name => join(keys, `${name}.pem`));

/** What the page says to type, by heading. */
const steps = Object.fromEntries(readFileSync(join(SOURCE, 'docs/publishing.md'), 'utf8').split(/^## /m).map(part => [
  part.split('\n', 1)[0], [...part.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block).join(''),
]));

/** Does what stands below a heading, in the folder of this test. */
async function follow(heading) {
  assert.ok(steps[heading], heading);
  const env = { ...process.env, PATH: `${BUILD}:${process.env.PATH}`, KEYS: keys, ONLINE: online, REPO: repo };
  const child = spawn('bash', ['-euo', 'pipefail', '-c', steps[heading]], { cwd: folder, env });
  delete steps[heading];
  const text = { out: '', err: '' };
  for (const [name, stream] of [['out', child.stdout], ['err', child.stderr]]) stream.on('data', data => { text[name] += data; });
  const status = await new Promise(resolve => child.on('close', resolve));
  assert.equal(status, 0, text.err);
  return text.out;
}

const signed = name => JSON.parse(readFileSync(join(repo, 'metadata', name), 'utf8')).signed;

/** The same patterns as another version. */
function setVersion(version) {
  const path = at('patterns/pack.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"version": \d+/, `"version": ${version}`));
}

const server = await serve(path => existsSync(join(repo, path)) && statSync(join(repo, path)).isFile() ? readFileSync(join(repo, path)) : null);

/** Every client begins with the first root and keeps what it has learnt. */
const ours = { metadata: at('ours'), targets: at('ours-got') };
async function ourClient(name) {
  if (!existsSync(ours.metadata)) {
    const begun = await run(UPDATER, ['--metadata-dir', ours.metadata, 'init', join(repo, 'metadata/1.root.json')]);
    assert.equal(begun.status, 0, begun.err);
  }
  const common = ['--metadata-dir', ours.metadata, '--metadata-url', `${server.url}/metadata`];
  const refreshed = await run(UPDATER, [...common, 'refresh']);
  assert.equal(refreshed.status, 0, refreshed.err);
  const got = await run(UPDATER, [...common, '--target-name', name, '--target-base-url', `${server.url}/targets`, '--target-dir', ours.targets, 'download']);
  assert.equal(got.status, 0, got.err);
  return readFileSync(join(ours.targets, encodeURIComponent(name)));
}

const theirs = { metadataDir: at('theirs'), targetDir: at('theirs-got') };
async function tufJs(name) {
  if (!existsSync(theirs.metadataDir)) {
    for (const path of Object.values(theirs)) mkdirSync(path);
    copyFileSync(join(repo, 'metadata/1.root.json'), join(theirs.metadataDir, 'root.json'));
  }
  const updater = new tuf.Updater({ ...theirs, metadataBaseUrl: `${server.url}/metadata`, targetBaseUrl: `${server.url}/targets` });
  await updater.refresh();
  const info = await updater.getTargetInfo(name);
  assert.ok(info, name);
  return { custom: info.custom?.watchword, bytes: readFileSync(await updater.downloadTarget(info)) };
}

/** Both clients, one answer. */
async function fetchWithBoth(name) {
  const [one, other] = [await ourClient(name), await tufJs(name)];
  assert.deepEqual(one, other.bytes);
  return other;
}

/** Every file of the repository and its hash. */
const contents = () => Object.fromEntries(readdirSync(repo, { recursive: true }).map(name => join(repo, name))
  .filter(path => statSync(path).isFile()).map(path => [path, sha256(readFileSync(path))]));

describe('docs/publishing.md', { concurrency: 1 }, () => {
  test('makes keys that only their owner can read', async () => {
    assert.match(await follow('Keys'), /^([0-9a-f]{64}\n){10}$/);
    for (const path of pem('root-1', 'base-2')) assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  test('makes a repository', async () => {
    await follow('The repository');
    assert.deepEqual(readdirSync(join(repo, 'metadata')).sort(),
      ['1.base.json', '1.root.json', '1.snapshot.json', '1.targets.json', 'timestamp.json']);
  });

  test('publishes a pack that both clients take', async () => {
    await follow('The first pack');
    const { custom, bytes } = await fetchWithBoth(PACK);
    assert.deepEqual(bytes, readFileSync(at('base.pack')));
    assert.deepEqual(Object.keys(custom), ['version', 'body_sha256', 'body_length', 'deltas']);
    assert.deepEqual([custom.version, custom.deltas], [7, []]);
  });

  test('publishes the next one in stages, with a delta', async () => {
    setVersion(8);
    await follow('The next pack, in stages');
    const { custom, bytes } = await fetchWithBoth(PACK);
    assert.deepEqual(bytes, readFileSync(at('base.pack')));
    assert.deepEqual([custom.version, custom.rollout.hours, custom.min_wait_s], [8, 24, 21600]);
    assert.match(custom.rollout.start, /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(custom.deltas.length, 1);
    const [{ from_sha256: from, path }] = custom.deltas;
    assert.equal(path, `deltas/base/${from.slice(0, 16)}-${custom.body_sha256.slice(0, 16)}.zst`);
    const delta = await fetchWithBoth(path);
    assert.ok(delta.bytes.length * 4 <= bytes.length, `${delta.bytes.length} of ${bytes.length}`);
  });

  test('renews', async () => {
    const before = signed('timestamp.json').version;
    const told = JSON.parse(await follow('Every day'));
    assert.equal(signed('timestamp.json').version, before + 1);
    assert.deepEqual(told.wrote, ['metadata/timestamp.json']);
    assert.deepEqual(told.roles.map(({ role }) => role), ['root', 'timestamp', 'snapshot', 'targets', 'base']);
    await fetchWithBoth(PACK);
  });

  test('publishes names never to be flagged', async () => {
    await follow('Names never to be flagged');
    assert.equal((await fetchWithBoth('never_flag.txt')).bytes.toString(), 'bank.example\nexample.org\n');
  });

  test('lets a team sign', async () => {
    await follow('A team with its own key');
    const { status, err } = await watchword(['pack', 'publish', at('base.pack'), repo, '--role', 'lang-de', '--name', 'lang-de', '--key', ...pem('lang-de'), ...top()]);
    assert.deepEqual([status, err], [1, `watchword: ${at('base.pack')}: lang-de: its pack.json has no adds_to, so it can only be called base\n`]);
  });

  test('publishes an addition, which is tested among all of the base', async () => {
    cpSync(ADDITION, at('addition'), { recursive: true });
    assert.match(await follow('An addition'), /^1 rules, 1 phrases, 6 examples, 0 to mend$/m);
    const { custom, bytes } = await fetchWithBoth('packs/lang-de/lang-de.pack');
    assert.equal(custom.version, 3);
    assert.deepEqual(bytes, readFileSync(at('lang-de.pack')));
  });

  test('rotates the root, which old and new clients follow', async () => {
    await follow('Rotation drill');
    assert.equal(signed('2.root.json').version, 2);
    await fetchWithBoth(PACK);
    for (const path of [ours.metadata, theirs.metadataDir])
      assert.equal(JSON.parse(readFileSync(join(path, 'root.json'), 'utf8')).signed.version, 2);
    theirs.metadataDir = at('theirs-new');
    ours.metadata = at('ours-new');
    theirs.targetDir = at('theirs-new-got');
    await fetchWithBoth(PACK);
  });

  test('has no command that was not run', () => {
    assert.deepEqual(Object.entries(steps).filter(([, block]) => block !== '').map(([heading]) => heading), []);
  });
});

describe('what is refused changes nothing', { concurrency: 1 }, () => {
  const base = ['--key', ...pem('base-1', 'base-2')];
  const newer = at('newer.pack');
  const rubbish = at('rubbish.pack');
  const publish = (pack, ...rest) => ['pack', 'publish', pack, repo, ...rest];
  const cases = {
    'a key of another role': [() => publish(newer, '--key', ...pem('root-1', 'base-2'), ...top('timestamp-2')),
      () => `${pem('root-1')[0]}: not a key of the role base`],
    'a timestamp key that was replaced': [() => publish(newer, ...base, ...top()),
      () => `${join(online, 'timestamp.pem')}: not a key of the role timestamp`],
    'too few keys': [() => publish(newer, '--key', ...pem('base-1'), ...top('timestamp-2')),
      () => `${repo}: base: 1 of 2 signatures it needs are there`],
    'the same key twice': [() => publish(newer, '--key', ...pem('base-1', 'base-1'), ...top('timestamp-2')),
      () => `${repo}: base: 1 of 2 signatures it needs are there`],
    'the public part of a key': [() => publish(newer, '--key', join(keys, 'base-1.json'), ...top('timestamp-2')),
      () => `${join(keys, 'base-1.json')}: a public part cannot sign`],
    'a version that is not higher': [() => publish(at('base.pack'), ...base, ...top('timestamp-2')),
      () => `${at('base.pack')}: ${PACK}: version 8 is not higher than the published 8`],
    'a pack that is none': [() => publish(rubbish, ...base, ...top('timestamp-2')), () => `${rubbish}: not a pattern pack`],
    'a folder that is none': [() => ['pack', 'publish', newer, rubbish, ...base, ...top('timestamp-2')], () => `${rubbish}: Not a directory`],
    'a folder that is not there': [() => ['pack', 'renew', at('nowhere'), ...top('timestamp-2')], () => `${at('nowhere')}: No such file or directory`],
    'a folder without a repository': [() => ['pack', 'renew', keys, ...top('timestamp-2')], () => `${keys}/metadata: No such file or directory`],
    'a key that is none': [() => ['pack', 'renew', repo, '--snapshot-key', rubbish, '--timestamp-key', rubbish],
      () => `${rubbish}: neither a private key in PEM nor a public part in JSON`],
    'a second repository in the same place': [() => ['pack', 'init-repository', repo, '--root-key', ...pem('root-1', 'root-2'), '--targets-key',
      ...pem('targets-1', 'targets-2'), ...top()], () => `${repo}: there is a repository already`],
    'a rotation by one of the old owners': [() => ['pack', 'rotate-root', repo, '--old-key', ...pem('root-1'), '--new-root-key', ...pem('root-1', 'root-3')],
      () => `${repo}: root: by the keys so far: 1 of 2 signatures it needs are there`],
    'a rotation by an owner who left': [() => ['pack', 'rotate-root', repo, '--old-key', ...pem('root-1', 'root-3')],
      () => `${repo}: ${pem('root-3')[0]}: not a key of the role root`],
    'a list with a name of nobody': [() => ['pack', 'never-flag', at('com.txt'), repo, '--targets-key', ...pem('targets-1', 'targets-2'), ...top('timestamp-2')],
      () => `${at('com.txt')}: line 1: "com" is nobody's own name`],
    'a key file that is there already': [() => ['pack', 'keygen', ...pem('root-1')], () => `${pem('root-1')[0]}: File exists`],
  };

  for (const [name, [args, message]] of Object.entries(cases)) {
    test(name, async () => {
      setVersion(9);
      await watchword(['pack', 'build', at('patterns'), '-o', newer]);
      writeFileSync(rubbish, '<!doctype html>'.repeat(9));
      writeFileSync(at('com.txt'), 'com\n');
      const before = contents();
      assert.ok(Object.keys(before).length > 10);
      assert.deepEqual(await watchword(args()), { status: 1, out: '', err: `watchword: ${message()}\n` });
      assert.deepEqual(contents(), before);
    });
  }
});

test('who reads while others write sees the old state or the new one', async () => {
  const publisher = (async () => {
    for (const version of [20, 21, 22, 23, 24]) {
      setVersion(version);
      await watchword(['pack', 'build', at('patterns'), '-o', at('busy.pack')]);
      const { status, err } = await watchword(['pack', 'publish', at('busy.pack'), repo, '--key', ...pem('base-1', 'base-2'), ...top('timestamp-2')]);
      assert.equal(status, 0, err);
    }
    return 'done';
  })();
  const seen = new Set();
  do seen.add((await tufJs(PACK)).custom.version);
  while (await Promise.race([publisher, null]) !== 'done');
  seen.add((await fetchWithBoth(PACK)).custom.version);
  assert.ok(seen.size > 1 && seen.has(24), [...seen].join(' '));
});

test('one at a time', async () => {
  const holder = spawn('flock', [repo, '-c', 'echo held; read line'], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise(resolve => holder.stdout.once('data', resolve));
  const { status, err } = await watchword(['pack', 'renew', repo, ...top('timestamp-2')]);
  holder.stdin.end('\n');
  assert.deepEqual([status, err], [1, `watchword: ${repo}: somebody else is publishing\n`]);
  server.close();
});
