// SPDX-License-Identifier: Apache-2.0
/** Stands in for the browser's own parts: storage, rules, tabs. */

export const ORIGIN = 'chrome-extension://watchword/';
export const BLOCK_PAGE = `${ORIGIN}blocked/blocked.html`;

globalThis.chrome = { runtime: { id: 'watchword', getURL: path => `${ORIGIN}${path}` }, i18n: { getMessage: name => name } };

export function createArea() {
  const values = new Map();
  return {
    values,
    get: async name => (name === null ? Object.fromEntries(values) : values.has(name) ? { [name]: structuredClone(values.get(name)) } : {}),
    set: async entries => { for (const [name, value] of Object.entries(entries)) values.set(name, structuredClone(value)); },
    remove: async names => { for (const name of [names].flat()) values.delete(name); },
  };
}

/** Rules that change as one or not at all, as the browsers' do. */
export function createRules() {
  const kinds = { dynamic: new Map(), session: new Map() };
  const state = { refuses: false, updates: 0 };
  const update = kind => async ({ removeRuleIds = [], addRules = [] }) => {
    state.updates += 1;
    if (state.refuses) throw new Error('rules were refused');
    const next = new Map(kinds[kind]);
    for (const id of removeRuleIds) next.delete(id);
    for (const rule of addRules) {
      if (next.has(rule.id)) throw new Error(`rule ${rule.id} is there already`);
      if (rule.condition.requestDomains?.length === 0) throw new Error('an empty list of domains');
      next.set(rule.id, structuredClone(rule));
    }
    kinds[kind] = next;
  };
  const get = kind => async ({ ruleIds } = {}) => [...kinds[kind].values()].filter(({ id }) => !ruleIds || ruleIds.includes(id));
  return {
    state,
    updateDynamicRules: update('dynamic'), getDynamicRules: get('dynamic'),
    updateSessionRules: update('session'), getSessionRules: get('session'),
    /** Some browsers have lost them. */
    lose: () => kinds.dynamic.clear(),
  };
}

/** @param {Record<number, object>} open */
export function createTabs(open) {
  const tabs = new Map(Object.entries(open).map(([id, tab]) => [Number(id), { id: Number(id), windowId: 1, index: 0, ...tab }]));
  const done = [];
  const known = id => {
    const tab = tabs.get(id);
    if (!tab) throw new Error(`No tab with id: ${id}.`);
    return tab;
  };
  return {
    done,
    get: async id => known(id),
    update: async (id, what) => { known(id); done.push(['update', id, what]); return known(id); },
    create: async what => { done.push(['create', what]); },
    remove: async id => { known(id); tabs.delete(id); done.push(['remove', id]); },
    goBack: async id => {
      done.push(['back', id]);
      if (known(id).isFirst) throw new Error('Cannot find a next page in history.');
    },
  };
}
