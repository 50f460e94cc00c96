// SPDX-License-Identifier: Apache-2.0
/** How the host is, for people: every state names what is wrong and the one thing that helps. */

import { button, element } from './dom.js';
import { label } from './i18n.js';

const EVERYWHERE = { origins: ['<all_urls>'] };

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

/** What the browser itself withholds comes before what the background knows. @param {string} health */
export const healthHere = async health => (await chrome.permissions.contains(EVERYWHERE) ? health : 'not_allowed');

/** The two things a person can do about it; `refresh` shows what came of it. @param {() => Promise<unknown>} refresh */
export const healthActs = refresh => ({
  retry: async () => {
    await chrome.runtime.sendMessage({ kind: 'retry' });
    await refresh();
  },
  allow: async () => {
    await chrome.permissions.request(EVERYWHERE);
    await refresh();
  },
});
