// SPDX-License-Identifier: Apache-2.0
// The suite's test_static_repositories.py has repositories that others made. Ours has what is peculiar to them: members that only
// their makers know, signatures nobody has given yet, old names of key types, keys of one role in another, a time long ago.
import assert from 'node:assert/strict';

import { conformance } from './support/case.mjs';
import { makeSigner } from './support/keys.mjs';

const LONG_AGO = '2025-02-09 09:17:23+00:00';
const EXPIRES = '2025-02-14T09:17:23Z';
const OWNER = { 'x-tuf-on-ci-keyowner': '@someone' };
const PERIODS = { 'x-tuf-on-ci-expiry-period': 182, 'x-tuf-on-ci-signing-period': 31 };

function beMadeByTufOnCi(repository) {
  const owner = makeSigner(undefined, OWNER);
  const online = makeSigner(undefined, { 'x-tuf-on-ci-online-uri': 'gcpkms:projects/somewhere/1' });
  for (const [role, signer] of Object.entries({ root: owner, targets: owner, snapshot: online, timestamp: online })) {
    repository.dropKeys(role);
    repository.addKey(role, { signer });
    Object.assign(repository.signed.root.roles[role], PERIODS);
  }
  return owner;
}

/** Listed as one who signs, and has not. */
function leaveUnsigned(repository, role, keyid) {
  repository.tamper(role, ({ signatures }) => signatures.push({ keyid, sig: '' }));
}

async function expectDownload({ repository, client }, path) {
  assert.equal(await client.init(repository.file('root', 1)), 0);
  assert.equal(await client.refresh(LONG_AGO), 0);
  assert.equal(await client.download(path, LONG_AGO), 0);
  assert.deepEqual(client.downloaded(), [`${path}\n`]);
}

function publishAnew(repository, ...roles) {
  for (const role of ['root', ...roles]) {
    repository.restart(role);
    Object.assign(repository.signed[role], { expires: EXPIRES, ...PERIODS });
  }
  repository.publish(...roles, 'root');
}

conformance('test_static_repository[tuf-on-ci-0.11], in its form', async parts => {
  const { repository } = parts;
  const owner = beMadeByTufOnCi(repository);
  const absent = makeSigner(undefined, OWNER);
  const below = ['', '*/', '*/*/', '*/*/*/'].map(folders => `delegatedrole/${folders}*`);
  repository.delegate('targets', 'delegatedrole', { paths: below, terminating: true });
  repository.addKey('delegatedrole', { signer: owner });
  repository.trustKey('delegatedrole', absent);
  repository.addArtifact('delegatedrole', 'delegatedrole/artifact', 'delegatedrole/artifact\n');
  publishAnew(repository, 'delegatedrole', 'targets', 'snapshot', 'timestamp');
  leaveUnsigned(repository, 'delegatedrole', absent.id);
  await expectDownload(parts, 'delegatedrole/artifact');
});

conformance('test_static_repository[sigstore-root-signing], in its form', async parts => {
  const { repository } = parts;
  beMadeByTufOnCi(repository);
  const others = Array.from({ length: 4 }, () => makeSigner(undefined, OWNER));
  others[3].key.keytype = 'ecdsa-sha2-nistp256'; // as it was called once; its id stays
  for (const role of ['root', 'targets']) {
    for (const signer of others) repository.addKey(role, { signer });
    repository.signed.root.roles[role].threshold = 3;
  }
  repository.addArtifact('targets', 'trusted_root.json', 'trusted_root.json\n', ['sha256', 'sha512']);
  publishAnew(repository, 'targets', 'snapshot', 'timestamp');
  for (const role of ['root', 'targets']) {
    repository.tamper(role, ({ signatures }) => {
      for (const i of [1, 3]) signatures[i].sig = '';
    });
  }
  await expectDownload(parts, 'trusted_root.json');
});
