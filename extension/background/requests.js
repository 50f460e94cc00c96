// SPDX-License-Identifier: Apache-2.0
/**
 * Who may ask for what: message kind → allowed sender → handler. Where a message comes from is taken from `sender`, which the
 * browser fills in, never from the message, which a hijacked page could.
 */

import * as protocol from '../shared/protocol.js';
import { wantedLanguages } from '../shared/i18n.js';
import { isBlockPage } from '../shared/address.js';
import { LinkError } from './host_link.js';

/**
 * @typedef {{tabId: number, frameId: number, origin: string, url: string | undefined, area: import('./memory.js').Area}} Place
 * @typedef {{link: ReturnType<typeof import('./host_link.js').createHostLink>,
 *   memory: ReturnType<typeof import('./memory.js').createMemory>,
 *   samePerson: ReturnType<typeof import('./same_person.js').createSamePerson>,
 *   allowed: ReturnType<typeof import('./allowed.js').createAllowed>,
 *   stops: ReturnType<typeof import('./stops.js').createStops>,
 *   help: ReturnType<typeof import('./help.js').createHelp>,
 *   patterns: Pick<ReturnType<typeof import('./patterns.js').createPatterns>, 'standing' | 'check' | 'outcome' | 'rollBack'>,
 *   tabs: ReturnType<typeof import('./tabs.js').createTabs>}} Parts
 */

/** @typedef {'popup' | 'options' | 'blocked' | 'content'} Role */

const isText = (/** @type {unknown} */ value) => typeof value === 'string';

/** @param {chrome.runtime.MessageSender} sender @returns {Role | 'stranger'} */
function roleOf(sender) {
  if (sender.id !== chrome.runtime.id) return 'stranger';
  if (sender.url?.startsWith(chrome.runtime.getURL('popup/'))) return 'popup';
  if (sender.url?.startsWith(chrome.runtime.getURL('options/'))) return 'options';
  if (isBlockPage(sender.url)) return 'blocked';
  return sender.tab?.id !== undefined && sender.frameId !== undefined ? 'content' : 'stranger';
}

/** @type {readonly Role[]} */
const OWN_PAGES = Object.freeze(['popup', 'options']);

function originOf(/** @type {chrome.runtime.MessageSender} */ sender) {
  const own = sender.origin ?? (sender.url && new URL(sender.url).origin);
  // Frames without an address of their own belong to the page that made them.
  return own && own !== 'null' ? own : new URL(sender.tab?.url ?? 'about:blank').origin;
}

/** @param {chrome.runtime.MessageSender} sender @returns {Place} */
const placeOf = sender => ({
  tabId: Number(sender.tab?.id),
  frameId: Number(sender.frameId),
  origin: originOf(sender),
  url: /^https?:/.test(sender.url ?? '') ? sender.url : undefined,
  area: sender.tab?.incognito ? 'session' : 'local',
});

/** Pages are remembered for this browser session only; there is nothing in them that takes weeks. */
const PAGE_AREA = 'session';
function pageName(/** @type {Place} */ place) {
  const { pathname, search } = new URL(place.url ?? 'about:blank');
  return `page ${pathname}${search}`;
}

/** What is known of a person by all conversations with them. @param {import('./memory.js').Recollection} known @param {{record: import('./memory.js').Recollection}[]} others */
const together = (known, others) => ({
  shown: [known, ...others.map(({ record }) => record)].flatMap(({ shown }) => shown),
  pinned: known.pinned && others.every(({ record }) => record.pinned),
});

const areaOf = (/** @type {any} */ { area }) => (area === 'session' ? 'session' : 'local');
const chatOf = (/** @type {any} */ chat) => ({ key: String(chat?.key), area: /** @type {import('./memory.js').Area} */ (areaOf(chat ?? {})) });

/** @param {import('../shared/protocol.js').Verdict} verdict @param {{shown: string[], pinned: boolean}} known */
function deservesACard(verdict, known) {
  // Someone who is held somewhere may be watched: what helps them must not appear on the screen by itself.
  if (verdict.scheme === 'captive') return false;
  if (known.shown.includes(`${verdict.scheme}/${verdict.stage}`)) return false;
  return verdict.level === 'danger' || (verdict.level === 'caution' && !known.pinned);
}

