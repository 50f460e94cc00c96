// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import './browser_globals.mjs';

import { spellingsOf, wantedLanguages } from '../../../extension/shared/i18n.js';

const EXTENSION = new URL('../../../extension/', import.meta.url);
const read = name => readFileSync(new URL(name, EXTENSION), 'utf8');
const locales = readdirSync(new URL('_locales/', EXTENSION));
const messagesOf = locale => JSON.parse(read(`_locales/${locale}/messages.json`));
const sources = readdirSync(EXTENSION, { recursive: true }).filter(name => /\.(?:js|html|json)$/.test(name) && !name.startsWith('_locales'));
const everything = sources.map(read).join('\n');

test('every locale has the same labels with the same placeholders', () => {
  const shape = locale => Object.entries(messagesOf(locale)).map(([name, { placeholders }]) => [name, Object.keys(placeholders ?? {})]).sort();
  for (const locale of locales) assert.deepEqual(shape(locale), shape('en'), locale);
});

test('every language of the wording has labels, so that both are spoken together', () => {
  const wording = readdirSync(new URL('../patterns/wording/', EXTENSION)).map(file => file.replace('.json', ''));
  const labels = locales.map(locale => spellingsOf(messagesOf(locale).labelLanguage.message));
  assert.deepEqual(wording.filter(language => !labels.some(spellings => spellings.includes(language))), []);
  assert.deepEqual(labels.filter(spellings => !spellings.some(one => wording.includes(one))), []);
});

test('every label is used', () => {
  const unused = Object.keys(messagesOf('en')).filter(name => !everything.includes(name) && !/^state_/.test(name));
  assert.deepEqual(unused, []);
});

test('every state of the popup has its words', () => {
  const states = [...read('shared/health.js').matchAll(/^ {2}(\w+): \{.*(?:command|act|isCalm):/gm)].map(([, name]) => name);
  assert.ok(states.length >= 6);
  for (const state of states) for (const part of ['title', 'text']) assert.ok(messagesOf('en')[`state_${state}_${part}`]?.message, state);
});

test('no extension file builds markup from text or asks a server', () => {
  assert.doesNotMatch(everything, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\bfetch\(|XMLHttpRequest|WebSocket/);
});

test('languages are asked for in the spellings a pack may use', () => {
  assert.deepEqual(spellingsOf('zh-CN'), ['zh-CN', 'zh-Hans', 'zh']);
  assert.deepEqual(spellingsOf('not a language'), []);
  assert.deepEqual(wantedLanguages(['en-US', 'en']), ['en-US', 'en-Latn', 'en']);
});

test('labels say in which direction their language is written', () => {
  for (const locale of locales) {
    const { cardReasons, labelDirection } = messagesOf(locale);
    const isRightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}/u.test(cardReasons.message);
    assert.equal(labelDirection.message, isRightToLeft ? 'rtl' : 'ltr', locale);
  }
});
