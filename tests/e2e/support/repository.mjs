// SPDX-License-Identifier: Apache-2.0
/** A publisher of our own patterns with a real web server, and a computer whose browser follows it. */

import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { Computer, Publisher, WebServer } from '../../integration/support/update_world.mjs';
import { buildImage } from './native_host.mjs';
import { PATTERNS } from './paths.mjs';

const RULES = 'rules/investment/withdrawal-block/en.json';

/** What no pack knows before it is published. */
export const NEW_SCRIPT = 'Bring the violet lantern to the harbour before Sunday';

/** Our patterns with that version, and a rule for NEW_SCRIPT when wanted. @param {boolean} isNew */
const ours = isNew => folder => {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'pack.json'), 'utf8'));
  rmSync(folder, { recursive: true });
  cpSync(PATTERNS, folder, { recursive: true });
  const change = (name, work) => {
    const file = path.join(folder, name);
    writeFileSync(file, JSON.stringify(work(JSON.parse(readFileSync(file, 'utf8')))));
  };
  change('pack.json', head => ({ ...head, version }));
  if (!isNew) return;
  change(RULES, all => ({ ...all, rules: [...all.rules, {
    id: 'investment/withdrawal-block/en/violet-lantern', reason: all.rules[0].reason, weight: 'strong', said_by: 'them',
    phrases: ['bring the violet lantern ... before sunday'],
    examples: {
      match: [NEW_SCRIPT, 'Bring the violet lantern here before Sunday!', 'you bring the violet lantern before sunday'],
      ignore: ['The lantern is violet.', 'Bring the lantern on Sunday.', 'A violet before Sunday.'],
    },
    sources: ['described in the tests'],
  }] }));
};

export async function openRepository() {
  const publisher = await new Publisher().open();
  const server = await new WebServer().start(publisher.site);
  /** A computer as it is after the installation: its patterns compiled, nothing fetched. */
  function newComputer() {
    const computer = new Computer(publisher).follow(`${server.address}/good`);
    buildImage(computer.cache);
    return { computer, launch: { cache: computer.cache, env: computer.env() } };
  }
  return {
    newComputer,
    address: server.address,
    asked: () => server.asked(),
    publish: (version, { isNew = false, more = [] } = {}) => publisher.publish(version, ours(isNew), more),
    close: () => server.stop(),
  };
}
