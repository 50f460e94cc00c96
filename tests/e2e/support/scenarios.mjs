// SPDX-License-Identifier: Apache-2.0
/** What both browsers must do alike, with the real host. Each browser's spec names itself and calls this. */

import { describe } from 'node:test';

import { stopping } from './blocking.mjs';
import { choices } from './choices.mjs';
import { absentHost, recovery, uselessHosts } from './life.mjs';
import { preparation } from './preparation.mjs';
import { samePerson } from './same_person.mjs';
import { trust } from './trust.mjs';
import { warnings } from './warnings.mjs';
import { createWorld } from './world.mjs';

/** @param {(options: object) => Promise<any>} launchBrowser */
export function bothBrowsers(launchBrowser) {
  const world = createWorld(launchBrowser);
  describe('warnings', () => warnings(world));
  describe('trust', () => trust(world));
  describe('one person on two sites', () => samePerson(world));
  describe('listed addresses', () => stopping(world));
  describe('choices about listed addresses', () => choices(world));
  describe('preparation', () => preparation(world));
  describe('recovery', () => recovery(world));
  describe('hosts that are of no use', () => uselessHosts(world));
  describe('no host', () => absentHost(world));
}
