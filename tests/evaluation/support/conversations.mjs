// SPDX-License-Identifier: Apache-2.0
/** How the judgement does on the conversations of tests/corpora/conversations, of which only the half for testing counts. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../corpora/conversations', import.meta.url));

const warns = verdict => verdict.level === 'caution' || verdict.level === 'danger';

const readHalf = split => readdirSync(folder).filter(name => name.endsWith('.jsonl')).sort()
  .flatMap(name => readFileSync(path.join(folder, name), 'utf8').trim().split('\n').map(line => JSON.parse(line)))
  .filter(item => item.split === split);

/** A row of counts for some of the conversations. */
function count(name, judged) {
  const scams = judged.filter(({ item }) => item.label === 'scam');
  const honest = judged.filter(({ item }) => item.label === 'honest');
  const asked = scams.filter(({ item }) => item.money_ask !== null);
  const inTime = asked.filter(({ item, verdict }) => warns(verdict) && verdict.first_warning < item.money_ask);
  return [name, scams.length, scams.filter(({ verdict }) => warns(verdict)).length, asked.length, inTime.length,
    honest.length, honest.filter(({ verdict }) => warns(verdict)).length];
}

/** Rows by language, by scheme and of all. @param {(lines: string[]) => {verdicts: any[]}} scan */
export function byConversation(scan, split = 'test') {
  const items = readHalf(split);
  const { verdicts } = scan(items.map(item => JSON.stringify(item)));
  const judged = items.map((item, index) => ({ item, verdict: verdicts[index] }));
  const group = key => [...new Set(judged.map(({ item }) => item[key]))].filter(Boolean).sort()
    .map(value => count(value, judged.filter(({ item }) => item[key] === value)));
  return { languages: group('lang'), schemes: group('scheme'), all: count('all', judged) };
}
