// SPDX-License-Identifier: Apache-2.0
// Opens Chromium with the extension on a conversation that unfolds. With a display it stays open until the person
// closes it; without one it runs headless, prints the warnings it saw and writes a screenshot.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import puppeteer from 'puppeteer-core';

import { CHROMIUM, EXTENSION, hostBinary } from './support/paths.mjs';
import { serve } from './support/server.mjs';
import { pause, until } from './support/wait.mjs';

const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) && process.env.WATCHWORD_HEADLESS !== '1';
const SETTLED_MS = 600;

/** The browser's profile of its own, so that nothing of the person's is touched. */
function makeProfile() {
  const profile = mkdtempSync(path.join(tmpdir(), 'watchword-demo-'));
  const installed = spawnSync(path.join(path.dirname(hostBinary()), 'watchword'), ['install', '--profile-folder', profile], { encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(installed.stderr);
  return profile;
}

const launch = profile => puppeteer.launch({
  executablePath: CHROMIUM, headless: !hasDisplay, pipe: true, enableExtensions: [EXTENSION], userDataDir: profile,
  defaultViewport: hasDisplay ? null : { width: 1200, height: 860 },
  args: ['--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});

/** Text inside the closed shadow root of the card, which no page can read; the browser's own tools can. */
async function readCard(page) {
  const session = await page.createCDPSession();
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  await session.detach();
  const text = node => (node.nodeType === 3 ? node.nodeValue : node.nodeName === 'STYLE' ? '' : [...(node.children ?? []), ...(node.shadowRoots ?? [])].map(text).join('\n'));
  const find = node => {
    const closed = node.shadowRoots?.find(each => each.shadowRootType === 'closed');
    if (closed) return text(closed);
    return [...(node.children ?? [])].map(find).find(Boolean);
  };
  const card = find(root);
  return card ? card.split('\n').map(line => line.trim()).filter(Boolean) : null;
}

/** Says one message after the other and prints what the card says whenever it changes. */
async function watch(page) {
  let shown = '';
  let warnings = 0;
  for (let left = 1, said = 1; left > 0; said += 1) {
    left = await page.evaluate(() => demo.next());
    await pause(SETTLED_MS);
    const card = await readCard(page);
    if (!card || card.join() === shown) continue;
    shown = card.join();
    warnings += 1;
    console.log(`\nwarning after message ${said}:\n  ${card.join('\n  ')}`);
  }
  return warnings;
}

async function runHeadless(page) {
  const warnings = await watch(page);
  const folder = process.env.WATCHWORD_SHOTS ?? 'build';
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  const shot = path.resolve(folder, 'demo.png');
  await page.screenshot({ path: shot });
  console.log(`\n${warnings} warnings; screenshot: ${shot}`);
  return warnings > 0 ? 0 : 1;
}

async function main() {
  const profile = makeProfile();
  const server = await serve();
  const browser = await launch(profile);
  try {
    const [page] = await browser.pages();
    await page.goto(`${server.origin}/chat.html?conversation=scam&speed=${hasDisplay ? '2' : 'manual'}`);
    await until('the demonstration to be ready', () => page.evaluate(() => document.documentElement.dataset.ready === 'true'));
    if (!hasDisplay) return await runHeadless(page);
    console.log('A conversation unfolds in the window that has opened. Close it to end.');
    await new Promise(resolve => { browser.once('disconnected', resolve); });
    return 0;
  } finally {
    await browser.close().catch(() => {});
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

process.exitCode = await main();
