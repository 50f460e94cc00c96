// SPDX-License-Identifier: Apache-2.0
/** Host names as people write them. Browsers give names in ASCII only and have no way back, so this is the decoder of RFC 3492. */

const BASE = 36;
const LEAST = 1;
const MOST = 26;
const PREFIX = 'xn--';

/** @param {number} delta @param {number} count @param {boolean} isFirst */
function adapt(delta, count, isFirst) {
  let left = isFirst ? Math.floor(delta / 700) : delta >> 1;
  left += Math.floor(left / count);
  let k = 0;
  for (; left > ((BASE - LEAST) * MOST) >> 1; k += BASE) left = Math.floor(left / (BASE - LEAST));
  return k + Math.floor(((BASE - LEAST + 1) * left) / (left + 38));
}

/** @param {string} character @returns {number} a…z are 0…25, 0…9 are 26…35, anything else ends the work */
function digitOf(character) {
  const digit = Number.parseInt(character, 36);
  if (Number.isNaN(digit)) throw new RangeError('not Punycode');
  return digit < 10 ? digit + 26 : digit - 10;
}

/** @param {string} coded without the prefix */
function decode(coded) {
  const border = Math.max(0, coded.lastIndexOf('-'));
  const points = Array.from(coded.slice(0, border), character => /** @type {number} */ (character.codePointAt(0)));
  let point = 128;
  let bias = 72;
  let at = 0;
  for (let read = border && border + 1; read < coded.length;) {
    const before = at;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(coded.charAt(read++));
      const limit = Math.min(MOST, Math.max(LEAST, k - bias));
      at += digit * weight;
      if (digit < limit) break;
      weight *= BASE - limit;
    }
    bias = adapt(at - before, points.length + 1, before === 0);
    point += Math.floor(at / (points.length + 1));
    at %= points.length + 1;
    points.splice(at++, 0, point);
  }
  return String.fromCodePoint(...points);
}

const readable = (/** @type {string} */ label) => (label.startsWith(PREFIX) ? decode(label.slice(PREFIX.length)) : label);

/** @param {string} host in ASCII @returns {string} the same in Unicode; unchanged when it is no proper international name */
export function inUnicode(host) {
  try {
    const found = host.split('.').map(readable).join('.');
    // Only what the browser itself would read as this very host may be shown in its place.
    return new URL(`http://${found}`).hostname === host ? found : host;
  } catch {
    return host;
  }
}
