// SPDX-License-Identifier: Apache-2.0
import { launchChromium } from './support/chromium.mjs';
import { bothBrowsers } from './support/scenarios.mjs';

bothBrowsers(launchChromium);
