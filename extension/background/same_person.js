// SPDX-License-Identifier: Apache-2.0
/**
 * One person in several apps, because whoever is asked says so. What waits for an answer, and the names of sites to ask
 * with, are kept for this browser session only: on the disk there is never where somebody was talked to.
 */

const WISH = 'same person';
const SITES = 'sites of conversations';
const WISH_MS = 15 * 60_000;
const MOST_SITES = 200;

/**
 * @typedef {import('./memory.js').Area} Area
 * @typedef {{key: string, area: Area}} Chat
 * @typedef {{wished: string | null, question: (Chat & {site: string}) | null, same: Record<string, string[]>}} Persons
 *   `wished`: the conversation that went on elsewhere; `same`: of those with a person who is met elsewhere too, the sites, where known
 */

/**
 * @param {{memory: ReturnType<typeof import('./memory.js').createMemory>, session: Pick<chrome.storage.StorageArea, 'get' | 'set' | 'remove'>,
 *   reconsider: (keys: string[]) => void, now?: () => number}} surroundings `reconsider`: judge these conversations again, where they are open
 */
export function createSamePerson({ memory, session, reconsider, now = Date.now }) {
  /** @type {Map<string, string>} what this worker has written down already */
  const written = new Map();
  /** @type {Promise<unknown>} one change at a time */
  let last = Promise.resolve();

  /** @template T @param {() => Promise<T>} change @returns {Promise<T>} */
  function inTurn(change) {
    const done = last.catch(() => {}).then(change);
    last = done;
    return done;
  }

  /** @returns {Promise<Record<string, string>>} */
  const sites = async () => /** @type {Record<string, string>} */ ((await session.get(SITES))[SITES] ?? {});

  /** @param {string} key @param {string} site */
  async function met(key, site) {
    if (written.get(key) === site) return;
    written.set(key, site);
    await inTurn(async () => {
      const { [key]: _before, ...rest } = await sites();
      await session.set({ [SITES]: Object.fromEntries([...Object.entries(rest), [key, site]].slice(-MOST_SITES)) });
    });
  }

  /** @returns {Promise<(Chat & {until: number}) | null>} */
  async function wish() {
    const found = /** @type {(Chat & {until: number}) | undefined} */ ((await session.get(WISH))[WISH]);
    return found && found.until > now() ? found : null;
  }

  /** The person of this conversation went on elsewhere. @param {Chat} chat */
  async function wentOn({ key, area }) {
    await session.set({ [WISH]: { key, area, until: now() + WISH_MS } });
  }

  /** @param {Chat[]} chats @param {Chat | null} wished @param {Record<string, string>} named */
  function questionAbout(chats, wished, named) {
    const site = wished && named[wished.key];
    if (!wished || !site) return null;
    // A private window tells the others nothing, nor they it; and one site has its own ways to tell its people apart.
    const chat = chats.find(({ key, area }) => area === wished.area && named[key] !== undefined && named[key] !== site);
    return chat ? { ...chat, site } : null;
  }

  /** What the popup shows about these conversations, of which it asks about the first that comes into question. @param {Chat[]} chats @returns {Promise<Persons>} */
  async function about(chats) {
    const [wished, named] = [await wish(), await sites()];
    /** @type {Record<string, string[]>} */
    const same = {};
    const strangers = [];
    for (const { key, area } of chats) {
      const [, ...others] = await memory.personOf(area, key);
      if (others.length > 0) same[key] = [...new Set(others.flatMap(other => named[other] ?? []))];
      if (wished && !others.includes(wished.key)) strangers.push({ key, area });
    }
    return { wished: wished?.key ?? null, question: questionAbout(strangers, wished, named), same };
  }

  /** @param {Chat & {isSame: boolean}} answer @returns {Promise<{linked: boolean}>} */
  const answer = ({ key, area, isSame }) => inTurn(async () => {
    const wished = await wish();
    await session.remove(WISH);
    if (!isSame || wished?.area !== area || !await memory.link(area, wished.key, key)) return { linked: false };
    reconsider(await memory.personOf(area, key));
    return { linked: true };
  });

  /** @param {Chat} chat @param {(area: Area, key: string) => Promise<void>} part */
  const leave = ({ key, area }, part) => inTurn(async () => {
    const all = await memory.personOf(area, key);
    await part(area, key);
    return all;
  });

  /** Not the same person after all. @param {Chat} chat */
  async function part(chat) {
    reconsider(await leave(chat, memory.unlink));
  }

  /** @param {Chat} chat */
  async function forget(chat) {
    const [, ...others] = await leave(chat, memory.forget);
    if (others.length > 0) reconsider(others);
  }

  const forgetAll = () => inTurn(async () => {
    written.clear();
    await session.remove([WISH, SITES]);
    await memory.forgetAll();
  });

  return Object.freeze({ met, wentOn, about, answer, part, forget, forgetAll });
}
