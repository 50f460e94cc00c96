// SPDX-License-Identifier: Apache-2.0
// The cases of the suite's test_file_download.py, in our own words.
import assert from 'node:assert/strict';

import { withClient } from './support/case.mjs';

const PATH = 'target_file.txt';
const TEXT = 'target file contents';

/** Makes `targets` vouch for these files, by path, and publishes it. */
function vouchFor(repository, files) {
  for (const [path, text] of Object.entries(files)) repository.addArtifact('targets', path, text);
  repository.publish('targets', 'snapshot', 'timestamp');
}

withClient('test_client_downloads_expected_file', async ({ repository, client }) => {
  vouchFor(repository, { [PATH]: TEXT });
  assert.equal(await client.refresh(), 0);
  assert.deepEqual(client.downloaded(), []);
  assert.equal(await client.download(PATH), 0);
  assert.deepEqual(client.downloaded(), [TEXT]);
});

withClient('test_client_downloads_expected_file_in_sub_dir', async ({ repository, client }) => {
  vouchFor(repository, { [`path/to/a/${PATH}`]: TEXT });
  assert.equal(await client.download(`path/to/a/${PATH}`), 0);
  assert.deepEqual(client.downloaded(), [TEXT]);
});

withClient('test_repository_substitutes_target_file', async ({ repository, client }) => {
  vouchFor(repository, { [PATH]: TEXT, 'another.txt': 'content' });
  assert.equal(await client.download(PATH), 0);
  for (const path of [PATH, 'another.txt']) repository.artifacts.set(path, 'put in its place');
  await client.download(PATH); // what is there already may do
  assert.deepEqual(client.downloaded(), [TEXT]);
  assert.equal(await client.download('another.txt'), 1);
  assert.deepEqual(client.downloaded(), [TEXT]);
});

// The client sees every fifth version only.
withClient('test_multiple_changes_to_target', async ({ repository, client }) => {
  vouchFor(repository, { [PATH]: TEXT });
  assert.equal(await client.download(PATH), 0);
  const others = [];
  for (let i = 0; i <= 10; ++i) {
    vouchFor(repository, { [PATH]: `changed ${i}`, [`new-target-${i}`]: `new ${i}` });
    if (i % 5 !== 0) continue;
    assert.equal(await client.download(PATH), 0);
    assert.deepEqual(client.downloaded(), [...others, `changed ${i}`]);
    assert.equal(await client.download(`new-target-${i}`), 0);
    assert.deepEqual(client.downloaded(), [...others, `changed ${i}`, `new ${i}`]);
    repository.artifacts.set(PATH, `forged ${i}`);
    repository.publish('targets', 'snapshot', 'timestamp');
    await client.download(PATH); // as above
    assert.deepEqual(client.downloaded(), [...others, `changed ${i}`, `new ${i}`]);
    others.push(`new ${i}`);
  }
});

[['sha256'], ['sha512'], ['sha256', 'sha512']].forEach((algorithms, i) => {
  withClient(`test_download_with_hash_algorithms[hashes${i}]`, async ({ repository, client }) => {
    repository.addArtifact('targets', PATH, TEXT, algorithms);
    repository.publish('targets', 'snapshot', 'timestamp');
    assert.equal(await client.download(PATH), 0);
    const { hashes } = repository.signed.targets.targets[PATH];
    assert.equal(repository.asked.artifacts.length, 1);
    const [[path, hash]] = repository.asked.artifacts;
    assert.equal(path, PATH);
    assert.ok(Object.values(hashes).includes(hash), hash);
    assert.deepEqual(client.downloaded(), [TEXT]);
  });
});

withClient('test_download_with_unknown_hash_algorithm', async ({ repository, client }) => {
  repository.addArtifact('targets', PATH, TEXT, ['sha512']);
  const target = repository.signed.targets.targets[PATH];
  target.hashes = { 'unknown-hash': target.hashes.sha512 };
  repository.publish('targets', 'snapshot', 'timestamp');
  assert.equal(await client.download(PATH), 1);
  assert.deepEqual(client.downloaded(), []);
});

withClient('test_artifact_cache', async ({ repository, client }) => {
  vouchFor(repository, { [PATH]: TEXT });
  assert.equal(await client.download(PATH), 0);
  assert.equal(await client.download(PATH), 0);
  assert.equal(repository.asked.artifacts.length, 1);
});
