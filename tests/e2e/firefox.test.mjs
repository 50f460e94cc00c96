// SPDX-License-Identifier: Apache-2.0
import { launchFirefox } from './support/firefox.mjs';
import { bothBrowsers } from './support/scenarios.mjs';

bothBrowsers(launchFirefox);
