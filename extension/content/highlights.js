// SPDX-License-Identifier: Apache-2.0
/**
 * Marks the quoted words in place without touching the page's elements. The registry belongs to the page as well, so this is
 * decoration: a page can see and remove it, which is why the name tells nothing.
 *
 * @typedef {{range: Range, text: string}} Mark
 */
const highlights = (() => {
  const MOST_MARKS = 500;
  const random = Array.from(crypto.getRandomValues(new Uint8Array(6)), byte => byte.toString(16).padStart(2, '0')).join('');
  /** Registry names: a quiet underline, and a marker pen. */
  const names = Object.freeze({ quiet: `h${random}a`, strong: `h${random}b` });
  // Before Firefox 149 a highlight may have a background but no underline; therefore both.
  const STYLE = `
    ::highlight(${names.quiet}) { text-decoration: underline dotted 2px #b26a00; background-color: rgb(242 184 75 / 14%); }
    ::highlight(${names.strong}) { text-decoration: underline 2px #b26a00; background-color: rgb(242 184 75 / 38%); }`;

  /** @type {Map<string, {marks: Mark[], look: 'quiet' | 'strong'}>} by source */
  const shown = new Map();
  let styled = false;

  function addStyle() {
    if (styled) return;
    styled = true;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    document.adoptedStyleSheets.push(sheet);
  }

  function draw() {
    let room = MOST_MARKS;
    for (const look of /** @type {const} */ (['strong', 'quiet'])) {
      const ranges = [...shown.values()].filter(each => each.look === look).flatMap(({ marks }) => marks.map(({ range }) => range));
      const kept = ranges.slice(0, room);
      room -= kept.length;
      if (kept.length > 0) CSS.highlights.set(names[look], new Highlight(...kept));
      else CSS.highlights.delete(names[look]);
    }
  }

  /** @param {string} source @param {Mark[]} marks @param {'quiet' | 'strong'} look */
  function mark(source, marks, look) {
    addStyle();
    shown.set(source, { marks, look });
    draw();
  }

  function clear(/** @type {string} */ source) {
    if (shown.delete(source)) draw();
  }

  /** False when the page has replaced text that was marked; its ranges collapse without a word. @param {string} source */
  const isIntact = source => (shown.get(source)?.marks ?? []).every(({ range, text }) => range.toString() === text);

  return Object.freeze({ mark, clear, isIntact, names });
})();
