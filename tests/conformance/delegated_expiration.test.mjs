// SPDX-License-Identifier: Apache-2.0
// The cases of the suite's test_delegated_expiration.py, in our own words.
import assert from 'node:assert/strict';

import { fakeTime, withClient } from './support/case.mjs';
import { inDays } from './support/repository.mjs';

/** "delegated" vouches for files below delegatedpath/ until `expires`. */
function delegate(repository, expires, files) {
  repository.delegate('targets', 'delegated', { paths: ['delegatedpath/*'], expires });
  for (const name of files) repository.addArtifact('delegated', `delegatedpath/${name}`, name);
  repository.publish('delegated', 'targets', 'snapshot', 'timestamp');
}

withClient('test_delegated_targets_expired', async ({ repository, client }) => {
  delegate(repository, inDays(-1), ['target']);
  assert.equal(await client.refresh(), 0);
  assert.equal(await client.download('delegatedpath/target'), 1);
  assert.deepEqual(client.downloaded(), []);
  assert.deepEqual(client.trusted(), { root: 1, timestamp: 2, snapshot: 2, targets: 2 });
});

withClient('test_expired_local_delegated_targets', async ({ repository, client }) => {
  delegate(repository, inDays(7), ['first', 'second']);
  assert.equal(await client.download('delegatedpath/first'), 0);
  assert.equal(await client.download('delegatedpath/second', fakeTime(18)), 1);
  assert.deepEqual(client.downloaded(), ['first']);
});

withClient('test_expired_local_delegated_targets_updates', async ({ repository, client }) => {
  delegate(repository, inDays(7), ['first', 'second']);
  assert.equal(await client.download('delegatedpath/first'), 0);
  assert.deepEqual(client.downloaded(), ['first']);
  repository.signed.delegated.expires = inDays(21);
  repository.publish('delegated', 'snapshot', 'timestamp');
  assert.equal(await client.download('delegatedpath/second', fakeTime(18)), 0);
  assert.deepEqual(client.downloaded(), ['first', 'second']);
});
