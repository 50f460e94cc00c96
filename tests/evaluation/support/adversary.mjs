// SPDX-License-Identifier: Apache-2.0
/** The ways in which senders write past filters, done to texts that are known. Every choice follows from the text alone. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { root } from './corpora.mjs';

const LOOK_ALIKE = { a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', y: 'у', i: 'і' };
const BACK = Object.fromEntries(Object.entries(LOOK_ALIKE).map(([latin, cyrillic]) => [cyrillic, latin]));
const LEET = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' };
const EMOJI = ['🔥', '💰', '✨', '👉', '📈'];
const LONG = 4;

const WORD = /[\p{L}\p{M}]+/gu;
// Who rewrites an account is not found any more.
const ACCOUNT_OR_WORD = /[@#][\p{L}\p{M}\p{N}_.]+|[\p{L}\p{M}]+/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Every `nth` word of some length through `change`. */
function everyWord(text, nth, change) {
  let at = 0;
  return text.replace(ACCOUNT_OR_WORD, word => {
    if ([...word].length < LONG || /^[@#]/.test(word)) return word;
    at += 1;
    return at % nth === 0 ? change(word) : word;
  });
}

const letters = (word, table) => [...word].map(letter => table[letter] ?? letter).join('');

function half(message) {
  const { text } = message;
  const middle = text.indexOf(' ', Math.floor(text.length / 2));
  if (middle < 0 || UNSPACED.test(text)) return [message];
  return [{ ...message, text: text.slice(0, middle) }, { ...message, text: text.slice(middle + 1) }];
}

// Lists whose words may stand for one another; most lists hold forms of one word.
const INTERCHANGEABLE = ['messenger', 'coin', 'exchange', 'relative', 'city', 'country', 'brand', 'hot_place'];

/** Words that a list names, by language: any may stand for any. */
function readSynonyms() {
  const folder = path.join(root, 'patterns/lists');
  return new Map(readdirSync(folder).map(name => {
    const lists = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
    return [name.split('.')[0].split('-')[0], INTERCHANGEABLE.map(list => lists[list] ?? []).map(list => list.filter(entry => typeof entry === 'string' && /^\p{L}{4,}$/u.test(entry)))];
  }));
}
let synonyms;

/** Each word of a list becomes the next one of the list. */
function withSynonyms(text, language) {
  synonyms ??= readSynonyms();
  const next = new Map((synonyms.get(language?.split('-')[0]) ?? []).filter(list => list.length > 1)
    .flatMap(list => list.map((word, index) => [word, list[(index + 1) % list.length]])));
  return text.replace(WORD, word => next.get(word.toLowerCase()) ?? word);
}

const inText = change => item => (item.messages
  ? { ...item, messages: item.messages.map(message => ({ ...message, text: change(message.text, item.lang) })) }
  : { ...item, text: change(item.text, item.lang) });

/** By name, what is done to an item. Returns the item itself where it cannot be done. */
export const rewritings = {
  'zero-width characters in every word': inText(text => everyWord(text, 1, word => [...word].join('\u200b'))),
  'letters of another alphabet in every other word': inText(text => everyWord(text, 2, word => letters(word, /\p{Script=Cyrillic}/u.test(word) ? BACK : LOOK_ALIKE))),
  'every third word spaced out': inText(text => everyWord(text, 3, word => (UNSPACED.test(word) ? word : [...word].join(' ')))),
  'digits for letters in every third word': inText(text => everyWord(text, 3, word => letters(word, LEET))),
  'each message in two bubbles': item => (item.messages ? { ...item, messages: item.messages.flatMap(half) } : item),
  'an emoji after every third word': inText(text => {
    let at = 0;
    return text.replace(/ /g, space => { at += 1; return at % 3 === 0 ? ` ${EMOJI[at % EMOJI.length]} ` : space; });
  }),
  'another word of the same list': inText(withSynonyms),
};
