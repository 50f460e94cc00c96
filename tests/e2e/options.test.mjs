// SPDX-License-Identifier: Apache-2.0
import { describe } from 'node:test';

import { launchChromium } from './support/chromium.mjs';
import { launchFirefox } from './support/firefox.mjs';
import { options } from './support/options.mjs';
import { createWorld } from './support/world.mjs';

describe('chromium', () => options(createWorld(launchChromium)));
describe('firefox', () => options(createWorld(launchFirefox)));
