// SPDX-License-Identifier: Apache-2.0
// The lists that are shipped, as whoever scans meets them: addresses, and names in running text.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { SOURCE, buildImage, jsonLines, makeFolder, watchword } from './support/watchword.mjs';

const PATTERNS = join(SOURCE, 'patterns');
const LISTS = join(PATTERNS, 'domains');
/** Every name as an address takes seconds; in each disguise it would take minutes. */
const SAMPLE = 23;
const DISGUISES = {
  plain: name => `open ${name} today`,
  'in brackets': name => `open hxxps://${name.replaceAll('.', '[.]')}/login today`,
  'as words': name => `type ${name.replaceAll('.', ' dot ')} into the browser`,
  'in Chinese': name => `请打开${name.replaceAll('.', '点')}注册`,
  'full width': name => `打开${[...name].map(letter => String.fromCodePoint(letter.codePointAt(0) + 0xfee0)).join('')}注册`,
  spaced: name => `open ${name.replaceAll('.', ' . ')} now`,
};

const linesOf = file => readFileSync(join(LISTS, file), 'utf8').split('\n').filter(line => line !== '' && !line.startsWith('#'));

describe('the lists that are shipped', () => {
  const folder = makeFolder();
  const pack = join(folder, 'shipped.pack');
  const drops = join(folder, 'drops.tsv');
  let listed;
  before(async () => {
    const built = await watchword(['pack', 'build', PATTERNS, '-o', pack, '--drops', drops]);
    assert.equal(built.status, 0, built.err);
    assert.equal((await buildImage(pack)).status, 0);
    // What is listed twice, or below another name, is listed all the same.
    const dropped = new Set(readFileSync(drops, 'utf8').split('\n').map(line => line.split('\t'))
      .filter(([, , reason]) => !/^(?:twice|covered)/.test(reason)).map(([, name]) => name));
    const names = readdirSync(LISTS).filter(file => file.endsWith('.txt') && file !== 'good.txt').flatMap(linesOf);
    listed = names.filter(name => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(name) && !dropped.has(name));
  });

  const scan = async items => {
    const input = join(folder, 'items.jsonl');
    writeFileSync(input, items.map(item => JSON.stringify(item)).join('\n'));
    return jsonLines((await watchword(['scan', '--pack', pack, input])).out);
  };
  const isFound = ({ evidence }) => evidence.some(({ rule }) => rule.startsWith('list/'));

  test('every name is found as an address', async () => {
    assert.ok(listed.length > 50_000, `${listed.length}`);
    const judged = await scan(listed.map(url => ({ url })));
    assert.deepEqual(listed.filter((_, index) => !isFound(judged[index])), []);
  });

  test('no good name is', async () => {
    const good = linesOf('good.txt');
    assert.ok(good.length > 50, `${good.length}`);
    const judged = await scan(good.flatMap(url => [{ url }, { url: `https://www.${url}/` }]));
    assert.deepEqual(judged.filter(({ level }) => level !== 'none'), []);
  });

  for (const [name, write] of Object.entries(DISGUISES)) {
    test(`in running text, ${name}`, async () => {
      const sample = listed.filter((_, index) => index % SAMPLE === 0);
      const judged = await scan(sample.map(each => ({ messages: [{ from: 'them', text: write(each) }] })));
      assert.deepEqual(sample.filter((_, index) => !isFound(judged[index])), []);
    });
  }
});
