// SPDX-License-Identifier: Apache-2.0
/**
 * How long to leave the host alone after it failed: full jitter from one second to five minutes, and a breaker.
 * The counters live in storage.session, because the worker that counts may be gone before the pause is over.
 */

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;
const BREAKER_STARTS = 5;
const BREAKER_WINDOW_MS = 120_000;
const NUDGE_GAP_MS = 5_000;

/** @typedef {{failures: number, starts: number[], nextAt: number, gaveUp: boolean, cause: string | null, saidHello: boolean, owes: boolean}} Counters `owes`: someone was turned away */

/** @returns {Counters} */
const fresh = () => ({ failures: 0, starts: [], nextAt: 0, gaveUp: false, cause: null, saidHello: false, owes: false });

/** @param {{store: {load: () => Promise<Counters | undefined>, save: (counters: Counters) => void}, now: () => number, random: () => number}} surroundings */
export function createPauses({ store, now, random }) {
  let counters = fresh();
  const loaded = store.load().then(stored => { counters = { ...fresh(), ...stored }; });

  function change(/** @type {Partial<Counters>} */ changes) {
    counters = { ...counters, ...changes };
    store.save(counters);
  }

  /** @returns {boolean} false when the host was started too often lately */
  function countStart() {
    const recent = counters.starts.filter(start => now() - start < BREAKER_WINDOW_MS);
    if (recent.length >= BREAKER_STARTS) return false;
    change({ starts: [...recent, now()] });
    return true;
  }

  /** A host that never said hello is not hiccuping, it is broken or absent: straight to the slow lane. */
  function failed(/** @type {{cause: string, saidHello: boolean}} */ { cause, saidHello }) {
    const failures = counters.failures + 1;
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
    const pause = saidHello ? random() * longest : LONGEST_PAUSE_MS * (0.5 + random() / 2);
    change({ failures, cause, saidHello, nextAt: now() + pause });
  }

  return Object.freeze({
    loaded,
    counters: () => counters,
    remainingMs: () => Math.max(0, counters.nextAt - now()),
    countStart,
    failed,
    succeeded: () => change({ cause: null, gaveUp: false, nextAt: 0, owes: false }),
    owe: () => { if (!counters.owes) change({ owes: true }); },
    giveUp: () => change({ gaveUp: true }),
    forget: () => change({ ...fresh(), owes: counters.owes }),
    allowNow: () => {
      const lastStart = counters.starts.at(-1) ?? 0;
      if (now() - lastStart >= NUDGE_GAP_MS) change({ nextAt: 0 });
    },
  });
}
