// SPDX-License-Identifier: Apache-2.0
// Every test has a home of its own; only what is below it is touched.
import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, test } from 'node:test';

import { CLI, HOST, SOURCE, UPDATER, buildFixturePack, buildImage, jsonLines, makeFolder, run, watchword } from './support/watchword.mjs';

const TABLE = JSON.parse(readFileSync(join(SOURCE, 'manifest/browsers.json'), 'utf8'));
const CHROMIUM = TABLE.browsers.find(({ id }) => id === 'chromium');
const FIREFOX = TABLE.browsers.find(({ id }) => id === 'firefox');
const REINSTALL = 'run: watchword install';

const folder = makeFolder();
const pack = await buildFixturePack(folder);
let homes = 0;
let home;

function moveHouse() {
  home = join(folder, `home-${homes++}`);
  mkdirSync(home);
}

const at = (browser, name = 'watchword.host') => join(home, browser.user, `${name}.json`);
const NAMES = ['watchword.host', 'watchword.updater'];
/** What a person is told of the manifests of one browser. */
const lines = (browser, done) => NAMES.map(name => `${browser.name}: ${done} ${at(browser, name)}\n`).join('');
const image = join(process.env.XDG_CACHE_HOME, 'watchword', readdirSync(join(process.env.XDG_CACHE_HOME, 'watchword'))[0]);
const PRESENT = `patterns: present ${image}\n`;
const environment = () => ({ HOME: home, WATCHWORD_PACK: pack });
const command = (...args) => watchword(args, { env: environment() });
const manifest = (browser, name) => JSON.parse(readFileSync(at(browser, name), 'utf8'));

/** As if the browser had been started once. */
const use = browser => mkdirSync(join(home, browser.profile), { recursive: true });

