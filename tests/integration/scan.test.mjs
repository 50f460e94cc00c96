// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { CLI, GOLDEN, TAX, buildFixturePack, jsonLines, makeFolder, run, watchword } from './support/watchword.mjs';

const SCAN = join(GOLDEN, 'scan');
const NAMES = readdirSync(SCAN).filter(name => name.endsWith('.in.jsonl')).map(name => name.slice(0, -'.in.jsonl'.length));
const LEVELS = ['none', 'notice', 'caution', 'danger'];

const folder = makeFolder();
const pack = await buildFixturePack(folder);

const golden = (name, end) => readFileSync(join(SCAN, `${name}.${end}.jsonl`), 'utf8');
const scan = (args, input = '', env = {}) => watchword(['scan', '--pack', pack, ...args], { input, env });
const item = (id, text = TAX) => JSON.stringify({ id, text });

test('there are golden files, each with its answer', () => {
  assert.ok(NAMES.length >= 8);
  assert.equal(readdirSync(SCAN).filter(name => name.endsWith('.out.jsonl')).length, NAMES.length);
});

for (const name of NAMES) {
  const input = golden(name, 'in');
  const output = golden(name, 'out');

  test(`${name}: the same bytes with one thread and with eight`, async () => {
    for (const jobs of ['1', '8']) {
      const { status, out, err } = await scan(['--jobs', jobs], input);
      assert.deepEqual(out.split('\n'), output.split('\n'), `--jobs ${jobs}`);
      assert.equal(err, '');
      assert.equal(status, output.includes('{"line":') ? 1 : 0);
    }
  });

  test(`${name}: keeps the contract`, () => {
    const lines = jsonLines(output);
    for (const line of lines.filter(each => !('error' in each))) {
      assert.deepEqual(Object.keys(line), ['id', 'level', 'probability', 'scheme', 'stages', 'evidence', 'first_warning']);
      assert.equal(line.scheme === null, line.level === 'none');
      assert.equal(new Set(line.stages).size, line.stages.length);
      for (const { start, end } of line.evidence) assert.ok(start < end);
    }
    const judged = lines.filter(line => 'level' in line).sort((one, other) => one.probability - other.probability);
    const ranks = judged.map(({ level }) => LEVELS.indexOf(level));
    assert.deepEqual(ranks, [...ranks].sort((one, other) => one - other), 'level rises with probability');
  });
}

describe('golden conversations', () => {
  const inputs = jsonLines(golden('conversations', 'in'));
  const outputs = jsonLines(golden('conversations', 'out'));
  const warns = ({ level }) => LEVELS.indexOf(level) >= LEVELS.indexOf('caution');

  test('warn first after the message with which they would warn if they ended there', async () => {
    const prefixes = inputs.flatMap(({ messages }) => messages.map((_, last) => JSON.stringify({ messages: messages.slice(0, last + 1) })));
    const judged = jsonLines((await scan([], `${prefixes.join('\n')}\n`)).out);
    for (const [index, { messages }] of inputs.entries()) {
      const first = judged.splice(0, messages.length).findIndex(warns);
      assert.equal(outputs[index].first_warning, first < 0 ? null : first, inputs[index].id);
    }
  });
});

describe('scan', () => {
  test('keeps the order of any number of lines', async () => {
    const ids = Array.from({ length: 5000 }, (_, id) => id);
    const input = ids.map(id => item(id, id % 7 === 0 ? TAX.repeat(1 + (id % 50)) : 'hello')).join('\n');
    const one = await scan(['--jobs', '1'], input);
    const eight = await scan(['--jobs', '8'], input);
    assert.equal(one.status, 0);
    assert.deepEqual(jsonLines(one.out).map(({ id }) => id), ids);
    assert.equal(eight.out, one.out);
  });

  test('tells when it did not look at all of a text', async () => {
    const { out } = await scan([], `${item(1, TAX.repeat(1100))}\n${item(2)}`);
    assert.deepEqual(jsonLines(out).map(({ level, truncated }) => [level, truncated]), [['danger', true], ['danger', undefined]]);
  });

  test('reads files and counts the lines of each anew', async () => {
    const first = join(folder, 'first.jsonl');
    const second = join(folder, 'second.jsonl');
    writeFileSync(first, `${item(1)}\n{\n`);
    writeFileSync(second, `\n\n{\n${item(4)}`);
    const { status, out } = await scan([first, '-', second], `${item(3)}\n{\n`);
    assert.equal(status, 1);
    assert.deepEqual(jsonLines(out).map(({ id, line }) => id ?? { line }), [1, { line: 2 }, 3, { line: 2 }, { line: 3 }, 4]);
  });

  test('says which file cannot be read and goes on', async () => {
    const good = join(folder, 'good.jsonl');
    writeFileSync(good, item(1));
    const { status, out, err } = await scan([join(folder, 'missing.jsonl'), folder, good]);
    assert.equal(status, 1);
    assert.equal(err, `watchword: ${folder}/missing.jsonl: cannot be read\nwatchword: ${folder}: cannot be read\n`);
    assert.deepEqual(jsonLines(out).map(({ id }) => id), [1]);
  });

  test('without input writes nothing', async () => {
    for (const input of ['', '\n', '\n \n\t\r\n']) assert.deepEqual(await scan([], input), { status: 0, out: '', err: '' });
  });

  test('without a pack is a failure that names the place', async () => {
    const { status, out, err } = await watchword(['scan', '--pack', '/nowhere/base.pack'], { input: item(1) });
    assert.deepEqual({ status, out, err }, { status: 1, out: '', err: 'watchword: no pattern pack: looked for /nowhere/base.pack\n' });
  });

  test('that cannot write is a failure', async () => {
    const { status, err } = await run('/bin/sh', ['-c', '"$0" scan --pack "$1" > /dev/full', CLI, pack], { input: item(1) });
    assert.equal(status, 1);
    assert.equal(err, 'watchword: standard output cannot be written\n');
  });

  for (const args of [['--jobs', '0'], ['--jobs', 'x'], ['--nonsense']]) {
    test(`${args.join(' ')} is wrong usage`, async () => {
      const { status, out, err } = await scan(args, item(1));
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.notEqual(err, '');
    });
  }
});

describe('the pack', () => {
  // Only the fixture has this rule id; the others are told apart by it.
  const usesFixture = ({ out }) => jsonLines(out)[0].evidence.some(({ rule }) => rule === 'investment/withdrawal-block/en/tax-first');

  test('is the one of --pack before the one of WATCHWORD_PACK', async () => {
    assert.ok(usesFixture(await scan([], item(1), { WATCHWORD_PACK: '/nowhere/base.pack' })));
  });

  test('is the one of WATCHWORD_PACK before the one beside the program', async () => {
    assert.ok(usesFixture(await watchword(['scan'], { input: item(1), env: { WATCHWORD_PACK: pack } })));
    const { status } = await watchword(['scan'], { input: item(1), env: { WATCHWORD_PACK: '/nowhere/base.pack' } });
    assert.equal(status, 1);
  });

  test('is the one beside the program otherwise', async () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    copyFileSync(CLI, join(bin, 'watchword'));
    copyFileSync(pack, join(bin, 'base.pack'));
    assert.ok(usesFixture(await run(join(bin, 'watchword'), ['scan'], { input: item(1) })));
  });
});
