// SPDX-License-Identifier: Apache-2.0
// Looking up a million listed names in our table and in others, in turns in one run.
// usage: (cd bench/domains && npm ci) ; node bench/domains/run.mjs [--names 1000000] [--turns 3]      (needs the preset bench built)
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const worker = path.join(process.env.WATCHWORD_BUILD ?? path.join(root, 'build/bench'), 'domain_worker');
const { values } = parseArgs({ options: { names: { type: 'string', default: '1000000' }, turns: { type: 'string', default: '3' } } });
const QUERIES = 20_000;

const ENGINES = [
  ['ours', 'ours: the name and its parents, whose list'],
  ['ours-parsed', '… from the address as it is written (IDNA looked at)'],
  ['table', '… one name, no parents'],
  ['unordered-set', 'std::unordered_set'],
  ['hntrie', 'HNTrie of uBlock Origin, JavaScript'],
  ['hntrie-wasm', 'HNTrie of uBlock Origin, WebAssembly'],
  ['set', 'JavaScript Set'],
  ['eth-phishing-detect', 'eth-phishing-detect'],
];

const linesOf = text => text.split('\n').map(line => line.trim().toLowerCase()).filter(line => /^[a-z0-9.-]+\.[a-z][a-z0-9-]+$/.test(line) && !line.includes('xn--'));

/** Real names: those of the corpora where they are, else the shipped lists. */
function realNames() {
  const { WATCHWORD_DATA: data } = process.env;
  if (data) return linesOf(gunzipSync(readFileSync(path.join(data, 'domains-bad.txt.gz'))).toString());
  const folder = path.join(root, 'patterns/domains');
  return readdirSync(folder).filter(name => name.endsWith('.txt') && name !== 'good.txt').flatMap(name => linesOf(readFileSync(path.join(folder, name), 'utf8')));
}

/** As many as wanted: copies get another number before their first dot, as the next clone of a site does. */
function manyNames(count) {
  const real = [...new Set(realNames())];
  const names = new Set(real.slice(0, count));
  for (let round = 1; names.size < count; round += 1) {
    for (const name of real) {
      if (names.size < count) names.add(name.replace('.', `${round}.`));
    }
  }
  return [...names];
}

/** Half of them listed, a half of those below a listed name; the others are neighbours that nobody listed. */
function manyQueries(names) {
  const step = Math.floor(names.length / QUERIES * 2) || 1;
  const listed = names.filter((_, index) => index % step === 0).slice(0, QUERIES / 2);
  const hits = listed.map((name, index) => (index % 2 ? name : `www.${name}`));
  const misses = listed.map((name, index) => (index % 2 ? name.replace('.', 'qz.') : `m.${name.replace('.', 'qz.')}`));
  // In an order that no cache could know.
  return hits.flatMap((hit, index) => [hit, misses[(index * 7919) % misses.length]]).map((query, index) => [(index * 48271) % 2147483647, query])
    .sort(([a], [b]) => a - b).map(([, query]) => query);
}

function ask(engine, namesFile, queriesFile) {
  const isOurs = ['ours', 'ours-parsed', 'table', 'unordered-set'].includes(engine);
  const [program, args] = isOurs ? [worker, []] : [process.execPath, ['--expose-gc', '--max-old-space-size=8192', path.join(root, 'bench/domains/worker.mjs')]];
  return JSON.parse(execFileSync(program, [...args, engine, namesFile, queriesFile], { cwd: path.join(root, 'bench/domains'), maxBuffer: 2 ** 20 }).toString());
}

const folder = mkdtempSync(path.join(tmpdir(), 'watchword-domains-'));
try {
  const [namesFile, queriesFile] = ['names', 'queries'].map(name => path.join(folder, name));
  const names = manyNames(Number(values.names));
  writeFileSync(namesFile, `${names.join('\n')}\n`);
  const queries = manyQueries(names);
  writeFileSync(queriesFile, `${queries.join('\n')}\n`);
  console.log(`${names.length.toLocaleString('en')} names, ${queries.length.toLocaleString('en')} questions\n`);
  const results = new Map(ENGINES.map(([engine]) => [engine, []]));
  for (let turn = 0; turn < Number(values.turns); turn += 1) {
    for (const [engine] of ENGINES) {
      if (turn === 0 || engine !== 'eth-phishing-detect') results.get(engine).push(ask(engine, namesFile, queriesFile));
    }
  }
  console.log('| | ns a question | bytes a name | found |\n|---|---|---|---|');
  for (const [engine, title] of ENGINES) {
    const sorted = results.get(engine).sort((a, b) => a.ns - b.ns);
    const { ns, bytes, found } = sorted[Math.floor(sorted.length / 2)];
    console.log(`| ${title} | ${ns < 1000 ? ns.toFixed(0) : Math.round(ns).toLocaleString('en')} | ${bytes.toFixed(1)} | ${found.toLocaleString('en')} |`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
