// SPDX-License-Identifier: Apache-2.0
/** What simple means find in the same items: a list of keywords, and a linear model that is asked about sources it has not seen. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isHonest } from './corpora.mjs';

// What advice to the public tells people to look out for.
const KEYWORDS = [
  'crypto', 'bitcoin', 'usdt', 'btc', 'forex', 'invest', 'profit', 'guaranteed', 'risk-free', 'passive income', 'financial freedom', 'trading platform',
  'withdraw', 'deposit', 'whatsapp', 'telegram', 'dm me', 'work from home', 'part-time', 'daily salary', 'no experience', 'urgent hiring',
  '投资', '收益', '导师', '稳赚', '提现', '兼职', '微信', 'инвест', 'доход', 'прибыль', 'крипт', 'заработок', 'удаленн', 'удалённ',
];
const BITS = 18; // of a feature's number
const FOLDS = 5;

const textOf = item => (item.messages ? item.messages.map(message => message.text).join('\n') : item.text).toLowerCase();

/** How many different keywords an item has. */
export const countKeywords = item => KEYWORDS.filter(word => textOf(item).includes(word)).length;

function hashOf(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash % (1 << BITS) + 1;
}

/** Words, pairs of words, and rows of three to five characters. */
function* gramsOf(text) {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  for (let at = 0; at < words.length; at += 1) {
    yield words[at];
    if (at > 0) yield `${words[at - 1]} ${words[at]}`;
  }
  const line = words.join(' ').slice(0, 4000);
  for (let length = 3; length <= 5; length += 1) for (let at = 0; at + length <= line.length; at += 1) yield `#${line.slice(at, at + length)}`;
}

function countGrams(item) {
  const counts = new Map();
  for (const gram of gramsOf(textOf(item))) {
    const number = hashOf(gram);
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return counts;
}

/** Lines of liblinear: frequencies that count more the rarer they are, of length one. */
function vectorsOf(items) {
  const counted = items.map(countGrams);
  const documents = new Float64Array((1 << BITS) + 1);
  for (const counts of counted) for (const number of counts.keys()) documents[number] += 1;
  return counted.map(counts => {
    const weighed = [...counts].map(([number, count]) => [number, (1 + Math.log(count)) * Math.log(items.length / documents[number])]);
    const length = Math.hypot(...weighed.map(([, weight]) => weight)) || 1;
    return weighed.sort(([a], [b]) => a - b).map(([number, weight]) => `${number}:${(weight / length).toFixed(5)}`).join(' ');
  });
}

/** Whole sources go into a fold, so that none vouches for itself; those with scams first, each to the emptiest. */
function foldsOf(items) {
  const sizes = new Map();
  for (const item of items) {
    const size = sizes.get(item.source) ?? { scams: 0, honest: 0 };
    size[isHonest(item) ? 'honest' : 'scams'] += 1;
    sizes.set(item.source, size);
  }
  const full = Array.from({ length: FOLDS }, () => ({ scams: 0, honest: 0 }));
  const folds = new Map();
  for (const [source, size] of [...sizes].sort(([, a], [, b]) => b.scams - a.scams || b.honest - a.honest)) {
    const key = size.scams > 0 ? 'scams' : 'honest';
    const fold = full.indexOf(full.reduce((least, one) => (one[key] < least[key] ? one : least)));
    full[fold].scams += size.scams;
    full[fold].honest += size.honest;
    folds.set(source, fold);
  }
  return folds;
}

function predict(folder, training, asked) {
  const [data, model, questions, answers] = ['rows', 'model', 'questions', 'answers'].map(name => join(folder, name));
  // The first row decides which class is the positive one.
  writeFileSync(data, [...training].sort((a, b) => Number(b.isScam) - Number(a.isScam)).map(({ isScam, vector }) => `${isScam ? '+1' : '-1'} ${vector}\n`).join(''));
  writeFileSync(questions, asked.map(({ vector }) => `-1 ${vector}\n`).join(''));
  execFileSync('liblinear-train', ['-s', '0', '-c', '10', '-q', data, model]);
  execFileSync('liblinear-predict', ['-b', '1', '-q', questions, model, answers]);
  const lines = readFileSync(answers, 'utf8').trim().split('\n');
  const column = lines[0].split(' ').indexOf('1');
  return lines.slice(1).map(line => Number(line.split(' ')[column]));
}

/** A probability for each item, by models that were not trained on its source. */
export function askLinearModel(items) {
  const folds = foldsOf(items);
  const vectors = vectorsOf(items);
  const rows = items.map((item, index) => ({ index, fold: folds.get(item.source), isScam: !isHonest(item), vector: vectors[index] }));
  const scores = new Array(items.length);
  const folder = mkdtempSync(join(tmpdir(), 'watchword-baseline-'));
  try {
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const asked = rows.filter(row => row.fold === fold);
      predict(folder, rows.filter(row => row.fold !== fold), asked).forEach((score, at) => { scores[asked[at].index] = score; });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return scores;
}
