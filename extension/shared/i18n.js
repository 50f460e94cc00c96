// SPDX-License-Identifier: Apache-2.0
/** Labels come from _locales; sentences about scams come from the host, in the first of these languages it has. */

const MOST_LANGUAGES = 8;

/** @param {string} name @param {string[]} [values] */
export const label = (name, values = []) => chrome.i18n.getMessage(name, values);

/** @param {string} tag e.g. zh-CN @returns {string[]} e.g. zh-CN, zh-Hans, zh */
export function spellingsOf(tag) {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return [tag, `${language}-${script}`, language];
  } catch {
    // A browser may be told to ask for languages that are no language tags.
    return [];
  }
}

/** The language the labels are in; sentences of another language beside them would look like someone else's. */
export const ownLanguage = () => label('labelLanguage');

/** @param {readonly string[]} [preferred] best first @returns {string[]} */
export const wantedLanguages = (preferred = [ownLanguage(), ...navigator.languages]) =>
  [...new Set(preferred.flatMap(spellingsOf))].slice(0, MOST_LANGUAGES);

/** The country the browser was set up for, as far as its languages tell; empty when they do not. */
export function likelyRegion(tags = navigator.languages) {
  for (const tag of tags) {
    try {
      const { region } = new Intl.Locale(tag);
      if (region) return region;
    } catch {
      // No language tag; perhaps the next one is.
    }
  }
  return '';
}

/** @param {string} region ISO 3166-1 */
export const regionName = region => new Intl.DisplayNames([ownLanguage()], { type: 'region' }).of(region) ?? region;

/** Fills every element that names a label. @param {ParentNode} root */
export function translate(root) {
  for (const element of root.querySelectorAll('[data-label]')) {
    element.textContent = label(/** @type {HTMLElement} */ (element).dataset['label'] ?? '');
  }
}
