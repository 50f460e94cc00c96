// SPDX-License-Identifier: Apache-2.0
/** A native program that is started, asked one thing, answers once and is gone. */

import { causeOf } from './host_link.js';

/**
 * @typedef {{
 *   connect: () => chrome.runtime.Port,
 *   disconnectReason: (port: chrome.runtime.Port) => string,
 *   setTimer?: ((run: () => void, ms: number) => unknown) | undefined,
 *   clearTimer?: ((timer: any) => void) | undefined,
 * }} Program
 */

/**
 * What the program does after its answer means nothing.
 * @param {Program} program @param {object} request @param {number} deadlineMs
 * @returns {Promise<{reply: any} | {cause: string}>} why there is no answer: missing, forbidden, crashed, timeout
 */
export function askOnce({ connect, disconnectReason, setTimer = (run, ms) => setTimeout(run, ms), clearTimer = timer => clearTimeout(timer) }, request, deadlineMs) {
  return new Promise(resolve => {
    /** @type {chrome.runtime.Port | null} */
    let port = null;
    let isSettled = false;
    const settle = (/** @type {{reply: any} | {cause: string}} */ outcome) => {
      if (isSettled) return;
      isSettled = true;
      clearTimer(deadline);
      port?.disconnect();
      resolve(outcome);
    };
    const deadline = setTimer(() => settle({ cause: 'timeout' }), deadlineMs);
    try {
      const opened = connect();
      port = opened;
      opened.onMessage.addListener(reply => settle({ reply }));
      // Chromium tells the reason only while this listener runs.
      opened.onDisconnect.addListener(() => settle({ cause: causeOf(disconnectReason(opened)) }));
      opened.postMessage(request);
    } catch (error) {
      settle({ cause: causeOf(String(error)) });
    }
  });
}
