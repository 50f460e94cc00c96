#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Finds out what each cue should weigh, and writes patterns/weights.json.
//
//   node tests/evaluation/fit_cues.mjs
//
// A cue is a notion that has the same name in every language, so all languages vouch for its weight together. Heard in the half of
// tests/corpora/conversations that is for tuning (the other half is never looked at here), it weighs the logarithm of how much more often
// it is heard in scams of its scheme than in honest conversations, smoothed by half a conversation, times SCALE. The same conversations
// and rules give the same bytes.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = join(SOURCE, 'build/release/watchword');
const WEIGHTS = join(SOURCE, 'patterns/weights.json');

// Chosen on the tuning half: larger ones find a little more there and trip many more honest conversations.
const SCALE = 0.3;
const LEAST = 0.05;
const MOST = 0.9;
const OWN_WORDS = 0.5; // as host/assess has it

/** A pack that tells of every cue: everything is evidence, and every cue weighs the same. @param {string} folder */
function buildOpenPack(folder) {
  const patterns = join(folder, 'patterns');
  cpSync(join(SOURCE, 'patterns'), patterns, { recursive: true });
  rmSync(join(patterns, 'weights.json'), { force: true });
  const head = JSON.parse(readFileSync(join(patterns, 'pack.json'), 'utf8'));
  head.model.notice = 0.0001;
  writeFileSync(join(patterns, 'pack.json'), JSON.stringify(head));
  const pack = join(folder, 'open.pack');
  execFileSync(PROGRAM, ['pack', 'build', patterns, '-o', pack]);
  return pack;
}

function readTuningHalf() {
  const folder = join(SOURCE, 'tests/corpora/conversations');
  const lines = readdirSync(folder).filter(name => name.endsWith('.jsonl')).sort()
    .flatMap(name => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
  return lines.map(line => JSON.parse(line)).filter(({ split }) => split === 'tune');
}

/** By conversation, how loudly each cue is heard. Every message is judged alone, so that no scheme hides another's cues. */
function hearCues(conversations, pack, folder) {
  const messages = conversations.flatMap((one, index) => one.messages.map(message => ({ index, message })));
  const input = join(folder, 'messages.jsonl');
  writeFileSync(input, messages.map(({ message: { text } }) => JSON.stringify({ id: 0, messages: [{ from: 'them', text }] })).join('\n'));
  const output = execFileSync(PROGRAM, ['scan', '--pack', pack, input], { maxBuffer: 2 ** 30 }).toString();
  const heard = conversations.map(() => new Map());
  output.trim().split('\n').forEach((line, at) => {
    const { index, message } = messages[at];
    for (const { rule } of JSON.parse(line).evidence) {
      const [scheme, , , cue] = rule.split('/');
      if (!cue?.startsWith('cue-')) continue;
      const loudness = message.from === 'me' ? OWN_WORDS : 1;
      heard[index].set(cue, { scheme, loudness: Math.max(heard[index].get(cue)?.loudness ?? 0, loudness) });
    }
  });
  return heard;
}

function weigh(conversations, heard) {
  const schemeOf = new Map(heard.flatMap(cues => [...cues].map(([cue, { scheme }]) => [cue, scheme])));
  const share = (cue, isCounted) => {
    const counted = conversations.flatMap((one, index) => (isCounted(one) ? [heard[index].get(cue)?.loudness ?? 0] : []));
    return (counted.reduce((sum, one) => sum + one, 0) + 0.5) / (counted.length + 1);
  };
  return Object.fromEntries([...schemeOf].sort().map(([cue, scheme]) => {
    const lift = Math.log(share(cue, one => one.scheme === scheme) / share(cue, one => one.label === 'honest'));
    return [cue, Math.round(100 * Math.min(MOST, Math.max(LEAST, SCALE * lift))) / 100];
  }));
}

const folder = mkdtempSync(join(tmpdir(), 'watchword-fit-'));
try {
  const conversations = readTuningHalf();
  const cues = weigh(conversations, hearCues(conversations, buildOpenPack(folder), folder));
  writeFileSync(WEIGHTS, `${JSON.stringify({ cues }, null, 2)}\n`);
  console.log(`${WEIGHTS}: ${Object.keys(cues).length} cues, heard in ${conversations.length} conversations`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
