#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Finds out what each cue should weigh, and writes patterns/weights.json.
//
//   node tests/evaluation/fit_cues.mjs [--check]               (with the corpora of WATCHWORD_DATA)
//
// A cue is a notion that has the same name in every language, so all languages vouch for its weight together. The weights are those of a
// logistic regression over the half of tests/corpora/conversations that is for tuning (the other half is never looked at here) and the
// honest chats of the development corpora. How many rules of each scheme were heard is given to it too, so that cues do not get what
// rules say, and forgotten afterwards. The same conversations and rules give the same bytes.
// --check writes nothing: each eighth of the languages is judged by what the others taught.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { areThere, data, isHonest, readCorpora } from './support/corpora.mjs';
import { hear } from './support/hearing.mjs';
import { patterns, program, readTuningHalf, writeWeights } from './support/learning.mjs';
import { sum, train } from './support/linear_model.mjs';

// Chosen with --check, as are the next two.
const COST = 0.03;
/** There are many more ordinary chats than conversations that were written to be hard. */
const COPIES = 3;
/** The regression is sure of the many ordinary chats and would rather say nothing: this share of its bias is where a warning begins. */
const OPERATING = 0.53;
const FOLDS = 8;
const LEAST = 0.05;
const MOST = 1.5;

function readOrdinaryChats() {
  if (!areThere()) throw new Error(`${data}: no corpora there; WATCHWORD_DATA says where they are`);
  return readCorpora().filter(({ name }) => name === 'chats').flatMap(({ items }) => items).filter(isHonest);
}

const rowsOf = conversations => hear(conversations, { patterns, program }).map((features, index) =>
  ({ features, isScam: conversations[index].label === 'scam', lang: conversations[index].lang, index }));

/** @param {any[]} tuned @param {any[]} ordinary */
const fit = (tuned, ordinary) => train([...Array.from({ length: COPIES }, () => tuned).flat(), ...ordinary], COST);

function crossValidate(tuned, ordinary) {
  const langs = [...new Set(tuned.map(({ lang }) => lang))].sort();
  const scores = { scam: [], twin: [], ordinary: [] };
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const isHeldOut = ({ lang }) => langs.indexOf(lang) % FOLDS === fold;
    const isKept = ({ index }) => index % FOLDS === fold;
    const model = fit(tuned.filter(row => !isHeldOut(row)), ordinary.filter(row => !isKept(row)));
    for (const row of tuned.filter(isHeldOut)) scores[row.isScam ? 'scam' : 'twin'].push(sum(model, row.features) / -model.bias);
    scores.ordinary.push(...ordinary.filter(isKept).map(row => sum(model, row.features) / -model.bias));
  }
  console.log('a warning begins at | scams | honest twins | ordinary chats');
  for (const share of [0.5, 0.55, OPERATING, 0.65, 0.7, 0.8, 1]) {
    const over = name => `${scores[name].filter(score => score > share).length} of ${scores[name].length}`;
    console.log([share.toFixed(2), over('scam'), over('twin'), over('ordinary')].join(' | '));
  }
}

function write({ weights, bias }, cues) {
  const { midpoint } = JSON.parse(readFileSync(join(patterns, 'pack.json'), 'utf8')).model;
  const scale = midpoint / (OPERATING * -bias);
  const rounded = cue => Math.round(100 * Math.min(MOST, Math.max(LEAST, scale * (weights.get(cue) ?? 0)))) / 100;
  writeWeights('cues', Object.fromEntries(cues.map(cue => [cue, rounded(cue)])));
}

const tuned = rowsOf(readTuningHalf());
const ordinary = rowsOf(readOrdinaryChats());
if (process.argv.includes('--check')) {
  crossValidate(tuned, ordinary);
} else {
  const cues = [...new Set(tuned.flatMap(({ features }) => [...features.keys()]))].filter(name => name.startsWith('cue-')).sort();
  write(fit(tuned, ordinary), cues);
}
