// SPDX-License-Identifier: Apache-2.0
/**
 * The one port to the native host. off → connecting → hello → (preparing →) ready → lost → waiting → … → gave_up.
 * Opened by the first request, never on its own. Every request has a deadline; losing the port settles every one of
 * them. How often the host was started is counted in storage that outlives this worker, so that eviction cannot
 * turn a pause into a storm. A host without compiled patterns has them prepared; what needs them waits for that.
 */

import * as protocol from '../shared/protocol.js';
import { createPauses } from './pauses.js';

const DEADLINE_MS = 2_000;
// A browser that restores its windows leaves a new process little to run on.
const HELLO_DEADLINE_MS = 10_000;
// As long as the updater may take, and the host to look again.
const PREPARING_DEADLINE_MS = 180_000;
const HEALTHY_MS = 600_000;
const LAST_ID = 2 ** 32 - 1;

/** Why a request has no verdict: `refused` is the host's own answer, the others are about the port. */
export class LinkError extends Error {
  /** @param {'unavailable' | 'crashed' | 'timeout' | 'refused' | 'too_large'} why @param {string} text @param {number} [code] */
  constructor(why, text, code) {
    super(text);
    this.why = why;
    this.code = code;
  }
}

/**
 * The browsers' words for why a host did not start (they tell no more than this).
 * @param {string} reason @returns {'missing' | 'forbidden' | 'crashed'}
 */
export function causeOf(reason) {
  if (/not found|no such native application/i.test(reason)) return 'missing';
  return /forbidden/i.test(reason) ? 'forbidden' : 'crashed';
}

/**
 * @typedef {{request: protocol.Frame, kind: string, tries: number, deadline: unknown,
 *   resolve: (reply: any) => void, reject: (error: LinkError) => void}} Pending
 * @typedef {{
 *   connect: () => chrome.runtime.Port,
 *   disconnectReason: (port: chrome.runtime.Port) => string,
 *   store: {load: () => Promise<import('./pauses.js').Counters | undefined>, save: (counters: import('./pauses.js').Counters) => void},
 *   version: string,
 *   now?: () => number,
 *   random?: () => number,
 *   setTimer?: (run: () => void, ms: number) => unknown,
 *   clearTimer?: (timer: any) => void,
 *   updater?: Pick<ReturnType<typeof import('./updater.js').createUpdater>, 'loaded' | 'isDue' | 'build' | 'remainingMs' | 'forget'>,
 *   onReady?: (isOwed: boolean) => void,
 *   onPause?: (ms: number) => void,
 * }} Surroundings
 */

