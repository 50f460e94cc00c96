// SPDX-License-Identifier: Apache-2.0
// The cases of the suite's test_expiration.py, in our own words.
import assert from 'node:assert/strict';

import { fakeTime, withClient } from './support/case.mjs';
import { inDays } from './support/repository.mjs';

// A root is kept before one looks whether it has expired (specification, 5.3.10).
withClient('test_root_expired', async ({ repository, client }) => {
  assert.equal(await client.refresh(), 0);
  repository.publish('root');
  assert.equal(await client.refresh(), 0);
  repository.signed.root.expires = inDays(-1);
  repository.publish('root', 'targets', 'snapshot', 'timestamp');
  assert.equal(await client.refresh(), 1);
  assert.deepEqual(client.trusted(), { root: 3, timestamp: 1, snapshot: 1, targets: 1 });
});

for (const [role, published, trusted] of [
  ['timestamp', ['timestamp'], { root: 1, timestamp: 1, snapshot: 1, targets: 1 }],
  ['snapshot', ['snapshot', 'timestamp'], { root: 1, timestamp: 2, snapshot: 1, targets: 1 }],
  ['targets', ['targets', 'snapshot', 'timestamp'], { root: 1, timestamp: 2, snapshot: 2, targets: 1 }],
]) {
  withClient(`test_${role}_expired`, async ({ repository, client }) => {
    assert.equal(await client.refresh(), 0);
    repository.signed[role].expires = inDays(-5);
    repository.publish(...published);
    assert.equal(await client.refresh(), 1);
    assert.deepEqual(client.trusted(), trusted);
  });
}

withClient('test_expired_local_root', async ({ repository, client }) => {
  repository.signed.root.expires = inDays(7);
  repository.publish('root');
  assert.equal(await client.refresh(), 0);
  repository.signed.root.expires = inDays(21);
  repository.publish('root');
  assert.equal(await client.refresh(fakeTime(18)), 0);
  assert.equal(client.version('root'), 3);
});

withClient('test_expired_local_timestamp', async ({ repository, client }) => {
  repository.signed.timestamp.expires = inDays(7);
  repository.publish('timestamp');
  assert.equal(await client.refresh(), 0);
  repository.signed.timestamp.expires = inDays(21);
  repository.publish('targets', 'snapshot', 'timestamp');
  assert.equal(await client.refresh(fakeTime(18)), 0);
  assert.deepEqual(client.trusted(), { root: 1, timestamp: 3, snapshot: 2, targets: 2 });
});

// Ours: the newest test_expiration.py could not be read (README.md).
for (const role of ['snapshot', 'targets']) {
  withClient(`ours: an expired ${role} of ours gives way to a new one, and to nothing else`, async ({ repository, client }) => {
    repository.signed[role].expires = inDays(7);
    repository.publish('targets', 'snapshot', 'timestamp');
    assert.equal(await client.refresh(), 0);
    assert.equal(await client.refresh(fakeTime(18)), 1);
    repository.signed[role].expires = inDays(21);
    repository.publish('targets', 'snapshot', 'timestamp');
    assert.equal(await client.refresh(fakeTime(18)), 0);
    assert.deepEqual(client.trusted(), { root: 1, timestamp: 3, snapshot: 3, targets: 3 });
  });
}