/** @param {LinkError | unknown} error */
function failureOf(error) {
  if (!(error instanceof LinkError)) throw error;
  return { error: error.why, code: error.code };
}

/** @param {Parts} parts */
export function createRequests({ link, memory, samePerson, tabs, allowed, stops, help, patterns }) {
  /**
   * @param {Place} place @param {string} source
   * @param {{area: import('./memory.js').Area, key: string, request: (known: import('./memory.js').Recollection, others: object[]) => object & {kind: string}}} what
   */
  async function judge(place, source, { area, key, request }) {
    try {
      const answer = await memory.update(area, key, async known => {
        const others = await memory.othersOf(area, key, known);
        const verdict = await link.ask(request(known, others.flatMap(({ record }) => record.memory ?? [])));
        const { memory: remembered, ...told } = verdict;
        // A computer on which someone calls for help is rarely their own: nothing of that is kept.
        const now = remembered && verdict.scheme !== 'captive' ? { ...known, memory: remembered } : known;
        const wantsCard = deservesACard(verdict, together(known, others));
        if (wantsCard) told.explanation.help = (await help.find(verdict.scheme)).contacts;
        return { now, result: { verdict: told, card: wantsCard, key, area } };
      });
      // Not awaited: the toolbar may follow the card, the card must not follow the toolbar.
      tabs.note(place, source, { level: answer.verdict.level, quiet: answer.verdict.scheme === 'captive' });
      return answer;
    } catch (error) {
      return failureOf(error);
    }
  }

  /** Of a site that is always allowed only the words are judged: that its address is listed the person knows. @param {Place} place */
  const judgedAddress = async ({ url }) => (await allowed.isAlways(url) ? undefined : url);

  /** @param {any} message @param {Place} place */
  async function conversation(message, place) {
    if (!isText(message.source) || !isText(message.conversation)) return { error: 'refused' };
    if (protocol.messagesProblem(message.messages)) return { error: 'refused' };
    const key = await memory.keyOf(place.origin, message.conversation);
    const url = await judgedAddress(place);
    // Not awaited: a warning must not wait for a name that nobody may ever ask for.
    samePerson.met(key, new URL(place.origin).hostname);
    return judge(place, message.source, {
      area: place.area,
      key,
      request: (known, others) => protocol.conversation({
        messages: message.messages, url, memory: known.memory, others,
        today: protocol.daysSinceEpoch(), languages: wantedLanguages(),
      }),
    });
  }

  /** @param {any} message @param {Place} place */
  async function page(message, place) {
    if (!isText(message.source) || !isText(message.text)) return { error: 'refused' };
    const url = await judgedAddress(place);
    return judge(place, message.source, {
      area: PAGE_AREA,
      key: await memory.keyOf(place.origin, pageName(place)),
      request: () => protocol.page({ text: message.text, url, languages: wantedLanguages() }),
    });
  }

  /** @param {any} message @param {Place} place */
  async function shown(message, place) {
    if (!isText(message.conversation) && message.conversation !== null) return { error: 'refused' };
    if (!isText(message.step)) return { error: 'refused' };
    const area = message.conversation === null ? PAGE_AREA : place.area;
    const key = await memory.keyOf(place.origin, message.conversation ?? pageName(place));
    await memory.update(area, key, known => ({ now: { ...known, shown: [...new Set([...known.shown, message.step])] }, result: null }));
    await memory.prune(area);
    return {};
  }

  /** The state of everything the popup shows. Opening the popup is reason enough for another try of the host. */
  async function overview(/** @type {any} */ { tabId, nudge }) {
    if (nudge) await link.nudge();
    const status = await link.ask(protocol.status()).catch(() => null);
    return { health: await link.health(), status, frames: Object.keys(await tabs.read(Number(tabId))).map(Number), allowed: await allowed.names() };
  }

  /** @param {any} message */
  async function known(message) {
    const { key, area } = chatOf(message);
    const record = await memory.read(area, key);
    const { pinned } = together(record, await memory.othersOf(area, key, record));
    return { pinned };
  }

  /** @param {any} message */
  async function pin({ pinned, ...chat }) {
    const { key, area } = chatOf(chat);
    for (const each of await memory.personOf(area, key)) {
      await memory.update(area, each, was => ({ now: { ...was, pinned: pinned === true }, result: null }));
    }
    return { pinned: pinned === true };
  }

  /** @param {any} message */
  async function forget({ tabId, frameId, source, ...chat }) {
    await samePerson.forget(chatOf(chat));
    await tabs.forget({ tabId: Number(tabId), frameId: Number(frameId) }, String(source));
    return {};
  }

  /** @param {any} message */
  async function persons({ chats }) {
    return samePerson.about(Array.isArray(chats) ? chats.map(chatOf) : []);
  }

  /** @param {any} message */
  async function wentOn(message) {
    await samePerson.wentOn(chatOf(message));
    return {};
  }

  /** @param {any} message */
  async function part(message) {
    await samePerson.part(chatOf(message));
    return {};
  }

  /** What the popup shows, and the country the person chose there. @param {any} message */
  async function findHelp({ scheme, region }) {
    if (isText(region)) await help.choose(region);
    return help.find(String(scheme));
  }

  /** @param {any} message */
  async function takeBack({ name }) {
    await allowed.takeBack(String(name));
    return {};
  }

  async function forgetAll() {
    await samePerson.forgetAll();
    return {};
  }

  async function retry() {
    await link.retry();
    await link.ask(protocol.status()).catch(() => null);
    return { health: await link.health() };
  }

  /** @type {Record<string, {from: Role | readonly Role[], handle: (message: any, place: Place, sender: chrome.runtime.MessageSender) => Promise<object | null>}>} */
  const table = {
    conversation: { from: 'content', handle: conversation },
    page: { from: 'content', handle: page },
    shown: { from: 'content', handle: shown },
    arrived: { from: 'content', handle: async (_message, place) => { await tabs.arrived(place); return {}; } },
    gone: { from: 'content', handle: async (message, place) => { await tabs.forget(place, String(message.source)); return {}; } },
    overview: { from: OWN_PAGES, handle: overview },
    known: { from: 'popup', handle: known },
    pin: { from: 'popup', handle: pin },
    forget: { from: 'popup', handle: forget },
    persons: { from: 'popup', handle: persons },
    went_on: { from: 'popup', handle: wentOn },
    same_person: { from: 'popup', handle: message => samePerson.answer({ ...chatOf(message), isSame: message.isSame === true }) },
    not_same: { from: 'popup', handle: part },
    help: { from: OWN_PAGES, handle: findHelp },
    standing: { from: OWN_PAGES, handle: patterns.standing },
    retry: { from: OWN_PAGES, handle: retry },
    take_back: { from: OWN_PAGES, handle: takeBack },
    outcome: { from: 'options', handle: patterns.outcome },
    check: { from: 'options', handle: () => patterns.check(true) },
    roll_back: { from: 'options', handle: patterns.rollBack },
    remembered: { from: 'options', handle: memory.count },
    forget_all: { from: 'options', handle: forgetAll },
    ...Object.fromEntries(['listing', 'open', 'leave'].map(kind =>
      [kind, { from: 'blocked', handle: (/** @type {any} */ message, /** @type {Place} */ _place, /** @type {chrome.runtime.MessageSender} */ sender) => stops.handle(message, sender) }])),
  };

  /** @param {any} message @param {chrome.runtime.MessageSender} sender @returns {Promise<object | null> | null} null when nobody will answer */
  function handle(message, sender) {
    const role = roleOf(sender);
    const entry = Object.hasOwn(table, message?.kind) ? table[message.kind] : undefined;
    if (!entry || ![entry.from].flat().includes(/** @type {Role} */ (role))) return null;
    return entry.handle(message, role === 'content' ? placeOf(sender) : /** @type {any} */ (null), sender);
  }

  return Object.freeze({ handle });
}
