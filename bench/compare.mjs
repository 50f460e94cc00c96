// SPDX-License-Identifier: Apache-2.0
// Our engine and others on the same phrases and the same texts in one run: every peer is a process of its own, they take turns.
// usage: node bench/compare.mjs [--counts 1000,5000,10000,20000] [--rounds 5] [--milliseconds 250] [--build 120 seconds at most]
//        [--peers ours,re2-set…] [--json build/bench/compare.json]      (needs the preset bench built)
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { report } from './report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const worker = path.join(process.env.WATCHWORD_BUILD ?? path.join(root, 'build/bench'), 'peer_worker');
const patterns = path.join(root, 'patterns');
const data = process.env.WATCHWORD_DATA ?? path.join(root, '../shared/data');
const TURN_SECONDS = 90;
// Who is slower gets one turn for a class of texts.
const SLOW_SECONDS = 5;

/** id, what runs it, and whether it meets every text for the first time. */
const PEERS = [
  { id: 'ours', program: 'ours' },
  { id: 'normalize', program: 'normalize' },
  { id: 'hyperscan', program: 'hyperscan' },
  { id: 're2-set-cold', program: 're2-set', cold: true },
  { id: 're2-set', program: 're2-set' },
  { id: 'filtered-re2', program: 'filtered-re2' },
  { id: 'pcre2', program: 'pcre2' },
  { id: 'js-regexp', script: 'regexp' },
  { id: 'js-index', script: 'index' },
];

function commandOf(peer, count, folder) {
  if (peer.script) return [process.execPath, [path.join(root, 'bench/peers.mjs'), peer.script, folder]];
  return [worker, [peer.program, String(count), patterns, data]];
}

/** A running peer: ask() sends a line and hears one, or says why there is none. */
class Running {
  constructor(peer, count, folder) {
    const [program, args] = commandOf(peer, count, folder);
    this.peer = peer;
    this.child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.child.stdin.on('error', () => {});
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.ended = new Promise(resolve => this.child.on('close', (code, signal) => resolve({ refused: `ended with ${signal ?? code}` })));
  }

  async hear(seconds) {
    let timer;
    const late = new Promise(resolve => { timer = setTimeout(() => resolve({ refused: `not done in ${seconds} s` }), 1000 * seconds); });
    const line = this.lines.next().then(({ value, done }) => (done ? this.ended : JSON.parse(value)));
    const answer = await Promise.race([line, late]);
    clearTimeout(timer);
    if (answer.refused) this.child.kill('SIGKILL');
    return answer;
  }

  ask(line) {
    this.child.stdin.write(line + '\n');
    return this.hear(TURN_SECONDS);
  }
}

/** What took too long for fewer phrases is not tried with more. */
async function start(peer, count, { folder, refusedBefore, options }) {
  const before = refusedBefore.get(peer.program);
  if (before && before.count <= count) return { peer, built: { refused: `${before.why} with ${before.count} phrases` } };
  const running = new Running(peer, count, folder);
  const built = await running.hear(options.build);
  if (built.refused && peer.program) refusedBefore.set(peer.program, { count, why: built.refused });
  console.error(`${count} ${peer.id}: ${built.refused ?? `built in ${Math.round(built.build_ms)} ms`}`);
  return { peer, built, running };
}

const median = values => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

/** Adds one turn's figures to those of the peer and the class of texts. */
function note(results, key, answer) {
  const entry = results[key] ??= { times: {}, found: {} };
  if (answer.refused) entry.refused = answer.refused;
  for (const [document, nanoseconds] of answer.nanoseconds ?? []) (entry.times[document] ??= []).push(nanoseconds);
  for (const [document, found] of answer.found ?? []) entry.found[document] = found;
  entry.resident = answer.resident;
}

async function takeTurns(started, classes, options) {
  const results = Object.fromEntries(started.map(({ peer }) => [peer.id, {}]));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [index, texts] of classes.entries()) {
      for (const { peer, built, running } of started) {
        const key = `${texts.name}-${texts.bytes}`;
        if (built.refused || results[peer.id][key]?.refused || results[peer.id][key]?.slow) continue;
        // Slow peers do not get through all documents in one turn: the next one goes on elsewhere.
        const first = texts.bytes < 1000 ? 0 : (round * 7) % texts.documents;
        const begin = performance.now();
        note(results[peer.id], key, await running.ask(`${index} ${first} ${options.milliseconds} ${peer.cold ? 'cold' : 'warm'}`));
        results[peer.id][key].slow = performance.now() - begin > 1000 * SLOW_SECONDS;
      }
    }
    console.error(`round ${round + 1} of ${options.rounds}`);
  }
  return results;
}

function summarize({ times, found, refused, resident }) {
  const medians = Object.values(times).map(median);
  const nanoseconds = medians.reduce((a, b) => a + b, 0) / medians.length;
  return { nanoseconds, documents: medians.length, found, refused, resident };
}

async function compare(count, options, refusedBefore) {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchword-peers-'));
  spawnSync(worker, ['dump', String(count), patterns, data, folder], { stdio: 'inherit' });
  const started = [];
  for (const peer of options.peers) started.push(await start(peer, count, { folder, refusedBefore, options }));
  const { classes, phrases, real_phrases, real_texts } = started.find(({ built }) => built.classes).built;
  const results = await takeTurns(started, classes, options);
  for (const { running } of started) running?.child.stdin.end();
  rmSync(folder, { recursive: true });
  const peers = started.map(({ peer, built: { classes: _, ...built } }) => ({
    id: peer.id, built,
    texts: Object.fromEntries(Object.entries(results[peer.id]).map(([key, entry]) => [key, summarize(entry)])),
  }));
  return { count: phrases, real_phrases, real_texts, rounds: options.rounds, peers };
}

async function main() {
  const { values } = parseArgs({ options: {
    counts: { type: 'string', default: '1000,5000,10000,20000' },
    rounds: { type: 'string', default: '5' },
    milliseconds: { type: 'string', default: '250' },
    build: { type: 'string', default: '120' },
    peers: { type: 'string', default: PEERS.map(peer => peer.id).join() },
    json: { type: 'string', default: path.join(root, 'build/bench/compare.json') },
  } });
  const wanted = values.peers.split(',');
  const options = {
    rounds: Number(values.rounds), milliseconds: Number(values.milliseconds), build: Number(values.build), peers: PEERS.filter(peer => wanted.includes(peer.id)),
  };
  const refusedBefore = new Map();
  const runs = [];
  for (const count of values.counts.split(',').map(Number)) {
    runs.push(await compare(count, options, refusedBefore));
    // After every size: a long run that is cut short leaves what it has.
    writeFileSync(values.json, JSON.stringify(runs));
  }
  console.log(report(runs.sort((a, b) => a.count - b.count)));
}

await main();
