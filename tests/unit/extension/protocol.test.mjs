// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import './browser_globals.mjs';

import * as protocol from '../../../extension/shared/protocol.js';

const GOLDEN = new URL('../../golden/protocol/v1/', import.meta.url);

/** @type {Record<string, (request: any) => object>} how the extension builds a request of each kind */
const BUILD = {
  hello: request => protocol.hello(request.client.version),
  page: protocol.page,
  conversation: protocol.conversation,
  url: protocol.url,
  status: protocol.status,
  help: protocol.help,
  reload: protocol.reload,
  block_names: ({ from }) => protocol.blockNames(from),
};
const REFUSALS = [protocol.ERRORS.not_json, protocol.ERRORS.not_an_object, protocol.ERRORS.bad_member, protocol.ERRORS.unknown_kind];

const cases = readdirSync(GOLDEN).filter(name => name.endsWith('.json')).map(name => ({ file: name, ...JSON.parse(readFileSync(new URL(name, GOLDEN), 'utf8')) }));

test('there are golden files', () => assert.ok(cases.length > 0));

/** What kind a payload asks for that no object of ours could be. */
const kindIn = (raw = '') => /"kind":"(\w+)"/.exec(raw)?.[1] ?? 'status';

for (const { file, request, request_raw: raw, reply } of cases) {
  const isKnown = Object.hasOwn(BUILD, request?.kind ?? '');

  test(`${file}: the reply is believed`, () => {
    const kind = isKnown ? request.kind : kindIn(raw);
    assert.equal(protocol.answers(kind, reply), true);
  });

  if (isKnown && reply.kind !== 'error') {
    test(`${file}: the extension would ask the same`, () => {
      const { id: _id, ...members } = request;
      const built = BUILD[request.kind](request);
      for (const [name, value] of Object.entries(built)) assert.deepEqual(value, members[name], name);
      assert.equal(built.kind, request.kind);
    });
  }

  if (reply.kind === 'error') {
    test(`${file}: its code is in the table`, () => assert.ok(Object.values(protocol.ERRORS).includes(reply.code)));
  }

  if (request?.kind === 'conversation' && REFUSALS.includes(reply.code) && /^\/messages/.test(reply.message)) {
    test(`${file}: the extension would not have sent it`, () => assert.ok(protocol.messagesProblem(request.messages)));
  }
}

const VERDICT = {
  id: 1, kind: 'verdict', level: 'caution', probability: 0.8, scheme: 'investment', stage: 'pitch', stages: ['pitch'],
  evidence: [{ rule: 'r', stage: 'pitch', reason: 'x', message: 0, start: 0, end: 4 }], first_warning: 0,
  explanation: { language: 'en', title: 't', step: 's', reasons: [{ text: 'r', evidence: 0 }], next: [], advice: [], test: '', fine_if: '' },
};

test('a verdict is believed only when every member is what the contract says', () => {
  assert.equal(protocol.answers('page', VERDICT), true);
  const wrong = [
    { level: 'safe' }, { probability: 2 }, { scheme: null }, { stages: 'pitch' }, { explanation: null }, { first_warning: -1 },
    { evidence: [{ rule: 'r', stage: 's', message: 0, start: 5, end: 4 }] }, { kind: 'hello' }, { memory: 'text' },
    { explanation: { ...VERDICT.explanation, reasons: [{ text: 'r', evidence: 1 }] } },
    { explanation: { ...VERDICT.explanation, title: 7 } },
  ];
  for (const change of wrong) assert.equal(protocol.answers('page', { ...VERDICT, ...change }), false, JSON.stringify(change));
});

test('level none has neither scheme nor explanation', () => {
  const none = { ...VERDICT, level: 'none', scheme: null, stage: null, explanation: null, stages: [], evidence: [], first_warning: null };
  assert.equal(protocol.answers('conversation', none), true);
  assert.equal(protocol.answers('conversation', { ...none, scheme: 'task' }), false);
});

test('lone surrogates leave the browser as U+FFFD', () => {
  assert.equal(protocol.page({ text: 'a\ud800b' }).text, 'a\ufffdb');
  assert.equal(protocol.conversation({ messages: [{ from: 'me', text: '\udc00' }] }).messages[0].text, '\ufffd');
});

test('optional members are left out, not sent as null', () => {
  assert.deepEqual(Object.keys(protocol.page({ text: '' })), ['kind', 'text']);
  assert.deepEqual(Object.keys(protocol.conversation({ messages: [], others: [] })), ['kind', 'messages']);
});

test('a frame is measured in bytes of UTF-8', () => {
  assert.equal(protocol.fitsInAFrame({ text: 'x'.repeat(1_048_000) }), true);
  assert.equal(protocol.fitsInAFrame({ text: '字'.repeat(400_000) }), false);
});
