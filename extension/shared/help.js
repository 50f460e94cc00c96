// SPDX-License-Identifier: Apache-2.0
/** Whom to turn to, and in which country. */

import { element } from './dom.js';
import { label, regionName } from './i18n.js';

/** @type {Map<string, Promise<{region: string, regions: string[], contacts: HelpContact[]}>>} by scheme, until another country is chosen */
const known = new Map();

/** @param {string} scheme */
export function findHelp(scheme) {
  const found = known.get(scheme) ?? chrome.runtime.sendMessage({ kind: 'help', scheme });
  known.set(scheme, found);
  return found;
}

/** @typedef {{name: string, phone?: string, text?: string, url?: string, hours?: string, checked: string}} HelpContact */

const link = (/** @type {string} */ href, /** @type {string} */ text) =>
  element('a', { href, target: '_blank', rel: 'noreferrer', dir: 'ltr' }, [text]);

/** @param {HelpContact} contact */
function ways({ phone, text, url, hours }) {
  const all = [
    ...(phone ? [link(`tel:${phone.replace(/[^+\d]/g, '')}`, phone)] : []),
    ...(text ? [element('bdi', {}, [text])] : []),
    ...(url ? [link(url, url.replace(/^https:\/\/|\/$/g, ''))] : []),
    ...(hours ? [element('bdi', {}, [hours])] : []),
  ];
  return all.flatMap((way, index) => (index ? [' · ', way] : [way]));
}

const contactView = (/** @type {HelpContact} */ contact) => element('li', {}, [
  element('strong', {}, [element('bdi', {}, [contact.name])]), ' ', ...ways(contact), ' ',
  element('span', { class: 'checked' }, [label('helpChecked', [contact.checked])]),
]);

/** @param {string} region @param {string[]} regions @param {(region: string) => void} choose */
function regionChoice(region, regions, choose) {
  const named = regions.map(code => ({ code, name: regionName(code) })).sort((a, b) => a.name.localeCompare(b.name));
  const options = [{ code: '', name: label('helpElsewhere') }, ...named].map(({ code, name }) =>
    element('option', { value: code, ...(code === region && { selected: '' }) }, [name]));
  const select = /** @type {HTMLSelectElement} */ (element('select', {}, options));
  select.addEventListener('change', () => choose(select.value));
  return element('label', { class: 'region' }, [label('helpRegion'), ' ', select]);
}

/** Who helps, and the choice of a country. @param {{scheme: string, help: {region: string, regions: string[], contacts: HelpContact[]}}} about @param {() => Promise<void>} refresh */
export function helpParts({ scheme, help: { region, regions, contacts } }, refresh) {
  const choose = async (/** @type {string} */ chosen) => {
    known.clear();
    await chrome.runtime.sendMessage({ kind: 'help', scheme, region: chosen });
    await refresh();
  };
  return [
    element('ul', { class: 'list' }, contacts.map(contactView)),
    ...(regions.length > 0 ? [regionChoice(region, regions, choose)] : []),
  ];
}

/** @param {Parameters<typeof helpParts>[0]} about @param {() => Promise<void>} refresh */
export const helpView = (about, refresh) => element('section', { class: 'help' }, [element('h3', {}, [label('cardHelp')]), ...helpParts(about, refresh)]);
