// SPDX-License-Identifier: Apache-2.0
/** Keys of every kind the suite signs with. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';

import { canonicalize } from '@tufjs/canonical-json';

const pem = key => key.export({ type: 'spki', format: 'pem' });
const KINDS = {
  'ecdsa/ecdsa-sha2-nistp256': {
    make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    value: pem,
    sign: (data, key) => sign('sha256', data, key),
  },
  'ed25519/ed25519': {
    make: () => generateKeyPairSync('ed25519'),
    value: key => key.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex'),
    sign: (data, key) => sign(null, data, key),
  },
  'rsa/rsassa-pss-sha256': {
    make: () => generateKeyPairSync('rsa', { modulusLength: 3072 }),
    value: pem,
    sign: (data, key) => sign('sha256', data, { key, padding: 6 /* PSS */, saltLength: 32 }),
  },
};

export const DEFAULT_KIND = 'ecdsa/ecdsa-sha2-nistp256';

/** @typedef {{id: string, key: object, sign: (data: Buffer) => string}} Signer `key` is what metadata says of it. */

/**
 * A fresh key. Its id is the hash of all that is said of it, `extra` members included.
 * @param {keyof typeof KINDS} [kind] @param {object} [extra] @returns {Signer}
 */
export function makeSigner(kind = DEFAULT_KIND, extra = {}) {
  const { publicKey, privateKey } = KINDS[kind].make();
  const [keytype, scheme] = kind.split('/');
  const key = { keytype, scheme, keyval: { public: KINDS[kind].value(publicKey) }, ...extra };
  const id = createHash('sha256').update(canonicalize(key)).digest('hex');
  return { id, key, sign: data => KINDS[kind].sign(data, privateKey).toString('hex') };
}
