// SPDX-License-Identifier: Apache-2.0
/** Whom to turn to: the host's contacts for the country the person chose, or else the one the browser was set up for. */

import { likelyRegion } from '../shared/i18n.js';
import * as protocol from '../shared/protocol.js';

const KEY = 'region';
const NOBODY = Object.freeze({ regions: [], contacts: [] });

/** @param {{storage: chrome.storage.StorageArea, ask: (request: object & {kind: string}) => Promise<any>}} parts */
export function createHelp({ storage, ask }) {
  async function region() {
    const chosen = (await storage.get(KEY))[KEY];
    return typeof chosen === 'string' ? chosen : likelyRegion();
  }

  /** Without the host there is nobody to name; the warning itself matters more. @param {string} scheme */
  async function find(scheme) {
    const where = await region();
    const { regions, contacts } = await ask(protocol.help({ scheme, region: where })).catch(() => NOBODY);
    return { region: where, regions, contacts };
  }

  /** @param {string} chosen ISO 3166-1, or empty */
  const choose = chosen => storage.set({ [KEY]: chosen });

  return Object.freeze({ find, choose });
}
