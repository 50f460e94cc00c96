// SPDX-License-Identifier: Apache-2.0
/**
 * What rules weigh: a logistic regression whose prior is the weight of the class. Every item has its score by classes as a feature that
 * costs nothing, and each rule one that costs; so a rule that nothing was learned of weighs what its class does, and one that was heard
 * often enough departs from it. The unit is that of the score, so that the model of the pack stays as it is.
 */
import { regress } from './linear_model.mjs';

/** @typedef {{isScam: boolean, source: string, stages: Map<string, any>[], score: number, shares: Map<string, number>}} Row */

/** A feature so large that its weight is nearly free. */
const LARGE = 10;
const SCORE = ' score';
/** Departures smaller than this share of the class are not worth a line. */
const LEAST_CHANGE = 0.05;

/**
 * Shares of its class that a rule may weigh. A medium rule (2.9) beside one of its stage that nothing is known of (2) stays below a warning,
 * and a strong rule warns alone already.
 */
export const BOUNDS = { weak: [0.25, 1.5], medium: [0.25, 1.45], strong: [0.25, 1] };

/** @param {any[]} items @param {import('./rule_evidence.mjs').FamilyVerdict[][]} verdicts @param {import('./tally.mjs').Tally} tally @returns {Row[]} */
export function rowsOf(items, verdicts, tally) {
  const weigh = rule => tally.priorOf(rule);
  return items.map(({ isScam, source }, at) => {
    const stages = verdicts[at].map(({ heard }) => tally.sort(heard));
    const scores = stages.map(one => tally.score(one, weigh));
    const score = Math.max(0, ...scores);
    const leading = stages[scores.indexOf(score)];
    return { isScam, source, stages, score, shares: leading ? tally.shares(leading, weigh) : new Map() };
  });
}

/** @param {Row} row */
function featuresOf({ score, shares }, tally) {
  const departures = [...shares].map(([rule, share]) => /** @type {[string, number]} */ ([rule, share * tally.priorOf(rule)]));
  return new Map([[SCORE, LARGE * score], ...departures]);
}

function within(id, factor, tally, bounds) {
  const [least, most] = bounds[tally.classOf(id)];
  return Math.min(most, Math.max(least, factor));
}

/**
 * @param {Row[]} rows @param {import('./tally.mjs').Tally} tally @param {number} cost how much data may say against the classes
 * @returns {Map<string, number>} points of the rules that do not weigh what their class does
 */
export function fitRules(rows, tally, cost, bounds = BOUNDS) {
  const lines = rows.map(row => ({ features: featuresOf(row, tally), isScam: row.isScam }));
  const rules = [...new Set(rows.flatMap(({ shares }) => [...shares.keys()]))].sort();
  const { weights } = regress(lines, [SCORE, ...rules], cost, LARGE);
  const slope = LARGE * weights.get(SCORE);
  const factors = rules.map(id => /** @type {[string, number]} */ ([id, within(id, 1 + weights.get(id) / slope, tally, bounds)]));
  return new Map(factors.filter(([, factor]) => Math.abs(factor - 1) >= LEAST_CHANGE)
    .map(([id, factor]) => [id, Math.round(100 * factor * tally.priorOf(id)) / 100]));
}

/** The score of an item with other weights. @param {Row} row @param {Map<string, number>} points */
export const scoreWith = ({ stages }, points, tally) =>
  Math.max(0, ...stages.map(one => tally.score(one, rule => points.get(rule) ?? tally.priorOf(rule))));
