// SPDX-License-Identifier: Apache-2.0
/** A repository that can be made to lie: what it says, who signs it and what is served are set one by one. */
import { createHash } from 'node:crypto';

import { canonicalize } from '@tufjs/canonical-json';

import { makeSigner } from './keys.mjs';

const TOP_LEVEL = ['root', 'timestamp', 'snapshot', 'targets'];
const DAY_MS = 86_400_000;
const digest = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex');

/** A time as metadata gives it. @param {number} days from now; may be negative */
export const inDays = days => new Date(Date.now() + days * DAY_MS).toISOString().replace(/\.\d+Z$/, 'Z');

const head = (_type, version = 1) => ({ _type, spec_version: '1.0.31', version, expires: inDays(30) });

export class Repository {
  /** What each role will say when it is published next; change it at will. */
  signed = {
    root: { ...head('root'), consistent_snapshot: true, keys: {}, roles: Object.fromEntries(TOP_LEVEL.map(role => [role, { keyids: [], threshold: 1 }])) },
    timestamp: { ...head('timestamp'), meta: { 'snapshot.json': { version: 1 } } },
    snapshot: { ...head('snapshot'), meta: {} },
    targets: { ...head('targets'), targets: {} },
  };
  /** Who signs. @type {{[role: string]: import('./keys.mjs').Signer[]}} */
  signers = {};
  /** What is served: version n of a role stands at n - 1. @type {{[role: string]: Buffer[]}} */
  files = {};
  /** Served as artifacts, whatever the metadata says. @type {Map<string, string>} */
  artifacts = new Map();
  /** Whether timestamp and snapshot tell lengths and hashes. */
  tellsHashes = false;
  /** What was asked for, in order; names as they stood in the address. */
  asked = { metadata: [], artifacts: [] };

  constructor() {
    for (const role of TOP_LEVEL) this.addKey(role);
    this.publish('targets', 'snapshot', 'timestamp', 'root');
  }

  /** Who decides about a role's keys: root, or the delegation of this targets role. */
  #delegationOf(role, delegator) {
    if (TOP_LEVEL.includes(role)) return { keys: this.signed.root.keys, rule: this.signed.root.roles[role] };
    const { keys, roles } = this.signed[delegator].delegations;
    return { keys, rule: roles.find(({ name }) => name === role) };
  }

  /** One more key for a role, which signs from now on. A key may be added twice. */
  addKey(role, { signer = makeSigner(), delegator = 'targets' } = {}) {
    this.trustKey(role, signer, delegator);
    this.signers[role] = [...(this.signers[role] ?? []).filter(({ id }) => id !== signer.id), signer];
    return signer;
  }

  /** The role may sign with this key, and does not. */
  trustKey(role, signer, delegator = 'targets') {
    const { keys, rule } = this.#delegationOf(role, delegator);
    keys[signer.id] = signer.key;
    rule.keyids.push(signer.id);
  }

  /** Takes all keys of a top-level role away; they stay listed. */
  dropKeys(role) {
    this.signed.root.roles[role].keyids = [];
    this.signers[role] = [];
  }

  /** As many new keys as the threshold asks for, in place of the old ones. */
  rotateKeys(role) {
    this.dropKeys(role);
    for (let i = 0; i < this.signed.root.roles[role].threshold; ++i) this.addKey(role);
  }

  /** `from` delegates to `role`, which gets one key more. Two may delegate to the same role. */
  delegate(from, role, { paths = ['*'], terminating = false, expires = inDays(30) } = {}) {
    this.signed[from].delegations ??= { keys: {}, roles: [] };
    this.signed[from].delegations.roles.push({ name: role, keyids: [], threshold: 1, terminating, paths });
    this.signed[role] ??= { ...head('targets'), expires, targets: {} };
    this.addKey(role, { delegator: from });
  }

  /** `role` vouches for this artifact, which is served. */
  addArtifact(role, path, text, algorithms = ['sha256']) {
    const hashes = Object.fromEntries(algorithms.map(algorithm => [algorithm, digest(algorithm, text)]));
    this.signed[role].targets[path] = { length: Buffer.byteLength(text), hashes };
    this.artifacts.set(path, text);
  }

  /** Signs and serves what these roles say, with the next version number unless nothing of the role is served. */
  publish(...roles) {
    for (const role of roles) {
      if (this.files[role]) this.signed[role].version += 1;
      const bytes = Buffer.from(JSON.stringify(this.#sign(role), null, 1));
      (this.files[role] ??= []).push(bytes);
      this.#tell(role, bytes);
    }
  }

  #sign(role) {
    const signed = this.signed[role];
    const data = Buffer.from(canonicalize(signed));
    return { signatures: this.signers[role].map(({ id, sign }) => ({ keyid: id, sig: sign(data) })), signed };
  }

  // The snapshot knows of all targets roles, the timestamp of the snapshot.
  #tell(role, bytes) {
    if (role === 'root' || role === 'timestamp') return;
    const info = { version: this.signed[role].version };
    if (this.tellsHashes) Object.assign(info, { length: bytes.length, hashes: { sha256: digest('sha256', bytes) } });
    this.signed[role === 'snapshot' ? 'timestamp' : 'snapshot'].meta[`${role}.json`] = info;
  }

  /** Begins a role anew: nothing of it is served, and the next version is this one. */
  restart(role, version = 1) {
    delete this.files[role];
    this.signed[role].version = version;
  }

  /** Changes what is served of a role last, without signing. @param {(file: object) => void} change */
  tamper(role, change) {
    const file = JSON.parse(this.files[role].pop());
    change(file);
    this.files[role].push(Buffer.from(JSON.stringify(file)));
  }

  /** The newest file of a role, or the given version. */
  file = (role, version = this.files[role]?.length) => this.files[role]?.[version - 1];

  /** What a path of the repository has. @returns {Buffer | string | undefined} */
  read(path) {
    const metadata = /^metadata\/(.*)\.json$/.exec(path);
    if (metadata) return this.#readMetadata(metadata[1]);
    const artifact = /^targets\/(.*\/)?([^/.]*)\.([^/]*)$/.exec(path);
    return artifact ? this.#readArtifact(artifact[1] ?? '', artifact[2], artifact[3]) : undefined;
  }

  #readMetadata(name) {
    if (name === 'timestamp') {
      this.asked.metadata.push([name, null]);
      return this.file(name);
    }
    const [, version, role] = /^(\d+)\.(.*)$/.exec(name) ?? [];
    this.asked.metadata.push([role ?? name, Number(version)]);
    return role === undefined ? undefined : this.file(decodeURIComponent(role), Number(version));
  }

  #readArtifact(folder, hash, name) {
    const path = `${folder}${name}`;
    this.asked.artifacts.push([path, hash]);
    const listed = Object.values(this.signed).some(({ targets }) => Object.values(targets?.[path]?.hashes ?? {}).includes(hash));
    return listed ? this.artifacts.get(path) : undefined;
  }
}
