// SPDX-License-Identifier: Apache-2.0
// Ordinary text by language, from the development corpora and from what a Debian machine carries: message
// catalogues, manual pages, fortunes. Every source is { name, lines }.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const CORPORA = ['chats.jsonl.gz', 'messages.jsonl', 'pages.jsonl.gz'];
// Names of countries, languages and moneys: lists, not text.
const NOT_TEXT = /^iso_|^shared-mime|^xkeyboard|^gtk\d*-properties/;
// Indexes, copies in other encodings, drawings.
const NO_FORTUNE = /\.(?:dat|u8)$|ascii-?art/;
const MIN_TRANSLATION = 12;
// Tokens. Manuals and catalogues speak of files and options: where people are heard, they get less say.
const ENOUGH = 300000;
const ENOUGH_BESIDE_PEOPLE = 100000;
const PEOPLE_LINES = 2000;

/** Where each language hides: its tags in the corpora, its folders below /usr/share, its packages of fortunes. */
export const LANGUAGES = {
  en: { tags: ['en'], folders: [], fortunes: ['fortunes', 'fortunes-min'] },
  'zh-Hans': { tags: ['zh', 'zh-CN'], folders: ['zh_CN'], fortunes: [] },
  ar: { tags: ['ar'], folders: ['ar'], fortunes: [] },
  de: { tags: ['de'], folders: ['de'], fortunes: ['fortunes-de'] },
  es: { tags: ['es'], folders: ['es'], fortunes: ['fortunes-es'] },
  fr: { tags: ['fr'], folders: ['fr'], fortunes: [] },
  hi: { tags: ['hi'], folders: ['hi'], fortunes: [] },
  id: { tags: ['id'], folders: ['id'], fortunes: [] },
  it: { tags: ['it'], folders: ['it'], fortunes: ['fortunes-it'] },
  ja: { tags: ['ja'], folders: ['ja'], fortunes: [] },
  km: { tags: ['km'], folders: ['km'], fortunes: [] },
  ko: { tags: ['ko'], folders: ['ko'], fortunes: [] },
  ms: { tags: ['ms'], folders: ['ms'], fortunes: [] },
  my: { tags: ['my'], folders: ['my'], fortunes: [] },
  nl: { tags: ['nl'], folders: ['nl'], fortunes: [] },
  pl: { tags: ['pl'], folders: ['pl'], fortunes: [] },
  pt: { tags: ['pt', 'pt-BR'], folders: ['pt', 'pt_BR'], fortunes: [] },
  ru: { tags: ['ru'], folders: ['ru'], fortunes: ['fortunes-ru'] },
  th: { tags: ['th'], folders: ['th'], fortunes: [] },
  tl: { tags: ['tl', 'fil'], folders: ['tl', 'fil'], fortunes: [] },
  tr: { tags: ['tr'], folders: ['tr'], fortunes: [] },
  uk: { tags: ['uk'], folders: ['uk'], fortunes: [] },
  vi: { tags: ['vi'], folders: ['vi'], fortunes: [] },
};

const slurp = file => {
  const bytes = readFileSync(file);
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};
const list = folder => (existsSync(folder) ? readdirSync(folder).sort() : []);

function hashOf(text) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** A fifth of every corpus is never counted: the benchmark reads that fifth (bench/texts.cc). */
export const isHeldOut = id => hashOf(id) % 5 === 0;

/** In an order that has nothing to do with where a line stood: the first N are a sample. */
const shuffled = lines => lines.map(line => [hashOf(line), line]).sort(([a], [b]) => a - b).map(([, line]) => line);

function corpusSources(data, tags) {
  const sources = new Map();
  for (const corpus of CORPORA) {
    const file = path.join(data, corpus);
    if (!existsSync(file)) continue;
    for (const line of slurp(file).toString('utf8').split('\n')) {
      if (!line) continue;
      const item = JSON.parse(line);
      if (item.label !== 'benign' || !tags.includes(item.lang) || isHeldOut(item.id)) continue;
      const name = item.source + (item.synthetic ? ' (written by a model)' : '');
      const texts = item.messages ? item.messages.map(message => message.text) : [item.text];
      if (!sources.has(name)) sources.set(name, []);
      sources.get(name).push(...texts.flatMap(text => text.split('\n')));
    }
  }
  return [...sources].map(([name, lines]) => ({ name, lines }));
}

