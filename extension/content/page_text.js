// SPDX-License-Identifier: Apache-2.0
/**
 * What a person can see written under an element: blocks of text with an empty line between them, and for every
 * UTF-16 offset the text node it came from. What someone is typing is never read.
 *
 * @typedef {{start: number, end: number, node: Text, offset: number, data: string}} Piece
 * @typedef {{text: string, pieces: readonly Piece[]}} Reading
 * @typedef {{step: (until: number) => boolean, reading: () => Reading}} Reader
 */
const pageText = (() => {
  const TYPED = [
    'input', 'textarea', '[contenteditable]:not([contenteditable="false" i])',
    '[role="textbox" i]', '[role="searchbox" i]', '[role="combobox" i]',
  ].join();
  const UNREADABLE = `${TYPED},script,style,noscript,template,select,datalist,object,iframe,svg`;
  // Elements that hardly any page lays out within a line; asking the style of every <div> would double the cost.
  const BLOCK_NAMES = /^(?:div|p|li|ul|ol|td|th|tr|table|h[1-6]|section|article|main|header|footer|blockquote|pre|form|body|html)$/;
  const BORDER = '\n\n';

  const isTyped = (/** @type {Element | null} */ element) => Boolean(element?.closest(TYPED));

  /** Same length as `data`, so that offsets stay true. Line breaks count only where the page shows them. */
  function shown(/** @type {string} */ data, /** @type {boolean} */ keepsBreaks) {
    const unwanted = keepsBreaks ? /[\u0000-\u0009\u000b-\u001f\u007f]/g : /[\u0000-\u001f\u007f]/g;
    return data.replace(unwanted, ' ');
  }

  function isInline(/** @type {Element} */ element) {
    if (BLOCK_NAMES.test(element.localName)) return false;
    return /^(?:inline|contents|ruby)/.test(getComputedStyle(element).display);
  }

  const keepsBreaks = (/** @type {Element} */ element) => /^(?:pre|break-spaces)/.test(getComputedStyle(element).whiteSpace);

  /** For text that stands in `element` itself; in closed <details> that is the part that is folded away. */
  const isVisible = (/** @type {Element} */ element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.matches('details:not([open])');

  /** A <br> right before the text, or before the element the text begins. */
  function followsBreak(/** @type {Text} */ node) {
    const before = node.previousSibling ?? node.parentElement?.previousSibling;
    return before?.nodeName === 'BR';
  }

  /**
   * Reads `root` in as many steps as the caller has time for.
   * @param {Element} root @param {number} limit longest text in UTF-16 units @param {ReadonlySet<Element>} [except] subtrees left out
   * @returns {Reader}
   */
  function createReader(root, limit, except = new Set()) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    /** @type {Map<Element, Element | null>} element → the block its text belongs to, null when it must not be read */
    const blocks = new Map();
    /** @type {Map<Element, boolean>} */
    const visible = new Map();
    /** @type {Piece[]} */
    const pieces = [];
    /** @type {string[]} */
    const parts = [];
    let length = 0;
    /** @type {Element | null} */
    let lastBlock = null;
    let spaceBefore = false;

    function blockOf(/** @type {Element} */ element) {
      const known = blocks.get(element);
      if (known !== undefined) return known;
      const found = findBlock(element);
      blocks.set(element, found);
      return found;
    }

    /** @param {Element} element @returns {Element | null} */
    function findBlock(element) {
      if (element.matches(UNREADABLE) || except.has(element)) return null;
      if (element === root || !element.parentElement) return element;
      const outer = blockOf(element.parentElement);
      if (outer === null) return null;
      return isInline(element) ? outer : element;
    }

    function isShown(/** @type {Element} */ element) {
      const known = visible.get(element);
      if (known !== undefined) return known;
      const found = isVisible(element);
      visible.set(element, found);
      return found;
    }

    function add(/** @type {string} */ part) {
      parts.push(part);
      length += part.length;
    }

    function take(/** @type {Text} */ node) {
      const parent = node.parentElement;
      const block = parent && blockOf(parent);
      if (!parent || !block || !isShown(parent)) return;
      const data = node.data;
      if (data.trim() === '') { spaceBefore = true; return; }
      const text = shown(data, data.includes('\n') && keepsBreaks(parent));
      addSeparator(node, block);
      addPiece(node, data, text, block !== lastBlock);
      lastBlock = block;
      spaceBefore = false;
    }

    function addSeparator(/** @type {Text} */ node, /** @type {Element} */ block) {
      if (lastBlock === null) return;
      if (block !== lastBlock) add(BORDER);
      else if (followsBreak(node)) add('\n');
      else if (spaceBefore) add(' ');
    }

    function addPiece(/** @type {Text} */ node, /** @type {string} */ data, /** @type {string} */ text, /** @type {boolean} */ opensBlock) {
      const offset = opensBlock ? text.length - text.trimStart().length : 0;
      const part = text.slice(offset, offset + limit - length);
      pieces.push({ start: length, end: length + part.length, node, offset, data });
      add(part);
    }

    /** @param {number} until time at which to stop @returns {boolean} whether everything was read */
    function step(until) {
      for (let count = 1; length < limit; count += 1) {
        const node = walker.nextNode();
        if (!node) return true;
        take(/** @type {Text} */ (node));
        // Looking at the clock costs as much as reading a few words.
        if (count % 16 === 0 && performance.now() > until) return false;
      }
      return true;
    }

    return { step, reading: () => ({ text: parts.join('').toWellFormed(), pieces }) };
  }

  /** @param {Element} root @param {number} limit @returns {Reading} */
  function read(root, limit) {
    if (root.closest(UNREADABLE)) return { text: '', pieces: [] };
    const reader = createReader(root, limit);
    reader.step(Infinity);
    return reader.reading();
  }

  /** Index of the last piece that begins at or before `offset`. @param {readonly Piece[]} pieces @param {number} offset */
  function indexAt(pieces, offset) {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {Piece} */ (pieces[middle]).start <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Whether the page still has the text where it was read. */
  const holds = (/** @type {Piece | undefined} */ piece) => piece !== undefined && piece.node.isConnected && piece.node.data === piece.data;

  /** Where `start`…`end` of the text stands in the document, or null when it is no longer there. @param {Reading} reading @param {number} start @param {number} end */
  function locate({ pieces }, start, end) {
    const first = pieces[Math.max(0, indexAt(pieces, start))];
    const last = pieces[indexAt(pieces, end - 1)];
    if (!first || !last || !holds(first) || !holds(last)) return null;
    const range = document.createRange();
    range.setStart(first.node, first.offset + Math.min(Math.max(0, start - first.start), first.end - first.start));
    range.setEnd(last.node, last.offset + Math.min(end - last.start, last.end - last.start));
    return range.collapsed ? null : range;
  }

  return Object.freeze({ read, createReader, locate, isTyped });
})();
