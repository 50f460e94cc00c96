// SPDX-License-Identifier: Apache-2.0
/**
 * Who wrote a message: the person at this computer (`me`), the other side (`them`) or `unknown`. What the page says
 * outright comes first; else the side of the column on which it puts the bubble.
 */
const sides = (() => {
  const MINE = /(?:^|-)(?:mine|own|self|outgoing|outbound|(?:from|by|is)-me|is-(?:own|out|mine)|(?:message|msg|bubble|chat)-(?:out|me|own|sent|right))(?:-|$)|^(?:me|out|sent)$/;
  const THEIRS = /(?:^|-)(?:incoming|inbound|received|theirs?|from-them|is-(?:in|incoming)|(?:message|msg|bubble|chat)-(?:in|left|received|other))(?:-|$)|^(?:them|in|other)$/;
  const SENDER_ATTRIBUTE = /^data-(?:from|sender|author|side|direction|role|is-?own|own|is-?me|mine|from-?me|is-?mine|outgoing)$/;
  const MY_VALUE = /^(?:me|mine|own|self|out|outgoing|outbound|sent|true|you|user)$/;
  const THEIR_VALUE = /^(?:them|their|theirs|other|in|incoming|inbound|received|false|contact|peer|stranger|assistant|agent|bot)$/;

  /** messageOut__x, message_out → message-out */
  const spell = (/** @type {string} */ token) =>
    token.replace(/([a-z])([A-Z])/g, '$1-$2').replace(/[_-]+/g, '-').toLowerCase();

  /** @param {Element} element @returns {'me' | 'them' | null} */
  function declared(element) {
    for (const { name, value } of element.attributes) {
      if (!SENDER_ATTRIBUTE.test(name)) continue;
      const said = value.trim().toLowerCase();
      if (MY_VALUE.test(said)) return 'me';
      if (THEIR_VALUE.test(said)) return 'them';
    }
    const tokens = Array.from(element.classList, spell);
    if (tokens.some(token => MINE.test(token))) return 'me';
    return tokens.some(token => THEIRS.test(token)) ? 'them' : null;
  }

  /** The elements from `inner` up to, but without, `column`. @param {Element} inner @param {Element} column */
  function pathTo(inner, column) {
    const path = [];
    for (let at = /** @type {Element | null} */ (inner); at && at !== column; at = at.parentElement) path.push(at);
    return path;
  }

  /** Where the widest element that does not fill the column stands: it is the bubble. @param {Element[]} path @param {Element} column */
  function byGeometry(path, column) {
    const outer = column.getBoundingClientRect();
    if (outer.width === 0) return null;
    const rects = path.map(element => element.getBoundingClientRect()).filter(({ width }) => width > 0);
    const bubble = rects.filter(({ width }) => width < outer.width * 0.9).at(-1);
    if (!bubble) return null;
    const left = bubble.left - outer.left;
    const right = outer.right - bubble.right;
    if (Math.max(left, right) < outer.width * 0.12 || Math.abs(left - right) < outer.width * 0.08) return null;
    // Chats put one's own messages where lines end, which is the left in scripts written from the right.
    const endIsRight = getComputedStyle(column).direction !== 'rtl';
    return (left > right) === endIsRight ? 'me' : 'them';
  }

  /** @param {Element[]} path @returns {'me' | 'them' | null} */
  function byAlignment(path) {
    for (const element of path) {
      const { alignSelf, justifySelf } = getComputedStyle(element);
      if (/^(?:flex-)?end$/.test(alignSelf) || /^(?:flex-)?end$/.test(justifySelf)) return 'me';
    }
    return null;
  }

  /**
   * @param {Element} inner the element that holds the words @param {Element} column the element all messages lie in
   * @returns {{from: 'me' | 'them' | 'unknown', sure: boolean}} `sure` when the page said so itself
   */
  function of(inner, column) {
    const path = pathTo(inner, column);
    for (const element of path) {
      const side = declared(element);
      if (side) return { from: side, sure: true };
    }
    return { from: byGeometry(path, column) ?? byAlignment(path) ?? 'unknown', sure: false };
  }

  return Object.freeze({ of });
})();
