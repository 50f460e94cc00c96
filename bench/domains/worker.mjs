// SPDX-License-Identifier: Apache-2.0
// The same for structures in JavaScript: node worker.mjs (hntrie | hntrie-wasm | set | eth-phishing-detect) NAMES QUERIES
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const ROUNDS = 7;
/** A list is walked for every question: a hundred thousand of them would take hours. */
const SLOW_QUERIES = 40;

const [engine, namesFile, queriesFile] = process.argv.slice(2);
const linesOf = file => readFileSync(file, 'utf8').trimEnd().split('\n');

function held() {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** @returns {Promise<{ask: (name: string) => boolean, most?: number, bytes?: number}>} */
async function hntrie(names, { wasm }) {
  const { default: HNTrieContainer } = await import('@gorhill/ubo-core/js/hntrie.js');
  const container = new HNTrieContainer();
  if (wasm) {
    const folder = new URL('node_modules/@gorhill/ubo-core/js/wasm/', import.meta.url);
    const ready = await container.enableWASM(name => WebAssembly.compile(readFileSync(new URL(`${name}.wasm`, folder))), '');
    if (!ready) throw new Error('no WebAssembly');
  }
  const trie = container.createTrie();
  for (const name of names) container.setNeedle(name).add(trie);
  container.optimize();
  return { ask: name => container.setNeedle(name).matches(trie) >= 0, bytes: container.buf.byteLength };
}

function set(names) {
  const all = new Set(names);
  return {
    ask: name => {
      for (let at = 0; ;) {
        if (all.has(name.slice(at))) return true;
        at = name.indexOf('.', at) + 1;
        if (at === 0) return false;
      }
    },
  };
}

function ethPhishingDetect(names) {
  const Detector = createRequire(import.meta.url)('eth-phishing-detect/src/detector.js');
  // Without its fuzzy list, which asks another question.
  const detector = new Detector({ blacklist: names, whitelist: [], fuzzylist: [], tolerance: 0 });
  return { ask: name => detector.check(name).result, most: SLOW_QUERIES };
}

const BUILD = {
  'hntrie': names => hntrie(names, { wasm: false }),
  'hntrie-wasm': names => hntrie(names, { wasm: true }),
  'set': set,
  'eth-phishing-detect': ethPhishingDetect,
};

let names = linesOf(namesFile);
const count = names.length;
const all = linesOf(queriesFile);
const before = held();
const { ask, most = all.length, bytes } = await BUILD[engine](names);
if (engine !== 'eth-phishing-detect') names = [];
const taken = bytes ?? held() - before;
// An even sample, so that hits and misses keep their share.
const queries = all.filter((_, index) => index % Math.floor(all.length / most) === 0).slice(0, most);
let found = 0;
const rounds = Array.from({ length: most < all.length ? 1 : ROUNDS }, () => {
  found = 0;
  const begin = process.cpuUsage();
  for (const query of queries) found += ask(query) ? 1 : 0;
  const { user, system } = process.cpuUsage(begin);
  return (user + system) * 1000 / queries.length;
}).sort((a, b) => a - b);
console.log(JSON.stringify({ found: Math.round(found * all.length / queries.length), ns: rounds[Math.floor(rounds.length / 2)], bytes: taken / count }));
