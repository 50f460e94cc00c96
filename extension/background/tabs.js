// SPDX-License-Identifier: Apache-2.0
/**
 * What is known about each tab: for every frame and every source in it (a page or a conversation) the level that was
 * last reached. Kept in storage.session, so a worker that was stopped knows it again. No text, no explanations: the
 * popup asks the page for those.
 */

import { LEVELS } from '../shared/protocol.js';

/** @typedef {'none' | 'notice' | 'caution' | 'danger'} Level */
/** @typedef {Record<string, Record<string, {level: Level, quiet: boolean}>>} Frames frame id → source → what was found */

const nameOf = (/** @type {number} */ tabId) => `tab:${tabId}`;

/** @param {Frames} frames @returns {Level} */
function highestLevel(frames) {
  const sources = Object.values(frames).flatMap(frame => Object.values(frame));
  const ranks = sources.filter(({ quiet }) => !quiet).map(({ level }) => LEVELS.indexOf(level));
  return /** @type {Level} */ (LEVELS[Math.max(0, ...ranks)]);
}

/**
 * @param {{storage: Pick<chrome.storage.StorageArea, 'get' | 'set' | 'remove'>,
 *   badge: {show: (tabId: number, level: Level) => Promise<void>}}} surroundings
 */
export function createTabs({ storage, badge }) {
  /** @type {Promise<unknown>} one writer at a time, or two frames of a tab would overwrite each other */
  let last = Promise.resolve();

  /** @param {number} tabId @returns {Promise<Frames>} */
  const read = async tabId => /** @type {Frames} */ ((await storage.get(nameOf(tabId)))[nameOf(tabId)] ?? {});

  /** @param {number} tabId @param {(frames: Frames) => Frames} change */
  function update(tabId, change) {
    last = last.catch(() => {}).then(async () => {
      const was = await read(tabId);
      const frames = change(was);
      if (JSON.stringify(frames) === JSON.stringify(was)) return;
      await storage.set({ [nameOf(tabId)]: frames });
      await badge.show(tabId, highestLevel(frames));
    });
    return last;
  }

  /**
   * @typedef {{tabId: number, frameId: number}} Place
   * @param {Place} place @param {string} source @param {{level: Level, quiet: boolean}} found
   */
  const note = ({ tabId, frameId }, source, found) =>
    update(tabId, frames => ({ ...frames, [frameId]: { ...frames[frameId], [source]: found } }));

  /** @param {Place} place @param {string} source */
  const forget = ({ tabId, frameId }, source) =>
    update(tabId, frames => {
      const { [source]: _gone, ...rest } = frames[frameId] ?? {};
      return { ...frames, [frameId]: rest };
    });

  /** A new document: what the old one showed is over, and with the top document all its frames. @param {Place} place */
  const arrived = ({ tabId, frameId }) =>
    update(tabId, frames => (frameId === 0 ? {} : { ...frames, [frameId]: {} }));

  async function drop(/** @type {number} */ tabId) {
    await last.catch(() => {});
    await storage.remove(nameOf(tabId));
  }

  return Object.freeze({ read, note, forget, arrived, drop });
}
