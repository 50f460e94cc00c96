// SPDX-License-Identifier: Apache-2.0
/** The development corpora: text that other people collected. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const data = process.env.WATCHWORD_DATA ?? path.join(root, '../shared/data');

const FILES = ['chats.jsonl.gz', 'messages.jsonl', 'pages.jsonl.gz'];
const OURS = new Set(['investment', 'pig-butchering', 'romance', 'task', 'job-lure']);

export const kindOf = item => item.kind ?? 'benign';
export const isHonest = item => kindOf(item) === 'benign';
/** A scam of a kind that the rules are for. */
export const isOurs = item => OURS.has(kindOf(item));

export const areThere = () => existsSync(path.join(data, FILES[0]));

export function readLines(file) {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n').filter(Boolean);
}

/** @returns {{name: string, items: any[]}[]} nothing where there is no data */
export const readCorpora = () => (areThere() ? FILES : []).map(file => (
  { name: file.split('.')[0], items: readLines(path.join(data, file)).map(line => JSON.parse(line)) }));
