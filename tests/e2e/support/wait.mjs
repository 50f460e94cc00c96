// SPDX-License-Identifier: Apache-2.0
/** Waiting for something to become true, the only way these tests wait. */

/** Longer than every animation of ours and of the test pages. */
export const SETTLED_MS = 400;

export const pause = ms => new Promise(resolve => { setTimeout(resolve, ms); });

/**
 * The first truthy value of `probe`.
 * @template T @param {string} what for the error @param {() => Promise<T> | T} probe @param {number} [ms]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, probe, ms = 60_000) {
  const end = performance.now() + ms;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (performance.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
    await pause(25);
  }
}
