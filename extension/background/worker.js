// SPDX-License-Identifier: Apache-2.0
/** Where events arrive. Every listener is registered synchronously, or a worker that an event woke would miss that event. */

import { HOST_NAME, UPDATER_NAME, status } from '../shared/protocol.js';
import { createAllowed } from './allowed.js';
import { createBadge } from './badge.js';
import { createBlocking } from './blocking.js';
import { createHelp } from './help.js';
import { createHostLink } from './host_link.js';
import { inject } from './inject.js';
import { createMemory } from './memory.js';
import { createNavigation } from './navigation.js';
import { UPDATE, createPatterns } from './patterns.js';
import { createRequests } from './requests.js';
import { createSamePerson } from './same_person.js';
import { createStops } from './stops.js';
import { createTabs } from './tabs.js';
import { createUpdater } from './updater.js';

const WAKE = 'wake';
const NAMES = 'names';
const SHORTEST_ALARM_MINUTES = 0.5;

/** Chromium reports through lastError, which is only set while the listener runs; Firefox on the port, null after a plain exit. */
function disconnectReason(/** @type {chrome.runtime.Port & {error?: {message?: string} | null}} */ port) {
  return port.error?.message ?? chrome.runtime.lastError?.message ?? '';
}

const updater = createUpdater({
  connect: () => chrome.runtime.connectNative(UPDATER_NAME),
  disconnectReason,
  store: {
    load: async () => /** @type {import('./updater.js').UpdaterCounters | undefined} */ ((await chrome.storage.session.get('updater'))['updater']),
    save: counters => { chrome.storage.session.set({ updater: counters }); },
  },
});
const link = createHostLink({
  updater,
  connect: () => chrome.runtime.connectNative(HOST_NAME),
  disconnectReason,
  version: chrome.runtime.getManifest().version,
  store: {
    load: async () => /** @type {import('./pauses.js').Counters | undefined} */ ((await chrome.storage.session.get('link'))['link']),
    save: counters => { chrome.storage.session.set({ link: counters }); },
  },
  onReady: isOwed => {
    if (isOwed) tellTabs({ kind: 'again' });
    refreshNames();
  },
  onPause: ms => { chrome.alarms.create(WAKE, { delayInMinutes: Math.max(SHORTEST_ALARM_MINUTES, ms / 60_000) }); },
});
const memory = createMemory({ local: chrome.storage.local, session: chrome.storage.session });
const samePerson = createSamePerson({ memory, session: chrome.storage.session, reconsider: keys => { tellTabs({ kind: 'reconsider', keys }); } });
const tabs = createTabs({ storage: chrome.storage.session, badge: createBadge(chrome.action) });
const allowed = createAllowed({ dnr: chrome.declarativeNetRequest, local: chrome.storage.local });
const blocking = createBlocking({
  ask: request => link.ask(request),
  dnr: chrome.declarativeNetRequest,
  session: chrome.storage.session,
  onPause: ms => { chrome.alarms.create(NAMES, { delayInMinutes: ms / 60_000 }); },
});
const stops = createStops({ ask: request => link.ask(request), leave: tabId => navigation.leave(tabId), blocking, allowed });
const navigation = createNavigation({
  lookUp: stops.lookUp,
  isHeld: async host => await blocking.nameFor(host) !== null,
  moved: allowed.moved,
  tabs: chrome.tabs,
});
const patterns = createPatterns({
  connect: () => chrome.runtime.connectNative(UPDATER_NAME),
  disconnectReason,
  alarms: chrome.alarms,
  storage: chrome.storage.local,
  reload: () => link.reload(),
});
const help = createHelp({ storage: chrome.storage.local, ask: request => link.ask(request) });
const requests = createRequests({ link, memory, samePerson, tabs, allowed, stops, help, patterns });

const refreshNames = () => blocking.refresh(link.host()?.pack?.digest);

/** Pages that had to go unread while the host was away are read now. */
async function tellTabs(/** @type {object} */ message) {
  for (const tab of await chrome.tabs.query({ discarded: false })) {
    // Tabs without our content script (the browser's own pages) have no one to answer.
    if (tab.id !== undefined) chrome.tabs.sendMessage(tab.id, message).catch(() => {});
  }
}

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  const answer = requests.handle(message, sender);
  if (!answer) return false;
  // A failure of ours is an answer too: a content script left waiting would stop reading.
  answer.then(respond, error => respond({ error: 'failed', text: String(error) }));
  return true;
});

chrome.webNavigation.onBeforeNavigate.addListener(navigation.began);
chrome.webNavigation.onCommitted.addListener(navigation.committed);
chrome.tabs.onRemoved.addListener(tabId => {
  tabs.drop(tabId);
  allowed.endOnce(tabId);
  navigation.forget(tabId);
});
chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === UPDATE) patterns.check();
  if (name === WAKE) link.ask(status()).catch(() => {});
  // Without a host there is nothing to ask; its next hello brings the names up to date.
  if (name === NAMES) link.ask(status()).then(refreshNames, () => {});
});
chrome.runtime.onStartup.addListener(() => { patterns.schedule(); });
chrome.runtime.onInstalled.addListener(() => {
  patterns.schedule();
  inject(chrome);
  allowed.restore();
});
chrome.runtime.onUpdateAvailable.addListener(() => {
  // An open native port keeps the worker alive, and a living worker keeps the update waiting.
  link.close();
  chrome.runtime.reload();
});
