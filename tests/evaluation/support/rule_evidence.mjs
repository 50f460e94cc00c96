// SPDX-License-Identifier: Apache-2.0
/** Which rules are heard in each item, family by family of schemes: in a verdict one scheme would hide the others. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @typedef {{rule: string, from: string | undefined}} Heard */
/** @typedef {{heard: Heard[], probability: number}} FamilyVerdict what is heard of one family, and what the program makes of it */

/** Schemes whose evidence is added up together. @param {{schemes: {id: string, kin?: string[]}[]}} head */
function familiesOf({ schemes }) {
  const families = schemes.map(({ id, kin = [] }) => [id, ...kin].sort().join(' '));
  return [...new Set(families)].map(family => family.split(' '));
}

/** A pack of one family that tells of everything it hears, each rule with the weight of its class. */
function buildOpenPack({ patterns, program }, folder, head, family) {
  const copy = join(folder, `patterns-${family[0]}`);
  cpSync(patterns, copy, { recursive: true });
  for (const { id } of head.schemes) if (!family.includes(id)) rmSync(join(copy, 'rules', id), { recursive: true, force: true });
  const { cues } = JSON.parse(readFileSync(join(copy, 'weights.json'), 'utf8'));
  writeFileSync(join(copy, 'weights.json'), JSON.stringify({ cues }));
  writeFileSync(join(copy, 'pack.json'), JSON.stringify({ ...head, model: { ...head.model, notice: 0.0001 } }));
  const pack = join(folder, `${family[0]}.pack`);
  execFileSync(program, ['pack', 'build', copy, '-o', pack]);
  return pack;
}

function verdictOf(line, item) {
  const { probability, evidence = [] } = JSON.parse(line);
  const heard = evidence.map(({ rule, message }) => ({ rule, from: item.messages?.[message]?.from }));
  return { probability, heard };
}

/** @param {any[]} items @param {{patterns: string, program: string}} where @returns {FamilyVerdict[][]} by item */
export function hearRules(items, where) {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-rules-'));
  try {
    const input = join(folder, 'items.jsonl');
    writeFileSync(input, items.map(item => JSON.stringify(item)).join('\n'));
    const head = JSON.parse(readFileSync(join(where.patterns, 'pack.json'), 'utf8'));
    const all = items.map(() => []);
    for (const family of familiesOf(head)) {
      const pack = buildOpenPack(where, folder, head, family);
      const lines = execFileSync(where.program, ['scan', '--pack', pack, input], { maxBuffer: 2 ** 30 }).toString().trim().split('\n');
      lines.forEach((line, at) => {
        const verdict = verdictOf(line, items[at]);
        if (verdict.heard.length > 0) all[at].push(verdict);
      });
    }
    return all;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
