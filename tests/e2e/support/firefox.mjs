// SPDX-License-Identifier: Apache-2.0
/** Firefox with the extension, driven through Marionette, which alone sees closed shadow roots and the event page. Same face as chromium.mjs. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { connectMarionette } from './marionette.mjs';
import { registerHost } from './native_host.mjs';
import { EXTENSION, FIREFOX, GECKO_ID, TEST_NAMES, shotPath } from './paths.mjs';
import { SETTLED_MS, pause } from './wait.mjs';

const UUID = '7d1f9a52-4c55-4d7e-9a0e-5d6e3f1c2b01';
const KEYS = { Escape: '\uE00C', Tab: '\uE004', Enter: '\uE007' };

const preferences = (port, language) => ({
  'marionette.port': port,
  'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: UUID }),
  'intl.accept_languages': language,
  'network.dns.localDomains': TEST_NAMES.join(),
  'dom.disable_open_during_load': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'app.update.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#nothing/v1',
});

/** @returns {Promise<number>} */
function freePort() {
  return new Promise(resolve => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A function and its arguments as a script that reports back through Marionette's callback. */
const asScript = work => `
  const answer = arguments[arguments.length - 1];
  const values = Array.prototype.slice.call(arguments, 0, -1);
  Promise.resolve().then(() => (${work})(...values)).then(value => answer({ value }), error => answer({ error: String(error) }));`;

/** Finds our element below the document element; only privileged scripts can look into a closed root. */
const CARD = `(() => {
  for (const child of document.documentElement.children) {
    const card = child.openOrClosedShadowRoot?.querySelector('.card');
    if (card) return card;
  }
  return null;
})()`;

/** Marionette has one current tab, so what belongs together must not be interrupted. */
function createTurns() {
  let last = Promise.resolve();
  return work => {
    const turn = last.catch(() => {}).then(work);
    last = turn;
    return turn;
  };
}

/** @param {{marionette: Awaited<ReturnType<typeof connectMarionette>>, inTurn: ReturnType<typeof createTurns>, home: string}} firefox @param {string} handle */
function createTab({ marionette, inTurn, home }, handle) {
  const inTab = (command, parameters) => inTurn(async () => {
    await marionette.send('WebDriver:SwitchToWindow', { handle, focus: false });
    return marionette.send(command, parameters);
  });

  async function run(script, values, sandbox) {
    const told = await inTab('WebDriver:ExecuteAsyncScript', { script, args: values, scriptTimeout: 20_000, ...(sandbox && { sandbox }) });
    if (told?.error) throw new Error(told.error);
    return told?.value ?? null;
  }

  const keyActions = characters => [{ type: 'key', id: 'keys', actions: characters.flatMap(value => [{ type: 'keyDown', value }, { type: 'keyUp', value }]) }];

  return {
    handle,
    goto: address => inTab('WebDriver:Navigate', { url: address }),
    back: () => inTab('WebDriver:Back'),
    address: () => inTab('WebDriver:GetCurrentURL'),
    inFrame: work => inTurn(async () => {
      await marionette.send('WebDriver:SwitchToWindow', { handle, focus: false });
      await marionette.send('WebDriver:SwitchToFrame', { id: 0 });
      try {
        return (await marionette.send('WebDriver:ExecuteAsyncScript', { script: asScript(work), args: [] }))?.value ?? null;
      } finally {
        await marionette.send('WebDriver:SwitchToFrame', { id: null });
      }
    }),
    evaluate: (work, ...values) => run(asScript(work), values),
    card: look => run(`const card = ${CARD}; arguments[arguments.length - 1]({ value: card && (${look})(card) });`, [], 'system'),
    highlights: () => run(`
      const registry = window.wrappedJSObject.CSS.highlights;
      const texts = [];
      registry.forEach(highlight => highlight.forEach(range => texts.push(range.toString())));
      arguments[arguments.length - 1]({ value: texts });`, [], 'system'),
    press: key => inTab('WebDriver:PerformActions', { actions: keyActions([KEYS[key] ?? key]) }),
    type: text => inTab('WebDriver:PerformActions', { actions: keyActions([...text]) }),
    click: (x, y) => inTab('WebDriver:PerformActions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 },
      ] }],
    }),
    focus: selector => run(asScript(name => { document.querySelector(name).focus(); }), [selector]),
    // All tabs share one window; the popup has its own width anyway.
    resize: async () => {},
    bringToFront: () => inTurn(() => marionette.send('WebDriver:SwitchToWindow', { handle, focus: true })),
    async shoot(name) {
      const file = shotPath(`firefox-${name}`);
      if (!file) return;
      await pause(SETTLED_MS);
      writeFileSync(file, Buffer.from(await inTab('WebDriver:TakeScreenshot', { full: false }), 'base64'));
    },
    close: () => inTurn(async () => {
      await marionette.send('WebDriver:SwitchToWindow', { handle, focus: false });
      await marionette.send('WebDriver:CloseWindow');
      await marionette.send('WebDriver:SwitchToWindow', { handle: home, focus: false });
    }),
  };
}

