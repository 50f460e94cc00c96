// SPDX-License-Identifier: Apache-2.0
// The compiled image: made by one program, used by another, with nothing between them but a file.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { Host, frame, length } from './support/host.mjs';
import { HOST, PATTERNS, TAX, UPDATER, buildFixturePack, buildImage, makeFolder, run, watchword } from './support/watchword.mjs';

const ORIGIN = 'chrome-extension://kgfclckinfnlajlhgjkccbnalmnadafh/';
const HELLO = { id: 1, kind: 'hello', protocol: { min: 1, max: 1 } };
const STATUS = { id: 2, kind: 'status' };
const PAGE = { id: 3, kind: 'page', text: TAX };
const ASK = { id: 1, kind: 'image' };

const folder = makeFolder();
const pack = await buildFixturePack(folder);
const running = new Set();
let caches = 0;

process.on('exit', () => {
  for (const host of running) host.child.kill('SIGKILL');
});

function start(cache, options = {}) {
  const host = new Host(folder, { ...options, env: { WATCHWORD_PACK: pack, XDG_CACHE_HOME: cache, ...options.env } });
  running.add(host);
  host.exited.then(() => running.delete(host));
  return host;
}

const freshCache = () => join(folder, `cache-${caches++}`);
const imagesIn = cache => (existsSync(join(cache, 'watchword')) ? readdirSync(join(cache, 'watchword')).filter(name => !name.endsWith('.checked')).map(name => join(cache, 'watchword', name)) : []);
const build = (cache, env = {}) => buildImage(pack, { XDG_CACHE_HOME: cache, ...env });

/** The updater as a browser has it. */
const startUpdater = (cache, env = {}) => start(cache, { env, command: [UPDATER, ORIGIN] });

async function readyCache() {
  const cache = freshCache();
  assert.equal((await build(cache)).status, 0);
  return { cache, image: imagesIn(cache)[0] };
}

/** A pack whose one changed rule has this phrase, which may name {big}. */
async function packWith(name, phrase, words) {
  const patterns = join(folder, name);
  cpSync(PATTERNS, patterns, { recursive: true });
  const rules = join(patterns, 'rules/investment/pitch/en.json');
  const json = JSON.parse(readFileSync(rules, 'utf8'));
  json.rules[0].phrases = [phrase];
  writeFileSync(rules, JSON.stringify(json));
  const lists = join(patterns, 'lists/en.json');
  const known = JSON.parse(readFileSync(lists, 'utf8'));
  writeFileSync(lists, JSON.stringify({ ...known, big: words }));
  return patterns;
}

describe('a host without an image', () => {
  test('says so, judges nothing, and judges as soon as there is one', async () => {
    const cache = freshCache();
    const host = start(cache);
    const hello = await host.ask(HELLO);
    assert.deepEqual([hello.image_missing, hello.pack], [true, null]);
    assert.equal((await host.ask(STATUS)).image_missing, true);
    const refused = await host.ask(PAGE);
    assert.deepEqual([refused.kind, refused.code], ['error', 202]);
    assert.ok(refused.message.includes(cache), refused.message);
    const { status, out } = await build(cache);
    assert.equal(status, 0);
    assert.match(out, /^built \/.*\.image in \d+ ms\n$/);
    assert.equal((await host.ask(PAGE)).level, 'danger');
    const after = await host.ask(HELLO);
    assert.deepEqual([after.image_missing, after.pack.id], [false, 'fixture']);
    await host.finish();
  });

  for (const [name, spoil] of [
    ['truncated', image => truncateSync(image, 5000)],
    ['empty', image => truncateSync(image, 0)],
    ['changed in one bit', image => { const bytes = readFileSync(image); bytes[bytes.length >> 1] ^= 1; writeFileSync(image, bytes); }],
    ['that others may write', image => chmodSync(image, 0o666)],
  ]) {
    test(`has none when it is ${name}; the updater makes a good one of it`, async () => {
      const { cache, image } = await readyCache();
      const good = readFileSync(image);
      spoil(image);
      const host = start(cache);
      assert.equal((await host.ask(HELLO)).image_missing, true);
      assert.equal((await host.ask(PAGE)).code, 202);
      assert.match((await build(cache)).out, /^built /);
      assert.deepEqual(readFileSync(image), good);
      assert.equal((await host.ask(PAGE)).level, 'danger');
      await host.finish();
    });
  }
});

