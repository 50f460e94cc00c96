// SPDX-License-Identifier: Apache-2.0
// Signed updates between strangers: another client reads what we publish, ours reads what others publish.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import tuf from 'tuf-js';

import { ForeignRepository, serve } from './support/repository.mjs';
import { BUILD, UPDATER, makeFolder, run } from './support/watchword.mjs';

const PACK = 'packs/daily/today.pack';

/** Two states of a repository of ours, in folders 1 and 2. */
async function writeRepositories() {
  const folder = makeFolder();
  const { status, err } = await run(join(BUILD, 'write_repositories'), [folder]);
  assert.equal(status, 0, err);
  return folder;
}

/** Serves a folder that can be exchanged. */
function serveFolder(state) {
  return serve(path => {
    // The later state has only what changed.
    const found = [state.folder, ...state.before].map(folder => join(folder, path)).find(existsSync);
    return found && readFileSync(found);
  });
}

/** Our client, with a folder of its own. */
function makeClient(url) {
  const folder = makeFolder();
  const [metadata, targets] = [join(folder, 'metadata'), join(folder, 'targets')];
  const common = ['--metadata-dir', metadata, '--metadata-url', `${url}/metadata`];
  return {
    metadata, targets,
    init: root => run(UPDATER, ['--metadata-dir', metadata, 'init', root]),
    refresh: () => run(UPDATER, [...common, 'refresh']),
    download: name => run(UPDATER, [...common, '--target-name', name, '--target-base-url', `${url}/targets`, '--target-dir', targets, 'download']),
  };
}

const ok = ({ status, err }) => assert.equal(status, 0, err);
const versionOf = path => JSON.parse(readFileSync(path, 'utf8')).signed.version;

test('tuf-js follows a repository of ours through a rotation', async () => {
  const folder = await writeRepositories();
  const state = { folder: join(folder, '1'), before: [] };
  const server = await serveFolder(state);
  const metadataDir = join(folder, 'client');
  const targetDir = join(folder, 'got');
  for (const path of [metadataDir, targetDir]) mkdirSync(path);
  copyFileSync(join(folder, '1/metadata/1.root.json'), join(metadataDir, 'root.json'));
  const get = async path => {
    const updater = new tuf.Updater({ metadataDir, targetDir, metadataBaseUrl: `${server.url}/metadata`, targetBaseUrl: `${server.url}/targets` });
    await updater.refresh();
    const info = await updater.getTargetInfo(path);
    assert.ok(info, path);
    return { info, text: readFileSync(await updater.downloadTarget(info), 'utf8') };
  };
  const first = await get(PACK);
  assert.equal(first.text, 'first');
  assert.deepEqual(first.info.custom, { seq: 1, note: 'a "quote", a \\, a line\nand é' });
  assert.equal((await get('limits.json')).text, '{}');
  state.before.push(state.folder);
  state.folder = join(folder, '2');
  assert.equal((await get(PACK)).text, 'second');
  assert.equal(versionOf(join(metadataDir, 'root.json')), 2);
  server.close();
});

test('our client follows a repository of ours, and keeps what it has', async () => {
  const folder = await writeRepositories();
  const state = { folder: join(folder, '1'), before: [] };
  const server = await serveFolder(state);
  const client = makeClient(server.url);
  ok(await client.init(join(folder, '1/metadata/1.root.json')));
  ok(await client.download(PACK));
  const [name] = readdirSync(client.targets);
  assert.equal(readFileSync(join(client.targets, name), 'utf8'), 'first');
  server.asked.length = 0;
  ok(await client.download(PACK));
  assert.deepEqual(server.asked, ['metadata/2.root.json', 'metadata/timestamp.json']);
  state.before.push(state.folder);
  state.folder = join(folder, '2');
  ok(await client.download(PACK));
  assert.deepEqual(readdirSync(client.targets), [name]);
  assert.equal(readFileSync(join(client.targets, name), 'utf8'), 'second');
  server.close();
});

test('our client reads a repository that @tufjs/models wrote, with keys of every kind', async () => {
  const repository = new ForeignRepository();
  repository.publish({ 'packs/lang/de.pack': 'eins' });
  const server = await serve(path => repository.files.get(path));
  const client = makeClient(server.url);
  const root = join(makeFolder(), 'root.json');
  writeFileSync(root, repository.files.get('metadata/1.root.json'));
  ok(await client.init(root));
  ok(await client.refresh());
  assert.deepEqual(readdirSync(client.metadata).sort(), ['root.json', 'snapshot.json', 'targets.json', 'timestamp.json']);
  ok(await client.download('packs/lang/de.pack'));
  repository.publish({ 'packs/lang/de.pack': 'zwei' });
  ok(await client.download('packs/lang/de.pack'));
  assert.equal(readFileSync(join(client.targets, readdirSync(client.targets)[0]), 'utf8'), 'zwei');
  assert.equal(versionOf(join(client.metadata, 'lang.json')), 2);
  const missing = await client.download('packs/lang/fr.pack');
  assert.deepEqual([missing.status, missing.err], [1, 'watchword-update: packs/lang/fr.pack: no role vouches for it\n']);
  server.close();
});

test('a command line that is none of the three says how they look', async () => {
  for (const args of [['--metadata-dir', 'x'], ['--metadata-dir', 'x', 'refresh'], ['--metadata-dir', 'x', 'fly'], ['--metadata-dir']]) {
    const { status, err } = await run(UPDATER, args);
    assert.equal(status, 2);
    assert.match(err, /^Usage: watchword-update --metadata-dir/);
  }
});

test('without a first root there is one clear line', async () => {
  const { status, err } = await makeClient('http://127.0.0.1:9').refresh();
  assert.equal(status, 1);
  assert.match(err, /^watchword-update: .*root\.json: No such file or directory\n$/);
});
