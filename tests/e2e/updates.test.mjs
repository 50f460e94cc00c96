// SPDX-License-Identifier: Apache-2.0
import { describe } from 'node:test';

import { launchChromium } from './support/chromium.mjs';
import { launchFirefox } from './support/firefox.mjs';
import { updates } from './support/updates.mjs';
import { createWorld } from './support/world.mjs';

describe('chromium', () => updates(createWorld(launchChromium)));
describe('firefox', () => updates(createWorld(launchFirefox)));
