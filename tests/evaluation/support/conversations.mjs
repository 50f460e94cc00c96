// SPDX-License-Identifier: Apache-2.0
/** How the judgement does on the conversations of tests/corpora/conversations, of which only the half for testing counts. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { scan, warns } from './scan.mjs';
import { median } from './statistics.mjs';

const folder = fileURLToPath(new URL('../../corpora/conversations', import.meta.url));

const readHalf = split => readdirSync(folder).filter(name => name.endsWith('.jsonl')).sort()
  .flatMap(name => readFileSync(path.join(folder, name), 'utf8').trim().split('\n').map(line => JSON.parse(line)))
  .filter(item => item.split === split);

function count(name, judged) {
  const scams = judged.filter(({ item }) => item.label === 'scam');
  const honest = judged.filter(({ item }) => item.label === 'honest');
  const asked = scams.filter(({ item }) => item.money_ask !== null);
  const inTime = asked.filter(({ item, verdict }) => warns(verdict) && verdict.first_warning < item.money_ask);
  return {
    name, scams: scams.length, warned: scams.filter(({ verdict }) => warns(verdict)).length,
    asked: asked.length, inTime: inTime.length,
    lead: median(inTime.map(({ item, verdict }) => item.money_ask - verdict.first_warning)),
    honest: honest.length, honestWarned: honest.filter(({ verdict }) => warns(verdict)).length,
  };
}

/** Counts by language, by scheme and of all; and what was judged. */
export function judgeConversations(split = 'test') {
  const items = readHalf(split);
  const { verdicts } = scan(items);
  const judged = items.map((item, index) => ({ item, verdict: verdicts[index] }));
  const group = key => [...new Set(judged.map(({ item }) => item[key]))].filter(Boolean).sort()
    .map(value => count(value, judged.filter(({ item }) => item[key] === value)));
  return { languages: group('lang'), schemes: group('scheme'), all: count('all', judged),
    rows: judged.map(({ item, verdict }) => ({ probability: verdict.probability, isScam: item.label === 'scam' })) };
}
