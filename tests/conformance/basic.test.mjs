// SPDX-License-Identifier: Apache-2.0
// The cases of the suite's test_basic.py, in our own words.
import assert from 'node:assert/strict';

import { conformance, fakeTime, withClient } from './support/case.mjs';
import { makeSigner } from './support/keys.mjs';
import { inDays } from './support/repository.mjs';

const TOP_LEVEL = ['root', 'timestamp', 'snapshot', 'targets'];
const FIRST_REQUESTS = [['root', 2], ['timestamp', null], ['snapshot', 1], ['targets', 1]];

function assertTrustsNewest(client, repository) {
  for (const role of TOP_LEVEL) assert.deepEqual(client.stored(role), repository.file(role), role);
}

withClient('test_basic_refresh_requests', async ({ repository, client }) => {
  assert.equal(await client.refresh(), 0);
  assert.deepEqual(repository.asked.metadata, FIRST_REQUESTS);
});

withClient('test_basic_refresh_trusted_data', async ({ repository, client }) => {
  assert.equal(await client.refresh(), 0);
  assertTrustsNewest(client, repository);
});

withClient('test_implicit_refresh', async ({ repository, client }) => {
  assert.equal(await client.download('nonexistent artifact'), 1);
  assert.deepEqual(repository.asked.metadata, FIRST_REQUESTS);
  assertTrustsNewest(client, repository);
});

/** A first root that is no good: it may be refused at once or later, and nothing is asked of the server. */
async function expectUseless({ repository, client }, spoil) {
  const root = JSON.parse(repository.file('root'));
  spoil(root);
  await client.init(JSON.stringify(root));
  assert.equal(await client.refresh(), 1);
  assert.deepEqual(repository.asked.metadata, []);
}

conformance('test_invalid_initial_root', parts => expectUseless(parts, root => delete root.signed.version));

conformance('test_unsigned_initial_root', parts => expectUseless(parts, root => {
  root.signatures[0].sig = makeSigner().sign(Buffer.from('something else'));
}));

for (const [role, trusted] of Object.entries({
  root: { root: 1 },
  timestamp: { root: 2 },
  snapshot: { root: 2, timestamp: 2 },
  targets: { root: 2, timestamp: 2, snapshot: 2 },
})) {
  withClient(`test_unsigned_metadata[${role}]`, async ({ repository, client }) => {
    repository.signers[role] = [];
    repository.publish('root', 'targets', 'snapshot', 'timestamp');
    assert.equal(await client.refresh(), 1);
    assert.deepEqual(client.trusted(), trusted);
  });
}

const MISMATCHES = {
  root: { root: 1 },
  snapshot: { root: 2, timestamp: 2 },
  targets: { root: 2, timestamp: 2, snapshot: 2 },
};

// Says 3 and is served as 2. For all but the root this is a 404: the roles above list what it says.
for (const [role, trusted] of Object.entries(MISMATCHES)) {
  withClient(`test_url_and_metadata_version_mismatch[${role}]`, async ({ repository, client }) => {
    repository.signed[role].version += 1;
    repository.publish('root', 'targets', 'snapshot', 'timestamp');
    assert.equal(await client.refresh(), 1);
    assert.deepEqual(client.trusted(), trusted);
  });
}

for (const [role, lister] of [['snapshot', 'timestamp'], ['targets', 'snapshot']]) {
  withClient(`ours: a ${role} of another version than it is listed with`, async ({ repository, client }) => {
    repository.signed[role].version += 1;
    for (const published of ['root', 'targets', 'snapshot', 'timestamp']) {
      if (published === lister) repository.signed[lister].meta[`${role}.json`].version = 2;
      repository.publish(published);
    }
    assert.equal(await client.refresh(), 1);
    assert.deepEqual(repository.asked.metadata.at(-1), [role, 2]);
    assert.deepEqual(client.trusted(), MISMATCHES[role]);
  });
}

