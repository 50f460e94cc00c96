// SPDX-License-Identifier: Apache-2.0
// What every supported browser has and Node.js 18 lacks. Imported before anything of the extension.
import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;

String.prototype.toWellFormed ??= function toWellFormed() {
  return this.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
};
