// SPDX-License-Identifier: Apache-2.0
// A month of changes to the real pack, as deltas: a day's update as a share of the full download, and what applying costs.
// Every day three rules in a thousand are edited or added, eight listed names in a thousand go and as many come.
// usage: node bench/deltas/run.mjs [BUILD_FOLDER] [DAYS]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const BUILD = resolve(process.argv[2] ?? 'build/bench');
const DAYS = Number(process.argv[3] ?? 30);
const RULES_A_DAY = 0.003;
const NAMES_A_DAY = 0.008;
const TOOL = join(BUILD, 'delta_tool');
const folder = mkdtempSync(join(tmpdir(), 'watchword-deltas-'));

// Numbers by chance, the same in every run (mulberry32).
let state = 1;
function random() {
  state = (state + 0x6D2B79F5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const below = count => Math.floor(random() * count);
const letters = count => Array.from({ length: count }, () => 'abcdefghijklmnopqrstuvwxyz'[below(26)]).join('');

function editRules(body) {
  const { rules } = body;
  for (let i = 0; i < Math.ceil(rules.length * RULES_A_DAY); i++) {
    const { phrases } = rules[below(rules.length)];
    if (i % 2 === 0) phrases.push(`${phrases[below(phrases.length)]} ${letters(6)}`);
    else phrases[below(phrases.length)] += ` ${letters(5)}`;
  }
}

/** Some names go, and new ones come under today's date. */
function changeNames(body, day) {
  for (const list of body.domains) {
    let gone = 0;
    for (const group of list.groups) {
      const names = group.names.split('\n').filter(Boolean);
      const kept = names.filter(() => random() >= NAMES_A_DAY);
      gone += names.length - kept.length;
      group.names = kept.map(name => `${name}\n`).join('');
    }
    if (gone === 0) continue;
    const names = Array.from({ length: gone }, () => `${letters(4 + below(10))}-${letters(5)}.${['com', 'top', 'shop', 'vip'][below(4)]}`).sort();
    list.groups.push({ since: `2026-12-${String(day).padStart(2, '0')}`, names: names.map(name => `${name}\n`).join('') });
  }
}

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const at = day => join(folder, `day-${day}`);
const measure = (from, to) => JSON.parse(execFileSync(TOOL, ['measure', at(from), at(to)], { encoding: 'utf8' }));

const body = JSON.parse(execFileSync(TOOL, ['body', join(BUILD, 'base.pack')], { maxBuffer: 1 << 27 }));
writeFileSync(at(0), JSON.stringify(body));
const days = [];
for (let day = 1; day <= DAYS; day++) {
  editRules(body);
  changeNames(body, day);
  body.pack.version++;
  writeFileSync(at(day), JSON.stringify(body));
  days.push(measure(day - 1, day));
}
const full = Number(execFileSync(TOOL, ['full', at(DAYS)], { encoding: 'utf8' }));
const share = one => 100 * one.delta / full;
const line = (name, values, unit) => console.log(`${name}: median ${median(values).toFixed(2)} ${unit}, most ${Math.max(...values).toFixed(2)}`);
console.log(`${DAYS} days; the body has ${(days[0].body / 1e6).toFixed(1)} MB, the full download ${(full / 1e3).toFixed(0)} kB, sealed here ${(days[0].local / 1e3).toFixed(0)} kB`);
line('delta of a day', days.map(one => one.delta / 1e3), 'kB');
line('delta of a day / full download', days.map(share), '%');
if (DAYS >= 14) {
  const far = measure(DAYS - 14, DAYS);
  console.log(`delta over 14 days: ${(far.delta / 1e3).toFixed(1)} kB, ${share(far).toFixed(1)} %`);
}
line('making it', days.map(one => one.create_ms), 'ms');
line('applying it', days.map(one => one.apply_ms), 'ms');
line('sealing the result here', days.map(one => one.seal_ms), 'ms');
rmSync(folder, { recursive: true });