describe('the updater', () => {
  test('answers one frame and ends', async () => {
    const cache = freshCache();
    const updater = startUpdater(cache);
    const { ms, ...built } = await updater.ask(ASK);
    assert.deepEqual(built, { id: 1, kind: 'image', state: 'built' });
    assert.ok(Number.isInteger(ms) && ms >= 0);
    assert.deepEqual(await updater.exited.then(({ status, signal }) => ({ status, signal })), { status: 0, signal: null });
    await updater.finish();
    const again = startUpdater(cache);
    assert.equal((await again.ask({ ...ASK, id: 4294967295 })).state, 'present');
    await again.finish();
  });

  test('is started by Firefox with the path of its manifest', async () => {
    const updater = start(freshCache(), { command: [UPDATER, '/home/me/watchword.updater.json', 'watchword@watchword.example'] });
    assert.equal((await updater.ask(ASK)).state, 'built');
    await updater.finish();
  });

  for (const [payload, code] of [['', 101], ['{', 101], ['[]', 102], [{ kind: 'image' }, 102], [{ id: 1, kind: 'page', text: TAX }, 104], ['['.repeat(40), 105]]) {
    test(`refuses ${JSON.stringify(payload).slice(0, 30)} with ${code} and builds nothing`, async () => {
      const cache = freshCache();
      const updater = startUpdater(cache);
      assert.equal((await updater.ask(payload)).code, code);
      assert.equal((await updater.finish()).status, 0);
      assert.deepEqual(imagesIn(cache), []);
    });
  }

  test('refuses a frame that is too large and one that is cut', async () => {
    const large = startUpdater(freshCache());
    await large.write(length(1_048_577));
    assert.deepEqual(await large.receive(), { id: null, kind: 'error', code: 106, message: 'a frame of 1048577 bytes, at most 1048576' });
    assert.equal((await large.finish()).status, 1);
    const cut = startUpdater(freshCache());
    await cut.write(frame(ASK).subarray(0, 9));
    assert.equal((await cut.finish()).status, 1);
    assert.equal(cut.err, 'watchword-update: the pipe ended inside a frame\n');
  });

  test('asked nothing does nothing', async () => {
    const cache = freshCache();
    assert.deepEqual(await startUpdater(cache).finish(), { status: 0, signal: null });
    assert.deepEqual(imagesIn(cache), []);
  });

  test('whose browser has gone leaves the image all the same', async () => {
    const cache = freshCache();
    const updater = start(cache, { command: [UPDATER, ORIGIN], reads: false });
    updater.closeOutput();
    await updater.send(ASK);
    assert.equal((await updater.exited).status, 0);
    assert.equal(imagesIn(cache).length, 1);
  });

  test('without a pack says 201, and leaves what is there', async () => {
    const { cache, image } = await readyCache();
    const updater = startUpdater(cache, { WATCHWORD_PACK: '/nowhere/base.pack' });
    assert.deepEqual(await updater.ask(ASK), { id: 1, kind: 'error', code: 201, message: 'no pattern pack: looked for /nowhere/base.pack' });
    await updater.finish();
    assert.deepEqual(imagesIn(cache), [image]);
  });

  test('two at once both end well', async () => {
    for (let round = 0; round < 3; round += 1) {
      const cache = freshCache();
      const ends = await Promise.all([build(cache), build(cache), build(cache)]);
      assert.deepEqual(ends.map(({ status, err }) => [status, err]), Array(3).fill([0, '']));
      assert.equal(imagesIn(cache).length, 1, 'one image, nothing temporary');
      assert.match((await build(cache)).out, /^present /);
    }
  });

  test('makes the same bytes every time', async () => {
    const [one, other] = await Promise.all([readyCache(), readyCache()]);
    assert.deepEqual(readFileSync(one.image), readFileSync(other.image));
  });

  test('on the command line: help, version, wrong usage, failure', async () => {
    for (const flag of ['--help', '-h']) {
      const { status, out, err } = await run(UPDATER, [flag]);
      assert.deepEqual({ status, err }, { status: 0, err: '' });
      assert.match(out, /Usage: watchword-update image/);
    }
    assert.equal((await run(UPDATER, ['--version'])).out, (await watchword(['--version'])).out);
    for (const args of [[], ['dance'], ['image', 'more'], ['--nonsense']]) {
      const { status, out, err } = await run(UPDATER, args);
      assert.deepEqual({ status, out }, { status: 2, out: '' });
      assert.notEqual(err, '');
    }
    const failed = await buildImage('/nowhere/base.pack');
    assert.deepEqual(failed, { status: 1, out: '', err: 'watchword-update: no pattern pack: looked for /nowhere/base.pack\n' });
  });
});

