// SPDX-License-Identifier: Apache-2.0
// The cases of the suite's test_rollback.py, in our own words.
import assert from 'node:assert/strict';

import { withClient } from './support/case.mjs';

const repeat = (times, step) => {
  for (let i = 0; i < times; ++i) step();
};

const lastAsked = repository => repository.asked.metadata.at(-1);

withClient('test_new_timestamp_version_rollback', async ({ repository, client }) => {
  repository.publish('timestamp');
  assert.equal(await client.refresh(), 0);
  assert.equal(client.version('timestamp'), 2);
  repository.restart('timestamp');
  repository.publish('timestamp');
  assert.equal(await client.refresh(), 1);
  assert.equal(client.version('timestamp'), 2);
  assert.deepEqual(lastAsked(repository), ['timestamp', null]);
});

// With hashes the snapshot we have no longer fits the new timestamp; it counts against a rollback all the same.
for (const [id, tellsHashes] of [['basic', false], ['with hashes', true]]) {
  withClient(`test_snapshot_rollback[${id}]`, async ({ repository, client }) => {
    repository.tellsHashes = tellsHashes;
    repository.publish('snapshot', 'timestamp');
    assert.equal(await client.refresh(), 0);
    repository.restart('snapshot');
    repository.publish('snapshot', 'timestamp');
    assert.equal(await client.refresh(), 1);
    assert.deepEqual([client.version('timestamp'), client.version('snapshot')], [2, 2]);
    assert.deepEqual(lastAsked(repository), ['timestamp', null]);
  });

  withClient(`test_targets_rollback[${id}]`, async ({ repository, client }) => {
    repository.tellsHashes = tellsHashes;
    repository.publish('targets', 'snapshot', 'timestamp');
    assert.equal(await client.refresh(), 0);
    repository.restart('targets');
    repository.publish('targets', 'snapshot', 'timestamp');
    assert.equal(await client.refresh(), 1);
    assert.deepEqual([client.version('snapshot'), client.version('targets')], [2, 2]);
  });
}

const delegate = repository => repository.delegate('targets', 'delegated', { paths: ['delegatedpath/*'] });

withClient('test_targets_role_removal', async ({ repository, client }) => {
  delegate(repository);
  repository.publish('delegated', 'targets', 'snapshot', 'timestamp');
  assert.equal(await client.refresh(), 0);
  delete repository.signed.snapshot.meta['delegated.json'];
  repository.publish('snapshot', 'timestamp');
  assert.equal(await client.refresh(), 1);
  assert.equal(client.version('snapshot'), 2);
});

// A new snapshot key makes the snapshot we have worth nothing: versions may fall, and roles go.
withClient('test_targets_fast_forward_recovery', async ({ repository, client }) => {
  delegate(repository);
  repository.publish('delegated');
  repeat(99, () => repository.publish('targets'));
  repository.publish('snapshot', 'timestamp');
  assert.equal(await client.refresh(), 0);
  assert.equal(client.version('targets'), 100);
  repository.rotateKeys('snapshot');
  repository.restart('targets');
  delete repository.signed.snapshot.meta['delegated.json'];
  repository.publish('root', 'targets', 'snapshot', 'timestamp');
  assert.equal(await client.refresh(), 0);
  assert.equal(client.version('targets'), 1);
});

withClient('test_new_snapshot_fast_forward_recovery', async ({ repository, client }) => {
  repeat(99, () => repository.publish('snapshot'));
  repository.publish('timestamp');
  assert.equal(await client.refresh(), 0);
  assert.equal(client.version('snapshot'), 100);
  repository.rotateKeys('snapshot');
  repository.rotateKeys('timestamp');
  repository.restart('snapshot');
  repository.publish('root', 'targets', 'snapshot', 'timestamp');
  assert.equal(await client.refresh(), 0);
  assert.equal(client.version('snapshot'), 1);
});

withClient('test_new_timestamp_fast_forward_recovery', async ({ repository, client }) => {
  repeat(99, () => repository.publish('timestamp'));
  assert.equal(await client.refresh(), 0);
  assert.equal(client.version('timestamp'), 100);
  repository.rotateKeys('timestamp');
  repository.restart('timestamp');
  repository.publish('root', 'timestamp');
  assert.equal(await client.refresh(), 0);
  assert.equal(client.version('timestamp'), 1);
});