/** @param {{binary: string, hasHost?: boolean, language?: string, cache?: string, updater?: string, pack?: string, env?: Record<string, string>}} options */
export async function launchFirefox({ binary, hasHost = true, language = 'en-US', cache, updater, pack, env }) {
  const home = mkdtempSync(path.join(tmpdir(), 'watchword-firefox-'));
  const profile = mkdtempSync(path.join(home, 'profile-'));
  const host = registerHost({ family: 'firefox', folder: path.join(home, '.mozilla/native-messaging-hosts'), binary, scratch: home, cache, updater, pack, env });
  if (hasHost) host.install();
  const port = await freePort();
  const lines = Object.entries(preferences(port, language)).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
  const firefox = spawn(FIREFOX, ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile, '--width', '1200', '--height', '900'],
    { env: { ...process.env, HOME: home }, stdio: 'ignore' });
  const exited = new Promise(resolve => { firefox.once('exit', resolve); });
  const marionette = await connectMarionette(port);
  await marionette.send('WebDriver:NewSession', {});
  await marionette.send('Addon:Install', { path: EXTENSION, temporary: true });

  const inTurn = createTurns();
  const firstTab = await marionette.send('WebDriver:GetWindowHandle');

  /** Runs a script with the browser's own rights. */
  const inBrowser = script => inTurn(async () => {
    await marionette.send('Marionette:SetContext', { value: 'chrome' });
    try {
      return await marionette.send('WebDriver:ExecuteAsyncScript', { script, args: [] });
    } finally {
      await marionette.send('Marionette:SetContext', { value: 'content' });
    }
  });

  async function open(address) {
    const { handle } = await inTurn(() => marionette.send('WebDriver:NewWindow', { type: 'tab', focus: true }));
    const tab = createTab({ marionette, inTurn, home: firstTab }, handle);
    await tab.bringToFront();
    if (address) await tab.goto(address);
    return tab;
  }

  /** The tab that shows an address beginning like this, when there is one. @param {string} start */
  const tabAt = start => inTurn(async () => {
    for (const handle of await marionette.send('WebDriver:GetWindowHandles')) {
      // A tab may close while it is looked for.
      const address = await marionette.send('WebDriver:SwitchToWindow', { handle, focus: false })
        .then(() => marionette.send('WebDriver:GetCurrentURL')).catch(() => '');
      if (address.startsWith(start)) return createTab({ marionette, inTurn, home: firstTab }, handle);
    }
    return null;
  });

  return {
    name: 'firefox',
    host,
    open,
    openExtension: (file, query = '') => open(`moz-extension://${UUID}/${file}${query}`),
    tabAt,
    countTabs: () => inTurn(async () => (await marionette.send('WebDriver:GetWindowHandles')).length),
    origin: `moz-extension://${UUID}`,
    stopBackground: () => inBrowser(`
      const answer = arguments[arguments.length - 1];
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
      extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true }).then(() => answer(true), error => answer(String(error)));`),
    close: async () => {
      await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
      marionette.close();
      // Firefox may hang on its way out; it is our own child, so it may be ended.
      const kill = setTimeout(() => firefox.kill('SIGKILL'), 8_000);
      await exited;
      clearTimeout(kill);
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
