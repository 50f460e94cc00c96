// SPDX-License-Identifier: Apache-2.0
/**
 * What a warning looks like, in the page and in the popup: builds elements, knows nothing of where they go. Page text
 * and the host's sentences enter as text nodes only.
 *
 * @typedef {{reasons: string, next: string, advice: string, test: string, fine: string, details: string, fewer: string,
 *   close: string, help: string, checked: string, notice: string, caution: string, danger: string, product: string, region: string, quoteOpen: string, quoteClose: string}} CardLabels
 * @typedef {{level: string, explanation: Explanation, quotes: string[], note?: string}} CardContent `level` may also be `help`, which does not alarm;
 *   `quotes` are the words behind each reason, `note` is what the person has just done
 * @typedef {{language: string, title: string, step: string, reasons: {text: string}[], next: string[], advice: string[],
 *   test: string, fine_if: string, help?: HelpContact[]}} Explanation
 * @typedef {{name: string, phone?: string, text?: string, url?: string, hours?: string, checked: string}} HelpContact
 */
const card = (() => {
  const style = `
    .card { --paper: #fffdf9; --ink: #1d2126; --soft: #565d66; --line: #e4ded2; --accent: #8a5200; --bar: #e3a008; --tint: #fbf3df;
      box-sizing: border-box; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-inline-start: 6px solid var(--bar);
      border-radius: 12px; padding: 16px 18px; font: 15px/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Noto Sans CJK SC", sans-serif; text-align: start; }
    .card.danger { --accent: #a31d16; --bar: #c5281c; --tint: #fdecea; }
    .card.notice, .card.help { --accent: #475467; --bar: #8a94a3; --tint: #eff1f4; }
    .card * { box-sizing: border-box; }
    .card p, .card h2, .card h3, .card ul, .card li, .card blockquote { margin: 0; padding: 0; }
    .eyebrow { display: flex; align-items: center; gap: 8px; color: var(--accent); font-size: 13px; font-weight: 600; }
    .sign { flex: none; inline-size: 22px; block-size: 22px; border-radius: 50%; background: var(--bar); color: #1d1300; display: grid; place-items: center; font-weight: 800; font-size: 14px; line-height: 1; }
    .danger .sign { color: #fff; }
    .card h2 { font-size: 18px; line-height: 1.3; font-weight: 700; margin-block: 8px 2px; }
    .step { color: var(--soft); }
    .card .note { margin-block-start: 8px; padding: 8px 10px; background: var(--tint); border-radius: 6px; font-weight: 600; overflow-wrap: anywhere; }
    .card h3 { font-size: 13px; font-weight: 700; color: var(--soft); margin-block: 14px 4px; }
    .card ul { list-style: none; display: grid; gap: 8px; }
    .list li { padding-inline-start: 16px; position: relative; }
    .list li::before { content: ""; position: absolute; inset-inline-start: 3px; inset-block-start: .58em; inline-size: 5px; block-size: 5px; border-radius: 50%; background: var(--bar); }
    .list { gap: 4px; }
    .card blockquote { margin-block-start: 3px; padding: 4px 10px; background: var(--tint); border-radius: 6px; color: var(--ink); font-size: 14px; overflow-wrap: anywhere; }
    .help .ways { overflow-wrap: anywhere; }
    .help .checked { color: var(--soft); font-size: 12px; white-space: nowrap; }
    .actions { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 14px; }
    .card button { font: inherit; font-size: 14px; font-weight: 600; min-block-size: 36px; padding: 6px 14px; border-radius: 8px; border: 1px solid var(--line); background: transparent; color: var(--ink); cursor: pointer; }
    .card button:hover { background: var(--tint); }
    .card button:focus-visible { outline: 3px solid #2f6fde; outline-offset: 2px; }
    .card button.main { background: var(--ink); border-color: var(--ink); color: var(--paper); }
    .card button.main:hover { opacity: .88; }
    .card [hidden] { display: none; }
    @media (prefers-color-scheme: dark) {
      .card { --paper: #1f2127; --ink: #eeeef2; --soft: #b3b8c2; --line: #3a3d46; --accent: #f2b84b; --tint: #2d2a22; }
      .card.danger { --accent: #ff9b92; --bar: #f0594c; --tint: #3a2523; }
      .danger .sign { color: #2b0603; }
      .card.notice, .card.help { --accent: #b9c2cf; --tint: #2a2d35; }
    }
    @media (forced-colors: active) { .sign { border: 1px solid; } }`;

  /** @param {string} name @param {string} className @param {(Node | string)[]} children */
  function make(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  /** Sentences are in the pack's language, which may not be the page's. @param {HTMLElement} element @param {string} language */
  function speak(element, language) {
    element.lang = language;
    element.dir = 'auto';
    return element;
  }

  const list = (/** @type {string[]} */ sentences) => make('ul', 'list', ...sentences.map(sentence => make('li', '', sentence)));

  /** @param {string} heading @param {HTMLElement} content */
  const section = (heading, content) => [make('h3', '', heading), content];

  /** @param {string} text @param {string} quote @param {CardLabels} labels */
  function reason(text, quote, labels) {
    const item = make('li', '', text);
    if (quote) {
      const words = make('blockquote', '', `${labels.quoteOpen}${quote}${labels.quoteClose}`);
      words.dir = 'auto';
      words.lang = '';
      item.append(words);
    }
    return item;
  }

  /** @param {string} level @param {CardLabels} labels */
  function headline(level, { product, notice, caution, danger }) {
    if (level === 'help') return product;
    return `${product} · ${level === 'danger' ? danger : level === 'caution' ? caution : notice}`;
  }

  /** @param {CardContent} content @param {CardLabels} labels */
  function buildSummary({ level, explanation, quotes, note }, labels) {
    const sign = make('span', 'sign', '!');
    sign.setAttribute('aria-hidden', 'true');
    const eyebrow = make('p', 'eyebrow', ...(level === 'help' ? [] : [sign]), make('span', '', headline(level, labels)));
    const reasons = make('ul', '', ...explanation.reasons.map(({ text }, index) => reason(text, quotes[index] ?? '', labels)));
    return [
      eyebrow,
      ...(note ? [make('p', 'note', note)] : []),
      speak(make('h2', '', explanation.title), explanation.language),
      speak(make('p', 'step', explanation.step), explanation.language),
      ...section(labels.reasons, speak(reasons, explanation.language)),
    ];
  }

  /** Nothing to click: in a page a link could be covered by another. @param {HelpContact} contact @param {CardLabels} labels */
  function helpItem({ name, phone, text, url, hours, checked }, labels) {
    const ways = [phone, text, url?.replace(/^https:\/\/|\/$/g, ''), hours].filter(way => way !== undefined);
    const said = make('span', 'ways', ways.join(' · '));
    said.dir = 'auto';
    return make('li', '', make('strong', '', name), ' ', said, ' ', make('span', 'checked', labels.checked.replace('{date}', checked)));
  }

  /** @param {HelpContact[]} help @param {CardLabels} labels */
  const helpSection = (help, labels) => section(labels.help, make('ul', 'list help', ...help.map(contact => helpItem(contact, labels))));

  /** @param {Explanation} explanation @param {CardLabels} labels */
  function buildRest({ language, next, advice, test, fine_if: fineIf, help = [] }, labels) {
    const parts = [
      ...(next.length > 0 ? section(labels.next, speak(list(next), language)) : []),
      ...(advice.length > 0 ? section(labels.advice, speak(list(advice), language)) : []),
      ...(test ? section(labels.test, speak(make('p', '', test), language)) : []),
      ...(fineIf ? section(labels.fine, speak(make('p', '', fineIf), language)) : []),
      ...(help.length > 0 ? helpSection(help, labels) : []),
    ];
    return make('div', 'rest', ...parts);
  }

  /** What comes next and what to do, in a sentence each: enough when nobody opens the details. @param {Explanation} explanation @param {CardLabels} labels */
  function buildBrief({ language, next, advice }, labels) {
    return make('div', 'brief',
      ...(next[0] ? section(labels.next, speak(make('p', '', next[0]), language)) : []),
      ...(advice[0] ? section(labels.advice, speak(make('p', '', advice[0]), language)) : []));
  }

  /** Everything, as the popup shows it. @param {CardContent} content @param {CardLabels} labels */
  const buildFull = (content, labels) =>
    make('article', `card ${content.level}`, ...buildSummary(content, labels), buildRest(content.explanation, labels));

  /** Two buttons that a page gains nothing from having pressed. @param {HTMLElement} brief @param {HTMLElement} rest @param {CardLabels} labels @param {() => void} close */
  function buildActions(brief, rest, labels, close) {
    const details = make('button', '', labels.details);
    details.setAttribute('aria-expanded', 'false');
    details.addEventListener('click', event => {
      if (!event.isTrusted) return;
      rest.hidden = !rest.hidden;
      brief.hidden = !rest.hidden;
      details.setAttribute('aria-expanded', String(!rest.hidden));
      details.textContent = rest.hidden ? labels.details : labels.fewer;
    });
    const closing = make('button', 'main', labels.close);
    closing.addEventListener('click', event => { if (event.isTrusted) close(); });
    return make('div', 'actions', details, closing);
  }

  /**
   * The card for the page: the essence, and the rest behind a button.
   * @param {CardContent} content @param {CardLabels} labels @param {() => void} close
   */
  function build(content, labels, close) {
    const said = make('div', 'said', ...buildSummary(content, labels));
    said.setAttribute('role', content.level === 'danger' ? 'alert' : 'status');
    const brief = buildBrief(content.explanation, labels);
    const rest = buildRest(content.explanation, labels);
    rest.hidden = true;
    const made = make('section', `card ${content.level}`, said, brief, rest, buildActions(brief, rest, labels, close));
    made.setAttribute('aria-label', labels.region);
    return made;
  }

  return Object.freeze({ build, buildFull, style });
})();
