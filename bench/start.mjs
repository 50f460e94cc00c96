// SPDX-License-Identifier: Apache-2.0
// From starting the host to its first verdict, and the memory it then has for itself.
// usage: node bench/start.mjs [BUILD_FOLDER]
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const BUILD = resolve(process.argv[2] ?? 'build/release');
const RUNS = 31;
const cache = mkdtempSync(join(tmpdir(), 'watchword-start-'));
const env = { ...process.env, XDG_CACHE_HOME: cache, WATCHWORD_PACK: join(BUILD, 'base.pack') };

const frame = message => {
  const payload = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(payload.length);
  return Buffer.concat([head, payload]);
};

const REQUEST = frame({ id: 1, kind: 'page', text: 'You must pay the income tax before you can withdraw.' });

/** Sum of a line of /proc/PID/smaps_rollup, in kB. */
const memory = (pid, name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]);

function measure() {
  return new Promise(done => {
    const begin = process.hrtime.bigint();
    const host = spawn(join(BUILD, 'watchword-host'), [], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    host.stdin.write(REQUEST);
    host.stdout.once('data', data => {
      const ms = Number(process.hrtime.bigint() - begin) / 1e6;
      const reply = JSON.parse(data.subarray(4).toString());
      if (reply.kind !== 'verdict') throw new Error(JSON.stringify(reply));
      const kb = { private: memory(host.pid, 'Private_Dirty'), resident: memory(host.pid, 'Rss') };
      host.on('exit', () => done({ ms, ...kb }));
      host.stdin.end();
    });
  });
}

const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const built = spawnSync(join(BUILD, 'watchword-update'), ['image'], { env, encoding: 'utf8' });
process.stdout.write(built.stdout);
const runs = [];
for (let i = 0; i < RUNS; i++) runs.push(await measure());
console.log(`start to first verdict: ${median(runs.map(run => run.ms)).toFixed(1)} ms (median of ${RUNS}, as seen from Node.js)`);
console.log(`memory of its own: ${(median(runs.map(run => run.private)) / 1024).toFixed(1)} MB, resident ${(median(runs.map(run => run.resident)) / 1024).toFixed(1)} MB`);
rmSync(cache, { recursive: true });
