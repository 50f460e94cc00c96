// SPDX-License-Identifier: Apache-2.0
// What there is to say of each language: how many rules, where they speak in honest text, what they find.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { LANGUAGES, honestText } from './honest_text.mjs';

const LINES = 15; // of a catalogue or manual that make an item
const MOST_ITEMS = 3000;

const jsonLines = text => text.split('\n').filter(Boolean).map(line => JSON.parse(line));
const primary = tag => tag?.split('-')[0];

export const languagesOf = patterns => [...new Set(readdirSync(path.join(patterns, 'rules'), { recursive: true })
  .map(String).filter(file => file.endsWith('.json')).map(file => path.basename(file, '.json')))].sort();

/** Texts of programs: nobody wrote them to sell anything. */
function machineText(language, data) {
  if (!LANGUAGES[language]) return [];
  return honestText(language, data).filter(source => source.limit !== undefined).flatMap(({ name, lines }) =>
    Array.from({ length: Math.min(MOST_ITEMS, Math.ceil(lines.length / LINES)) }, (_, i) =>
      ({ id: `${name} ${i}`, label: 'benign', lang: primary(language), text: lines.slice(LINES * i, LINES * (i + 1)).join('\n') })));
}

function own(root, kind, language) {
  const file = path.join(root, 'tests/corpora', kind, `${language}.jsonl`);
  return existsSync(file) ? jsonLines(readFileSync(file, 'utf8')) : [];
}

/** Rules of each language that are heard in honest text, by `watchword pack coverage`. */
function heard(root, build, items) {
  const run = spawnSync(path.join(build, 'watchword'), ['pack', 'coverage', path.join(root, 'patterns'), '--json', '--corpus', '-'],
    { input: items.map(item => JSON.stringify(item)).join('\n') + '\n', maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`coverage ended with ${run.status}: ${run.stderr}`);
  const languages = new Map();
  for (const cell of jsonLines(run.stdout.toString('utf8'))) {
    const sum = languages.get(cell.language) ?? { rules: 0, phrases: 0, honest: 0 };
    languages.set(cell.language, { rules: sum.rules + cell.rules, phrases: sum.phrases + cell.phrases, honest: sum.honest + cell.honest });
  }
  return languages;
}

/**
 * @param {{root: string, build: string, data: string, items: object[], isOurs: (item: object) => boolean, scan: (items: object[]) => {verdicts: object[]}, warns: (verdict: object) => boolean}} with_
 * @returns {object[]} one row a language
 */
export function byLanguage({ root, build, data, items, isOurs, scan, warns }) {
  const languages = languagesOf(path.join(root, 'patterns'));
  const machine = new Map(languages.map(language => [language, machineText(language, data)]));
  const honest = [...items.filter(item => item.label === 'benign'), ...[...machine.values()].flat()];
  const sums = heard(root, build, honest.map(({ id, label, lang, text, messages }) => ({ id, label, lang: primary(lang) ?? '', text, messages })));
  const warned = list => (list.length ? scan(list).verdicts.filter(warns).length : 0);
  return languages.map(language => {
    const isOf = item => (LANGUAGES[language]?.tags ?? [language]).includes(item.lang);
    const real = items.filter(item => item.label === 'scam' && isOurs(item) && isOf(item) && !item.synthetic);
    const people = items.filter(item => item.label === 'benign' && isOf(item));
    const near = own(root, 'honest', language);
    const scripts = own(root, 'scripts', language);
    return { language, ...sums.get(language), people: people.length, machine: machine.get(language).length,
      honestWarned: warned([...people, ...machine.get(language)]), near: near.length, nearWarned: warned(near),
      scripts: scripts.length, scriptsWarned: warned(scripts), real: real.length, realWarned: warned(real) };
  });
}