withClient('test_timestamp_content_changes', async ({ repository, client }) => {
  assert.equal(await client.refresh(), 0);
  repository.signed.timestamp.meta['snapshot.json'].version = 100;
  repository.restart('timestamp');
  repository.publish('timestamp');
  assert.equal(await client.refresh(), 0);
  assert.deepEqual(repository.asked.metadata.at(-1), ['timestamp', null]);
  assert.equal(JSON.parse(client.stored('timestamp')).signed.meta['snapshot.json'].version, 1);
});

withClient('test_basic_metadata_hash_support', async ({ repository, client }) => {
  repository.tellsHashes = true;
  repository.publish('targets', 'snapshot', 'timestamp');
  assert.equal(await client.refresh(), 0);
  repository.publish('targets');
  repository.signed.snapshot.meta['targets.json'].hashes.sha256 = '5e'.repeat(32);
  repository.publish('snapshot', 'timestamp');
  assert.equal(await client.refresh(), 1);
  assert.deepEqual([client.version('snapshot'), client.version('targets')], [3, 2]);
});

withClient('test_metadata_bytes_match', async ({ repository, client }) => {
  const bytes = Buffer.concat([repository.files.timestamp.pop(), Buffer.from(' ')]);
  repository.files.timestamp.push(bytes);
  assert.equal(await client.refresh(), 0);
  assert.deepEqual(client.stored('timestamp'), bytes);
});

withClient('test_custom_fields', async ({ repository, client }) => {
  assert.equal(await client.refresh(), 0);
  const { root } = repository.signed;
  root['custom-field'] = 'value';
  root.roles.root['another-field'] = 'value';
  repository.addKey('root', { signer: makeSigner(undefined, { 'extra-field': { a: 1, b: 2 } }) });
  repository.publish('root');
  assert.equal(await client.refresh(), 0);
  assert.equal(client.version('root'), 2);
});

withClient('test_deprecated_keyid_hash_algorithms', async ({ repository, client }) => {
  repository.dropKeys('snapshot');
  repository.addKey('snapshot', { signer: makeSigner(undefined, { keyid_hash_algorithms: 'md5' }) });
  repository.publish('root', 'snapshot', 'timestamp');
  assert.equal(await client.refresh(), 0);
  assert.deepEqual([client.version('root'), client.version('snapshot')], [2, 2]);
});

withClient('test_snapshot_404', async ({ repository, client }) => {
  assert.equal(await client.refresh(), 0);
  repository.signed.timestamp.meta['snapshot.json'].version += 1;
  repository.publish('timestamp');
  assert.equal(await client.refresh(), 1);
  assert.deepEqual(repository.asked.metadata.at(-1), ['snapshot', 2]);
  assert.deepEqual(client.trusted(), { root: 1, snapshot: 1, targets: 1, timestamp: 2 });
});

withClient('test_targets_404', async ({ repository, client }) => {
  assert.equal(await client.refresh(), 0);
  repository.signed.snapshot.meta['targets.json'].version += 1;
  repository.publish('snapshot', 'timestamp');
  assert.equal(await client.refresh(), 1);
  assert.deepEqual(repository.asked.metadata.at(-1), ['targets', 2]);
  assert.deepEqual(client.trusted(), { root: 1, snapshot: 2, targets: 1, timestamp: 2 });
});

withClient('test_timestamp_404', async ({ repository, client }) => {
  assert.equal(await client.refresh(), 0);
  delete repository.files.timestamp;
  assert.equal(await client.refresh(), 1);
  assert.deepEqual(repository.asked.metadata.at(-1), ['timestamp', null]);
});

// A snapshot that would do as a timestamp but for its type: its content fits, and so does its key.
withClient('test_incorrect_metadata_type', async ({ repository, client }) => {
  repository.addKey('snapshot', { signer: repository.signers.timestamp[0] });
  repository.signed.snapshot.meta = { 'snapshot.json': { version: 1 } };
  repository.publish('root', 'snapshot');
  repository.files.timestamp.push(repository.files.snapshot.pop());
  assert.equal(await client.refresh(), 1);
  assert.deepEqual(client.trusted(), { root: 2 });
});

withClient('test_faketime', async ({ repository, client }) => {
  repository.signed.root.expires = inDays(7);
  repository.publish('root');
  assert.equal(await client.refresh(), 0);
  assert.equal(await client.refresh(fakeTime(8)), 1);
});
