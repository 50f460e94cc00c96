#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Finds out which rules should weigh more or less than their class, and writes patterns/weights.json.
//
//   node tests/evaluation/fit_rules.mjs [--check]              (with the corpora of WATCHWORD_DATA; fit.mjs runs fit_cues.mjs first)
//
// Learned from the development corpora and the half of tests/corpora/conversations that is for tuning. The same texts, rules and cues give
// the same bytes: what was fitted before is not looked at.
// --check writes nothing: each collection is judged by what the others taught, so that none vouches for itself.
import { areThere, data, isHonest, isOurs, readCorpora } from './support/corpora.mjs';
import { crossValidate, tellCosts, tellReliability, tellSources } from './support/cross_validation.mjs';
import { patterns, program, readTuningHalf, writeWeights } from './support/learning.mjs';
import { hearRules } from './support/rule_evidence.mjs';
import { fitRules, rowsOf } from './support/rule_weights.mjs';
import { Tally } from './support/tally.mjs';

// Chosen with --check: beyond it little is found.
const COST = 1;
const COSTS = [0.1, 0.3, COST, 3, 10];
/** The tally here leaves out that text talks about scams; more than this share of other results means that it is no longer the program's. */
const MOST_DIFFERENT = 0.01;

/** Files of one collection share a beginning: `tg-spam` and `tg-spam-ham`. */
const collectionOf = source => source.split('-')[0];

function readItems() {
  if (!areThere()) throw new Error(`${data}: no corpora there; WATCHWORD_DATA says where they are`);
  const collected = readCorpora().flatMap(({ items }) => items).filter(item => isHonest(item) || isOurs(item))
    .map(item => ({ ...item, isScam: !isHonest(item), source: collectionOf(item.source) }));
  return [...collected, ...readTuningHalf().map(item => ({ ...item, isScam: item.label === 'scam', source: 'conversations' }))];
}

/** @param {import('./support/rule_evidence.mjs').FamilyVerdict[][]} verdicts @param {Tally} tally */
function holdAgainstProgram(verdicts, tally) {
  const all = verdicts.flat();
  const differs = ({ heard, probability }) =>
    Math.abs(tally.probability(tally.score(tally.sort(heard), rule => tally.priorOf(rule))) - probability) > 0.001;
  const different = all.filter(differs).length;
  if (different > MOST_DIFFERENT * all.length) throw new Error(`support/tally.mjs and ${program} differ in ${different} of ${all.length} verdicts`);
}

function main() {
  const tally = new Tally(patterns);
  const items = readItems();
  const verdicts = hearRules(items, { patterns, program });
  holdAgainstProgram(verdicts, tally);
  const rows = rowsOf(items, verdicts, tally);
  if (!process.argv.includes('--check')) return writeWeights('rules', Object.fromEntries(fitRules(rows, tally, COST)));
  const judged = crossValidate(rows, tally, COST);
  console.log(tellSources(judged, tally));
  console.log(tellCosts(COSTS.map(cost => ({ cost, judged: crossValidate(rows, tally, cost) })), rows, tally));
  console.log(tellReliability(judged, tally));
}

main();
