// SPDX-License-Identifier: Apache-2.0
/**
 * When to read. The observer only notes what changed; reading happens in slices, at once after a quiet time and ever
 * more rarely the more it costs.
 *
 * @typedef {{isSpent: () => boolean, breathe: () => Promise<void>, cost: () => number, until: () => number}} Budget
 * @typedef {{touch: (node: Node) => void, touchAll: () => void, pass: (budget: Budget) => Promise<void>}} Work
 */
const observe = (() => {
  const SLICE_MS = 4;
  // A fiftieth of the page's time on the whole, and a second's worth of it at once.
  const REST_PER_MS = 50;
  const ALLOWANCE_MS = 20;
  const MOST_NODES = 512;
  // Menus and dialogs are often revealed by a class alone, which is not watched: it changes all the time.
  const REVEAL_MS = 400;

  /** @returns {Budget} */
  function createBudget() {
    let begin = performance.now();
    let spent = 0;
    return {
      isSpent: () => performance.now() - begin >= SLICE_MS,
      until: () => begin + SLICE_MS,
      cost: () => spent + performance.now() - begin,
      async breathe() {
        spent += performance.now() - begin;
        await new Promise(resume => { setTimeout(resume); });
        begin = performance.now();
      },
    };
  }

  /** What reading has cost lately; what is spent is paid back by waiting. */
  function createAccount() {
    let debt = 0;
    let at = performance.now();

    function settle() {
      const now = performance.now();
      debt = Math.max(0, debt - (now - at) / REST_PER_MS);
      at = now;
    }

    return {
      spend(/** @type {number} */ cost) {
        settle();
        debt += cost;
      },
      rest() {
        settle();
        return Math.max(0, debt - ALLOWANCE_MS) * REST_PER_MS;
      },
    };
  }

  /** Starts watching the document; `stop` when this script has no extension any more. @param {Work} work */
  function start(work) {
    /** @type {Set<Node>} */
    let changed = new Set();
    let allChanged = true;
    let wanted = false;
    let posted = false;
    let running = false;
    const account = createAccount();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;

    const observer = new MutationObserver(records => {
      for (const { target } of records) changed.add(target);
      if (changed.size > MOST_NODES) { changed.clear(); allChanged = true; }
      schedule();
    });

    function schedule(delay = 0) {
      if (running || document.visibilityState === 'hidden') return;
      clearTimeout(timer);
      const wait = Math.max(delay, account.rest());
      if (wait > 0) timer = setTimeout(run, wait);
      else soon();
    }

    /** Before the page is painted where the browser can, so that the warning comes with what it warns of. */
    function soon() {
      if (posted) return;
      posted = true;
      const start = () => { posted = false; run(); };
      if ('scheduler' in window) /** @type {any} */ (window.scheduler).postTask(start, { priority: 'user-blocking' });
      else setTimeout(start);
    }

    /** @returns {boolean} whether there is anything to do: someone's typing is nothing */
    function drain() {
      const nodes = changed;
      const isWanted = wanted;
      changed = new Set();
      wanted = false;
      if (allChanged) {
        allChanged = false;
        work.touchAll();
        return true;
      }
      const foreign = [...nodes].filter(node => !pageText.isTyped(node instanceof Element ? node : node.parentElement));
      foreign.forEach(work.touch);
      return isWanted || foreign.length > 0;
    }

    async function run() {
      if (running || !drain()) return;
      running = true;
      const budget = createBudget();
      try {
        await work.pass(budget);
      } finally {
        running = false;
        account.spend(budget.cost());
        if (changed.size > 0 || allChanged) schedule();
      }
    }

    function everything(delay = 0) {
      allChanged = true;
      schedule(delay);
    }

    /** Another pass, though nothing may have changed until then. */
    function later(/** @type {number} */ delay) {
      setTimeout(() => { wanted = true; schedule(); }, delay);
    }

    const options = { capture: true, passive: true };
    const onShow = () => { if (document.visibilityState === 'visible') everything(); };
    const onReveal = () => everything(REVEAL_MS);
    document.addEventListener('visibilitychange', onShow, options);
    addEventListener('pageshow', onShow, options);
    addEventListener('click', onReveal, options);
    addEventListener('popstate', onReveal, options);
    observer.observe(document, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ['hidden', 'open'] });
    everything();

    function stop() {
      observer.disconnect();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onShow, options);
      for (const [name, listener] of /** @type {const} */ ([['pageshow', onShow], ['click', onReveal], ['popstate', onReveal]])) {
        removeEventListener(name, listener, options);
      }
    }

    return Object.freeze({ stop, later });
  }

  return Object.freeze({ start });
})();
