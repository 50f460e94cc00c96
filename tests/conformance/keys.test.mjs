// SPDX-License-Identifier: Apache-2.0
// The cases of the suite's test_keys.py, in our own words.
import assert from 'node:assert/strict';

import { conformance, withClient } from './support/case.mjs';
import { makeSigner } from './support/keys.mjs';

conformance('test_snapshot_does_not_meet_threshold', async ({ repository, client }) => {
  repository.signed.root.roles.snapshot.threshold = 3;
  repository.addKey('snapshot');
  repository.addKey('snapshot');
  repository.publish('root', 'targets', 'snapshot', 'timestamp');
  assert.equal(await client.init(repository.file('root', 1)), 0);
  assert.equal(await client.refresh(), 0);
  repository.signers.snapshot.pop();
  repository.publish('targets', 'snapshot', 'timestamp');
  assert.equal(await client.refresh(), 1);
  assert.equal(client.version('snapshot'), 2);
});

withClient('test_snapshot_has_too_few_keys', async ({ repository, client }) => {
  for (let i = 0; i < 4; ++i) repository.addKey('snapshot');
  repository.signed.root.roles.snapshot.threshold = 6;
  repository.publish('root', 'snapshot', 'timestamp');
  assert.equal(await client.refresh(), 1);
  assert.equal(client.version('root'), 2);
  assert.equal(client.version('snapshot'), undefined);
});

// One key under its one name, nine times: in the role and among the signatures.
withClient('test_duplicate_keys', async ({ repository, client }) => {
  const signer = makeSigner();
  for (let i = 0; i < 9; ++i) repository.addKey('snapshot', { signer });
  repository.signed.root.roles.snapshot.threshold = 6;
  repository.publish('root', 'snapshot', 'timestamp');
  repository.tamper('snapshot', ({ signatures }) => {
    const one = signatures.find(({ keyid }) => keyid === signer.id);
    for (let i = 0; i < 8; ++i) signatures.push(one);
  });
  assert.equal(await client.refresh(), 1);
  assert.equal(client.version('snapshot'), undefined);
});

// Though one would be enough, and it is there.
withClient('test_duplicate_sig_keyids', async ({ repository, client }) => {
  repository.tamper('snapshot', ({ signatures }) => signatures.push(signatures[0]));
  assert.equal(await client.refresh(), 1);
  assert.equal(client.version('snapshot'), undefined);
});

for (const kind of ['rsa/rsassa-pss-sha256', 'ecdsa/ecdsa-sha2-nistp256', 'ed25519/ed25519']) {
  withClient(`test_keytype_and_scheme[${kind}]`, async ({ repository, client }) => {
    const signer = repository.addKey('root', { signer: makeSigner(kind) });
    repository.signed.root.roles.root.threshold = 2;
    repository.publish('root');
    assert.equal(await client.refresh(), 0);
    assert.equal(client.version('root'), 2);
    repository.publish('root');
    const other = makeSigner(kind).sign(Buffer.from('another text, another key'));
    repository.tamper('root', ({ signatures }) => {
      signatures.find(({ keyid }) => keyid === signer.id).sig = other;
    });
    assert.equal(await client.refresh(), 1);
    assert.equal(client.version('root'), 2);
  });
}

// Two keys may sign the timestamp, one has to. The other's signature is one of an older file, then none.
withClient('test_invalid_sig_in_valid_metadata', async ({ repository, client }) => {
  const [old] = JSON.parse(repository.file('timestamp')).signatures;
  repository.addKey('timestamp');
  const serve = sig => repository.tamper('timestamp', ({ signatures }) => {
    signatures.find(({ keyid }) => keyid === old.keyid).sig = sig;
  });
  repository.publish('root', 'timestamp');
  serve(old.sig);
  assert.equal(await client.refresh(), 0);
  repository.publish('timestamp');
  serve('');
  assert.equal(await client.refresh(), 0);
  assert.equal(client.version('timestamp'), 3);
});
