// SPDX-License-Identifier: Apache-2.0
/**
 * The card in the page: in a closed shadow root and in the top layer, so that the page's styles do not reach it. A page can
 * still remove or cover it, therefore it only informs; whatever needs trust is in the popup.
 */
const warning = (() => {
  const MOST_RETURNS = 3;
  const SMALLEST = { width: 300, height: 220 };
  const STYLE = `
    :host { all: initial !important; }
    .card { position: fixed; inset: 16px auto auto auto; inset-inline-end: 16px; margin: 0; z-index: 2147483647; inline-size: min(400px, calc(100vw - 32px));
      max-block-size: calc(100vh - 32px); overflow: auto; overscroll-behavior: contain; box-shadow: 0 2px 6px rgb(0 0 0 / 14%), 0 14px 40px rgb(0 0 0 / 22%);
      animation: arrive .22s ease-out; }
    @keyframes arrive { from { transform: translateY(-8px); } }
    @media (prefers-reduced-motion: reduce) { .card { animation: none; } }
    @media print { .card { display: none; } }`;

  /** @type {{source: string, host: HTMLElement, root: ShadowRoot, card: HTMLElement | null, returns: number} | null} */
  let current = null;

  const label = (/** @type {string} */ name, /** @type {string[]} */ values = []) => chrome.i18n.getMessage(name, values);

  /** @type {CardLabels | null} */
  let labels = null;

  /** The first question for a label makes the browser fetch them all; better while nobody waits. */
  const prepare = () => (labels ??= {
    product: label('extensionName'), region: label('cardRegion'), notice: label('cardNotice'), caution: label('cardCaution'), danger: label('cardDanger'),
    reasons: label('cardReasons'), next: label('cardNext'), advice: label('cardAdvice'), test: label('cardTest'), fine: label('cardFine'),
    details: label('cardDetails'), fewer: label('cardFewer'), close: label('cardClose'), help: label('cardHelp'), checked: label('helpChecked', ['{date}']), quoteOpen: label('quoteOpen'), quoteClose: label('quoteClose'),
  });

  function addStyle(/** @type {ShadowRoot} */ root) {
    // Set as text: a parsed <style> would fall under the page's own policy in Firefox.
    const style = document.createElement('style');
    style.textContent = card.style + STYLE;
    root.append(style);
  }

  function open(/** @type {string} */ source) {
    const host = document.createElement('div');
    host.dir = label('labelDirection');
    host.lang = label('labelLanguage');
    const root = host.attachShadow({ mode: 'closed' });
    addStyle(root);
    document.documentElement.append(host);
    keeper.observe(document.documentElement, { childList: true });
    addEventListener('keydown', onKey, true);
    return { source, host, root, card: null, returns: 0 };
  }

  function close() {
    keeper.disconnect();
    removeEventListener('keydown', onKey, true);
    current?.host.remove();
    current = null;
  }

  function onKey(/** @type {KeyboardEvent} */ event) {
    // The page still gets the key: it may have something of its own to close.
    if (event.key === 'Escape' && event.isTrusted && !event.isComposing) close();
  }

  /** Frameworks that rebuild the document take the card with them; a page that insists is left alone. */
  const keeper = new MutationObserver(() => {
    if (!current || current.host.isConnected || current.returns >= MOST_RETURNS) return;
    current.returns += 1;
    document.documentElement.append(current.host);
    raise(current.card);
  });

  function raise(/** @type {HTMLElement | null} */ made) {
    if (!made || typeof made.showPopover !== 'function') return;
    made.popover = 'manual';
    made.showPopover();
  }

  /** @param {string} source @param {CardContent} content */
  function show(source, content) {
    if (current?.source !== source) close();
    current ??= open(source);
    const made = card.build(content, prepare(), close);
    if (current.card) current.card.replaceWith(made);
    else current.root.append(made);
    current.card = made;
    raise(made);
  }

  return Object.freeze({
    prepare,
    show,
    close: (/** @type {string} */ source) => { if (current?.source === source) close(); },
    isOpenFor: (/** @type {string} */ source) => current?.source === source,
    hasRoom: () => innerWidth >= SMALLEST.width && innerHeight >= SMALLEST.height,
  });
})();
