// SPDX-License-Identifier: Apache-2.0
/** The conversations the judgement is measured with (tests/corpora/conversations) are what their README says. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { SOURCE, jsonLines } from './support/watchword.mjs';

const folder = join(SOURCE, 'tests/corpora/conversations');
const languages = readdirSync(folder).filter(name => name.endsWith('.jsonl')).map(name => name.replace('.jsonl', ''));
const read = language => jsonLines(readFileSync(join(folder, `${language}.jsonl`), 'utf8'));
const SCHEMES = ['investment', 'task', 'job-lure', 'recovery', 'extortion', 'captive'];

test('there are enough of both kinds', () => {
  const all = languages.flatMap(read);
  assert.ok(all.filter(({ label }) => label === 'scam').length >= 150);
  assert.ok(all.filter(({ label }) => label === 'honest').length >= 300);
});

for (const language of languages) {
  describe(language, () => {
    const all = read(language);

    test('both halves have every label, and the split is by number', () => {
      assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
      for (const { id, split, label, lang } of all) {
        assert.equal(split, Number(/\d+$/.exec(id)[0]) % 2 ? 'tune' : 'test', id);
        assert.ok(id.startsWith(`${language}-${label}-`), id);
        assert.equal(lang, language);
      }
    });

    test('each is labelled, of a length, in order, and knows when money is asked for', () => {
      for (const { id, label, scheme, money_ask: ask, messages } of all) {
        if (label === 'scam') assert.ok(SCHEMES.includes(scheme), id);
        else assert.deepEqual([scheme, ask], [null, null], id);
        assert.ok(messages.length >= 10 && messages.length <= 60, `${id}: ${messages.length}`);
        for (const [at, { from, text, day }] of messages.entries()) {
          assert.ok(['them', 'me'].includes(from) && text.trim() && day >= (messages[at - 1]?.day ?? 0), `${id}/${at}`);
        }
        if (ask !== null) assert.equal(messages[ask].from, 'them', id);
      }
    });

    test('no sentence is there twice', () => {
      const texts = all.flatMap(({ messages }) => messages.map(({ text }) => text)).filter(text => text.length >= 25);
      assert.equal(new Set(texts).size, texts.length);
    });
  });
}
