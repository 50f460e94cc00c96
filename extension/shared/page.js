// SPDX-License-Identifier: Apache-2.0
/** What every page of ours does first. */

import { label, ownLanguage, translate } from './i18n.js';

export function startPage() {
  document.documentElement.lang = ownLanguage();
  document.documentElement.dir = label('labelDirection');
  translate(document);
}
