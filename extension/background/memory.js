// SPDX-License-Identifier: Apache-2.0
/**
 * What a conversation has shown so far: the host's opaque memory, which warnings were shown, whether the person knows
 * the other side, which other conversations are with the same person. Filed under a salted hash, so the storage does not tell who was talked to. Never text.
 */

import { LIMITS } from '../shared/protocol.js';

const PREFIX = 'conversation:';
const SALT = 'salt';
const MOST_RECORDS = 500;
const MOST_RECENT = 32;
const MOST_OTHERS = LIMITS.others;

/**
 * `others`: keys of the other conversations with the same person; each of them names all the rest, so there are no chains.
 * @typedef {{memory?: object, shown: string[], pinned: boolean, used: number, others?: string[]}} Recollection
 */
/** @typedef {'local' | 'session'} Area */

const hex = (/** @type {Uint8Array} */ bytes) => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

/** @param {Recollection} record @param {string[]} others @returns {Recollection} */
function withOthers({ others: _before, ...record }, others) {
  return others.length > 0 ? { ...record, others } : record;
}

/** @param {Record<Area, Pick<chrome.storage.StorageArea, 'get' | 'set' | 'remove'>>} areas */
export function createMemory(areas) {
  /** @type {Promise<string> | null} */
  let salt = null;
  /** @type {Map<string, Promise<unknown>>} the last change of each record; the next one starts after it */
  const chains = new Map();
  /** @type {Map<string, Recollection>} the least recently used first */
  const recent = new Map();
  /** How often everything was forgotten: what was read before that must not be written after it. */
  let forgotten = 0;

  async function readOrMakeSalt() {
    const stored = (await areas.local.get(SALT))[SALT];
    if (typeof stored === 'string') return stored;
    const made = hex(crypto.getRandomValues(new Uint8Array(32)));
    await areas.local.set({ [SALT]: made });
    return made;
  }

  /** @param {string} origin @param {string} conversation @returns {Promise<string>} */
  async function keyOf(origin, conversation) {
    salt ??= readOrMakeSalt();
    const bytes = new TextEncoder().encode(JSON.stringify([await salt, origin, conversation]));
    return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  }

  /** A warning must not wait for the disk, so what was read lately is kept; losing it with the worker costs a read. @param {Area} area @param {string} key */
  async function read(area, key) {
    const name = `${area} ${key}`;
    const found = recent.get(name) ?? await load(area, key);
    recent.delete(name);
    recent.set(name, found);
    const [oldest] = recent.keys();
    if (recent.size > MOST_RECENT && oldest !== undefined) recent.delete(oldest);
    return found;
  }

  /** @param {Area} area @param {string} key @returns {Promise<Recollection>} */
  async function load(area, key) {
    const stored = (await areas[area].get(PREFIX + key))[PREFIX + key];
    return { shown: [], pinned: false, used: 0, .../** @type {object} */ (stored) };
  }

  /**
   * Replaces a record by what `change` makes of it. Changes of one record never overlap: the host must see the memory
   * its last reply gave. The result does not wait for the disk: a warning must not.
   * @template T
   * @param {Area} area @param {string} key
   * @param {(was: Recollection) => Promise<{now: Recollection, result: T}> | {now: Recollection, result: T}} change
   * @returns {Promise<T>}
   */
  function update(area, key, change) {
    const before = chains.get(key) ?? Promise.resolve();
    const changed = before.catch(() => {}).then(async () => {
      const since = forgotten;
      const was = await read(area, key);
      return { since, was, ...await change(was) };
    });
    const written = changed.then(({ since, was, now }) => (since === forgotten ? write(area, key, was, now) : undefined));
    chains.set(key, written);
    const release = () => { if (chains.get(key) === written) chains.delete(key); };
    written.then(release, release);
    return changed.then(({ result }) => result);
  }

  /** @param {Area} area @param {string} key @param {Recollection} was @param {Recollection} now */
  async function write(area, key, was, now) {
    if (JSON.stringify(was) === JSON.stringify(now)) return;
    recent.set(`${area} ${key}`, now);
    await areas[area].set({ [PREFIX + key]: { ...now, used: Date.now() } });
  }

  /** The other conversations with the same person, as far as they say so too. @param {Area} area @param {string} key @param {Recollection} record */
  async function othersOf(area, key, { others = [] }) {
    const found = await Promise.all(others.map(async other => ({ key: other, record: await read(area, other) })));
    return found.filter(({ record }) => record.others?.includes(key));
  }

  /** All conversations with that person, this one first. @param {Area} area @param {string} key @returns {Promise<string[]>} */
  async function personOf(area, key) {
    const others = await othersOf(area, key, await read(area, key));
    return [key, ...others.map(other => other.key)];
  }

  /** @param {Area} area @param {string} key @param {(others: string[]) => string[]} change */
  const relate = (area, key, change) =>
    update(area, key, was => ({ now: withOthers(was, change(was.others ?? [])), result: null }));

  /** Both are conversations with the same person. @param {Area} area @param {string} one @param {string} another @returns {Promise<boolean>} false when that would be too many */
  async function link(area, one, another) {
    const members = [...new Set([...await personOf(area, one), ...await personOf(area, another)])];
    if (members.length < 2 || members.length > MOST_OTHERS + 1) return false;
    await Promise.all(members.map(key => relate(area, key, () => members.filter(member => member !== key))));
    return true;
  }

  /** This one is with somebody else: it and the rest stand alone, each with what it showed itself. @param {Area} area @param {string} key */
  async function unlink(area, key) {
    const [, ...others] = await personOf(area, key);
    await Promise.all([relate(area, key, () => []), ...others.map(other => relate(area, other, was => was.filter(each => each !== key)))]);
  }

  /** @param {Area} area @param {string} key */
  async function forget(area, key) {
    await unlink(area, key);
    await chains.get(key)?.catch(() => {});
    recent.delete(`${area} ${key}`);
    await areas[area].remove(PREFIX + key);
  }

  /** @param {Area} area @returns {Promise<[string, Recollection][]>} */
  async function recordsIn(area) {
    const everything = /** @type {Record<string, Recollection>} */ (await areas[area].get(null));
    return Object.entries(everything).filter(([name]) => name.startsWith(PREFIX));
  }

  async function forgetAll() {
    forgotten += 1;
    await Promise.allSettled(chains.values());
    for (const area of /** @type {const} */ (['local', 'session'])) await areas[area].remove((await recordsIn(area)).map(([name]) => name));
    forgotten += 1;
    recent.clear();
  }

  /** How many conversations are kept beyond this session of the browser, and with how many of them the person knows the other side. */
  async function count() {
    const records = await recordsIn('local');
    return { conversations: records.length, pinned: records.filter(([, { pinned }]) => pinned).length };
  }

  /** Keeps the most recently used records. @param {Area} area */
  async function prune(area) {
    const records = await recordsIn(area);
    const uses = Object.fromEntries(records.map(([name, { used }]) => [name, used]));
    // A conversation that was left for another app is as recent as the one it went on in.
    const lastUse = (/** @type {Recollection} */ { used, others = [] }) => Math.max(used, ...others.map(key => uses[PREFIX + key] ?? 0));
    const surplus = records.sort(([, a], [, b]) => lastUse(b) - lastUse(a)).slice(MOST_RECORDS).map(([name]) => name);
    if (surplus.length > 0) await areas[area].remove(surplus);
  }

  return Object.freeze({ keyOf, read, update, othersOf, personOf, link, unlink, forget, forgetAll, count, prune });
}
