// SPDX-License-Identifier: Apache-2.0
/** Each collection judged with the weights that all others taught, beside the weights of the classes. */
import { fitRules, scoreWith } from './rule_weights.mjs';
import { calibrationError, reliability } from './statistics.mjs';

/** @typedef {import('./rule_weights.mjs').Row} Row */
/** @typedef {{row: Row, before: number, after: number}} Judged scores by class and as fitted */

const UNIFORM = [1.1, 1.2, 1.3];

/** @param {Row[]} rows @returns {Judged[]} */
export function crossValidate(rows, tally, cost) {
  return [...new Set(rows.map(({ source }) => source))].sort().flatMap(source => {
    const points = fitRules(rows.filter(row => row.source !== source), tally, cost);
    return rows.filter(row => row.source === source).map(row => ({ row, before: row.score, after: scoreWith(row, points, tally) }));
  });
}

const table = (head, rows) => [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n').concat('\n');

const isWarned = (score, tally) => tally.probability(score) >= tally.model.caution;

/** @param {Judged[]} judged @param {boolean} isScam @param {'before' | 'after'} when */
const countWarned = (judged, isScam, when, tally) => judged.filter(one => one.row.isScam === isScam && isWarned(one[when], tally)).length;

function sourceCells(name, judged, tally) {
  const scams = judged.filter(({ row }) => row.isScam).length;
  const counts = [true, false].flatMap(isScam => [countWarned(judged, isScam, 'before', tally), countWarned(judged, isScam, 'after', tally)]);
  return [name, scams, counts[0], counts[1], judged.length - scams, counts[2], counts[3]];
}

/** @param {Judged[]} judged */
export function tellSources(judged, tally) {
  const sources = [...new Set(judged.map(({ row }) => row.source))];
  return table(['left out', 'scams', 'warned by class', 'fitted', 'honest', 'warned by class', 'fitted'], [
    ...sources.map(source => sourceCells(source, judged.filter(({ row }) => row.source === source), tally)),
    sourceCells('all', judged, tally)]);
}

/** What is gained by making all rules of the class heavier, without looking at any of them. */
function uniformRow(factor, rows, tally) {
  const weigh = rule => tally.priorOf(rule) * (tally.classOf(rule) === 'medium' ? factor : 1);
  const warned = rows.filter(({ stages }) => isWarned(Math.max(0, ...stages.map(one => tally.score(one, weigh))), tally));
  return [`every medium rule × ${factor}`, warned.filter(({ isScam }) => isScam).length, warned.filter(({ isScam }) => !isScam).length];
}

/** @param {{cost: number, judged: Judged[]}[]} tries @param {Row[]} rows */
export function tellCosts(tries, rows, tally) {
  return table(['left out', 'scams warned', 'honest warned'], [
    ['by class', countWarned(tries[0].judged, true, 'before', tally), countWarned(tries[0].judged, false, 'before', tally)],
    ...tries.map(({ cost, judged }) => [`cost ${cost}`, countWarned(judged, true, 'after', tally), countWarned(judged, false, 'after', tally)]),
    ...UNIFORM.map(factor => uniformRow(factor, rows, tally))]);
}

/** @param {Judged[]} judged */
export function tellReliability(judged, tally) {
  const [before, after] = /** @type {const} */ (['before', 'after']).map(when => reliability(judged.map(one => (
    { probability: tally.probability(one[when]), isScam: one.row.isScam }))));
  const cells = ({ count, said, scams }) => (count ? [count, (100 * said / count).toFixed(1), (100 * scams / count).toFixed(1)] : [0, '–', '–']);
  return table(['probability', 'items by class', 'mean %', 'scams %', 'items fitted', 'mean %', 'scams %'], [
    ...before.map((bin, at) => [`${at * 10}–${at * 10 + 10} %`, ...cells(bin), ...cells(after[at])]),
    ['error', '', calibrationError(before).toFixed(4), '', '', calibrationError(after).toFixed(4), '']]);
}
