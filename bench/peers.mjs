// SPDX-License-Identifier: Apache-2.0
// What an extension could do without a native host, as a process that takes turns like bench/peer_worker.cc does.
//   regexp  one RegExp for each phrase over the raw text, flags iu
//   index   written with care: NFKC, lower case, words, a trie of Maps over the most telling piece of each phrase.
//           It only finds candidates: gaps and the rest of the phrase are not looked at
// usage: node bench/peers.mjs regexp|index FOLDER      (FOLDER as peer_worker dump leaves it)
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const [, , kind, folder] = process.argv;
// V8 compiles an expression once for text within Latin-1 and once for other text, and has no room for 10,000 of these in
// both forms: the process ends. With this behind every text it is other text.
const BEYOND_LATIN = '\u3000';

const TOGETHER = 20;
const SHORT = 1000;
// Han, kana and Thai letters are words of their own, as no spaces part them.
const WORDS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]]+|[%$+@]/gv;

const readLines = name => readFileSync(path.join(folder, name), 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
let [warm, quick] = [false, true];
const cpuNanoseconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
};

function buildRegExps(phrases) {
  const expressions = phrases.map(phrase => new RegExp(phrase.regex, 'iu'));
  return text => {
    const beyond = text + BEYOND_LATIN;
    let found = 0;
    for (const expression of expressions) if (expression.test(beyond)) found += 1;
    return found;
  };
}

const newNode = () => ({ next: new Map(), phrases: null });

function insert(root, words, phrase) {
  let node = root;
  for (const word of words) {
    let next = node.next.get(word);
    if (!next) node.next.set(word, next = newNode());
    node = next;
  }
  (node.phrases ??= []).push(phrase);
}

function buildIndex(phrases) {
  const root = newNode();
  phrases.forEach((phrase, id) => {
    for (const anchor of phrase.anchors) insert(root, anchor.match(WORDS) ?? [], id);
  });
  root.phrases = null;
  return text => {
    const words = text.normalize('NFKC').toLowerCase().replaceAll(/['’]/g, '').match(WORDS) ?? [];
    const found = new Set();
    for (let begin = 0; begin < words.length; begin += 1) {
      let node = root.next.get(words[begin]);
      for (let at = begin + 1; node; at += 1) {
        if (node.phrases) for (const phrase of node.phrases) found.add(phrase);
        node = node.next.get(words[at]);
      }
    }
    return found.size;
  };
}

/** Documents one after the other from `start` on until the time is used up, quick ones once to warm up first. */
function measure(count, texts, start, milliseconds) {
  const together = texts.bytes < SHORT ? TOGETHER : 1;
  const [nanoseconds, found] = [[], []];
  const deadline = cpuNanoseconds() + milliseconds * 1e6;
  const total = texts.documents.length;
  for (let done = 0; done < total && (done === 0 || cpuNanoseconds() < deadline); done += together) {
    const first = (start + done) % total;
    const run = () => {
      let sum = 0;
      for (let i = 0; i < together; i += 1) sum += count(texts.documents[(first + i) % total]);
      return sum;
    };
    // The first run of all lets V8 compile; one that took long does not get better by a second.
    if (!warm || quick) run();
    warm = true;
    const begin = cpuNanoseconds();
    const sum = run();
    const took = cpuNanoseconds() - begin;
    quick = took < 1e8;
    nanoseconds.push([first, took / together]);
    found.push([first, sum]);
  }
  return { nanoseconds, found, resident: process.memoryUsage.rss() };
}

async function main() {
  const phrases = readLines('phrases.jsonl');
  const texts = readLines('texts.jsonl');
  const before = process.memoryUsage.rss();
  const begin = cpuNanoseconds();
  const count = kind === 'index' ? buildIndex(phrases) : buildRegExps(phrases);
  const build = (cpuNanoseconds() - begin) / 1e6;
  const note = kind === 'index' ? 'finds candidates only' : 'compiled when first used';
  console.log(JSON.stringify({ build_ms: build, resident: process.memoryUsage.rss() - before, database: 0, note }));
  for await (const line of createInterface({ input: process.stdin })) {
    const [which, start, milliseconds] = line.split(' ').map(Number);
    console.log(JSON.stringify(measure(count, texts[which], start, milliseconds)));
  }
}

await main();
