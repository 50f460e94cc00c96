// SPDX-License-Identifier: Apache-2.0
/**
 * Chats, found by their structure on any site: a column of repeated rows, some of which are one's own. Rows are read
 * once and remembered until the page changes them.
 *
 * @typedef {{from: 'me' | 'them' | 'unknown', sure: boolean, reading: Reading, column: Element}} Turn
 * @typedef {{column: Element, turns: Turn[], isMain: boolean, name: string}} Chat
 */
const chat = (() => {
  const MOST_TURNS = 200;
  const LONGEST_MESSAGE = 65_536;
  const LONGEST_CHAT = 262_144;
  const MOST_CANDIDATES = 200;
  const MOST_CHATS = 3;
  const DEEPEST = 8;
  const LOG = '[role="log" i]';
  const CANDIDATES = [
    LOG, '[aria-live]:not([aria-live="off"])', '[role="list"]', '[role="feed"]', '[role="grid"]', '[role="listbox"]', 'ol', 'ul',
    ...['message', 'chat', 'conversation', 'thread'].flatMap(word => [`[class*="${word}" i]`, `[id*="${word}" i]`, `[data-testid*="${word}" i]`]),
  ].join();
  const ROW = 'li,article,[role="listitem"],[role="row"],[role="article"],[data-message-id],[data-from]';
  const COMPOSER = 'textarea,input[type="text"],input:not([type]),[contenteditable]:not([contenteditable="false"]),[role="textbox"]';
  const TALKING = /chat|messag|conversation|bubble|thread|dialog|\bdm\b|\bim\b/i;
  const NOT_SAID = 'time,[datetime],header,nav,[role="heading"],[role="menu"],[role="toolbar"],button';

  /** @type {WeakMap<Element, Turn>} */
  let turns = new WeakMap();
  /** @type {WeakMap<Element, boolean>} */
  let groups = new WeakMap();

  /** Stops at the first word: the text of a large subtree would be copied only to be thrown away. */
  function hasText(/** @type {Element} */ element) {
    if (element.matches('script,style,template')) return false;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (/\S/.test(/** @type {Text} */ (walker.currentNode).data)) return true;
    return false;
  }

  /** @param {Element} element @param {number} most @returns {Element[]} its last children that hold text */
  function childrenWithText(element, most) {
    const found = [];
    for (let child = element.lastElementChild; child && found.length < most; child = child.previousElementSibling) {
      if (hasText(child)) found.push(child);
    }
    return found.reverse();
  }

  const kindOf = (/** @type {Element} */ element) => `${element.localName} ${element.getAttribute('role') ?? ''} ${element.classList[0] ?? ''}`;

  /** The share of the elements that look like the most frequent one. @param {Element[]} elements */
  function sameness(elements) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const element of elements) counts.set(kindOf(element), (counts.get(kindOf(element)) ?? 0) + 1);
    const most = Math.max(0, ...counts.values());
    return { most, share: elements.length === 0 ? 0 : most / elements.length };
  }

  /** Several messages under one name or one day. @param {Element} element @returns {boolean} */
  function isGroup(element) {
    const known = groups.get(element);
    if (known !== undefined) return known;
    const inner = childrenWithText(element, 40);
    const { most, share } = sameness(inner);
    const found = inner.length >= 2 ? most >= 2 && share >= 0.5 && inner.some(child => child.localName !== 'p' && child.localName !== 'span')
      : inner.length === 1 && !(/** @type {Element} */ (inner[0]).matches('p,span')) && isGroup(/** @type {Element} */ (inner[0]));
    groups.set(element, found);
    return found;
  }

  /** The only child that holds text, as long as it is a wrapper and not a message. @param {Element} element */
  function soleWrapper(element) {
    const [only, another] = childrenWithText(element, 2);
    return only && !another && !only.matches(ROW) ? only : null;
  }

  /** Looks at no more than it needs, from the end. @param {Element} column @param {number} most @param {number} depth @returns {Element[]} the last rows, oldest first */
  function rowsOf(column, most, depth = 0) {
    const inner = depth < DEEPEST ? soleWrapper(column) : null;
    if (inner) return rowsOf(inner, most, depth + 1);
    /** @type {Element[]} */
    let rows = [];
    for (let child = column.lastElementChild; child && rows.length < most; child = child.previousElementSibling) {
      if (!hasText(child)) continue;
      const isSeveral = depth < DEEPEST && isGroup(child);
      rows = isSeveral ? [...rowsOf(child, most - rows.length, depth + 1), ...rows] : [child, ...rows];
    }
    return rows;
  }

  /** The words of a row without clock times and names. @param {Element} row */
  function readRow(row) {
    const except = new Set(row.querySelectorAll(NOT_SAID));
    const reader = pageText.createReader(row, LONGEST_MESSAGE, except);
    reader.step(Infinity);
    return reader.reading();
  }

  /** On which side a row stands, by the longest of its first words; it is not read as a message yet. @param {Element} row @param {Element} column */
  function sideOf(row, column) {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    let inner = row;
    let longest = 0;
    for (let count = 0; count < 12 && walker.nextNode(); count += 1) {
      const node = /** @type {Text} */ (walker.currentNode);
      const length = node.data.trim().length;
      if (length > longest && node.parentElement) [inner, longest] = [node.parentElement, length];
    }
    return sides.of(inner, column);
  }

  /** @param {Element} row @param {Element} column @returns {Turn} */
  function turnOf(row, column) {
    const known = turns.get(row);
    if (known?.column === column) return known;
    const reading = known?.reading ?? readRow(row);
    const longest = reading.pieces.reduce((best, piece) => (piece.end - piece.start > best.end - best.start ? piece : best), reading.pieces[0] ?? { start: 0, end: 0, node: null });
    const inner = longest.node?.parentElement ?? row;
    const turn = { ...sides.of(inner, column), reading, column };
    turns.set(row, turn);
    return turn;
  }

  /**
   * Geometry alone that puts everything on one's own side has measured an avatar column, not a side.
   * @template {{from: 'me' | 'them' | 'unknown', sure: boolean}} T
   * @param {T[]} read @returns {T[]}
   */
  function doubted(read) {
    const told = read.filter(({ from }) => from !== 'unknown');
    if (told.some(({ from, sure }) => sure || from === 'them')) return read;
    return read.map(turn => ({ ...turn, from: /** @type {const} */ ('unknown') }));
  }

  /** The newest turns that fit, without rows that say nothing. @param {Element} column @param {Budget} budget @returns {Promise<Turn[]>} */
  async function turnsOf(column, budget) {
    const kept = [];
    let room = LONGEST_CHAT;
    for (const row of rowsOf(column, MOST_TURNS).reverse()) {
      if (budget.isSpent()) await budget.breathe();
      const turn = turnOf(row, column);
      room -= turn.reading.text.length;
      if (room < 0) break;
      if (turn.reading.text !== '') kept.push(turn);
    }
    return doubted(kept.reverse());
  }

  const words = (/** @type {Element} */ element) =>
    [element.className, element.id, element.getAttribute('data-testid'), element.getAttribute('aria-label')].join(' ');

  const isLarge = (/** @type {DOMRect} */ { width, height }) => width >= 160 && height >= 40;

  /** @param {Element} column @param {boolean} canWrite whether the page has a field for writing */
  function isColumn(column, canWrite) {
    if (pageText.isTyped(column) || !column.checkVisibility({ visibilityProperty: true })) return false;
    if (!isLarge(column.getBoundingClientRect())) return false;
    const rows = rowsOf(column, 30);
    // A log says what it is before its first message is there.
    if (column.matches(LOG)) return true;
    if (rows.length < 2 || sameness(rows).share < 0.6 && !rows.every(row => row.matches(ROW))) return false;
    const talks = TALKING.test(words(column)) || column.hasAttribute('aria-live') || rows.some(row => TALKING.test(words(row)));
    if (!talks && !canWrite) return false;
    return isStacked(rows) && isTwoSided(doubted(rows.map(row => sideOf(row, column))), talks);
  }

  /** @param {{from: string}[]} read @param {boolean} talks whether the page's own words call it a chat */
  function isTwoSided(read, talks) {
    const mine = read.some(({ from }) => from === 'me');
    const theirs = read.some(({ from }) => from === 'them');
    return talks ? mine || theirs : mine && theirs;
  }

  /** Messages stand below one another; menus and cards stand side by side. @param {Element[]} rows */
  function isStacked(rows) {
    const rects = rows.map(row => row.getBoundingClientRect()).filter(({ height }) => height > 0);
    const below = rects.filter((rect, index) => index === 0 || rect.top >= /** @type {DOMRect} */ (rects[index - 1]).bottom - 4);
    return rects.length >= 2 && below.length >= rects.length * 0.8;
  }

  function isMain(/** @type {Element} */ column) {
    const { width, height } = column.getBoundingClientRect();
    return width * Math.min(height, innerHeight) >= innerWidth * innerHeight * 0.2;
  }

  /** The element in which the chat's own title stands. */
  const surroundingsOf = (/** @type {Element} */ column) =>
    column.closest('main,[role="main"],section,[role="region"],[role="dialog"],article') ?? document.body;

  /** What tells this conversation from others of the same site: the address, and the name above it. @param {Element} column */
  function nameOf(column) {
    const heading = surroundingsOf(column).querySelector('h1,h2,h3,[role="heading"]')?.textContent ?? '';
    const title = heading.trim() || column.getAttribute('aria-label') || '';
    // An unread count comes and goes without making it another conversation.
    return `${location.pathname}${location.search}${location.hash} ${title.replace(/\s*\(\d+\)\s*$/, '')}`;
  }

  /** Whether `inner` holds nearly everything that `outer` does, only without the frame around it. @param {Element} outer @param {Element} inner */
  const isCore = (outer, inner) => outer.contains(inner) && rowsOf(inner, 30).length >= rowsOf(outer, 30).length * 0.7;

  /** @param {Element} a @param {Element} b */
  const inDocumentOrder = (a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);

  /** Where nothing has a telling name: what stands around a field for writing. @param {Element[]} composers @returns {Element[]} outermost first */
  function nearComposers(composers) {
    /** @type {Set<Element>} */
    const found = new Set();
    for (const composer of composers) {
      let around = composer.parentElement;
      for (let depth = 0; around && depth < DEEPEST; depth += 1) {
        addContainers(around, found);
        around = around.parentElement;
      }
    }
    return [...found].sort(inDocumentOrder);
  }

  /** @param {Element} around @param {Set<Element>} found */
  function addContainers(around, found) {
    // A live list is walked as far as needed; a static one would be built for the whole page first.
    for (const inner of around.getElementsByTagName('*')) {
      if (found.size >= MOST_CANDIDATES) return;
      if (inner.childElementCount >= 2) found.add(inner);
    }
  }

  /** Chats that say that they are. */
  const findLogs = () => [...document.querySelectorAll(LOG)].filter(log => isColumn(log, true)).slice(0, MOST_CHATS);

  /** Elements that might hold a conversation. One selector over a large page would take longer than a slice. @param {Budget} budget */
  async function findCandidates(budget) {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
    const found = [];
    for (let count = 1; found.length < MOST_CANDIDATES && walker.nextNode(); count += 1) {
      const element = /** @type {Element} */ (walker.currentNode);
      if (element.childElementCount > 0 && element.matches(CANDIDATES)) found.push(element);
      if (count % 64 === 0 && budget.isSpent()) await budget.breathe();
    }
    return found;
  }

  /** The columns of the chats in the document. @param {Budget} budget @returns {Promise<Element[]>} */
  async function findColumns(budget) {
    const logs = findLogs();
    if (logs.length > 0) return logs;
    if (budget.isSpent()) await budget.breathe();
    const composers = [...document.querySelectorAll(COMPOSER)].slice(0, MOST_CHATS);
    const canWrite = composers.length > 0;
    const named = await columnsAmong(await findCandidates(budget), canWrite, budget);
    return named.length > 0 ? named : columnsAmong(nearComposers(composers), canWrite, budget);
  }

  /** @param {Element[]} candidates in document order @param {boolean} canWrite @param {Budget} budget */
  async function columnsAmong(candidates, canWrite, budget) {
    /** @type {Element[]} */
    const found = [];
    for (const candidate of candidates) {
      if (budget.isSpent()) await budget.breathe();
      if (!isColumn(candidate, canWrite)) continue;
      const outer = found.findIndex(each => each.contains(candidate));
      if (outer < 0) found.push(candidate);
      else if (isCore(/** @type {Element} */ (found[outer]), candidate)) found[outer] = candidate;
    }
    return found.slice(0, MOST_CHATS);
  }

  /** @param {Element} column @param {Budget} budget @returns {Promise<Chat>} */
  const read = async (column, budget) =>
    ({ column, turns: await turnsOf(column, budget), isMain: isMain(column), name: nameOf(column) });

  /** The page changed something inside `node`: forget what was read there. @param {Node} node */
  function touch(node) {
    for (let at = node instanceof Element ? node : node.parentElement; at; at = at.parentElement) {
      turns.delete(at);
      groups.delete(at);
    }
  }

  /** Sides depend on the width of the column, texts on what is displayed. */
  function touchAll() {
    turns = new WeakMap();
    groups = new WeakMap();
  }

  const isStill = (/** @type {Element} */ column) => column.isConnected && column.checkVisibility();

  return Object.freeze({ findLogs, findColumns, read, touch, touchAll, isStill });
})();
