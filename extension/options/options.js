// SPDX-License-Identifier: Apache-2.0
/** The options page: how Watchword itself is, and what the person has decided. Everything here comes from the background. */

import { allowedView } from '../shared/allowed.js';
import { element } from '../shared/dom.js';
import { HEALTHY, healthActs, healthHere, healthView } from '../shared/health.js';
import { findHelp, helpParts } from '../shared/help.js';
import { label } from '../shared/i18n.js';
import { startPage } from '../shared/page.js';
import { confirmed } from './dialog.js';
import { rows } from './facts.js';
import { outcomeView, patternFacts, rolledBackView } from './patterns.js';
import { protectionView } from './protection.js';

const POLL_MS = 2_000;
/** Contacts differ by scheme; this one is what most people come for. */
const SCHEME = 'investment';

const tell = (/** @type {object} */ message) => chrome.runtime.sendMessage(message);
const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const buttonAt = (/** @type {string} */ id) => /** @type {HTMLButtonElement} */ (document.getElementById(id));

/** @type {Map<string, string>} */
const drawn = new Map();

/** Redrawing what has not changed would take the focus from whoever uses the keyboard. @param {string} id @param {unknown} facts @param {() => Node[]} make */
function draw(id, facts, make) {
  const now = JSON.stringify(facts);
  if (drawn.get(id) === now) return;
  drawn.set(id, now);
  at(id).replaceChildren(...make());
}

/** @type {any} */
let overview = null;
/** @type {import('../shared/standing.js').Standing | null} */
let standing = null;

const calmView = () => element('section', { class: 'state quiet', 'data-state': HEALTHY }, [element('h2', {}, [label('healthGood')])]);

const noneAllowedView = () => element('section', { class: 'state allowed' }, [
  element('h2', {}, [label('allowedTitle')]), element('p', {}, [label('allowedNone')]),
]);

async function drawHealth() {
  const health = await healthHere(overview.health);
  draw('health', health, () => [health === HEALTHY ? calmView() : healthView(health, healthActs(refreshAll))]);
}

function drawAllowed() {
  const { allowed } = overview;
  draw('allowed', allowed, () => (allowed.length > 0 ? allowedView(allowed, refresh) : [noneAllowedView()]));
}

async function drawHelp() {
  const help = await findHelp(SCHEME);
  draw('help', help, () => (help.regions.length === 0 ? [] : [element('section', { class: 'state', 'aria-labelledby': 'help-title' }, [
    element('h2', { id: 'help-title' }, [label('cardHelp')]), element('p', {}, [label('helpText')]), ...helpParts({ scheme: SCHEME, help }, drawHelp),
  ])]));
}

function drawPatterns() {
  draw('patterns', [standing, overview.status?.pack], () => patternFacts(standing, overview.status));
  buttonAt('check').hidden = !standing || standing.why_never !== undefined;
  buttonAt('roll-back').hidden = !standing || standing.generation < 2;
}

async function drawMemory() {
  const { conversations, pinned } = await tell({ kind: 'remembered' });
  draw('memory', [conversations, pinned], () => rows([[label('factConversations'), String(conversations)], [label('factKnown'), String(pinned)]]));
  buttonAt('forget').disabled = conversations === 0;
}

async function refresh(nudge = false) {
  overview = await tell({ kind: 'overview', tabId: -1, nudge });
  drawAllowed();
  drawPatterns();
  draw('protection', overview.status?.protection, () => protectionView(overview.status));
  await Promise.all([drawHealth(), drawHelp(), drawMemory()]);
}

/** The updater is a program to be started: it is asked when there is reason to. */
async function askStanding() {
  standing = await tell({ kind: 'standing' });
  drawPatterns();
}

/** @param {Node[]} views */
const sayOutcome = views => at('outcome').replaceChildren(...views);

async function refreshAll(nudge = false) {
  await refresh(nudge);
  await askStanding();
  sayOutcome(outcomeView(standing, await tell({ kind: 'outcome' })));
}

/** Nothing else is begun while something of the updater runs. @param {() => Promise<Node[]>} work */
async function withUpdater(work) {
  const buttons = [buttonAt('check'), buttonAt('roll-back')];
  for (const one of buttons) one.setAttribute('aria-disabled', 'true');
  try {
    sayOutcome(await work());
  } finally {
    for (const one of buttons) one.removeAttribute('aria-disabled');
  }
  await refresh();
}

const check = () => withUpdater(async () => {
  sayOutcome([element('p', {}, [label('checking')])]);
  const outcome = await tell({ kind: 'check' });
  await askStanding();
  return outcomeView(standing, { ...outcome, at: Date.now() });
});

async function rollBack() {
  if (!await confirmed(label('rollBackAsk'), label('rollBackYes'))) return;
  await withUpdater(async () => {
    const result = await tell({ kind: 'roll_back' });
    await askStanding();
    return rolledBackView(result);
  });
}

async function forgetAll() {
  if (!await confirmed(label('forgetAllAsk'), label('forgetAllYes'))) return;
  await tell({ kind: 'forget_all' });
  await drawMemory();
  at('forgotten').textContent = label('forgotAll');
}

/** @param {string} id @param {() => void} press */
function onPress(id, press) {
  buttonAt(id).addEventListener('click', event => {
    if (event.isTrusted && buttonAt(id).getAttribute('aria-disabled') === null) press();
  });
}

startPage();
onPress('check', check);
onPress('roll-back', rollBack);
onPress('forget', forgetAll);
await refreshAll(true);
document.addEventListener('visibilitychange', () => { if (!document.hidden) askStanding(); });
setInterval(() => { if (!document.hidden) refresh(); }, POLL_MS);
