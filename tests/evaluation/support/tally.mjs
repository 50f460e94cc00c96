// SPDX-License-Identifier: Apache-2.0
/**
 * What host/assess/tally.cc makes of evidence, for weights that are only being tried. Text that talks about scams is not known here,
 * so that a few items get more than the program gives them; `fit_rules.mjs` counts them.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{weight: string, said_by: string}} Rule */
/** @typedef {{rules: Map<string, number>, cues: Map<string, number>, first: number}} Stage most that a rule may weigh here; what a cue adds */
/** @typedef {(rule: string) => number} Weights */

const OWN_WORDS = 0.5;

/** @returns {Map<string, Rule>} by id */
function readRules(patterns) {
  const files = readdirSync(join(patterns, 'rules'), { recursive: true }).map(String).filter(name => name.endsWith('.json'));
  return new Map(files.flatMap(name => JSON.parse(readFileSync(join(patterns, 'rules', name), 'utf8')).rules.map(rule => [rule.id, rule])));
}

const notionOf = rule => rule.split('/').at(-1);

export class Tally {
  /** @param {string} patterns */
  constructor(patterns) {
    const { model, schemes } = JSON.parse(readFileSync(join(patterns, 'pack.json'), 'utf8'));
    this.model = model;
    this.rules = readRules(patterns);
    this.cues = JSON.parse(readFileSync(join(patterns, 'weights.json'), 'utf8')).cues;
    this.stages = schemes.flatMap(({ id, stages }) => stages.map(stage => ({ key: `${id}/${stage.id}`, scheme: id, urgent: stage.urgent === true })));
    this.builtIn = [['list/', 'platform/listed', model.strong + model.medium], ['look-alike/', 'platform/claims', model.weak],
      ['contact/', 'investment/channel-change', model.contact], ['wallet/', 'investment/onboarding', model.contact],
      ['trading-name/', 'investment/pitch', model.trading_name]];
  }

  /** A rule whose weight is to be found, as opposed to a cue or what is built in. */
  isRule(id) {
    return this.rules.has(id) && this.rules.get(id).weight !== 'cue';
  }

  classOf(id) {
    return this.rules.get(id)?.weight;
  }

  /** What a rule weighs by its class. */
  priorOf(id) {
    return this.isRule(id) ? this.model[this.classOf(id)] : this.builtIn.find(([prefix]) => id.startsWith(prefix))?.[2];
  }

  #stageOf(id) {
    return this.builtIn.find(([prefix]) => id.startsWith(prefix))?.[1] ?? id.split('/', 2).join('/');
  }

  #cueWeight(id) {
    if (id.startsWith('contact/') || id.startsWith('wallet/')) return this.model.contact;
    if (id.startsWith('trading-name/')) return this.model.trading_name;
    return this.classOf(id) === 'cue' ? this.cues[notionOf(id)] ?? this.model.cue : null;
  }

  /** @param {import('./rule_evidence.mjs').Heard[]} heard @returns {Map<string, Stage>} */
  sort(heard) {
    const stages = new Map();
    let spoken = 0;
    for (const { rule, from } of heard) {
      const key = this.#stageOf(rule);
      if (!stages.has(key)) stages.set(key, { rules: new Map(), cues: new Map(), first: -1 });
      const stage = stages.get(key);
      const cue = this.#cueWeight(rule);
      if (cue !== null) {
        const points = from === 'me' ? cue * OWN_WORDS : cue;
        stage.cues.set(notionOf(rule), Math.max(points, stage.cues.get(notionOf(rule)) ?? 0));
        continue;
      }
      if (stage.first < 0) stage.first = spoken++;
      const most = from === 'me' && this.rules.get(rule)?.said_by !== 'me' ? this.model.weak : Infinity;
      stage.rules.set(rule, Math.max(most, stage.rules.get(rule) ?? 0));
    }
    return stages;
  }

  /** The rule of the stage that counts in full, and what all of them add. @param {Stage} stage @param {Weights} weigh */
  #weighStage(stage, weigh, urgent) {
    let best = 0;
    let sum = 0;
    let leader = null;
    for (const [rule, most] of stage.rules) {
      const points = Math.min(most, weigh(rule));
      sum += points;
      if (points > best) [best, leader] = [points, rule];
    }
    const more = Math.min((sum - best) * this.model.repeat, this.model.repeat_limit);
    const cues = [...stage.cues.values()].reduce((total, points) => total + points, 0);
    return { leader, points: best + more + cues + (urgent && best >= this.model.strong ? this.model.urgent : 0) };
  }

  /** Stages in the script's order; of kin, those of the scheme that has more of them. @param {Map<string, Stage>} stages */
  #orderBonus(stages) {
    const bonus = new Map();
    const before = new Map();
    for (const { key, scheme } of this.stages) {
      const stage = stages.get(key);
      if (!stage || stage.rules.size === 0) continue;
      if (before.has(scheme) && stage.first > before.get(scheme)) bonus.set(scheme, (bonus.get(scheme) ?? 0) + this.model.order);
      before.set(scheme, stage.first);
    }
    return Math.min(this.model.order_limit, Math.max(0, ...bonus.values()));
  }

  /** @param {Map<string, Stage>} stages of one family @param {Weights} weigh */
  score(stages, weigh) {
    const points = this.stages.filter(({ key }) => stages.has(key)).map(({ key, urgent }) => this.#weighStage(stages.get(key), weigh, urgent).points);
    return points.reduce((total, one) => total + one, 0) + this.#orderBonus(stages);
  }

  /** By how much the score grows with the weight of each rule. @param {Map<string, Stage>} stages @param {Weights} weigh */
  shares(stages, weigh) {
    const shares = new Map();
    for (const stage of stages.values()) {
      const { leader } = this.#weighStage(stage, weigh, false);
      for (const [rule, most] of stage.rules) {
        if (this.isRule(rule) && weigh(rule) < most) shares.set(rule, rule === leader ? 1 : this.model.repeat);
      }
    }
    return shares;
  }

  probability(score) {
    return score > 0 ? Math.round(10000 / (1 + Math.exp(-this.model.steepness * (score - this.model.midpoint)))) / 10000 : 0;
  }
}