/** @param {Surroundings} surroundings */
export function createHostLink(surroundings) {
  const { connect, disconnectReason, store, version, updater } = surroundings;
  const now = surroundings.now ?? Date.now;
  const setTimer = surroundings.setTimer ?? ((run, ms) => setTimeout(run, ms));
  const clearTimer = surroundings.clearTimer ?? (timer => clearTimeout(timer));
  const pauses = createPauses({ store, now, random: surroundings.random ?? Math.random });

  let state = 'off';
  let nextId = 1;
  let readySince = 0;
  /** @type {chrome.runtime.Port | null} */
  let port = null;
  /** @type {unknown} */
  let wakeTimer = null;
  /** @type {any} */
  let host = null;
  /** @type {Map<number, Pending>} sent, in the order of sending */
  const sent = new Map();
  /** @type {Pending[]} waiting for the port */
  let queue = [];

  /** @param {object & {kind: string}} request @returns {Promise<any>} */
  async function ask(request) {
    if (!protocol.fitsInAFrame(request)) throw new LinkError('too_large', 'request is larger than a frame', protocol.ERRORS.too_large);
    await Promise.all([pauses.loaded, updater?.loaded]);
    return new Promise((resolve, reject) => {
      const pending = { request: { ...request, id: 0 }, kind: request.kind, tries: 0, deadline: null, resolve, reject };
      if (state === 'ready' || (state === 'preparing' && pending.kind === 'status')) return transmit(pending);
      if (!mayWait()) return turnAway(pending);
      enqueue(pending);
    });
  }

  /** Never judged and not to blame: worth asking again once the host is back. */
  function turnAway(/** @type {Pending} */ pending) {
    pauses.owe();
    pending.reject(new LinkError('unavailable', state));
  }

  /** A request may wait for a port that is about to open, not for one that pauses for minutes. */
  function mayWait() {
    if (state === 'preparing') return true;
    if (state === 'gave_up' || pauses.counters().gaveUp) return false;
    return pauses.remainingMs() < DEADLINE_MS;
  }

  function enqueue(/** @type {Pending} */ pending) {
    queue.push(pending);
    pending.deadline = setTimer(() => {
      queue = queue.filter(each => each !== pending);
      turnAway(pending);
    }, state === 'preparing' ? PREPARING_DEADLINE_MS : DEADLINE_MS);
    if (state === 'off' || state === 'waiting') openWhenDue();
  }

  function openWhenDue() {
    clearTimer(wakeTimer);
    const pause = pauses.remainingMs();
    if (pause <= 0) return open();
    state = 'waiting';
    wakeTimer = setTimer(open, pause);
  }

  function open() {
    clearTimer(wakeTimer);
    if (port) return;
    if (!pauses.countStart()) return giveUp();
    state = 'connecting';
    try {
      port = connect();
    } catch (error) {
      // The permission is missing or the name is refused: the same to the user as a host that is not there.
      return closed(null, String(error));
    }
    const opened = port;
    opened.onMessage.addListener(reply => received(opened, reply));
    opened.onDisconnect.addListener(() => closed(opened, disconnectReason(opened)));
    greet();
  }

  function greet() {
    state = 'hello';
    transmit({
      request: { ...protocol.hello(version), id: 0 }, kind: 'hello', tries: 1, deadline: null,
      resolve: greeted,
      reject: error => {
        if (error.code === protocol.ERRORS.unsupported_protocol) return retire('outdated');
        if (error.why === 'refused') hangUp(error.message, 'crashed');
      },
    });
  }

  function greeted(/** @type {any} */ reply) {
    host = reply;
    readySince = now();
    if (reply.image_missing) return withoutImage();
    const isOwed = pauses.counters().owes;
    pauses.succeeded();
    state = 'ready';
    surroundings.onReady?.(isOwed);
    takeQueue().forEach(transmit);
  }

  /** What waits, waiting no longer. */
  function takeQueue() {
    const waiting = queue;
    queue = [];
    for (const pending of waiting) clearTimer(pending.deadline);
    return waiting;
  }

  /** There is a host, and nothing for it to judge with. */
  function withoutImage() {
    host = { ...host, image_missing: true };
    if (updater?.isDue()) return prepare(updater);
    state = 'ready';
    surroundings.onPause?.(updater?.remainingMs() ?? 0);
    sortQueue(turnAway);
  }

  /** How the host is can be told without patterns; the rest cannot. @param {(pending: Pending) => void} rest */
  function sortQueue(rest) {
    for (const pending of takeQueue()) (pending.kind === 'status' ? transmit : rest)(pending);
  }

  /** @param {NonNullable<Surroundings['updater']>} by */
  async function prepare(by) {
    const opened = port;
    state = 'preparing';
    // Those that waited for the port may now wait for the patterns.
    sortQueue(enqueue);
    const isThere = await by.build();
    if (port !== opened || state !== 'preparing') return;
    // The host looks for the image again before it answers.
    if (isThere) greet();
    else withoutImage();
  }

  /** The host could not judge this one: it waits as well, or is turned away until there is something to judge with. */
  function unprepared(/** @type {Pending} */ pending) {
    if (state !== 'preparing') withoutImage();
    if (state === 'preparing') enqueue(pending);
    else turnAway(pending);
  }

  /** Someone else had the image built, or took it away. */
  function noteImage(/** @type {string} */ kind, /** @type {any} */ reply) {
    if (kind === 'hello' || state !== 'ready') return;
    const isMissing = kind === 'status' ? reply.image_missing === true : false;
    if (isMissing && updater?.isDue()) withoutImage();
    if (!isMissing && host.image_missing) greet();
  }

  function transmit(/** @type {Pending} */ pending) {
    const id = nextId;
    nextId = nextId === LAST_ID ? 1 : nextId + 1;
    sent.set(id, pending);
    pending.deadline = setTimer(() => overdue(id), pending.kind === 'hello' ? HELLO_DEADLINE_MS : DEADLINE_MS);
    try {
      port?.postMessage({ ...pending.request, id });
    } catch (error) {
      // A dead port can throw here without ever firing onDisconnect.
      closed(port, String(error));
    }
  }

  function received(/** @type {chrome.runtime.Port} */ from, /** @type {any} */ reply) {
    if (from !== port) return;
    const pending = sent.get(reply?.id);
    if (!pending) return;
    sent.delete(reply.id);
    clearTimer(pending.deadline);
    if (!protocol.answers(pending.kind, reply)) {
      pending.reject(new LinkError('crashed', 'the host answered with something else'));
      return hangUp('the host answered with something else', 'crashed');
    }
    if (reply.kind === 'error' && reply.code === protocol.ERRORS.image_missing) return unprepared(pending);
    if (reply.kind === 'error') return pending.reject(new LinkError('refused', reply.message, reply.code));
    pending.resolve(reply);
    noteImage(pending.kind, reply);
  }

  /** Replies come in order, so one that is missing means that no later one can be trusted to come. */
  function overdue(/** @type {number} */ id) {
    const pending = sent.get(id);
    sent.delete(id);
    pending?.reject(new LinkError('timeout', 'no answer in time'));
    hangUp('the host did not answer in time', 'crashed');
  }

  function hangUp(/** @type {string} */ text, /** @type {string} */ cause) {
    const dropped = port;
    closed(dropped, text, cause);
    dropped?.disconnect();
  }

  /** @param {chrome.runtime.Port | null} which @param {string} reason @param {string} [cause] */
  function closed(which, reason, cause = causeOf(reason)) {
    if (which !== port) return;
    const wasReady = state === 'ready' || state === 'preparing';
    port = null;
    host = null;
    state = 'lost';
    if (wasReady && now() - readySince >= HEALTHY_MS) pauses.forget();
    pauses.failed({ cause, saidHello: wasReady });
    surroundings.onPause?.(pauses.remainingMs());
    settleAll();
    state = 'waiting';
    if (!mayWait()) rejectQueue();
    else if (queue.length > 0) openWhenDue();
  }

  /** The host may have died of anything, so what it had in hand is asked once more; a second death is blamed on the request. */
  function settleAll() {
    const orphans = [...sent.values()];
    sent.clear();
    for (const pending of orphans) {
      clearTimer(pending.deadline);
      const again = pending.kind !== 'hello' && pending.tries === 0 && mayWait();
      if (again) enqueueAgain(pending);
      else pending.reject(new LinkError('crashed', 'the host went away'));
    }
  }

  function enqueueAgain(/** @type {Pending} */ pending) {
    pending.tries += 1;
    enqueue(pending);
  }

  function giveUp() {
    pauses.giveUp();
    state = 'gave_up';
    rejectQueue();
  }

  /** The host lives but nothing it can say is of use; starting it again would change nothing. */
  function retire(/** @type {string} */ cause) {
    const dropped = port;
    port = null;
    pauses.failed({ cause, saidHello: false });
    giveUp();
    dropped?.disconnect();
  }

  function rejectQueue() {
    takeQueue().forEach(turnAway);
  }

  /** The person asked for another try: everything counted so far is forgotten. */
  async function retry() {
    await pauses.loaded;
    close();
    pauses.forget();
    updater?.forget();
  }

  /** Something happened that makes a try worth while; it does not shorten what a crash has earned by much. */
  async function nudge() {
    await pauses.loaded;
    if (!port && state !== 'gave_up') pauses.allowNow();
  }

  function close() {
    const dropped = port;
    port = null;
    host = null;
    clearTimer(wakeTimer);
    state = 'off';
    settleAll();
    rejectQueue();
    dropped?.disconnect();
  }

  /** New patterns were installed: a host that runs goes on with them, one that does not will open them anyway. */
  async function reload() {
    if (state !== 'ready') return;
    const { pack } = await ask(protocol.reload()).catch(() => ({ pack: undefined }));
    if (!pack || state !== 'ready') return;
    host = { ...host, pack };
    surroundings.onReady?.(false);
  }

  /** One word for the popup. */
  async function health() {
    await pauses.loaded;
    const { cause, gaveUp, failures, saidHello } = pauses.counters();
    if (state === 'preparing') return 'preparing';
    if (state === 'ready' && host.image_missing) return 'no_image';
    if (state === 'ready') return host.pack === null ? 'no_pack' : 'ok';
    if (cause === 'missing' || cause === 'forbidden' || cause === 'outdated') return cause;
    if (gaveUp || (failures > 0 && !saidHello)) return 'crashed';
    return failures > 0 ? 'recovering' : 'idle';
  }

  return Object.freeze({ ask, retry, nudge, reload, close, health, state: () => state, host: () => host });
}
