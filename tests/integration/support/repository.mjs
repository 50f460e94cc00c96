// SPDX-License-Identifier: Apache-2.0
/** A TUF repository made with @tufjs/models, and a web server for repositories of any maker. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';

import models from '@tufjs/models';

const { Key, Metadata, MetaFile, Root, Signature, Snapshot, TargetFile, Targets, Timestamp } = models;

const pem = key => key.export({ type: 'spki', format: 'pem' });
const KINDS = {
  ed25519: {
    make: () => generateKeyPairSync('ed25519'),
    describe: key => ({ keyType: 'ed25519', scheme: 'ed25519', keyVal: { public: key.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex') } }),
    sign: (data, key) => sign(null, data, key),
  },
  ecdsa: {
    make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    describe: key => ({ keyType: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyVal: { public: pem(key) } }),
    sign: (data, key) => sign('sha256', data, key),
  },
  rsa: {
    make: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    describe: key => ({ keyType: 'rsa', scheme: 'rsassa-pss-sha256', keyVal: { public: pem(key) } }),
    sign: (data, key) => sign('sha256', data, { key, padding: 6 /* PSS, the longest salt */ }),
  },
};

/** A key of one of these kinds, and what signs with it. @param {keyof typeof KINDS} kind @param {string} keyID */
function makeSigner(kind, keyID) {
  const { publicKey, privateKey } = KINDS[kind].make();
  return {
    key: new Key({ keyID, ...KINDS[kind].describe(publicKey) }),
    sign: data => new Signature({ keyID, sig: KINDS[kind].sign(data, privateKey).toString('hex') }),
  };
}

const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

/** Every role has a key of another kind; the role "lang" vouches for packs/lang/*. */
export class ForeignRepository {
  files = new Map();
  #signers = {
    root: makeSigner('rsa', 'k-root'), targets: makeSigner('ecdsa', 'k-targets'), snapshot: makeSigner('ed25519', 'k-snapshot'),
    timestamp: makeSigner('ecdsa', 'k-timestamp'), lang: makeSigner('rsa', 'k-lang'),
  };
  #version = 0;

  /** @param {{[path: string]: string}} packs by path below packs/lang/ */
  publish(packs) {
    this.#version += 1;
    const head = { version: this.#version, specVersion: '1.0.34', expires: new Date(Date.now() + 7 * 86_400_000).toISOString().replace(/\.\d+Z/, 'Z') };
    if (this.#version === 1) this.#write('root', this.#root(head));
    const lang = new Targets(head);
    for (const [path, text] of Object.entries(packs)) {
      lang.addTarget(new TargetFile({ path, length: Buffer.byteLength(text), hashes: { sha256: sha256(text) } }));
      this.files.set(`targets/${path.replace(/([^/]*)$/, `${sha256(text)}.$1`)}`, Buffer.from(text));
    }
    this.#write('lang', lang);
    const targets = new Targets(head).toJSON();
    const delegation = { name: 'lang', keyids: ['k-lang'], threshold: 1, terminating: false, paths: ['packs/lang/*'] };
    targets.delegations = { keys: { 'k-lang': this.#signers.lang.key.toJSON() }, roles: [delegation] };
    this.#write('targets', Targets.fromJSON(targets));
    const meta = Object.fromEntries(['targets', 'lang'].map(name => [`${name}.json`, new MetaFile({ version: head.version })]));
    this.#write('snapshot', new Snapshot({ ...head, meta }));
    this.#write('timestamp', new Timestamp({ ...head, snapshotMeta: new MetaFile({ version: head.version }) }));
  }

  #root(head) {
    const root = new Root({ ...head, consistentSnapshot: true });
    for (const role of ['root', 'targets', 'snapshot', 'timestamp']) root.addKey(this.#signers[role].key, role);
    return root;
  }

  #write(role, signed) {
    const metadata = new Metadata(signed);
    metadata.sign(this.#signers[role].sign);
    const name = role === 'timestamp' ? 'timestamp.json' : `${signed.version}.${role}.json`;
    this.files.set(`metadata/${name}`, Buffer.from(JSON.stringify(metadata.toJSON())));
  }
}

/** Serves what `read` finds. @param {(path: string) => Buffer | undefined} read @returns {Promise<{url: string, asked: string[], close: () => void}>} */
export async function serve(read) {
  const asked = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url.slice(1));
    asked.push(path);
    const bytes = read(path);
    response.writeHead(bytes ? 200 : 404).end(bytes);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return { url: `http://127.0.0.1:${server.address().port}`, asked, close: () => server.close() };
}
