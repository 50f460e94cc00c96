// SPDX-License-Identifier: Apache-2.0
/** The pack of our patterns with a list of invented names more, and its image: built once for all tests of a file. */

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildImage, scratchFolder } from './native_host.mjs';
import { PATTERNS, cliBinary } from './paths.mjs';

const LIST = fileURLToPath(new URL('../lists/invented.json', import.meta.url));

/** @type {{pack: string, cache: string} | undefined} */
let built;

/** What a browser is launched with so that its host knows the names. */
export function listedPack() {
  if (built) return built;
  const folder = scratchFolder('watchword-listed-');
  const pack = path.join(folder, 'listed.pack');
  execFileSync(cliBinary(), ['pack', 'build', PATTERNS, '--list', LIST, '-o', pack], { stdio: 'ignore' });
  built = { pack, cache: buildImage(folder, pack) };
  return built;
}
