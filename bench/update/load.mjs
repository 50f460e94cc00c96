// SPDX-License-Identifier: Apache-2.0
// What looking for newer patterns costs whoever publishes them: requests and bytes of each kind of check, from the log of a real server; what
// a million computers make of that in a day (update_simulation); and how many checks a core of a real server answers (wrk, which is another process).
// usage: node bench/update/load.mjs [SECONDS] [BENCH_BUILD_FOLDER]; programs from $WATCHWORD_BUILD, packages: bench_packages of .ci/setup.sh
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Computer, Publisher, WebServer, makeCertificate } from '../../tests/integration/support/update_world.mjs';

const SECONDS = Number(process.argv[2] ?? 10);
const SIMULATION = resolve(process.argv[3] ?? 'build/bench', 'update_simulation');
const PATTERN = fileURLToPath(new URL('idle.lua', import.meta.url));
const THREADS = 4;
const CLIENTS = 1_000_000;
const DAY_S = 86_400;
/** A day's delta of the real pack (bench/deltas); the pack of the tests has hardly any. */
const DELTA_BYTES = 9_600;
const TICKS_A_SECOND = 100;

const sum = numbers => numbers.reduce((all, one) => all + one, 0);
const costOf = asked => [asked.length, sum(asked.map(({ bytes }) => bytes))];

/** Checks until one of a new computer ends like this. */
async function measure(state, check, server) {
  for (let tries = 0; tries < 20; tries += 1) {
    await server.asked();
    const report = await check();
    const asked = await server.asked();
    if (report.state === state) return { cost: costOf(asked), asked };
    if (report.error) throw new Error(report.error);
  }
  throw new Error(`no check ended with ${state}`);
}

async function costs(publisher, server) {
  const follower = () => new Computer(publisher).follow(`${server.address}/good`);
  const computer = follower();
  await computer.check();
  const { cost: idle } = await measure('current', () => computer.check(), server);
  const followers = [];
  for (let i = 0; i < 8; i += 1) followers.push(follower());
  for (const one of followers) await one.check();
  await publisher.publish(102, undefined, ['--rollout-hours', '700']);
  const { cost: news } = await measure('not_yet', () => (followers.shift() ?? computer).check(), server);
  await publisher.publish(103);
  const { asked } = await measure('installed', () => computer.check(), server);
  const [requests, bytes] = costOf(asked);
  const patterns = sum(asked.filter(({ path }) => path.includes('/targets/')).map(({ bytes: one }) => one));
  return { idle, news, delta: [requests, bytes - patterns + DELTA_BYTES] };
}

/** CPU seconds of the server's workers so far. */
function cpuOf({ child: { pid } }) {
  const workers = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  const ticks = workers.map(worker => {
    const [, user, system] = /\) (?:\S+ ){11}(\d+) (\d+)/.exec(readFileSync(`/proc/${worker}/stat`, 'utf8'));
    return Number(user) + Number(system);
  });
  return sum(ticks) / TICKS_A_SECOND;
}

/** @param {WebServer} server @param {'keep' | 'close'} connections */
async function load(server, connections) {
  await server.asked();
  const before = cpuOf(server);
  execFileSync('wrk', ['-t', THREADS, '-c', THREADS, '-d', `${SECONDS}s`, '-s', PATTERN, server.address, '--', connections], { stdio: 'ignore' });
  const cpu = cpuOf(server) - before;
  const asked = await server.asked();
  const strange = asked.filter(({ path, status }) => status !== (path.endsWith('root.json') ? 404 : 200));
  if (strange.length > asked.length / 1000) throw new Error(`${strange.length} of ${asked.length} answers are not those of an idle check`);
  return { wall: asked.length / SECONDS, cpu: asked.length / cpu };
}

const thousands = number => Math.round(number).toLocaleString('en');

async function report() {
  const publisher = await new Publisher().open();
  await publisher.publish(101);
  const plain = await new WebServer().start(publisher.site);
  const tls = await new WebServer().start(publisher.site, { tls: makeCertificate() });
  const { idle, news, delta } = await costs(publisher, plain);
  const simulated = execFileSync(SIMULATION, [CLIENTS, ...idle, ...news, ...delta].map(String)).toString();
  console.log(simulated);
  console.log(`nginx, one worker, ${cpus()[0].model}, ${SECONDS} s each\n`);
  console.log('| | requests/s beside everything else | requests a CPU second | a million computers, share of a core |\n|---|---|---|---|');
  const checks = Number(/an ordinary day \| ([\d.]+)/.exec(simulated)[1]) * 1e6;
  for (const [name, server, connections] of [['connections kept', plain, 'keep'], ['a connection a check', plain, 'close'], ['a connection a check, TLS', tls, 'close']]) {
    const { wall, cpu } = await load(server, connections);
    console.log(`| ${name} | ${thousands(wall)} | ${thousands(cpu)} | ${(checks * idle[0] / cpu / DAY_S * 100).toFixed(2)} % |`);
  }
  plain.stop();
  tls.stop();
}

await report();
