// SPDX-License-Identifier: Apache-2.0
/** Decides what of this frame is read: nothing in tiny or hidden ones, conversations where there are chats, else the page. */
const start = (() => {
  const SMALLEST = { width: 200, height: 120 };
  const LONGEST_PAGE = 262_144;
  const SEARCH_GAP_MS = { none: 300, some: 5_000 };
  const SEARCH_REST_PER_MS = 50;

  /** @type {Element[]} */
  let columns = [];
  let searchAfter = 0;
  let searchPlanned = false;
  /** @type {ReturnType<typeof observe.start> | undefined} */
  let watching;

  const isReadable = () => /^(?:text\/html|application\/xhtml\+xml)$/.test(document.contentType) && document.designMode !== 'on';
  const isLarge = () => innerWidth >= SMALLEST.width && innerHeight >= SMALLEST.height;

  /** Looking for chats costs more than reading them, so it is put off; but never for good. @param {Budget} budget */
  async function currentColumns(budget) {
    columns = columns.filter(chat.isStill);
    if (columns.length === 0) columns = chat.findLogs();
    const wait = searchAfter - performance.now();
    if (wait > 0) planSearch(wait);
    else columns = await search(budget);
    return columns;
  }

  /** @param {Budget} budget */
  async function search(budget) {
    const before = budget.cost();
    const found = await chat.findColumns(budget);
    const gap = found.length > 0 ? SEARCH_GAP_MS.some : SEARCH_GAP_MS.none;
    searchAfter = performance.now() + Math.max(gap, (budget.cost() - before) * SEARCH_REST_PER_MS);
    return found;
  }

  function planSearch(/** @type {number} */ wait) {
    if (searchPlanned) return;
    searchPlanned = true;
    watching?.later(wait);
  }

  /** @param {Chat} found @returns {Snapshot} */
  const snapshotOfChat = ({ name, turns, isMain }) => ({
    source: `chat ${name}`,
    conversation: name,
    isMain,
    request: { kind: 'conversation', messages: turns.map(({ from, reading }) => ({ from, text: reading.text })) },
    readings: turns.map(({ reading }) => reading),
  });

  /** @param {Budget} budget @returns {Promise<Snapshot>} */
  async function snapshotOfPage(budget) {
    const reader = pageText.createReader(document.body, LONGEST_PAGE, new Set(columns));
    while (!reader.step(budget.until())) await budget.breathe();
    const reading = reader.reading();
    return { source: 'page', conversation: null, request: { kind: 'page', text: reading.text }, readings: [reading] };
  }

  /** An address can say something without any text, but only that of a whole page. @param {Snapshot} snapshot */
  const isWorthSending = ({ conversation, request }) =>
    conversation !== null || request.text !== '' || (window === top && /^https?:$/.test(location.protocol));

  /** @param {Budget} budget */
  async function pass(budget) {
    if (!document.body || !isLarge()) return;
    if (performance.now() >= searchAfter) searchPlanned = false;
    const chats = [];
    for (const column of await currentColumns(budget)) chats.push(await chat.read(column, budget));
    const snapshots = chats.filter(({ turns }) => turns.length > 0).map(snapshotOfChat);
    if (!chats.some(({ isMain }) => isMain)) snapshots.push(await snapshotOfPage(budget));
    snapshots.filter(isWorthSending).forEach(findings.offer);
    findings.keepOnly(new Set(snapshots.map(({ source }) => source)));
  }

  function listen() {
    chrome.runtime.onMessage.addListener((message, sender, respond) => {
      if (sender.id !== chrome.runtime.id) return;
      if (message?.kind === 'again') findings.again();
      if (message?.kind === 'reconsider' && Array.isArray(message.keys)) findings.reconsider(message.keys);
      if (message?.kind === 'forgotten') findings.forget(String(message.source));
      if (message?.kind === 'report') respond(findings.report());
    });
  }

  function begin() {
    listen();
    findings.tell({ kind: 'arrived' });
    watching = observe.start({ touch: chat.touch, touchAll: chat.touchAll, pass });
    findings.whenOrphaned(watching.stop);
  }

  /** A chat window may be an empty strip until it is opened. */
  function beginWhenLarge() {
    if (isLarge()) return begin();
    addEventListener('resize', beginWhenLarge, { once: true, passive: true });
  }

  if (isReadable()) beginWhenLarge();
  return Object.freeze({ pass });
})();
