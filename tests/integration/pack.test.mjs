// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, test } from 'node:test';

import { PATTERNS, buildFixturePack, jsonLines, makeFolder, watchword } from './support/watchword.mjs';

const PITCH = 'rules/investment/pitch/en.json';

const folder = makeFolder();
const patterns = join(folder, 'patterns');
const pack = await buildFixturePack(folder);

/** The fixture folder, whole again. */
function mend() {
  rmSync(patterns, { recursive: true, force: true });
  cpSync(PATTERNS, patterns, { recursive: true });
}

/** Replaces a text that is there. */
function replace(file, text, by) {
  const path = join(patterns, file);
  const content = readFileSync(path, 'utf8');
  assert.ok(content.includes(text), `${file} has ${text}`);
  writeFileSync(path, content.replace(text, () => by));
}

function put(file, content) {
  const path = join(patterns, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** What is broken, and what is said about it. */
const mistakes = [
  ['a cut file', () => put('units/en.json', '{"numbers": ['), { file: 'units/en.json', pointer: '', message: 'not JSON at byte 14' }],
  ['a rule without a reason', () => replace(PITCH, '"reason": "promises-profit",', ''),
    { file: PITCH, pointer: '/rules/0/reason', message: 'missing' }],
  ['a member that is not known', () => replace(PITCH, '"weight"', '"wait": 1, "weight"'),
    { file: PITCH, pointer: '/rules/0/wait', message: 'unknown member' }],
  ['a weight that is none', () => replace(PITCH, '"medium"', '"heavy"'),
    { file: PITCH, pointer: '/rules/0/weight', message: 'expected one of cue, weak, medium, strong' }],
  ['an id of another file', () => replace(PITCH, '/pitch/en/guaranteed', '/opener/en/guaranteed'),
    { file: PITCH, pointer: '/rules/0/id', message: 'expected investment/pitch/en/<name>, the path of the file' }],
  ['a file in a wrong place', () => put('rules/en.json', '{"rules": []}'),
    { file: 'rules/en.json', pointer: '', message: 'expected rules/<scheme>/<stage>/<lang>.json' }],
  ['a stage that pack.json does not have', () => put('rules/investment/ghosting/en.json', '{"rules": [{"id": "investment/ghosting/en/a", '
    + '"reason": "promises-profit", "weight": "weak", "said_by": "them", "phrases": ["never seen again"], "sources": ["x"], '
    + '"examples": {"match": ["never seen again", "never seen again!", "Never seen again"], "ignore": ["a", "b", "c"]}}]}'),
    { file: 'rules/investment/ghosting/en.json', pointer: '/rules/0', message: 'investment/ghosting is no stage in pack.json' }],
  ['a phrase that does not parse', () => replace(PITCH, 'monthly) (profit', 'monthly (profit'),
    { file: PITCH, pointer: '/rules/0/phrases/1', message: /^"guaranteed \(daily\|weekly\|monthly \(profit.*": ./ }],
  ['a list that is not there', () => replace(PITCH, '"guaranteed (daily', '"sent by {couriers} (daily'),
    { file: PITCH, pointer: '/rules/0/phrases/1', message: /^"sent by \{couriers\} .*": .*couriers/ }],
  ['a phrase that is too short', () => replace(PITCH, '"guaranteed (daily|weekly|monthly) (profit|profits|return|returns)"', '"profit"'),
    { file: PITCH, pointer: '/rules/0/phrases/1', message: '"profit": too short, it would be found everywhere; add words' }],
  ['too few examples', () => replace(PITCH, '"Is the weekly profit report ready?", ', ''),
    { file: PITCH, pointer: '/rules/0/examples/ignore', message: 'at least 3 are needed' }],
  ['no source', () => replace(PITCH, '"sources": ["described in the tests"]', '"sources": []'),
    { file: PITCH, pointer: '/rules/0/sources', message: 'no source: a link, or "described in …"' }],
  ['a reason without a sentence', () => replace('wording/zh-Hans.json', '"promises-profit"', '"promises"'), [
    { file: PITCH, pointer: '/rules/0/reason', message: 'promises-profit has no sentence in wording/zh-Hans.json' },
    { file: 'rules/investment/pitch/zh-Hans.json', pointer: '/rules/0/reason', message: 'promises-profit has no sentence in wording/zh-Hans.json' }]],
  ['a stage without a sentence', () => replace('wording/en.json', '"recovery/contact"', '"recovery/kontact"'),
    { file: 'wording/en.json', pointer: '/stages', message: 'recovery/contact is missing' }],
];

/** Only `pack test` runs the examples. */
const examples = [
  ['an example that its rule does not find', () => replace(PITCH, '"guaranteed daily return"]', '"guaranteed return, daily"]'),
    { file: PITCH, pointer: '/rules/0/examples/match/2', message: 'not found by its rule: "guaranteed return, daily"' }],
  ['an honest sentence that its rule finds', () => replace(PITCH, 'No investment has a guaranteed return.', 'No fund has a guaranteed daily return.'),
    { file: PITCH, pointer: '/rules/0/examples/ignore/0', message: 'found by its rule: "No fund has a guaranteed daily return."' }],
  ['an honest sentence that another rule warns of', () => replace(PITCH, 'Is the weekly profit report ready?', 'We recover your money, the fee first.'),
    { file: PITCH, pointer: '/rules/0/examples/ignore/1', message: 'warns because of recovery/fee/en/fee-first: "We recover your money, the fee first."' }],
];

function same(found, expected) {
  const all = [expected].flat();
  assert.equal(found.length, all.length, JSON.stringify(found));
  for (const [index, { file, pointer, message }] of all.entries()) {
    assert.deepEqual({ file: found[index].file, pointer: found[index].pointer }, { file, pointer });
    if (message instanceof RegExp) assert.match(found[index].message, message);
    else assert.equal(found[index].message, message);
  }
}

describe('pack test', () => {
  beforeEach(mend);

  test('counts what is in order', async () => {
    assert.deepEqual(await watchword(['pack', 'test', patterns]),
      { status: 0, out: '6 rules, 8 phrases, 36 examples, 0 to mend\n', err: '' });
    assert.deepEqual(await watchword(['pack', 'test', '--json', patterns]), { status: 0, out: '', err: '' });
  });

  for (const [name, damage, expected] of [...mistakes, ...examples]) {
    test(`names ${name}`, async () => {
      damage();
      const { status, out, err } = await watchword(['pack', 'test', '--json', patterns]);
      assert.equal(status, 1, err);
      same(jsonLines(out), expected);
    });
  }

  test('speaks to people on stderr', async () => {
    replace(PITCH, '"medium"', '"heavy"');
    const { status, out, err } = await watchword(['pack', 'test', patterns]);
    assert.equal(status, 1);
    assert.equal(err, `${PITCH}: /rules/0/weight: expected one of cue, weak, medium, strong\n`);
    assert.equal(out, '5 rules, 6 phrases, 30 examples, 1 to mend\n');
  });

  test('tells all mistakes at once', async () => {
    replace(PITCH, '"medium"', '"heavy"');
    put('lists/en.json', '[]');
    replace('rules/recovery/fee/en.json', '"sources": ["described in the tests"]', '"sources": []');
    const { out } = await watchword(['pack', 'test', '--json', patterns]);
    assert.deepEqual(jsonLines(out).map(({ file }) => file), ['lists/en.json', PITCH, 'rules/recovery/fee/en.json']);
  });

  test('without a folder or its pack.json is a failure', async () => {
    assert.deepEqual(await watchword(['pack', 'test', '/nowhere']),
      { status: 1, out: '', err: 'watchword: /nowhere/pack.json: No such file or directory\n' });
    replace('pack.json', '"version": 7', '"version": "seven"');
    assert.deepEqual(await watchword(['pack', 'test', patterns]),
      { status: 1, out: '', err: 'watchword: pack.json: /version: expected an integer from 1 to 1000000000\n' });
  });
});

describe('pack build', () => {
  const output = join(folder, 'out.pack');
  beforeEach(() => {
    mend();
    rmSync(output, { force: true });
  });

  test('gives the same bytes every time', async () => {
    const { status, out, err } = await watchword(['pack', 'build', patterns, '-o', output]);
    assert.equal(status, 0);
    assert.equal(err, '');
    const bytes = readFileSync(output);
    assert.equal(out, `list reported: 2 names\n${output}: 6 rules, 8 phrases, 36 examples, ${bytes.length} bytes\n`);
    assert.deepEqual(bytes, readFileSync(pack));
  });

  for (const [name, damage, expected] of mistakes) {
    test(`refuses ${name} and writes nothing`, async () => {
      damage();
      const { status, out } = await watchword(['pack', 'build', '--json', patterns, '-o', output]);
      assert.equal(status, 1);
      same(jsonLines(out), expected);
      assert.ok(!existsSync(output));
    });
  }

  test('that fails leaves the pack that was there', async () => {
    writeFileSync(output, 'the old one');
    replace(PITCH, '"medium"', '"heavy"');
    assert.equal((await watchword(['pack', 'build', patterns, '-o', output])).status, 1);
    assert.equal(readFileSync(output, 'utf8'), 'the old one');
  });

  describe('with a further list', () => {
    const list = join(folder, 'more.json');
    const good = join(folder, 'good.txt');
    const drops = join(folder, 'drops.tsv');
    const describeList = () => writeFileSync(list, JSON.stringify({
      title: 'T', source: 'S', licence: 'MIT', since: '2026-01-01', format: 'hosts', file: 'more.txt' }));
    const build = () => watchword(['pack', 'build', patterns, '-o', output, '--list', list, '--good', good, '--drops', drops]);

    test('says how many names got in, and of every other one why not', async () => {
      describeList();
      writeFileSync(join(folder, 'more.txt'), '0.0.0.0 new.example\n0.0.0.0 bad-exchange.example\n0.0.0.0 co.uk\n0.0.0.0 fine.example\n');
      writeFileSync(good, 'fine.example\n');
      const { status, out } = await build();
      assert.equal(status, 0);
      assert.ok(out.startsWith('list reported: 2 names\nlist more: 1 names, 1 dropped (good), 1 dropped (public suffix), 1 dropped (twice)\n'), out);
      assert.equal(readFileSync(drops, 'utf8'), 'list\tentry\treason\nmore\tbad-exchange.example\ttwice\n' +
        'more\tco.uk\tpublic suffix\nmore\tfine.example\tgood: fine.example\n');
      const judged = await watchword(['scan', '--pack', output], { input: '{"id":1,"url":"https://www.new.example/"}\n' });
      assert.match(judged.out, /"level":"danger".*"rule":"list\/more"/);
    });

    test('that calls good names bad is refused', async () => {
      describeList();
      writeFileSync(join(folder, 'more.txt'), '0.0.0.0 fine.example\n0.0.0.0 good.example\n');
      writeFileSync(good, 'fine.example\n');
      const { status, err } = await build();
      assert.equal(status, 1);
      assert.equal(err, `${list} (${join(folder, 'more.txt')}): calls 2 of 5 good names bad: the list is refused\n`);
      assert.ok(!existsSync(output));
    });

    test('says why it cannot write the drops', async () => {
      describeList();
      writeFileSync(join(folder, 'more.txt'), '');
      const { status, err } = await watchword(['pack', 'build', patterns, '-o', output, '--list', list, '--drops', join(pack, 'x')]);
      assert.equal(status, 1);
      assert.equal(err, `watchword: ${pack}: Not a directory\n`);
    });
  });

  test('says why it cannot write', async () => {
    const below = join(pack, 'out.pack');
    assert.deepEqual(await watchword(['pack', 'build', patterns, '-o', below]), { status: 1, out: '', err: `watchword: ${pack}: Not a directory\n` });
  });
});

describe('pack verify', () => {
  const damaged = join(folder, 'damaged.pack');

  test('says what is in a whole pack', async () => {
    const { status, out } = await watchword(['pack', 'verify', pack]);
    assert.equal(status, 0);
    assert.match(out, /: fixture version 7 of 2026-01-02, 6 rules, digest [0-9a-f]{32}\n$/);
    const [told] = jsonLines((await watchword(['pack', 'verify', '--json', pack])).out);
    const { digest, ...rest } = told;
    assert.deepEqual(rest, { id: 'fixture', version: 7, rules: 6 });
    assert.equal(digest, readFileSync(pack).subarray(24, 40).toString('hex'));
  });

  const changes = [
    ['a flipped bit', bytes => { bytes[60] ^= 1; return bytes; }, 'the pack is damaged: its digest differs'],
    ['a cut', bytes => bytes.subarray(0, -7), 'the pack is cut or has bytes too many'],
    ['bytes too many', bytes => Buffer.concat([bytes, Buffer.from('x')]), 'the pack is cut or has bytes too many'],
    ['a newer format', bytes => { bytes.writeUInt32LE(9, 8); return bytes; }, 'pack format 9 is newer than this program, update it'],
    ['a body that would be huge', bytes => { bytes.writeUInt32LE(0xffffffff, 16); return bytes; }, 'the body has 4294967295 bytes, at most 67108864'],
    ['another file', () => Buffer.from('<!doctype html>'.repeat(9)), 'not a pattern pack'],
    ['nothing', () => Buffer.alloc(0), 'not a pattern pack'],
  ];
  for (const [name, change, message] of changes) {
    test(`finds ${name}`, async () => {
      writeFileSync(damaged, change(readFileSync(pack)));
      assert.deepEqual(await watchword(['pack', 'verify', damaged]), { status: 1, out: '', err: `watchword: ${damaged}: ${message}\n` });
    });
  }

  test('says when there is none', async () => {
    assert.deepEqual(await watchword(['pack', 'verify', '/nowhere']), { status: 1, out: '', err: 'watchword: /nowhere: No such file or directory\n' });
  });
});
