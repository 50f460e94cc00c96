// SPDX-License-Identifier: Apache-2.0
/** A publisher of the small pack of the tests with a real web server, and a computer whose browser follows it. */

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { Computer, Publisher, WebServer } from '../../integration/support/update_world.mjs';

const RULES = 'rules/investment/withdrawal-block/en.json';

/** What no pack knows before it is published. */
export const NEW_SCRIPT = 'Bring the violet lantern to the harbour before Sunday';

/** Adds a rule for it. @param {string} folder of patterns */
function addNewScript(folder) {
  const file = path.join(folder, RULES);
  const all = JSON.parse(readFileSync(file, 'utf8'));
  all.rules.push({
    id: 'investment/withdrawal-block/en/violet-lantern', reason: all.rules[0].reason, weight: 'strong', said_by: 'them',
    phrases: ['bring the violet lantern ... before sunday'],
    examples: {
      match: [NEW_SCRIPT, 'Bring the violet lantern here before Sunday!', 'you bring the violet lantern before sunday'],
      ignore: ['The lantern is violet.', 'Bring the lantern on Sunday.', 'A violet before Sunday.'],
    },
    sources: ['described in the tests'],
  });
  writeFileSync(file, JSON.stringify(all));
}

export async function openRepository() {
  const publisher = await new Publisher().open();
  const server = await new WebServer().start(publisher.site);
  return {
    /** A computer, and what a browser on it is launched with. */
    newComputer() {
      const computer = new Computer(publisher).follow(`${server.address}/good`);
      return { computer, launch: { cache: computer.cache, env: computer.env() } };
    },
    address: server.address,
    asked: () => server.asked(),
    publish: (version, { isNew = false } = {}) => publisher.publish(version, isNew ? addNewScript : undefined),
    close: () => server.stop(),
  };
}
