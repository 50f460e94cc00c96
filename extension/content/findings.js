// SPDX-License-Identifier: Apache-2.0
/**
 * What was read, what the host said about it, and what of that is shown. One entry per source: a chat of the page, or the
 * page itself. Text leaves here for the host and nowhere else; the same text is never sent twice.
 *
 * @typedef {{source: string, request: {kind: string, text?: string, messages?: {from: string, text: string}[]}, readings: Reading[], conversation: string | null, isMain?: boolean}} Snapshot
 * @typedef {{verdict: any, card: boolean, key: string, area: string}} Answer
 * @typedef {{snapshot: Snapshot, hash: string, answers: Map<string, Answer>, asking: boolean, restUntil: number, timer: ReturnType<typeof setTimeout> | undefined, unsent: boolean, losses: number, shown: {answer: Answer, snapshot: Snapshot} | null, filed: {key: string, area: string} | null, round: number,
 *   lookAlike: {name: string, official: string} | null}} Source
 */
const findings = (() => {
  const REST_MS = 250;
  const REMEMBERED_ANSWERS = 8;
  const MOST_LOSSES = 4;
  const LONGEST_QUOTE = 160;

  /** @type {Map<string, Source>} */
  const sources = new Map();
  let onOrphaned = () => {};

  /** 53 bits of a text, enough to tell a few remembered ones apart. */
  function hashOf(/** @type {string} */ text) {
    let a = 0xdeadbeef;
    let b = 0x41c6ce57;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 2654435761);
      b = Math.imul(b ^ unit, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return `${text.length}:${4294967296 * (2097151 & b) + (a >>> 0)}`;
  }

  /** After an update of the extension the old scripts live on in the page without anyone to talk to. */
  async function tell(/** @type {object} */ message) {
    if (!chrome.runtime?.id) return onOrphaned();
    try {
      return await chrome.runtime.sendMessage(message);
    } catch {
      // The worker was stopped in the middle of it; the next message starts another.
      return chrome.runtime?.id ? { error: 'lost' } : onOrphaned();
    }
  }

  /** @param {Snapshot} snapshot */
  const create = snapshot => ({
    snapshot, hash: '', answers: new Map(), asking: false, restUntil: 0, timer: undefined, unsent: false, losses: 0, shown: null, filed: null, round: 0, lookAlike: null,
  });

  /** Takes note of what a source says now. @param {Snapshot} snapshot */
  function offer(snapshot) {
    const known = sources.get(snapshot.source) ?? create(snapshot);
    if (!sources.has(snapshot.source)) requestIdleCallback(warning.prepare);
    sources.set(snapshot.source, known);
    const hash = hashOf(JSON.stringify(snapshot.request));
    const isNew = hash !== known.hash;
    known.snapshot = snapshot;
    known.hash = hash;
    const answer = known.answers.get(hash);
    if (answer) return isNew || !highlights.isIntact(snapshot.source) ? mark(known, answer) : undefined;
    if (isNew) askWhenRested(known);
  }

  function askWhenRested(/** @type {Source} */ known) {
    if (known.asking) return;
    clearTimeout(known.timer);
    const rest = known.restUntil - performance.now();
    if (rest > 0) known.timer = setTimeout(() => ask(known), rest);
    else ask(known);
  }

  async function ask(/** @type {Source} */ known) {
    const { snapshot, hash, round } = known;
    known.asking = true;
    const answer = await tell({ ...snapshot.request, source: snapshot.source, conversation: snapshot.conversation });
    known.asking = false;
    known.restUntil = performance.now() + REST_MS;
    known.unsent = answer?.error === 'unavailable';
    if (answer?.error === 'lost') return askOnceMore(known);
    known.losses = 0;
    if (known.round !== round) return askWhenRested(known);
    if (answer?.verdict && sources.get(snapshot.source) === known) accept(known, hash, answer);
    if (known.hash !== hash && !known.answers.has(known.hash)) askWhenRested(known);
  }

  function askOnceMore(/** @type {Source} */ known) {
    known.losses += 1;
    if (known.losses > MOST_LOSSES) known.unsent = true;
    else known.timer = setTimeout(() => ask(known), REST_MS * 2 ** known.losses);
  }

  /** @param {Source} known @param {string} hash @param {Answer} answer */
  function accept(known, hash, answer) {
    known.answers.set(hash, answer);
    known.filed = { key: answer.key, area: answer.area };
    const oldest = known.answers.keys().next().value;
    if (known.answers.size > REMEMBERED_ANSWERS && oldest !== undefined) known.answers.delete(oldest);
    if (known.hash !== hash) return;
    warn(known, answer);
    mark(known, answer);
  }

  /** Shows in place what the answer found in the current text. @param {Source} known @param {Answer} answer */
  function mark(known, answer) {
    const { snapshot } = known;
    const { verdict } = answer;
    known.shown = verdict.level === 'none' ? null : { answer, snapshot };
    known.lookAlike = verdict.look_alike ?? null;
    // Whoever is held somewhere may be watched: nothing on the screen may give them away.
    if (verdict.level === 'none' || verdict.scheme === 'captive') return unmark(snapshot.source);
    const marks = verdict.evidence.flatMap((/** @type {any} */ { message, start, end, address }) => {
      const reading = snapshot.readings[message ?? 0];
      const range = reading && !address && pageText.locate(reading, start, end);
      return range ? [{ range, text: range.toString() }] : [];
    });
    highlights.mark(snapshot.source, [...marks, ...links.marksOf(snapshot, verdict)], verdict.level === 'notice' ? 'quiet' : 'strong');
    links.watch(snapshot.source, verdict);
  }

  /** The words behind each reason, as the page has them. @param {Snapshot} snapshot @param {any} verdict @returns {string[]} */
  function quotesOf(snapshot, verdict) {
    return verdict.explanation.reasons.map((/** @type {any} */ reason) => {
      const { message, start, end, address, listed } = verdict.evidence[reason.evidence] ?? {};
      if (address) return listed?.name ?? '';
      const quote = snapshot.readings[message ?? 0]?.text.slice(start, end).replace(/\s+/g, ' ') ?? '';
      return quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE).toWellFormed()}…` : quote;
    });
  }

  /** @param {Source} known @param {Answer} answer */
  function warn(known, { verdict, card: wanted }) {
    const { source, conversation } = known.snapshot;
    if (verdict.level === 'none' || verdict.level === 'notice') return warning.close(source);
    if (!wanted || !warning.hasRoom()) return;
    warning.show(source, { level: verdict.level, explanation: verdict.explanation, quotes: quotesOf(known.snapshot, verdict) });
    tell({ kind: 'shown', conversation, step: `${verdict.scheme}/${verdict.stage}` });
  }

  /** Someone clicks a link to a listed name: first they may read why not. @param {string} source @param {string} name */
  function explainLink(source, name) {
    const shown = sources.get(source)?.shown;
    if (!shown || !warning.hasRoom()) return false;
    const { answer: { verdict }, snapshot } = shown;
    const { level, explanation } = verdict;
    warning.show(source, { level, explanation, quotes: quotesOf(snapshot, verdict), note: chrome.i18n.getMessage('linkStopped', [name]) });
    return true;
  }

  /** Sources that a pass did not meet any more are over. @param {ReadonlySet<string>} present */
  function keepOnly(present) {
    for (const [source, known] of sources) {
      if (present.has(source)) continue;
      sources.delete(source);
      clearTimeout(known.timer);
      hide(source);
      if (known.shown) tell({ kind: 'gone', source });
    }
  }

  function unmark(/** @type {string} */ source) {
    highlights.clear(source);
    links.ignore(source);
  }

  function hide(/** @type {string} */ source) {
    unmark(source);
    warning.close(source);
  }

  /** The host is back: whatever it could not be asked is asked now. */
  function again() {
    for (const known of sources.values()) if (known.unsent) askWhenRested(known);
  }

  /** What is known beside these conversations has changed; an answer on its way is of before. */
  function reconsider(/** @type {unknown[]} */ keys) {
    for (const known of sources.values()) {
      if (!known.filed || !keys.includes(known.filed.key)) continue;
      known.answers.clear();
      known.round += 1;
      askWhenRested(known);
    }
  }

  /** The person had this conversation forgotten. */
  function forget(/** @type {string} */ source) {
    const known = sources.get(source);
    if (!known) return;
    known.answers.clear();
    known.shown = null;
    hide(source);
  }

  /** For the popup, which may show more than a page can be trusted with. */
  const report = () => ({ findings: reportFindings(), chats: reportChats(), lookAlike: [...sources.values()].find(({ lookAlike }) => lookAlike)?.lookAlike ?? null });

  const reportFindings = () => [...sources].flatMap(([source, known]) => {
    if (!known.shown) return [];
    const { answer: { verdict, key, area }, snapshot } = known.shown;
    return [{
      source, key, area, level: verdict.level, scheme: verdict.scheme, explanation: verdict.explanation,
      quotes: quotesOf(snapshot, verdict), isCut: verdict.truncated === true, isConversation: snapshot.conversation !== null,
    }];
  });

  /** Also those in which nothing was found; the largest first. */
  const reportChats = () => [...sources.values()].filter(({ snapshot }) => snapshot.conversation !== null)
    .sort((a, b) => Number(b.snapshot.isMain) - Number(a.snapshot.isMain)).flatMap(({ filed }) => filed ?? []);

  links.whenClicked(explainLink);
  return Object.freeze({ offer, keepOnly, again, reconsider, forget, report, tell, whenOrphaned: (/** @type {() => void} */ then) => { onOrphaned = then; } });
})();