/** The translations of a gettext catalogue, without their originals. */
function* translations(bytes) {
  if (bytes.length < 28 || bytes.readUInt32LE(0) !== 0x950412de) return;
  const [count, , table] = [8, 12, 16].map(at => bytes.readUInt32LE(at));
  const text = index => {
    const [length, begin] = [0, 4].map(at => bytes.readUInt32LE(table + 8 * index + at));
    return bytes.subarray(begin, begin + length);
  };
  const head = text(0).toString('latin1');
  const charset = /charset=([\w-]+)/i.exec(head)?.[1] ?? 'utf-8';
  let decoder;
  try { decoder = new TextDecoder(charset); } catch { return; }
  for (let i = 1; i < count; i += 1) yield decoder.decode(text(i));
}

/** Placeholders, mark-up and keyboard marks are the program's, not the language's. */
const withoutPlaceholders = text => text
  .replace(/<[^>]*>|%[-+ #\d$.*]*(?:hh|ll|[hlzjt])?[a-zA-Z]|%\([^)]*\)s|\{[^}]*\}|&\w+;|--?[\w-]+/g, ' ').replace(/[_&]/g, '');

function catalogueSource(folders) {
  const lines = new Set();
  for (const folder of folders) {
    const place = `/usr/share/locale/${folder}/LC_MESSAGES`;
    for (const file of list(place).filter(name => name.endsWith('.mo') && !NOT_TEXT.test(name))) {
      for (const text of translations(slurp(path.join(place, file)))) {
        if (Buffer.byteLength(text) < MIN_TRANSLATION) continue;
        for (const line of withoutPlaceholders(text).split(/[\n\0]/)) lines.add(line);
      }
    }
  }
  return { name: 'message catalogues of Debian 12', lines: [...lines] };
}

/** A manual page without its requests and escapes. */
const manualLines = text => text.split('\n')
  .filter(line => !/^[.'\\]/.test(line))
  .map(line => line.replace(/\\f(?:\[\w*\]|\(..|.)|\\[%&/,^|]/g, '').replace(/\\-/g, '-').replace(/\\\S/g, ' '));

function manualSource(folders) {
  const lines = new Set();
  for (const folder of folders) {
    for (const section of list(`/usr/share/man/${folder}`).filter(name => /^man[1-8]$/.test(name))) {
      const place = `/usr/share/man/${folder}/${section}`;
      for (const file of list(place).filter(name => name.endsWith('.gz'))) {
        for (const line of manualLines(slurp(path.join(place, file)).toString('utf8'))) lines.add(line);
      }
    }
  }
  return { name: 'manual pages of Debian 12', lines: [...lines] };
}

/** By package: where a fortune lies does not say its language. */
function fortuneSource(packages) {
  const files = packages.flatMap(name => spawnSync('dpkg-query', ['--listfiles', name]).stdout.toString('utf8').split('\n'))
    .filter(file => file.startsWith('/usr/share/games/fortunes/') && !NO_FORTUNE.test(file) && statSync(file).isFile());
  const lines = files.flatMap(file => readFileSync(file, 'utf8').split('\n').filter(line => line !== '%'));
  // Each line once: signatures would make somebody's name a frequent word.
  return { name: 'fortunes of Debian 12', lines: [...new Set(lines)] };
}

export function honestText(language, data) {
  const { tags, folders, fortunes } = LANGUAGES[language];
  const people = corpusSources(data, tags);
  const lines = people.reduce((sum, source) => sum + source.lines.length, 0);
  const limit = lines > PEOPLE_LINES ? ENOUGH_BESIDE_PEOPLE : ENOUGH;
  const machine = [catalogueSource(folders), manualSource(folders), fortuneSource(fortunes)]
    .map(source => ({ ...source, lines: shuffled(source.lines), limit }));
  return [...people, ...machine].filter(source => source.lines.length > 0);
}
