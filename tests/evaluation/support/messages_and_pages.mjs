// SPDX-License-Identifier: Apache-2.0
/** Counts over the development corpora. */
import { isHonest, isOurs, kindOf } from './corpora.mjs';
import { warns } from './scan.mjs';

/** @typedef {{corpus: string, item: any, verdict: any}} Judged */

const none = () => ({ items: 0, messages: 0, notice: 0, caution: 0, danger: 0 });

function add(total, { item, verdict }) {
  total.items += 1;
  total.messages += item.messages?.length ?? 1;
  total.notice += Number(verdict.level !== 'none');
  total.caution += Number(warns(verdict));
  total.danger += Number(verdict.level === 'danger');
  return total;
}

/** @param {Judged[]} judged */
export const count = judged => judged.reduce(add, none());

/** Counts by what `keyOf` says, sorted by it. @param {Judged[]} judged @param {(one: Judged) => string} keyOf */
export function countBy(judged, keyOf) {
  const groups = new Map();
  for (const one of judged) groups.set(keyOf(one), add(groups.get(keyOf(one)) ?? none(), one));
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const sourceOf = ({ corpus, item }) => [corpus, kindOf(item), item.lang, item.source, item.synthetic ? 'yes' : 'no'].join('\t');

/** The figures that limits are set for. @param {Judged[]} judged */
export function figuresOf(judged) {
  const honest = count(judged.filter(({ item }) => isHonest(item)));
  const pages = count(judged.filter(({ corpus, item }) => corpus === 'pages' && isHonest(item)));
  const talks = count(judged.filter(({ corpus, item }) => corpus === 'chats' && isHonest(item)));
  const ours = count(judged.filter(({ item }) => isOurs(item)));
  const figures = new Map([
    ['false alarms per 15,000 messages', 15000 * honest.caution / honest.messages],
    ['false alarms per 500 chats', 500 * talks.caution / talks.items],
    ['false alarms per 1,000 pages', 1000 * pages.caution / pages.items],
    ['precision on the mix', ours.caution / (ours.caution + honest.caution)],
  ]);
  for (const [kind, total] of countBy(judged.filter(({ item }) => isOurs(item)), ({ item }) => kindOf(item))) {
    figures.set(`recall of ${kind}`, total.caution / total.items);
  }
  return figures;
}
