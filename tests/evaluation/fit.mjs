#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Makes patterns/weights.json: what cues weigh, then what rules weigh beside them.
// usage: node tests/evaluation/fit.mjs [--check]             (with the corpora of WATCHWORD_DATA; --check only tells how good they are)
await import('./fit_cues.mjs');
await import('./fit_rules.mjs');
