// SPDX-License-Identifier: Apache-2.0
/** What the popup says about Watchword itself: every state names what is wrong and the one thing that helps. */

import { button, element } from '../shared/dom.js';
import { label, ownLanguage } from '../shared/i18n.js';

export const HEALTHY = 'ok';

/**
 * State → the command that helps; the texts are state_<name>_title and state_<name>_text. Where nothing needs to be done there is neither.
 * @type {Record<string, {command?: string, act?: 'retry' | 'allow', isCalm?: boolean}>}
 */
const STATES = Object.freeze({
  missing: { command: 'watchword install', act: 'retry' },
  forbidden: { command: 'watchword install', act: 'retry' },
  outdated: { command: 'watchword doctor', act: 'retry' },
  crashed: { command: 'watchword doctor', act: 'retry' },
  no_pack: { command: 'watchword doctor', act: 'retry' },
  no_image: { command: 'watchword doctor', act: 'retry' },
  preparing: { isCalm: true },
  recovering: { act: 'retry' },
  idle: { act: 'retry' },
  not_allowed: { act: 'allow' },
});

/** @param {string} health @param {{retry: () => void, allow: () => void}} acts @returns {HTMLElement} */
export function healthView(health, acts) {
  const { command, act, isCalm } = STATES[health] ?? { command: 'watchword doctor', act: 'retry' };
  const name = health in STATES ? health : 'crashed';
  const view = element('section', { class: isCalm ? 'state quiet' : 'state', 'data-state': name }, [
    element('h2', {}, [label(`state_${name}_title`)]),
    element('p', {}, [label(`state_${name}_text`)]),
  ]);
  if (command) view.append(element('p', {}, [label('runThis')]), element('p', { class: 'command' }, [element('code', {}, [command])]));
  if (act) view.append(element('div', { class: 'buttons' }, [button(label(act), acts[act], 'main')]));
  return view;
}

/** Silence proves nothing, and a page that could make us say otherwise would. @returns {HTMLElement} */
export const quietView = () => element('section', { class: 'state quiet', 'data-state': 'quiet' }, [
  element('h2', {}, [label('quietTitle')]),
  element('p', {}, [label('quietText')]),
]);

/** Whose name the page's address looks like: worth knowing, and no warning by itself. @param {{name: string, official: string} | null} found */
export const lookAlikeView = found => (found ? [element('section', { class: 'state', 'data-state': 'look-alike' }, [
  element('h2', {}, [label('likeTitle')]),
  element('p', {}, [label('likeText', [found.name, found.official])]),
])] : []);

/** @typedef {{installed: number, last_check: number, last_success: number, why_older?: string, why_never?: string}} Standing times in seconds */

const DAY_S = 86_400;
const STALE_DAYS = 7;

const dayOf = (/** @type {number} */ seconds) => new Date(seconds * 1000).toLocaleDateString(ownLanguage());

/** How old the patterns are, and why they are not newer. @param {Standing | null} standing @param {number} now seconds */
function patternsLine(standing, now) {
  if (!standing) return [];
  if (standing.why_older) return [label('patternsBack')];
  const stale = Math.floor((now - standing.last_success) / DAY_S);
  if (standing.last_success > 0 && stale >= STALE_DAYS) return [label('patternsStale', [String(stale)])];
  if (standing.last_check > 0) return [label('patternsChecked', [dayOf(standing.last_check)])];
  return standing.why_never ? [label('patternsNever')] : [];
}

/** @param {{protection?: {network?: string, exec?: string}, pack?: {version: number, built?: string} | null} | null} status @param {Standing | null} standing @returns {HTMLElement[]} */
export function footView(status, standing) {
  if (!status) return [];
  const isSealed = status.protection?.network === 'denied';
  const lines = [element('p', { class: isSealed ? 'sealed' : 'unsealed' }, [
    element('strong', {}, [label(isSealed ? 'nothingLeft' : 'notSealed')]), ' ', label(isSealed ? 'nothingLeftWhy' : 'notSealedWhy'),
  ])];
  if (status.pack) lines.push(element('p', { class: 'note' }, [label('packLine', [String(status.pack.version), status.pack.built ?? ''])]));
  for (const line of patternsLine(standing, Date.now() / 1000)) lines.push(element('p', { class: 'note' }, [line]));
  return lines;
}