function plant(browser, content) {
  mkdirSync(dirname(at(browser)), { recursive: true });
  writeFileSync(at(browser), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('install', () => {
  beforeEach(moveHouse);

  test('gives a Chromium the shape of its family', async () => {
    const { status, out, err } = await command('install', '--browser', 'chromium');
    assert.deepEqual({ status, out, err }, { status: 0, out: lines(CHROMIUM, 'installed') + PRESENT, err: '' });
    assert.deepEqual(manifest(CHROMIUM), {
      name: 'watchword.host', description: 'Watchword: knows scam scripts and says so in time', path: HOST, type: 'stdio',
      allowed_origins: [`chrome-extension://${TABLE.extensions.chromium}/`],
    });
    assert.deepEqual(manifest(CHROMIUM, 'watchword.updater'), {
      name: 'watchword.updater', description: 'Watchword: prepares the patterns on this computer', path: UPDATER, type: 'stdio',
      allowed_origins: [`chrome-extension://${TABLE.extensions.chromium}/`],
    });
  });

  test('prepares the patterns at once, so that the first start finds them', async () => {
    const cache = join(home, 'cache');
    const { status, out } = await watchword(['install', '--browser', 'chromium', '--json'], { env: { ...environment(), XDG_CACHE_HOME: cache } });
    assert.equal(status, 0);
    const { image: path, done } = jsonLines(out).at(-1);
    assert.equal(done, 'built');
    assert.deepEqual(readFileSync(path), readFileSync(image));
  });

  test('says when the patterns cannot be prepared, and what it did before', async () => {
    const { status, out, err } = await watchword(['install', '--browser', 'chromium'], { env: { ...environment(), XDG_CACHE_HOME: '/dev/null/cache' } });
    assert.equal(status, 1);
    assert.equal(out, lines(CHROMIUM, 'installed'));
    assert.match(err, /^watchword: the patterns could not be prepared: \/dev\/null\/cache\/watchword: .*\n$/);
  });

  test('gives a Firefox the shape of its family', async () => {
    assert.equal((await command('install', '--browser', 'firefox')).status, 0);
    assert.deepEqual(manifest(FIREFOX), {
      name: 'watchword.host', description: 'Watchword: knows scam scripts and says so in time', path: HOST, type: 'stdio',
      allowed_extensions: [TABLE.extensions.firefox],
    });
    assert.deepEqual(manifest(FIREFOX, 'watchword.updater').allowed_extensions, [TABLE.extensions.firefox]);
  });

  test('without a choice serves every browser used here, each family in its shape', async () => {
    for (const browser of TABLE.browsers) use(browser);
    assert.equal((await command('install')).status, 0);
    for (const browser of TABLE.browsers) {
      const member = browser.family === 'firefox' ? 'allowed_extensions' : 'allowed_origins';
      assert.ok(member in manifest(browser), browser.id);
    }
  });

  test('leaves alone the browsers that are not used here', async () => {
    use(FIREFOX);
    assert.equal((await command('install')).status, 0);
    assert.ok(existsSync(at(FIREFOX)));
    assert.deepEqual(readdirSync(home), ['.mozilla']);
  });

  test('with no browser used here says so', async () => {
    const { status, out, err } = await command('install');
    assert.deepEqual({ status, out }, { status: 1, out: '' });
    assert.match(err, /^watchword: no browser is used here yet: start it once, or name it with --browser \(chromium, .*\)\n$/);
    assert.deepEqual(readdirSync(home), []);
  });

  test('serves a profile folder', async () => {
    const profile = join(home, 'profile');
    const { status, out } = await command('install', '--profile-folder', profile, '--json');
    const path = join(profile, 'NativeMessagingHosts/watchword.host.json');
    assert.equal(status, 0);
    assert.deepEqual(jsonLines(out), [
      { browser: `Chromium in ${profile}`, manifest: path, done: 'installed' },
      { browser: `Chromium in ${profile}`, manifest: path.replace('host', 'updater'), done: 'installed' },
      { image, done: 'present' },
    ]);
    assert.ok('allowed_origins' in JSON.parse(readFileSync(path, 'utf8')));
  });

  test('twice is the same as once', async () => {
    await command('install', '--browser', 'chromium');
    const before_ = readFileSync(at(CHROMIUM));
    const { status, out } = await command('install', '--browser', 'chromium');
    assert.equal(status, 0);
    assert.equal(out, lines(CHROMIUM, 'installed') + PRESENT);
    assert.deepEqual(readFileSync(at(CHROMIUM)), before_);
    assert.deepEqual(readdirSync(dirname(at(CHROMIUM))), NAMES.map(name => `${name}.json`), 'nothing temporary is left');
  });

  test('replaces an older manifest of ours', async () => {
    plant(CHROMIUM, { name: 'watchword.host', path: '/old/place/watchword-host' });
    assert.equal((await command('install', '--browser', 'chromium')).status, 0);
    assert.equal(manifest(CHROMIUM).path, HOST);
  });

  for (const [what, content] of [
    ['of another program', '{"name":"watchword.host","path":"/opt/other/other-host"}'], ['that is no JSON', '{"path":'], ['that is empty', ''],
  ]) {
    test(`leaves a manifest ${what} byte for byte and goes on`, async () => {
      plant(CHROMIUM, content);
      const { mtimeMs } = statSync(at(CHROMIUM));
      const { status, out, err } = await command('install', '--browser', 'chromium', '--browser', 'firefox');
      assert.equal(status, 1);
      assert.equal(err, `watchword: ${at(CHROMIUM)}: belongs to another program, left as it is; move it away to go on\n`);
      assert.equal(out, `Chromium: installed ${at(CHROMIUM, 'watchword.updater')}\n${lines(FIREFOX, 'installed')}${PRESENT}`);
      assert.equal(readFileSync(at(CHROMIUM), 'utf8'), content);
      assert.equal(statSync(at(CHROMIUM)).mtimeMs, mtimeMs);
    });
  }

  test('does not know every browser', async () => {
    const { status, err } = await command('install', '--browser', 'netscape');
    assert.equal(status, 1);
    assert.match(err, /^watchword: unknown browser netscape, known are chromium, chrome, /);
  });

  test('without the host beside it installs nothing', async () => {
    const bin = join(home, 'bin');
    mkdirSync(bin);
    copyFileSync(CLI, join(bin, 'watchword'));
    const { status, err } = await run(join(bin, 'watchword'), ['install', '--browser', 'chromium'], { env: environment() });
    assert.equal(status, 1);
    assert.equal(err, `watchword: ${bin}/watchword-host: the program is not there or not executable\n`);
    assert.ok(!existsSync(at(CHROMIUM)));
  });
});

describe('uninstall', () => {
  beforeEach(moveHouse);

  test('takes back what install did, wherever it was', async () => {
    for (const browser of TABLE.browsers) use(browser);
    await command('install');
    const { status, out } = await command('uninstall', '--json');
    assert.equal(status, 0);
    assert.deepEqual(jsonLines(out).map(({ manifest: path, done }) => [path, done]),
      TABLE.browsers.flatMap(browser => NAMES.map(name => [at(browser, name), 'removed'])));
    for (const browser of TABLE.browsers) assert.deepEqual(readdirSync(dirname(at(browser))), [], browser.id);
  });

  test('with nothing to take back is content', async () => {
    assert.deepEqual(await command('uninstall'), { status: 0, out: '', err: '' });
  });

  test('removes only what was asked for', async () => {
    await command('install', '--browser', 'chromium', '--browser', 'firefox');
    assert.equal((await command('uninstall', '--browser', 'firefox')).status, 0);
    assert.ok(existsSync(at(CHROMIUM)));
    assert.ok(!existsSync(at(FIREFOX)));
  });

  test('leaves a manifest of another program byte for byte', async () => {
    plant(FIREFOX, 'theirs');
    const { status, err } = await command('uninstall');
    assert.equal(status, 1);
    assert.equal(err, `watchword: ${at(FIREFOX)}: belongs to another program, left as it is\n`);
    assert.equal(readFileSync(at(FIREFOX), 'utf8'), 'theirs');
  });
});

describe('doctor', () => {
  beforeEach(moveHouse);

  /** What doctor says about a subject, as JSON. */
  async function diagnose(subject, program = CLI, env = {}) {
    const { status, out } = await run(program, ['doctor', '--json'], { env: { ...environment(), ...env } });
    return { status, found: jsonLines(out).filter(line => line.subject === subject) };
  }

  const good = browser => ({
    name: 'watchword.host', description: '', type: 'stdio', path: HOST,
    ...(browser.family === 'firefox'
      ? { allowed_extensions: [TABLE.extensions.firefox] } : { allowed_origins: [`chrome-extension://${TABLE.extensions.chromium}/`] }),
  });

  test('finds nothing wrong with what install did', async () => {
    use(CHROMIUM);
    use(FIREFOX);
    await command('install');
    for (const browser of [CHROMIUM, FIREFOX]) {
      assert.deepEqual((await diagnose(browser.name)).found.filter(({ finding }) => finding.startsWith(home)), [
        ...NAMES.map(name => ({ code: 30, health: 'fine', subject: browser.name, finding: `${at(browser, name)} is in order`, advice: '' })),
      ]);
    }
    assert.equal((await diagnose('host')).found[0].code, 10);
    assert.equal((await diagnose('updater')).found[0].code, 15);
    assert.deepEqual((await diagnose('patterns')).found, [{ code: 22, health: 'fine', subject: 'patterns', finding: `${image} is in order`, advice: '' }]);
    const [{ code, finding }] = (await diagnose('pack')).found;
    assert.equal(code, 20);
    assert.equal(finding, `${pack}: fixture version 7 of 2026-01-02`);
  });

  test('speaks to people, too', async () => {
    use(CHROMIUM);
    plant(CHROMIUM, '{');
    const { status, out } = await command('doctor');
    assert.equal(status, 1);
    assert.ok(out.includes(` WRONG Chromium: ${at(CHROMIUM)} is not a JSON object [32]\n         move ${at(CHROMIUM)} away, then ${REINSTALL}\n`));
    assert.ok(out.includes(`  ok   host: ${HOST} answers, version `));
  });

  test('says how old the patterns are, and what each process gave up on this kernel', async () => {
    await command('install');
    const { found: updates } = await diagnose('updates');
    assert.deepEqual(updates.map(({ code, health }) => [code, health]), [[70, 'fine'], [74, 'unknown']]);
    assert.match(updates[0].finding, /^patterns 7 of 2026-01-02, \d+ days old, chosen by WATCHWORD_PACK; last look for newer ones never$/);
    assert.deepEqual([updates[0].facts.version, updates[0].facts.source], [7, 'chosen']);
    const { found: protection } = await diagnose('protection');
    assert.deepEqual(protection.map(({ facts }) => facts.process), ['host', 'installer', 'fetcher', 'compile worker']);
    for (const { code, facts } of protection) {
      assert.ok(code === 80 || code === 81, code);
      assert.equal(facts.exec, 'denied', facts.process);
      assert.equal(facts.network, facts.process === 'fetcher' ? undefined : 'denied');
    }
  });

  const faults = [
    ['broken JSON', CHROMIUM, 32, () => '{"path":'],
    ['a manifest of another program', CHROMIUM, 33, () => ({ ...good(CHROMIUM), path: '/opt/other' })],
    ['a wrong name', CHROMIUM, 34, () => ({ ...good(CHROMIUM), name: 'watchword' })],
    ['allowed_origins in Firefox', FIREFOX, 35, () => ({ ...good(FIREFOX), allowed_origins: [] })],
    ['a wrong extension', CHROMIUM, 36, () => ({ ...good(CHROMIUM), allowed_origins: ['chrome-extension://abcdefghijklmnopabcdefghijklmnop/'] })],
    ['a wrong extension in Firefox', FIREFOX, 36, () => ({ ...good(FIREFOX), allowed_extensions: ['other@example'] })],
    ['a relative path', CHROMIUM, 37, () => ({ ...good(CHROMIUM), path: 'bin/watchword-host' })],
    ['a host that is gone', CHROMIUM, 38, () => ({ ...good(CHROMIUM), path: join(home, 'gone/watchword-host') })],
    ['a host that may not be run', CHROMIUM, 39, () => {
      const path = join(home, 'watchword-host');
      writeFileSync(path, '');
      chmodSync(path, 0o644);
      return { ...good(CHROMIUM), path };
    }],
  ];
  for (const [name, browser, code, content] of faults) {
    test(`names ${name}: ${code}`, async () => {
      use(browser);
      plant(browser, content());
      const { status, found } = await diagnose(browser.name);
      assert.equal(status, 1);
      const [first] = found;
      assert.deepEqual({ code: first.code, health: first.health }, { code, health: 'wrong' });
      assert.ok(first.finding.includes(home), 'says where');
      assert.notEqual(first.advice, '');
    });
  }

  test('names another copy of the host without calling it wrong: 40', async () => {
    use(CHROMIUM);
    const copy = join(home, 'watchword-host');
    copyFileSync(HOST, copy);
    plant(CHROMIUM, { ...good(CHROMIUM), path: copy });
    const [first] = (await diagnose('Chromium')).found;
    assert.deepEqual({ code: first.code, health: first.health }, { code: 40, health: 'unknown' });
  });

  test('names a missing manifest: 41', async () => {
    use(FIREFOX);
    const { found } = await diagnose('Firefox');
    // A manifest for every user of this computer would do as well.
    if (existsSync(join(FIREFOX.system, 'watchword.host.json'))) return;
    assert.equal(found[0].code, 41);
    assert.equal(found[0].finding, `no manifest in ${at(FIREFOX)} or ${FIREFOX.system}/watchword.host.json`);
    assert.equal(found[0].advice, REINSTALL);
  });

  test('names what is wrong with the host and the pack: 11, 12, 13, 14, 21', async () => {
    const bin = join(home, 'bin');
    mkdirSync(bin);
    const program = join(bin, 'watchword');
    const host = join(bin, 'watchword-host');
    copyFileSync(CLI, program);
    const codeOf = async subject => (await diagnose(subject, program)).found[0].code;
    assert.equal(await codeOf('host'), 11);
    writeFileSync(host, '#!/bin/sh\n');
    assert.equal(await codeOf('host'), 12);
    chmodSync(host, 0o755);
    assert.equal(await codeOf('host'), 13);
    writeFileSync(host, '#!/bin/sh\ncat > /dev/null\nprintf \'....{"host":{"version":"0.0.1"}}\'\n');
    assert.equal(await codeOf('host'), 14);
    copyFileSync(HOST, host);
    assert.equal(await codeOf('host'), 10);
    const { status, found } = await diagnose('pack', program, { WATCHWORD_PACK: '/nowhere/base.pack' });
    assert.equal(status, 1);
    assert.deepEqual(found[0], {
      code: 21, health: 'wrong', subject: 'pack', finding: 'no pattern pack: looked for /nowhere/base.pack',
      advice: 'install Watchword again, or: watchword pack build',
    });
  });

  test('names what is wrong with the updater: 16, 17, 18, 19', async () => {
    const bin = join(home, 'bin');
    mkdirSync(bin);
    const program = join(bin, 'watchword');
    const updater = join(bin, 'watchword-update');
    copyFileSync(CLI, program);
    const codeOf = async () => (await diagnose('updater', program)).found[0].code;
    assert.equal(await codeOf(), 16);
    writeFileSync(updater, '#!/bin/sh\nexit 1\n');
    assert.equal(await codeOf(), 17);
    chmodSync(updater, 0o755);
    assert.equal(await codeOf(), 18);
    writeFileSync(updater, '#!/bin/sh\necho 0.0.1\n');
    assert.equal(await codeOf(), 19);
    copyFileSync(UPDATER, updater);
    assert.equal(await codeOf(), 15);
  });

  test('says how to prepare patterns that are not there: 23', async () => {
    const cache = join(home, 'cache');
    const { status, found } = await diagnose('patterns', CLI, { XDG_CACHE_HOME: cache });
    assert.equal(status, 1);
    assert.deepEqual({ code: found[0].code, advice: found[0].advice }, { code: 23, advice: 'run: watchword-update image' });
    assert.equal((await buildImage(pack, { XDG_CACHE_HOME: cache })).status, 0);
    assert.equal((await diagnose('patterns', CLI, { XDG_CACHE_HOME: cache })).found[0].code, 22);
  });

  test('names browsers in a sandbox of their own: 61', async () => {
    mkdirSync(join(home, 'snap/firefox'), { recursive: true });
    const { found } = await diagnose('Firefox as a Snap');
    assert.deepEqual(found.map(({ code, health }) => ({ code, health })), [{ code: 61, health: 'unknown' }]);
  });
});
