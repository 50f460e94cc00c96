// SPDX-License-Identifier: Apache-2.0
// Counts how often words stand in ordinary text, in normal spelling, and writes patterns/frequency/<language>.json: what the
// engine needs to look for the rarest piece of a phrase. Counts only, never a sentence.
// usage: node tests/evaluation/frequency.mjs [LANGUAGE…]      (needs the preset bench built)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { honestText, LANGUAGES } from './support/honest_text.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const data = process.env.WATCHWORD_DATA ?? path.join(root, '../shared/data');
const tool = path.join(process.env.WATCHWORD_BUILD ?? path.join(root, 'build/bench'), 'normalize_tool');
const folder = path.join(root, 'patterns/frequency');

const MOST_WORDS = 3000;
const MOST_PAIRS = 3000;
// Below this a count says more about the corpus than about the language.
const LEAST_COUNT = 5;
const LEAST_TOKENS = 30000;
// As host/text sees it: scripts that put no space between words. A mark is a character of its own there.
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}ー々〇]/u;

function normalize(lines) {
  const run = spawnSync(tool, { input: lines.map(line => line.replaceAll('\r', ' ')).join('\n') + '\n', maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`${tool} ended with ${run.status}: ${run.error ?? run.stderr}`);
  return run.stdout.toString('utf8').split('\n');
}

const add = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);

/** Counts the tokens between two spaces: one word, or characters that stand together. */
function countPiece(piece, counts) {
  if (!UNSPACED.test(piece)) {
    add(counts.words, piece);
    return 1;
  }
  const characters = [...piece];
  characters.forEach(character => add(counts.words, character));
  for (let i = 1; i < characters.length; i += 1) add(counts.pairs, characters[i - 1] + characters[i]);
  return characters.length;
}

function countSource({ lines, limit = Infinity }, counts) {
  let tokens = 0;
  for (const line of normalize(lines)) {
    for (const piece of line.split(' ')) if (piece) tokens += countPiece(piece, counts);
    if (tokens >= limit) break;
  }
  return tokens;
}

function perMillion(counts, tokens, most) {
  return Object.fromEntries([...counts]
    .filter(([key, count]) => count >= LEAST_COUNT && !/^\d{3,}/.test(key))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([key, count]) => [key, Math.max(1, Math.round(1e6 * count / tokens))]));
}

function measure(language) {
  const counts = { words: new Map(), pairs: new Map() };
  const sources = honestText(language, data).map(source => ({ name: source.name, tokens: countSource(source, counts) }));
  const tokens = sources.reduce((sum, source) => sum + source.tokens, 0);
  const table = { $schema: '../schema/frequency.schema.json', language, tokens, sources, per_million: perMillion(counts.words, tokens, MOST_WORDS) };
  // A few quoted characters do not make a script without spaces.
  if (counts.pairs.size > 0 && [...counts.pairs.values()].reduce((a, b) => a + b, 0) > tokens / 4) {
    table.pairs_per_million = perMillion(counts.pairs, tokens, MOST_PAIRS);
  }
  return table;
}

/** JSON objects whose numbers are not 0 1 2 3 in disguise keep their order; digits would not, so lines are written here. */
function text(table) {
  const member = ([key, value]) => {
    if (!key.endsWith('per_million')) return `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    const entries = Object.entries(value).sort(([, m], [, n]) => n - m).map(([word, count]) => `${JSON.stringify(word)}:${count}`);
    const lines = [];
    for (let i = 0; i < entries.length; i += 12) lines.push('    ' + entries.slice(i, i + 12).join(', '));
    return `  ${JSON.stringify(key)}: {\n${lines.join(',\n')}\n  }`;
  };
  return `{\n${Object.entries(table).map(member).join(',\n')}\n}\n`;
}

function main() {
  if (!existsSync(tool)) throw new Error(`${tool} is missing: cmake --preset bench && cmake --build --preset bench`);
  if (!existsSync(data)) console.log('NO CORPORA: counting only what this machine carries; set WATCHWORD_DATA');
  mkdirSync(folder, { recursive: true });
  const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(LANGUAGES);
  for (const language of chosen) {
    const table = measure(language);
    const words = Object.keys(table.per_million).length;
    const enough = table.tokens >= LEAST_TOKENS;
    console.log(`${language}: ${table.tokens} tokens, ${words} words${enough ? '' : ': too little, not written'}`);
    if (enough) writeFileSync(path.join(folder, `${language}.json`), text(table));
  }
}

main();
