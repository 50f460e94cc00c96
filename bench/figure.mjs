// SPDX-License-Identifier: Apache-2.0
// Draws bench/figures.svg from the figures of bench/compare.mjs: CPU time for 4 KB of ordinary English chat, a bar for each engine.
// usage: node bench/figure.mjs compare.json [bench/figures.svg]
import { readFileSync, writeFileSync } from 'node:fs';

import { shownTime } from './report.mjs';

const COUNT = 10000;
const TEXT = 'english-4096';
const LABELS = {
  ours: 'Watchword, normalisation included',
  hyperscan: 'Hyperscan, whole expressions',
  're2-set-cold': 'RE2::Set, text never seen',
  're2-set': 'RE2::Set, same text again',
  'filtered-re2': 'FilteredRE2 + Hyperscan',
  pcre2: 'PCRE2-JIT, one by one',
  'js-regexp': 'JavaScript RegExp, one by one',
  'js-index': 'JavaScript word trie, candidates only',
};
const [WIDTH, LEFT, RIGHT, TOP, STEP, BAR] = [760, 270, 90, 62, 30, 18];

const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function barsOf(run) {
  return run.peers.filter(peer => LABELS[peer.id]).map(peer => {
    const entry = peer.texts[TEXT];
    const refused = peer.built.refused ?? entry?.refused;
    return { id: peer.id, label: LABELS[peer.id], nanoseconds: refused ? null : entry.nanoseconds, refused };
  }).sort((a, b) => (a.nanoseconds ?? Infinity) - (b.nanoseconds ?? Infinity));
}

/** Powers of ten around all bars, and where a time lies between them. */
function scaleOf(bars) {
  const logs = bars.filter(bar => bar.nanoseconds).map(bar => Math.log10(bar.nanoseconds));
  const [least, most] = [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))];
  const x = log => LEFT + (WIDTH - LEFT - RIGHT) * (log - least) / (most - least);
  return { ticks: Array.from({ length: most - least + 1 }, (_, i) => least + i), x, at: nanoseconds => x(Math.log10(nanoseconds)) };
}

function drawBar(bar, index, scale) {
  const y = TOP + index * STEP;
  const label = `<text class="label" x="${LEFT - 10}" y="${y + 13}" text-anchor="end">${escaped(bar.label)}</text>`;
  if (!bar.nanoseconds) return `${label}<text class="refused" x="${LEFT + 6}" y="${y + 13}">refused: ${escaped(bar.refused)}</text>`;
  const end = scale.at(bar.nanoseconds);
  return `${label}<rect class="${bar.id === 'ours' ? 'ours' : 'peer'}" x="${LEFT}" y="${y}" width="${(end - LEFT).toFixed(1)}" height="${BAR}" rx="2"/>`
    + `<text class="value" x="${(end + 6).toFixed(1)}" y="${y + 13}">${shownTime(bar.nanoseconds)}</text>`;
}

function drawTick(power, scale, height) {
  const x = scale.x(power).toFixed(1);
  return `<line class="grid" x1="${x}" y1="${TOP - 8}" x2="${x}" y2="${height - 34}"/>`
    + `<text class="tick" x="${x}" y="${height - 18}" text-anchor="middle">${shownTime(10 ** power).replace(/(\d)\.0+ /, '$1 ')}</text>`;
}

function draw(run) {
  const bars = barsOf(run);
  const scale = scaleOf(bars);
  const height = TOP + bars.length * STEP + 40;
  const title = `CPU time for 4 KB of ordinary English chat, ${run.count.toLocaleString('en')} phrases`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${title}">
<style>
  text { font: 13px system-ui, "DejaVu Sans", sans-serif; fill: #24292f; }
  .title { font-size: 15px; font-weight: 600; }
  .note, .tick, .refused { font-size: 12px; fill: #57606a; }
  .grid { stroke: #d0d7de; }
  .peer { fill: #8c959f; }
  .ours { fill: #0969da; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .note, .tick, .refused { fill: #9198a1; }
    .grid { stroke: #3d444d; }
    .peer { fill: #6e7681; }
    .ours { fill: #4493f8; }
  }
</style>
<text class="title" x="12" y="22">${title}</text>
<text class="note" x="12" y="41">Each step to the right is ten times slower. Engines in C++ other than ours are given text that is normalised already.</text>
${scale.ticks.map(power => drawTick(power, scale, height)).join('\n')}
${bars.map((bar, index) => drawBar(bar, index, scale)).join('\n')}
</svg>
`;
}

const [, , from, to = new URL('figures.svg', import.meta.url)] = process.argv;
const run = JSON.parse(readFileSync(from, 'utf8')).find(one => one.count === COUNT);
if (!run) throw new Error(`${from} has no run with ${COUNT} phrases`);
writeFileSync(to, draw(run));
