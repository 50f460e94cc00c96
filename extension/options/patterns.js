// SPDX-License-Identifier: Apache-2.0
/** The patterns: how old, where from, what keeps newer ones away, and the two things a person can do about it. */

import { element } from '../shared/dom.js';
import { label } from '../shared/i18n.js';
import { obstacles } from '../shared/standing.js';
import { dayAndAge, moment, rows } from './facts.js';

/** @typedef {import('../background/patterns.js').Outcome} Outcome */
/** @typedef {import('../shared/standing.js').Standing} Standing */

/** @type {Record<string, string>} what came of a look → its words; what is not here is a program that does not answer */
const OUTCOMES = Object.freeze({
  installed: 'outcomeInstalled', current: 'outcomeCurrent', not_yet: 'outcomeNotYet', refused: 'outcomeRefused', not_due: 'outcomeNotDue', busy: 'outcomeBusy',
  failed: 'outcomeFailed', never: 'patternsNever',
});

/** A clock that is read here and there a little later. */
const SAME_LOOK_MS = 60_000;

/** @param {Standing} standing */
const sourceOf = ({ generation, installed }) => (generation > 0 ? label('sourceInstalled', [moment(installed)]) : label('sourceProgram'));

/** @param {Standing | null} standing @param {{pack?: {version: number, built?: string} | null} | null} status @returns {HTMLElement[]} */
export function patternFacts(standing, status) {
  /** @type {[string, string][]} */
  const facts = [];
  const version = standing?.version || status?.pack?.version;
  if (version) facts.push([label('factVersion'), String(version)]);
  if (status?.pack?.built && status.pack.version === version) facts.push([label('factMade'), dayAndAge(status.pack.built)]);
  if (!standing) return rows(facts);
  facts.push([label('factSource'), sourceOf(standing)], [label('factLooked'), standing.last_check > 0 ? moment(standing.last_check) : label('factNever')]);
  if (standing.next_check > 0 && !standing.why_never) facts.push([label('factNext'), moment(standing.next_check)]);
  return rows(facts);
}

/** What was installed then may be in use no more. @param {Outcome} outcome @param {Standing} standing */
const isOfAnother = ({ state, version }, standing) => ['installed', 'current'].includes(state) && version !== standing.version;

/** A look that was made since then, by another browser or by hand, says more. @param {Outcome | null} outcome @param {Standing} standing */
function stillTrue(outcome, standing) {
  if (outcome && !isOfAnother(outcome, standing) && standing.last_check * 1000 <= outcome.at + SAME_LOOK_MS) return outcome;
  return standing.failures > 0 ? { state: 'failed', at: standing.last_check * 1000 } : null;
}

/** @param {Outcome} outcome */
function sentenceOf({ state, version, next_check: next }) {
  const name = OUTCOMES[state];
  if (!name) return label('outcomeUnreachable');
  return label(name, [state === 'not_due' ? moment(next ?? 0) : String(version ?? '')]);
}

/** What the programs say is English and for those who help. @param {(string | undefined)[]} said */
function detailsView(said) {
  const lines = [...new Set(said)].filter(line => line !== undefined);
  if (lines.length === 0) return [];
  return [element('details', {}, [
    element('summary', {}, [label('programSaid')]), ...lines.map(line => element('code', { dir: 'ltr', lang: 'en' }, [line])),
  ])];
}

/** @param {Standing | null} standing @param {Outcome | null} outcome @returns {HTMLElement[]} */
export function outcomeView(standing, outcome) {
  if (!standing) return [element('p', {}, [label('outcomeUnreachable')])];
  const told = stillTrue(outcome, standing);
  const sentences = new Set([...(told ? [sentenceOf(told)] : []), ...obstacles(standing, Date.now() / 1000)]);
  return [
    ...[...sentences].map(sentence => element('p', {}, [sentence])),
    ...detailsView([told?.message, standing.why_older, standing.why_never]),
  ];
}

/** What came of going back. @param {{version?: number, message?: string}} result */
export const rolledBackView = ({ version, message }) => (version !== undefined
  ? [element('p', {}, [label('rolledBack', [String(version)])])]
  : [element('p', {}, [label(message === undefined ? 'outcomeUnreachable' : 'rollBackFailed')]), ...detailsView([message])]);