describe('a hostile pack', () => {
  // Written by other hands than our tools, which would refuse it: the body of a good pack, changed and sealed again.
  test('ends soon, with the phrase named, and the old image stays', async () => {
    const { cache, image } = await readyCache();
    const words = Array.from({ length: 100_000 }, (_, index) => `w${index}`);
    const patterns = await packWith('hostile', `pay${' {big}'.repeat(150)}`, words);
    const hostile = join(folder, 'hostile.pack');
    const tool = await watchword(['pack', 'build', patterns, '--output', hostile]);
    assert.equal(tool.status, 1, 'our own tool refuses it');
    assert.match(tool.err, /has more than 20000 words when its lists are spelled out/);
    assert.deepEqual(imagesIn(cache), [image]);
  });
});

describe('the image in use', () => {
  /** The kernel's account of the image in a host: KiB by name. */
  function mappingOf(host) {
    const blocks = readFileSync(`/proc/${host.pid}/smaps`, 'utf8').split(/\n(?=[0-9a-f]+-[0-9a-f]+ )/);
    const block = blocks.find(each => each.split('\n')[0].includes('.image'));
    assert.ok(block, 'the image is mapped');
    const [, rights] = /^\S+ (\S+)/.exec(block);
    const kib = name => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(block)[1]);
    return { rights, kib };
  }

  test('is one and the same memory in every host', async () => {
    const { cache } = await readyCache();
    const hosts = [start(cache), start(cache), start(cache)];
    for (const host of hosts) assert.equal((await host.ask(PAGE)).level, 'danger');
    for (const host of hosts) {
      const { rights, kib } = mappingOf(host);
      assert.equal(rights, 'r--s');
      assert.equal(kib('Private_Dirty'), 0);
      assert.ok(kib('Shared_Clean') + kib('Shared_Dirty') > 0);
      assert.ok(kib('Pss') < kib('Rss'), 'counted in parts: others have it as well');
    }
    await Promise.all(hosts.map(host => host.finish()));
  });

  test('outlives being replaced and being deleted', async () => {
    const { cache, image } = await readyCache();
    const host = start(cache);
    assert.equal((await host.ask(PAGE)).level, 'danger');
    rmSync(image);
    assert.equal((await build(cache)).status, 0);
    assert.equal((await host.ask(PAGE)).level, 'danger');
    rmSync(join(cache, 'watchword'), { recursive: true });
    assert.equal((await host.ask(PAGE)).level, 'danger');
    assert.equal((await host.ask(HELLO)).image_missing, false);
    await host.finish();
  });
});

test('the host has no compiler, the updater has', () => {
  const symbols = program => execFileSync('nm', ['-C', program], { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.doesNotMatch(symbols(HOST), /\bhs_compile|compile::CompilePack/);
  assert.match(symbols(HOST), /\bhs_scan\b/);
  assert.match(symbols(UPDATER), /\bhs_compile/);
});

test('a home that is no folder is said, not suffered', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const { status, err } = await build(join(file, 'cache'));
  assert.equal(status, 1);
  assert.match(err, /^watchword-update: .*file\/cache\/watchword: Not a directory\n$/);
});
