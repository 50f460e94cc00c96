// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';

import './browser_globals.mjs';

import { createHelp } from '../../../extension/background/help.js';
import { likelyRegion } from '../../../extension/shared/i18n.js';
import { createArea } from './fake_browser.mjs';

globalThis.navigator ??= /** @type {any} */ ({ languages: ['en'] });

const CONTACTS = [{ name: 'police', phone: '1', checked: '2026-11-22' }];

/** A host that knows one country. */
function createKnowing() {
  const asked = [];
  const ask = async request => {
    asked.push(request);
    return { regions: ['SG'], contacts: request.region === 'SG' ? CONTACTS : [] };
  };
  return { asked, ask };
}

test('the country is the one the browser was set up for, until one is chosen', async () => {
  const { asked, ask } = createKnowing();
  const help = createHelp({ storage: createArea(), ask });
  await help.find('investment');
  await help.choose('SG');
  assert.deepEqual(await help.find('investment'), { region: 'SG', regions: ['SG'], contacts: CONTACTS });
  await help.choose('');
  assert.deepEqual((await help.find('investment')).contacts, [], 'another country is a choice too');
  assert.deepEqual(asked.slice(1).map(({ kind, scheme, region }) => [kind, scheme, region]), [['help', 'investment', 'SG'], ['help', 'investment', undefined]]);
});

test('without a host nobody is named, and nothing fails', async () => {
  const help = createHelp({ storage: createArea(), ask: async () => { throw new Error('no host'); } });
  const { regions, contacts } = await help.find('investment');
  assert.deepEqual({ regions, contacts }, { regions: [], contacts: [] });
});

test('languages tell the country where they name one', () => {
  assert.equal(likelyRegion(['en', 'en-GB']), 'GB');
  assert.equal(likelyRegion(['zh-Hant-TW']), 'TW');
  assert.equal(likelyRegion(['not a tag', 'de-AT']), 'AT');
  assert.equal(likelyRegion(['en']), '');
});
