// SPDX-License-Identifier: Apache-2.0
/**
 * The patterns people get, on texts written for them (tests/corpora): what honest people write close to the scripts
 * must not warn, conversations made from the scripts' moves mostly must.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { SOURCE, jsonLines, watchword } from './support/watchword.mjs';

const LEAST_HONEST = 40;
const LEAST_SCRIPTS = 12;
const LEAST_WARNED = 0.75;

const patterns = join(SOURCE, 'patterns');
const corpora = join(SOURCE, 'tests/corpora');
const languages = [...new Set(readdirSync(join(patterns, 'rules'), { recursive: true })
  .map(String).filter(file => file.endsWith('.json')).map(file => /([^/]+)\.json$/.exec(file)[1]))].sort();

const itemsOf = (kind, language) => {
  const file = join(corpora, kind, `${language}.jsonl`);
  return existsSync(file) ? jsonLines(readFileSync(file, 'utf8')) : [];
};

const all = Object.fromEntries(languages.map(language =>
  [language, { honest: itemsOf('honest', language), scripts: itemsOf('scripts', language) }]));

// One run for all of them, because each compiles the patterns first.
let verdicts;
before(async () => {
  const groups = Object.values(all).flatMap(({ honest, scripts }) => [honest, scripts]);
  const input = groups.flat().map(item => JSON.stringify(item)).join('\n') + '\n';
  const { status, out, err } = await watchword(['scan'], { input });
  assert.equal(status, 0, err);
  const lines = jsonLines(out);
  verdicts = new Map(groups.map(group => [group, lines.splice(0, group.length)]));
});
const verdictsOf = group => verdicts.get(group);
const warns = verdict => verdict.level === 'caution' || verdict.level === 'danger';
const told = verdict => `${verdict.id}: ${verdict.level} ${verdict.evidence.map(one => one.rule).join(' ')}`;

for (const language of languages) {
  describe(language, () => {
    const { honest, scripts } = all[language];

    test('has texts of both kinds, labelled, each with an id of its own', () => {
      assert.ok(honest.length >= LEAST_HONEST, `${honest.length} honest items`);
      assert.ok(scripts.length >= LEAST_SCRIPTS, `${scripts.length} scripts`);
      assert.ok(honest.every(item => item.label === 'benign') && scripts.every(item => item.label === 'scam'));
      const ids = [...honest, ...scripts].map(item => item.id);
      assert.equal(new Set(ids).size, ids.length);
    });

    test('does not warn of honest people', () => {
      assert.equal(verdictsOf(honest).length, honest.length);
      assert.deepEqual(verdictsOf(honest).filter(warns).map(told), []);
    });

    test('warns of most scripts', () => {
      const missed = verdictsOf(scripts).filter(verdict => !warns(verdict)).map(told);
      assert.ok(missed.length <= (1 - LEAST_WARNED) * scripts.length, missed.join('\n'));
    });
  });
}

test('every language with rules has its lists, words of the register, wording and page', () => {
  for (const language of languages) {
    for (const file of [`patterns/lists/${language}.json`, `patterns/register/${language}.json`, `patterns/wording/${language}.json`]) {
      assert.ok(existsSync(join(SOURCE, file)), `${file} is missing`);
    }
    assert.ok(existsSync(join(SOURCE, `docs/languages/${language}.md`)), `docs/languages/${language}.md is missing`);
  }
});

// What we never call the people we speak to, nor the script they are in.
const UNKIND = {
  en: ['victim', 'pig', 'stupid', 'naive', 'gullible'], 'zh-Hans': ['受害', '猪', '杀猪', '上当', '傻'], 'zh-Hant': ['受害', '豬', '上當', '傻'],
  es: ['víctima', 'cerdo', 'ingenu', 'tont'], pt: ['vítima', 'porco', 'ingênu', 'ingénu', 'trouxa'], fr: ['victime', 'cochon', 'naïf', 'naïve', 'pigeon'],
  de: ['opfer', 'schwein', 'naiv', 'dumm'], ru: ['жертв', 'свин', 'наивн', 'лох', 'глуп'], ja: ['被害者', '豚', 'カモ'], ko: ['피해자', '돼지', '호구'],
  vi: ['nạn nhân', 'con lợn', 'con heo'], id: ['korban', 'babi'], th: ['เหยื่อ', 'หมู'], tr: ['kurban', 'domuz', 'saf '], ar: ['ضحية', 'ضحايا', 'خنزير'],
  hi: ['पीड़ित', 'शिकार', 'सुअर'], tl: ['biktima', 'baboy'],
};

test('no wording is unkind', () => {
  for (const file of readdirSync(join(patterns, 'wording'))) {
    const language = file.replace('.json', '');
    const words = UNKIND[language];
    assert.ok(words, `no unkind words are known in ${language}`);
    const text = readFileSync(join(patterns, 'wording', file), 'utf8').toLowerCase();
    // In scripts without spaces a word begins anywhere.
    const begins = word => (/^[\u0e00-\u0e7f\u3000-\u9fff]/.test(word) ? word : `(?<!\\p{L})${word}`);
    assert.deepEqual(words.filter(word => new RegExp(begins(word), 'u').test(text)), [], file);
  }
});
