// SPDX-License-Identifier: Apache-2.0
// How much is found and how often that is wrong. Fails when a figure is beyond limits.json.
// usage: node tests/evaluation/evaluate.mjs [--write docs]
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { rewritings } from './support/adversary.mjs';
import { askLinearModel, countKeywords } from './support/baselines.mjs';
import { judgeConversations } from './support/conversations.mjs';
import { areThere, data, isHonest, isOurs, readCorpora, root } from './support/corpora.mjs';
import { byLanguage } from './support/languages.mjs';
import { holdAgainstLimits } from './support/limits.mjs';
import { figuresOf } from './support/messages_and_pages.mjs';
import { draw } from './support/picture.mjs';
import { report } from './support/report.mjs';
import { build, compilePatterns, scan, warns } from './support/scan.mjs';
import { calibrationError, precisionAndRecall, recallAtFalseAlarms, reliability } from './support/statistics.mjs';

const GOOD_PRECISION = 0.98;

function judgeCorpora() {
  const judged = [];
  const speed = [];
  for (const { name, items } of readCorpora()) {
    const { verdicts, seconds } = scan(items);
    judged.push(...items.map((item, index) => ({ corpus: name, item, verdict: verdicts[index] })));
    speed.push({ corpus: name, items: items.length, seconds });
  }
  return { judged, speed };
}

/** Rows of a way to tell scams from honest text, and what it finds. */
function rate(name, rows, decisions) {
  const curve = precisionAndRecall(rows);
  const atPrecision = Math.max(0, ...curve.filter(({ precision }) => precision >= GOOD_PRECISION).map(({ recall }) => recall));
  const right = decisions?.filter(({ isScam, isWarned }) => isScam && isWarned).length;
  return { name, curve, atPrecision, atThousand: recallAtFalseAlarms(rows, 0.001),
    recall: decisions ? right / decisions.filter(({ isScam }) => isScam).length : null,
    precision: decisions ? right / decisions.filter(({ isWarned }) => isWarned).length : null };
}

function compare(judged) {
  const asked = judged.filter(({ item }) => isHonest(item) || isOurs(item));
  const items = asked.map(({ item }) => item);
  const rows = scores => asked.map(({ item }, index) => ({ isScam: !isHonest(item), score: scores[index] }));
  const decisions = asked.map(({ item, verdict }) => ({ isScam: !isHonest(item), isWarned: warns(verdict) }));
  return [
    rate('Watchword', rows(asked.map(({ verdict }) => verdict.probability)), decisions),
    rate('linear model, other sources', rows(askLinearModel(items)), null),
    rate('keywords', rows(items.map(countKeywords)), null),
  ];
}

function rewriteAll(judged) {
  const scams = judged.filter(({ item }) => isOurs(item));
  const before = scams.filter(({ verdict }) => warns(verdict)).length;
  return Object.entries(rewritings).map(([name, rewrite]) => {
    const rewritten = scams.map(({ item }) => rewrite(item));
    const changed = rewritten.filter((item, index) => JSON.stringify(item) !== JSON.stringify(scams[index].item)).length;
    return { name, items: scams.length, changed, before, after: scan(rewritten).verdicts.filter(warns).length };
  });
}

const reliabilityOf = judged => reliability(judged.filter(({ item }) => isHonest(item) || isOurs(item))
  .map(({ item, verdict }) => ({ probability: verdict.probability, isScam: !isHonest(item) })));

function figuresOfConversations({ all, rows }) {
  return new Map([
    ['conversations warned', all.warned / all.scams],
    ['conversations warned before they ask', all.inTime / all.asked],
    ['honest twins warned', all.honestWarned / all.honest],
    ['calibration error on conversations', calibrationError(reliability(rows))],
  ]);
}

function measureCorpora(conversations) {
  const { judged, speed } = judgeCorpora();
  const items = judged.map(({ item }) => item);
  const baselines = compare(judged);
  const bins = reliabilityOf(judged);
  const twinBins = reliability(conversations.rows);
  const rewritten = rewriteAll(judged);
  const languages = byLanguage({ root, build, data, items, isOurs, scan, warns });
  const figures = new Map([...figuresOf(judged), ['calibration error', calibrationError(bins)],
    ['recall lost to a rewriting', Math.max(...rewritten.map(({ items: all, before, after }) => (before - after) / all))],
    ['recall at 1 false alarm in 1,000 over that of a linear model', baselines[0].atThousand / baselines[1].atThousand]]);
  return { figures, judged, speed, baselines, bins, twinBins, languages, rewritings: rewritten };
}

function write(folder, text, { baselines: [ours, linear, keywords], bins }) {
  mkdirSync(path.join(folder, 'images'), { recursive: true });
  writeFileSync(path.join(folder, 'evaluation.md'), text);
  writeFileSync(path.join(folder, 'images/evaluation.svg'), draw({ ours: ours.curve, linear: linear.curve, keywords: keywords.curve, bins }));
}

function tell(limits) {
  for (const { figure, value, least, most, isBroken } of limits) {
    const state = value === undefined ? 'NOT MEASURED' : isBroken ? 'BROKEN' : 'holds';
    console.log(`${state}\t${figure}: ${value?.toFixed(4) ?? '–'} (${least === undefined ? `at most ${most}` : `at least ${least}`})`);
  }
  if (limits.some(({ isBroken }) => isBroken)) process.exitCode = 1;
}

function main() {
  compilePatterns();
  const conversations = judgeConversations();
  const figures = figuresOfConversations(conversations);
  if (!areThere()) {
    console.log(`EVALUATION CUT SHORT: no corpora in ${process.env.WATCHWORD_DATA ? 'WATCHWORD_DATA' : 'the default place'}; set WATCHWORD_DATA. Only our own conversations are measured.`);
    tell(holdAgainstLimits(figures));
    return;
  }
  const measured = measureCorpora(conversations);
  const limits = holdAgainstLimits(new Map([...measured.figures, ...figures]));
  const text = report({ ...measured, limits, conversations });
  console.log(text);
  const at = process.argv.indexOf('--write');
  if (at > 0) write(process.argv[at + 1], text, measured);
  tell(limits);
}

main();
