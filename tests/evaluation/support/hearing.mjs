// SPDX-License-Identifier: Apache-2.0
/** Which cues and how many rules are heard in conversations, scheme by scheme: in a verdict one scheme would hide the others. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OWN_WORDS = 0.5; // as host/assess has it
const MOST_RULES = 3;

/** A pack of one scheme that tells of everything it hears. */
function buildOpenPack({ patterns, program, folder, scheme, schemes }) {
  const copy = join(folder, `patterns-${scheme}`);
  cpSync(patterns, copy, { recursive: true });
  rmSync(join(copy, 'weights.json'), { force: true });
  for (const other of schemes) if (other !== scheme) rmSync(join(copy, 'rules', other), { recursive: true });
  const head = JSON.parse(readFileSync(join(copy, 'pack.json'), 'utf8'));
  head.model.notice = 0.0001;
  writeFileSync(join(copy, 'pack.json'), JSON.stringify(head));
  const pack = join(folder, `${scheme}.pack`);
  execFileSync(program, ['pack', 'build', copy, '-o', pack]);
  return pack;
}

function note(features, rule, from) {
  const [scheme, , , name] = rule.split('/');
  const loudness = from === 'me' ? OWN_WORDS : 1;
  if (name?.startsWith('cue-')) features.set(name, Math.max(features.get(name) ?? 0, loudness));
  else if (name) features.set(`rules ${scheme}`, Math.min(MOST_RULES, (features.get(`rules ${scheme}`) ?? 0) + loudness));
}

/**
 * @param {{messages: {from: string, text: string}[]}[]} conversations @param {{patterns: string, program: string}} where
 * @returns {Map<string, number>[]} by conversation how loudly each cue is heard, and how many rules of each scheme
 */
export function hear(conversations, { patterns, program }) {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-hearing-'));
  try {
    const heard = conversations.map(() => new Map());
    const messages = conversations.flatMap((one, index) => one.messages.map(({ from, text }) => ({ index, from, text })));
    const input = join(folder, 'messages.jsonl');
    writeFileSync(input, messages.map(({ text }) => JSON.stringify({ messages: [{ from: 'them', text }] })).join('\n'));
    const schemes = readdirSync(join(patterns, 'rules')).sort();
    for (const scheme of schemes) {
      const pack = buildOpenPack({ patterns, program, folder, scheme, schemes });
      const lines = execFileSync(program, ['scan', '--pack', pack, input], { maxBuffer: 2 ** 30 }).toString().trim().split('\n');
      lines.forEach((line, at) => {
        const { index, from } = messages[at];
        for (const { rule } of JSON.parse(line).evidence) note(heard[index], rule, from);
      });
    }
    return heard;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
