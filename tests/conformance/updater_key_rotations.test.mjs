// SPDX-License-Identifier: Apache-2.0
// The cases of the suite's test_updater_key_rotations.py, in our own words.
import assert from 'node:assert/strict';

import { conformance, withClient } from './support/case.mjs';
import { makeSigner } from './support/keys.mjs';

/**
 * A version of a role's keys, as numbers: who may sign, how many have to, who does.
 * @typedef {{keys: number[], threshold: number, signs: number[]}} Version
 */
const version = (keys, threshold, signs) => ({ keys, threshold, signs });
const FIVE = [0, 1, 2, 3, 4];
const OTHER_FIVE = [0, 1, 3, 4, 5];

/** Roots one after another; the last is `good` or not. */
const ROOTS = {
  '1-of-1-key-rotation': { good: true, versions: [version([1], 1, [1]), version([2], 1, [2, 1]), version([2], 1, [2])] },
  '1-of-1-key-rotation-unused-signatures': {
    good: true, versions: [version([1], 1, [3, 1, 4]), version([2], 1, [3, 2, 1, 4]), version([2], 1, [3, 2, 4])],
  },
  '3-of-5-sign-with-different-keycombos': {
    good: true,
    versions: [version(FIVE, 3, [0, 2, 4]), version(FIVE, 3, [0, 4, 1]), version(FIVE, 3, [0, 1, 3]), version(FIVE, 3, [0, 1, 3])],
  },
  '3-of-5-one-key-rotated': { good: true, versions: [version(FIVE, 3, [0, 2, 4]), version(OTHER_FIVE, 3, [0, 4, 1])] },
  '3-of-5-one-key-rotated-with-intermediate-step': {
    good: true, versions: [version(FIVE, 3, [0, 2, 4]), version(OTHER_FIVE, 3, [0, 2, 4, 5]), version(OTHER_FIVE, 3, [0, 4, 5])],
  },
  '3-of-5-all-keys-rotated-with-intermediate-step': {
    good: true,
    versions: [version(FIVE, 3, [0, 2, 4]), version([5, 6, 7, 8, 9], 3, [0, 2, 4, 5, 6, 7]), version([5, 6, 7, 8, 9], 3, [5, 6, 7])],
  },
  '1-of-3-threshold-increase-to-2-of-3': { good: true, versions: [version([1, 2, 3], 1, [1]), version([1, 2, 3], 2, [1, 2])] },
  '2-of-3-threshold-decrease-to-1-of-3': {
    good: true, versions: [version([1, 2, 3], 2, [1, 2]), version([1, 2, 3], 1, [1, 2]), version([1, 2, 3], 1, [1])],
  },
  '1-of-2-threshold-increase-to-2-of-2': { good: true, versions: [version([1], 1, [1]), version([1, 2], 2, [1, 2])] },
  '1-of-1-key-rotation-fail-not-signed-with-old-key': { good: false, versions: [version([1], 1, [1]), version([2], 1, [2, 3, 4])] },
  '1-of-1-key-rotation-fail-not-signed-with-new-key': { good: false, versions: [version([1], 1, [1]), version([2], 1, [1, 3, 4])] },
  '3-of-5-one-key-rotate-fails-not-signed-with-3-new-keys': {
    good: false, versions: [version(FIVE, 3, [0, 2, 4]), version(OTHER_FIVE, 3, [0, 2, 4])],
  },
  '3-of-5-one-key-rotate-fails-not-signed-with-3-old-keys': {
    good: false, versions: [version(FIVE, 3, [0, 2, 4]), version(OTHER_FIVE, 3, [0, 4, 5])],
  },
  '1-of-3-threshold-bump-to-2-of-3-fails-new-threshold-not-reached': {
    good: false, versions: [version([1, 2, 3], 1, [1]), version([1, 2, 3], 2, [2])],
  },
  '2-of-3-threshold-decr-to-1-of-3-fails-old-threshold-not-eached': {
    good: false, versions: [version([1, 2, 3], 2, [1, 2]), version([1, 2, 3], 1, [1])],
  },
};

/** Keys of a role that is not the root. */
const OTHER_ROLES = {
  '1-of-1-key-rotation': { good: true, ...version([2], 1, [2]) },
  '1-of-1-key-rotation-unused-signatures': { good: true, ...version([1], 1, [3, 1, 4]) },
  '1-of-1-key-rotation-fail-not-signed-with-new-key': { good: false, ...version([2], 1, [1, 3, 4]) },
  '3-of-5-one-key-signature-wrong-not-signed-with-3-expected-keys': { good: false, ...version(OTHER_FIVE, 3, [0, 2, 4]) },
  '2-of-5-one-key-signature-mising-threshold-not-reached': { good: false, ...version(OTHER_FIVE, 3, [0, 4]) },
  '3-of-5-sign-first-combo': { good: true, ...version(FIVE, 3, [0, 2, 4]) },
  '3-of-5-sign-second-combo': { good: true, ...version(FIVE, 3, [0, 4, 1]) },
  '3-of-5-sign-third-combo': { good: true, ...version(FIVE, 3, [0, 1, 3]) },
  '3-of-5-sign-fourth-combo': { good: true, ...version(FIVE, 3, [1, 2, 3]) },
  '3-of-5-sign-fifth-combo': { good: true, ...version(FIVE, 3, [2, 3, 4]) },
};

const makeSigners = () => Array.from({ length: 10 }, () => makeSigner());

/** @param {Version} now */
function setKeys(repository, role, signers, now) {
  repository.dropKeys(role);
  repository.signed.root.roles[role].threshold = now.threshold;
  for (const i of now.keys) repository.trustKey(role, signers[i]);
  repository.signers[role] = now.signs.map(i => signers[i]);
}

for (const [id, { good, versions }] of Object.entries(ROOTS)) {
  conformance(`test_root_rotation[${id}]`, async ({ repository, client }) => {
    const signers = makeSigners();
    repository.restart('root');
    for (const now of versions) {
      setKeys(repository, 'root', signers, now);
      repository.publish('root');
    }
    repository.publish('targets', 'snapshot', 'timestamp');
    assert.equal(await client.init(repository.file('root', 1)), 0);
    assert.equal(await client.refresh(), good ? 0 : 1);
    assert.deepEqual(client.stored('root'), repository.file('root', good ? versions.length : versions.length - 1));
  });
}

for (const [id, { good, ...now }] of Object.entries(OTHER_ROLES)) {
  withClient(`test_non_root_rotations[${id}]`, async ({ repository, client }) => {
    const signers = makeSigners();
    for (const role of ['timestamp', 'snapshot', 'targets']) {
      setKeys(repository, role, signers, now);
      repository.publish('root', 'targets', 'snapshot', 'timestamp');
      assert.equal(await client.refresh(), good ? 0 : 1);
      if (good) assert.deepEqual(client.stored(role), repository.file(role));
    }
  });
}
