// SPDX-License-Identifier: Apache-2.0
// What the host adds to the browser's own cost: a page of the extension asks the host, and a host that only echoes, through
// the same Chromium. Same texts, each begun in another way so that none was seen before, interleaved rounds, medians.
// usage: node bench/round_trip.mjs      (needs the presets release and bench built)
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { launchChromium } from '../tests/e2e/support/chromium.mjs';
import { hostBinary } from '../tests/e2e/support/paths.mjs';

const echo = fileURLToPath(new URL('../build/bench/echo_host', import.meta.url));
const SENTENCE = 'I got home late last night because the train stopped for twenty minutes outside the station, and nobody told us why. ';
const SIZES = [80, 4096, 102400];
const ROUNDS = 15;
const PER_ROUND = 20;

/** Runs inside the page: one port, `count` requests one after the other; milliseconds of each. */
async function measure(text, count) {
  globalThis.port ??= chrome.runtime.connectNative('watchword.host');
  const times = [];
  for (let i = 0; i < count; i += 1) {
    const begin = performance.now();
    await new Promise((resolve, reject) => {
      const heard = reply => {
        globalThis.port.onMessage.removeListener(heard);
        if (reply.kind === 'error') reject(new Error(reply.message));
        else resolve(reply);
      };
      globalThis.port.onMessage.addListener(heard);
      globalThis.port.onDisconnect.addListener(() => reject(new Error('the host went away')));
      globalThis.port.postMessage({ id: i, kind: 'page', text: `${performance.now()} ${text}` });
    });
    times.push(performance.now() - begin);
  }
  return times;
}

const quantile = (times, share) => [...times].sort((a, b) => a - b)[Math.floor(share * (times.length - 1))];
const shown = ms => ms.toFixed(2);

async function open(binary) {
  const browser = await launchChromium({ binary });
  const tab = await browser.openExtension('popup/popup.html', '?tab=-1');
  await tab.evaluate(measure, 'warm', 5);
  return { browser, tab };
}

async function main() {
  const [ours, bare] = [await open(hostBinary()), await open(path.resolve(echo))];
  console.log('| text | echo p50 / p95 ms | host p50 / p95 ms | added to p50 |\n| --- | --- | --- | --- |');
  for (const size of SIZES) {
    const text = SENTENCE.repeat(Math.ceil(size / SENTENCE.length)).slice(0, size);
    const times = { ours: [], bare: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.bare.push(...await bare.tab.evaluate(measure, text, PER_ROUND));
      times.ours.push(...await ours.tab.evaluate(measure, text, PER_ROUND));
    }
    const [b, o] = [times.bare, times.ours];
    console.log(`| ${size} B | ${shown(quantile(b, 0.5))} / ${shown(quantile(b, 0.95))} | ${shown(quantile(o, 0.5))} / ${shown(quantile(o, 0.95))} | ${shown(quantile(o, 0.5) - quantile(b, 0.5))} ms |`);
  }
  await Promise.all([ours.browser.close(), bare.browser.close()]);
}

await main();
