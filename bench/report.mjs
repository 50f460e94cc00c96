// SPDX-License-Identifier: Apache-2.0
// Tables from the figures of bench/compare.mjs.
// usage: node bench/report.mjs compare.json
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const NAMES = {
  ours: 'Watchword (raw text, normalisation included)',
  normalize: 'only our normalisation',
  hyperscan: 'Hyperscan, whole expressions',
  're2-set-cold': 'RE2::Set, text never seen',
  're2-set': 'RE2::Set, same text again',
  'filtered-re2': 'FilteredRE2, literals by Hyperscan',
  pcre2: 'PCRE2-JIT, one by one',
  'js-regexp': 'JavaScript, RegExp one by one (raw text)',
  'js-index': 'JavaScript, word trie (raw text, candidates only)',
};
const COLUMNS = ['english-80', 'english-4096', 'english-102400', 'chinese-4096', 'mixed-4096', 'scam-4096', 'scam-102400'];

export function shownTime(nanoseconds) {
  if (nanoseconds < 1e3) return `${nanoseconds.toPrecision(3)} ns`;
  const [value, unit] = nanoseconds < 1e6 ? [nanoseconds / 1e3, 'µs'] : nanoseconds < 1e9 ? [nanoseconds / 1e6, 'ms'] : [nanoseconds / 1e9, 's'];
  return `${value >= 100 ? Math.round(value) : value.toPrecision(value >= 10 ? 3 : 2)} ${unit}`;
}

const megabytes = bytes => (bytes ? (bytes / 1e6).toFixed(1) : '–');
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');

function cell(peer, column) {
  const entry = peer.texts[column];
  if (!entry || entry.refused) return entry?.refused ?? '–';
  return shownTime(entry.nanoseconds);
}

/** Sums over the documents both have read; a peer that knows the phrase differently finds a little more or less. */
function foundBeside(peer, ours) {
  const sums = [0, 0];
  for (const column of Object.keys(peer.texts)) {
    for (const [document, found] of Object.entries(peer.texts[column].found)) {
      const other = ours?.texts[column]?.found[document];
      if (other === undefined) continue;
      sums[0] += found;
      sums[1] += other;
    }
  }
  return `${sums[0]} : ${sums[1]}`;
}

function speeds(run) {
  return table(['CPU time of one text', ...COLUMNS.map(column => column.replace('-80', ' 80 B').replace('-4096', ' 4 KB').replace('-102400', ' 100 KB'))],
    run.peers.map(peer => (peer.built.refused
      ? [NAMES[peer.id], `refused: ${peer.built.refused}`, ...COLUMNS.slice(1).map(() => '–')]
      : [NAMES[peer.id], ...COLUMNS.map(column => cell(peer, column))])));
}

function sizes(run) {
  const ours = run.peers.find(peer => peer.id === 'ours');
  return table(['', 'build, CPU s', 'database MB', 'resident after building, MB', 'resident after the texts, MB', 'phrases found : by ours', ''],
    run.peers.filter(peer => !peer.built.refused && peer.id !== 'normalize').map(peer => {
      const most = Math.max(...Object.values(peer.texts).map(entry => entry.resident ?? 0)) - (peer.built.before ?? 0);
      return [NAMES[peer.id], (peer.built.build_ms / 1e3).toFixed(2), megabytes(peer.built.database), megabytes(peer.built.resident),
        peer.built.before ? megabytes(most) : `${megabytes(most)} (whole process)`, foundBeside(peer, ours), peer.built.note ?? ''];
    }));
}

export function report(runs) {
  return runs.map(run => `## ${run.count} phrases (${run.real_phrases} real), ${run.real_texts ? 'real texts' : 'BUILT-IN SENTENCES, NO REAL TEXT'}

${speeds(run)}

${sizes(run)}
`).join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(report(JSON.parse(readFileSync(process.argv[2], 'utf8'))));
