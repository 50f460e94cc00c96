// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { TAX, buildFixturePack, jsonLines, makeFolder, watchword } from './support/watchword.mjs';

const folder = makeFolder();
const pack = await buildFixturePack(folder);

const explain = (args, input = '') => watchword(['explain', '--pack', pack, ...args], { input });

test('a message: level, evidence in place, rule and weight, script and advice', async () => {
  const { status, out, err } = await explain([], `💰 ${TAX}`);
  assert.equal(status, 0);
  assert.equal(err, '');
  assert.equal(out, [
    'danger  probability 0.9097  scheme investment  stages withdrawal-block  first warning after message 0',
    '',
    '[0] unknown: 💰 You must ⟦pay the income tax before you can withdraw⟧.',
    '      investment/withdrawal-block/en/tax-first  weight 4  12-54  "pay the income tax before you can withdraw"  (pay-before-withdrawal)',
    '',
    'This chat follows a fake-investment script',
    '  They ask you to pay before you can withdraw.',
    '  why:  Nobody honest asks you to pay to get your own money.',
    '  do:   Send nothing.',
    '  do:   Talk to somebody you trust.',
    '  test: Ask to withdraw everything today.',
    '  fine: It would be fine if you could withdraw.',
    '',
  ].join('\n'));
});

test('an ordinary message has no script', async () => {
  assert.equal((await explain([], 'Shall we meet at seven?')).out, 'none  probability 0\n\n[0] unknown: Shall we meet at seven?\n');
});

test('what comes next is said while it is not yet there', async () => {
  const { out } = await explain([], 'guaranteed daily return');
  assert.ok(out.includes('\n  next: Next they guide your hands.\n  next: Next they ask you to pay before you can withdraw.\n'));
});

test('a page is no message', async () => {
  const { out } = await explain(['--page'], TAX);
  assert.ok(out.startsWith('danger  probability 0.9097  scheme investment  stages withdrawal-block\n\nYou must ⟦pay'));
});

test('an item as scan reads it: every message with who said it', async () => {
  const item = { messages: [{ from: 'them', text: 'guaranteed daily return' }, { from: 'me', text: 'They ask me to pay before I withdraw!' }] };
  const { out } = await explain([], JSON.stringify(item));
  assert.ok(out.includes('\n[0] them: ⟦guaranteed daily return⟧\n'));
  assert.ok(out.includes('\n[1] me: ⟦They ask me to pay before I withdraw⟧!\n'));
  assert.ok(out.startsWith('caution  probability 0.7291  scheme investment  stages pitch withdrawal-block  first warning after message 1\n'));
});

test('a name', async () => {
  const { out } = await explain([], '{"url":"https://www.bad-exchange.example/x"}');
  assert.ok(out.startsWith('danger  probability 0.9891  scheme platform  stages listed\n\nhttps://www.bad-exchange.example/x\n      list/reported  weight 6  8-32'));
});

test('the name of a page, apart from its text', async () => {
  const { out } = await explain([], '{"text":"Welcome back to your account.","url":"https://www.bad-exchange.example/x"}');
  assert.ok(out.includes('\nWelcome back to your account.\naddress: https://www.bad-exchange.example/x\n      list/reported  weight 6  8-32  "www.bad-exchange.example"'), out);
});

test('in another language', async () => {
  const { out } = await explain(['--language', 'zh-Hans'], TAX);
  assert.ok(out.includes('\n这段聊天像虚假投资的套路\n  他们要先付钱才能提现。\n'));
});

test('with underlining where it is asked for', async () => {
  assert.ok((await explain(['--color'], TAX)).out.includes('You must \u001b[4mpay the income tax before you can withdraw\u001b[24m.'));
  assert.ok((await explain(['--no-color'], TAX)).out.includes('⟦pay'));
});

test('evidence that overlaps is marked once', async () => {
  const { out } = await explain([], 'guaranteed daily returns of 3% a day');
  assert.equal(out.split('⟦').length, out.split('⟧').length);
  assert.equal(out.split('\n')[2].replace(/[⟦⟧]/gu, ''), '[0] unknown: guaranteed daily returns of 3% a day');
});

test('as the line that scan would write', async () => {
  const item = JSON.stringify({ id: 'x', text: TAX });
  const [line] = jsonLines((await explain(['--json'], item)).out);
  const [scanned] = jsonLines((await watchword(['scan', '--pack', pack], { input: item })).out);
  assert.deepEqual(line, scanned);
});

test('a file', async () => {
  const file = join(folder, 'message.txt');
  writeFileSync(file, TAX);
  assert.ok((await explain([file])).out.startsWith('danger'));
  assert.ok((await explain(['-'], TAX)).out.startsWith('danger'));
});

const failures = [
  ['nothing to explain', [], ' \n', 'nothing to explain: the input is empty'],
  ['a file that is not there', ['/nowhere'], '', '/nowhere: No such file or directory'],
  ['an item that is none', [], '{"messages":[{}]}', '/messages/0/from: missing'],
  ['JSON that is none', [], '{"messages":', 'not JSON at byte 13'],
  ['no pack', ['--pack', '/nowhere/base.pack'], TAX, 'no pattern pack: looked for /nowhere/base.pack'],
];
for (const [name, args, input, message] of failures) {
  test(`${name} is a failure that is named`, async () => {
    const chosen = args.includes('--pack') ? args : ['--pack', pack, ...args];
    assert.deepEqual(await watchword(['explain', ...chosen], { input }), { status: 1, out: '', err: `watchword: ${message}\n` });
  });
}
