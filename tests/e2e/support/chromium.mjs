// SPDX-License-Identifier: Apache-2.0
/** Chromium with the extension, driven over a pipe. Same face as firefox.mjs. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import puppeteer from 'puppeteer-core';

import { registerHost } from './native_host.mjs';
import { CHROMIUM, CHROMIUM_ID, EXTENSION, TEST_NAMES, shotPath } from './paths.mjs';
import { SETTLED_MS, pause, until } from './wait.mjs';

const ORIGIN = `chrome-extension://${CHROMIUM_ID}`;

const RESOLVER = [...TEST_NAMES.map(name => `MAP ${name} 127.0.0.1`), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join();

/** The one element of ours: it stands below the document element and keeps a closed shadow root. */
function findCard(node) {
  const closed = node.shadowRoots?.find(root => root.shadowRootType === 'closed');
  const made = closed?.children?.find(child => child.attributes?.join(' ').includes('card'));
  if (made) return made;
  for (const child of node.children ?? []) {
    const found = findCard(child);
    if (found) return found;
  }
  return null;
}

/** @param {import('puppeteer-core').Page} page */
async function createTab(page) {
  const session = await page.createCDPSession();
  /** @type {any[]} */
  let worlds = [];
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
  session.on('Runtime.executionContextsCleared', () => { worlds = []; });
  await session.send('Runtime.enable');

  /** @param {string} expression evaluated where the content scripts live */
  async function inContentWorld(expression) {
    const world = await until('the content script world', () => worlds.find(({ origin }) => origin === ORIGIN));
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, contextId: world.id, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Calls `look` with the card, or gives null when there is none. @param {(card: HTMLElement) => unknown} look */
  async function card(look) {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const node = findCard(root);
    if (!node) return null;
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: node.backendNodeId });
    const { result } = await session.send('Runtime.callFunctionOn', { objectId: object.objectId, functionDeclaration: `function () { return (${look})(this); }`, returnByValue: true });
    return result.value ?? null;
  }

  return {
    goto: async address => { await page.goto(address); },
    back: async () => { await page.goBack(); },
    address: async () => page.url(),
    /** Runs in the first frame of the page. */
    inFrame: work => page.mainFrame().childFrames()[0]?.evaluate(work) ?? null,
    evaluate: (work, ...values) => page.evaluate(work, ...values),
    card,
    highlights: () => inContentWorld(`[highlights.names.strong, highlights.names.quiet].flatMap(name => [...CSS.highlights.get(name) ?? []].map(range => range.toString()))`),
    press: key => page.keyboard.press(key),
    type: text => page.keyboard.type(text),
    click: (x, y) => page.mouse.click(x, y),
    focus: selector => page.focus(selector),
    prefer: async scheme => { await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]); },
    resize: (width, height) => page.setViewport({ width, height }),
    bringToFront: () => page.bringToFront(),
    async shoot(name) {
      const file = shotPath(`chromium-${name}`);
      if (!file) return;
      await pause(SETTLED_MS);
      await page.screenshot({ path: file });
    },
    close: () => page.close(),
  };
}

/** @param {{binary: string, hasHost?: boolean, language?: string, cache?: string, updater?: string, pack?: string, env?: Record<string, string>}} options */
export async function launchChromium({ binary, hasHost = true, language = 'en-US', cache, updater, pack, env }) {
  const profile = mkdtempSync(path.join(tmpdir(), 'watchword-chromium-'));
  const host = registerHost({ family: 'chromium', folder: path.join(profile, 'NativeMessagingHosts'), binary, scratch: profile, cache, updater, pack, env });
  if (hasHost) host.install();
  const browser = await puppeteer.launch({
    executablePath: CHROMIUM, headless: true, pipe: true, enableExtensions: [EXTENSION], userDataDir: profile,
    defaultViewport: { width: 1200, height: 800 },
    env: { ...process.env, LANGUAGE: language },
    args: [`--lang=${language}`, `--host-resolver-rules=${RESOLVER}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const workerTarget = () => browser.waitForTarget(target => target.type() === 'service_worker' && target.url().startsWith(ORIGIN));
  await workerTarget();

  return {
    name: 'chromium',
    host,
    open: async address => {
      const tab = await createTab(await browser.newPage());
      if (address) await tab.goto(address);
      return tab;
    },
    /** @param {string} file @param {string} [query] a page of the extension as a tab */
    openExtension: async (file, query = '') => {
      const tab = await createTab(await browser.newPage());
      await tab.goto(`${ORIGIN}/${file}${query}`);
      return tab;
    },
    /** The tab that shows an address beginning like this, when there is one. @param {string} start */
    tabAt: async start => {
      const page = (await browser.pages()).find(each => each.url().startsWith(start));
      return page ? createTab(page) : null;
    },
    countTabs: async () => (await browser.pages()).length,
    origin: ORIGIN,
    stopBackground: async () => {
      const worker = await (await workerTarget()).worker();
      await worker?.close();
    },
    close: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
