// SPDX-License-Identifier: Apache-2.0
/** The popup: the one place of ours that no page can draw over. Explains in full, and takes the decisions that need trust. */

import { allowedView } from '../shared/allowed.js';
import { HEALTHY, healthActs, healthHere, healthView } from '../shared/health.js';
import { findHelp } from '../shared/help.js';
import { startPage } from '../shared/page.js';
import { findingView } from './finding.js';
import { questionView, quietSameView } from './person.js';
import { footView, lookAlikeView, quietView } from './views.js';

const POLL_MS = 2_000;

/** @returns {Promise<number>} the tab the popup is about; an address with ?tab= tells it where the popup is a page of its own */
async function tabOfInterest() {
  const told = Number(new URLSearchParams(location.search).get('tab'));
  if (told > 0) return told;
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? -1;
}

/** What each frame has found. Frames without our script (a page that was closed, the browser's own) have nothing to report. */
async function reports(/** @type {number} */ tabId, /** @type {number[]} */ frames) {
  const told = await Promise.all(frames.map(async frameId => {
    const report = await chrome.tabs.sendMessage(tabId, { kind: 'report' }, { frameId }).catch(() => null);
    const found = (report?.findings ?? []).map((/** @type {any} */ each) => ({ ...each, tabId, frameId }));
    return { found, chats: report?.chats ?? [], lookAlike: frameId === 0 ? report?.lookAlike : null };
  }));
  const order = ['danger', 'caution', 'notice'];
  const found = told.flatMap(each => each.found).sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  return { found, chats: told.flatMap(each => each.chats), lookAlike: told.find(each => each.lookAlike)?.lookAlike ?? null };
}

async function gather(/** @type {number} */ tabId, /** @type {boolean} */ nudge) {
  const overview = await chrome.runtime.sendMessage({ kind: 'overview', tabId, nudge });
  const { found, chats, lookAlike } = await reports(tabId, overview.frames);
  // Whoever is held somewhere has other worries, and nothing here should say whom they talk to.
  const isCry = (/** @type {any} */ { key }) => found.some(each => each.key === key && each.scheme === 'captive');
  const persons = await chrome.runtime.sendMessage({ kind: 'persons', chats: chats.filter(each => !isCry(each)) });
  const known = await Promise.all(found.map((/** @type {any} */ { key, area }) => chrome.runtime.sendMessage({ kind: 'known', key, area })));
  const help = await Promise.all(found.map((/** @type {any} */ { scheme }) => findHelp(scheme)));
  const health = await healthHere(overview.health);
  return { health, status: overview.status, allowed: overview.allowed, lookAlike, chats, persons, found: found.map((/** @type {any} */ each, /** @type {number} */ index) =>
    ({ ...each, pinned: known[index].pinned, help: help[index], isWished: persons.wished === each.key, same: persons.same[each.key] })) };
}

/** @type {import('../shared/standing.js').Standing | null} asked once, when the popup opens */
let standing = null;

/** @typedef {Awaited<ReturnType<typeof gather>>} Gathered */

let drawn = '';

/** @param {Gathered} gathered @param {() => Promise<void>} refresh */
const quietSames = ({ chats, persons, found }, refresh) => chats.flatMap((/** @type {any} */ chat) => {
  const sites = persons.same[chat.key];
  return sites && !found.some((/** @type {any} */ { key }) => key === chat.key) ? [quietSameView(chat, sites, refresh)] : [];
});

/** Whoever uses the keyboard or a screen reader goes on where they were, or with what came of it. @param {string} act */
function followFocus(act) {
  const all = [...document.querySelectorAll('[data-act]')];
  const next = all.find(each => each instanceof HTMLElement && each.dataset['act'] === act) ?? document.querySelector('#content');
  if (next instanceof HTMLElement) next.focus();
}

/** @param {number} tabId @param {Gathered} gathered */
function draw(tabId, gathered) {
  // Redrawing what has not changed would take the focus from whoever uses the keyboard.
  const now = JSON.stringify([gathered.health, gathered.status?.protection, gathered.found, gathered.lookAlike, gathered.allowed, gathered.persons, standing]);
  if (now === drawn) return;
  drawn = now;
  const refresh = () => update(tabId, false);
  const { health, status, found, lookAlike, allowed } = gathered;
  const views = found.map((/** @type {any} */ each) => findingView(each, refresh));
  if (health !== HEALTHY) views.unshift(healthView(health, healthActs(refresh)));
  else if (views.length === 0) views.push(quietView());
  views.push(...quietSames(gathered, refresh));
  if (gathered.persons.question) views.unshift(questionView(gathered.persons.question, refresh));
  const act = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['act'] : undefined;
  document.querySelector('#content')?.replaceChildren(...views, ...lookAlikeView(lookAlike), ...allowedView(allowed, refresh));
  if (act) followFocus(act);
  document.querySelector('#foot')?.replaceChildren(...footView(status, standing));
}

async function update(/** @type {number} */ tabId, /** @type {boolean} */ nudge) {
  draw(tabId, await gather(tabId, nudge));
}

function addCardStyle() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(card.style);
  document.adoptedStyleSheets.push(sheet);
}

/** As the browser opens it: in the tab that has it already, when there is one. */
function leadToOptions() {
  document.querySelector('#options')?.addEventListener('click', event => {
    event.preventDefault();
    chrome.runtime.openOptionsPage();
  });
}

startPage();
addCardStyle();
leadToOptions();
const tabId = await tabOfInterest();
await update(tabId, true);
// The updater is a program to be started: nobody waits for it to see a warning.
chrome.runtime.sendMessage({ kind: 'standing' }).then(told => { standing = told; return update(tabId, false); });
setInterval(() => { update(tabId, false); }, POLL_MS);
