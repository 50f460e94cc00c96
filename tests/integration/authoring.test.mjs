// SPDX-License-Identifier: Apache-2.0
/** What those who write patterns have: texts held against rules, coverage, a test that runs again by itself. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';

import { CLI, PATTERNS, jsonLines, makeFolder, watchword } from './support/watchword.mjs';

const folder = makeFolder();
const PITCH = 'rules/investment/pitch/en.json';

const line = (id, label, text) => JSON.stringify({ id, label, lang: 'en', messages: [{ from: 'them', text }] }) + '\n';
function corpus(name, lines) {
  const path = join(folder, name);
  writeFileSync(path, lines.join(''));
  return path;
}

describe('pack test --corpus', () => {
  const honest = corpus('honest.jsonl', [...Array(30).keys()].map(i => line(`h${i}`, 'benign', i < 3 ? 'guaranteed daily profit' : 'good morning')));

  test('refuses a rule that speaks in honest text more often than its weight allows', async () => {
    const { status, out } = await watchword(['pack', 'test', '--json', PATTERNS, '--corpus', honest]);
    assert.equal(status, 1);
    assert.deepEqual(jsonLines(out), [{ file: PITCH, pointer: '/rules/0/weight',
      message: 'found in 3 of 30 honest items (first h0); its weight allows one in 1000: narrow the phrases or lower it' }]);
  });

  test('lets the others be', async () => {
    const quiet = corpus('quiet.jsonl', [line('a', 'benign', 'good morning'), '\n', line('b', 'scam', 'guaranteed daily profit')]);
    const { status, out, err } = await watchword(['pack', 'test', PATTERNS, '--corpus', quiet]);
    assert.deepEqual({ status, out, err }, { status: 0, out: '6 rules, 8 phrases, 36 examples, 0 to mend\n', err: '' });
  });

  test('reads standard input', async () => {
    const { status } = await watchword(['pack', 'test', PATTERNS, '--corpus', '-'], { input: readFileSync(honest) });
    assert.equal(status, 1);
  });

  for (const [name, path, message] of [
    ['names the bad line', corpus('bad.jsonl', [line('a', 'benign', 'x'), line('b', 'ham', 'x')]), 'line 2: /label: expected one of benign, scam'],
    ['says which file is not there', join(folder, 'none.jsonl'), 'cannot be read'],
    ['says that a folder is no file', folder, 'cannot be read'],
  ]) {
    for (const command of ['test', 'coverage']) {
      test(`${command} ${name}`, async () => {
        assert.deepEqual(await watchword(['pack', command, PATTERNS, '--corpus', path]), { status: 1, out: '', err: `watchword: ${path}: ${message}\n` });
      });
    }
  }
});

describe('pack coverage', () => {
  const texts = corpus('texts.jsonl', [line('h', 'benign', 'guaranteed daily profit'), line('s', 'scam', 'guaranteed weekly profit')]);

  test('counts rules by stage and language', async () => {
    const { status, out } = await watchword(['pack', 'coverage', PATTERNS]);
    assert.equal(status, 0);
    const [head, ...rows] = out.trimEnd().split('\n').map(row => row.trim().split(/ +/));
    assert.ok(head.includes('en') && head.includes('zh-Hans'));
    assert.deepEqual(rows.find(([stage]) => stage === 'investment/pitch'), ['investment/pitch', '1', '1']);
    assert.ok(rows.every(row => row.length === head.length + 1), 'no texts, nothing said of them');
  });

  test('says where rules speak', async () => {
    const { out } = await watchword(['pack', 'coverage', PATTERNS, '--corpus', texts]);
    assert.match(out, /\n1 honest and 1 scam items; 5 of 6 rules spoke in no scam item\ninvestment\/pitch\/en\/guaranteed: 1 honest \(first h\), 1 scam\n$/);
    const cells = jsonLines((await watchword(['pack', 'coverage', '--json', PATTERNS, '--corpus', texts])).out);
    assert.deepEqual(cells.find(cell => cell.stage === 'investment/pitch' && cell.language === 'en'),
      { stage: 'investment/pitch', language: 'en', rules: 1, phrases: 2, silent: 0, honest: 1 });
  });

  test('draws a page', async () => {
    const html = join(folder, 'coverage.html');
    assert.equal((await watchword(['pack', 'coverage', PATTERNS, '--corpus', texts, '--html', html])).status, 0);
    const page = readFileSync(html, 'utf8');
    assert.match(page, /^<!doctype html>/);
    assert.match(page, /title="1 rules, 2 phrases, 0 silent in scam text, 1 heard in honest text">1<sup>!<\/sup>/);
  });

  test('says when it cannot draw', async () => {
    const below = join(texts, 'coverage.html');
    const { status, err } = await watchword(['pack', 'coverage', PATTERNS, '--html', below]);
    assert.deepEqual({ status, err }, { status: 1, err: `watchword: ${texts}: Not a directory\n` });
  });

  test('first wants the patterns in order', async () => {
    const broken = join(folder, 'broken');
    cpSync(PATTERNS, broken, { recursive: true });
    writeFileSync(join(broken, PITCH), '{"rules": 7}');
    const { status, out, err } = await watchword(['pack', 'coverage', broken]);
    assert.deepEqual({ status, out, err }, { status: 1, out: '', err: `${PITCH}: /rules: expected an array\n` });
  });
});

test('pack test --watch tests again when a file changes', async () => {
  const patterns = join(folder, 'watched');
  cpSync(PATTERNS, patterns, { recursive: true });
  const child = spawn(CLI, ['pack', 'test', patterns, '--watch']);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => (await lines.next()).value;
  assert.equal(await next(), '6 rules, 8 phrases, 36 examples, 0 to mend');
  const good = readFileSync(join(patterns, PITCH), 'utf8');
  writeFileSync(join(patterns, PITCH), good.replace('"medium"', '"heavy"'));
  assert.equal(await next(), '5 rules, 6 phrases, 30 examples, 1 to mend');
  writeFileSync(join(patterns, PITCH), good);
  assert.equal(await next(), '6 rules, 8 phrases, 36 examples, 0 to mend');
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'close'), [null, 'SIGINT']);
});
