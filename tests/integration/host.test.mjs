// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { Host, frame, length } from './support/host.mjs';
import { HOST, TAX, buildFixturePack, buildImage, makeFolder } from './support/watchword.mjs';

const MAX = 1_048_576;
const LIMIT_MS = 100;
const HELLO = { id: 1, kind: 'hello', protocol: { min: 1, max: 1 } };
const STATUS = { id: 2, kind: 'status' };

/** What depends on the kernel's version: reported, whichever it is. */
const KERNEL = { files: '', code: '', landlock: 0 };

const folder = makeFolder();
const pack = await buildFixturePack(folder);
const running = new Set();

// A test that failed may have left its host behind.
process.on('exit', () => {
  for (const host of running) host.child.kill('SIGKILL');
});

function start(options = {}) {
  const host = new Host(folder, { ...options, env: { WATCHWORD_PACK: pack, ...options.env } });
  running.add(host);
  host.exited.then(() => running.delete(host));
  return host;
}

const page = (id, text) => ({ id, kind: 'page', text });

/** A page request whose payload has exactly so many bytes. */
function pageOfBytes(id, bytes) {
  const empty = JSON.stringify(page(id, '')).length;
  return JSON.stringify(page(id, 'x'.repeat(bytes - empty)));
}

/** Something that keeps the worker busy for long: scam-dense pages of a megabyte. */
const dense = JSON.stringify(page(3, `${TAX} guaranteed daily return `.repeat(12_500)));

/** The machine is noisy: a limit is kept when it is kept once in three. */
async function keepsLimit(measure) {
  const seen = [];
  for (let attempt = 0; attempt < 3; ++attempt) {
    const spent = await measure();
    if (spent < LIMIT_MS) return;
    seen.push(Math.round(spent));
  }
  assert.fail(`gone after ${seen.join(', ')} ms, at most ${LIMIT_MS}`);
}

describe('frames', () => {
  test('come together from two pieces, cut anywhere', async () => {
    const host = start();
    const bytes = frame(STATUS);
    for (let cut = 1; cut < bytes.length; ++cut) {
      await host.write(bytes.subarray(0, cut));
      await host.write(bytes.subarray(cut));
      assert.equal((await host.receive()).requests, cut);
    }
    assert.deepEqual(await host.finish(), { status: 0, signal: null });
  });

  test('come together from single bytes', async () => {
    const host = start();
    for (const byte of frame(STATUS)) await host.write(Buffer.from([byte]));
    assert.equal((await host.receive()).kind, 'status');
    await host.finish();
  });

  test('that come at once are answered in order', async () => {
    const host = start();
    await host.write(Buffer.concat([frame(HELLO), frame(page(5, TAX)), frame(STATUS)]));
    assert.equal((await host.receive()).kind, 'hello');
    assert.equal((await host.receive()).level, 'danger');
    assert.equal((await host.receive()).kind, 'status');
    await host.finish();
  });

  test('of length 0 are no JSON, and the host goes on', async () => {
    const host = start();
    assert.deepEqual(await host.ask(''), { id: null, kind: 'error', code: 101, message: 'not JSON at byte 1' });
    assert.equal((await host.ask(STATUS)).kind, 'status');
    await host.finish();
  });

  test('of exactly the limit are answered', async () => {
    const host = start();
    assert.equal((await host.ask(pageOfBytes(7, MAX))).level, 'none');
    assert.equal((await host.ask(STATUS)).kind, 'status');
    await host.finish();
  });

  for (const bytes of [MAX + 1, 0x80000000, 0xffffffff]) {
    test(`of ${bytes} bytes are refused unread, and the host ends`, async () => {
      const host = start();
      await host.write(length(bytes));
      assert.deepEqual(await host.receive(), {
        id: null, kind: 'error', code: 106, message: `a frame of ${bytes} bytes, at most ${MAX}`,
      });
      assert.deepEqual(await host.exited.then(({ status, signal }) => ({ status, signal })), { status: 1, signal: null });
      await host.finish();
    });
  }

  test('asked before one that is too large are all answered', async () => {
    const host = start();
    const asked = 8;
    const large = frame(page(7, 'nothing of that kind is in here '.repeat(32_000)));
    await host.write(Buffer.concat([...Array(asked).fill(large), length(MAX + 1)]));
    for (let i = 0; i < asked; ++i) assert.equal((await host.receive()).level, 'none');
    assert.equal((await host.receive()).code, 106);
    assert.equal((await host.exited).status, 1);
    await host.finish();
  });
});

describe('the end of input', () => {
  test('ends the host: status 0 between frames, 1 inside one', async () => {
    const bytes = Buffer.concat([frame(STATUS), frame(HELLO)]);
    const borders = [0, frame(STATUS).length, bytes.length];
    for (let size = 0; size <= bytes.length; ++size) {
      const host = start();
      await host.write(bytes.subarray(0, size));
      const { status, signal } = await host.finish();
      assert.deepEqual({ status, signal, size }, { status: borders.includes(size) ? 0 : 1, signal: null, size });
    }
  });

  test('inside a frame is told on stderr', async () => {
    const host = start();
    await host.write(frame(STATUS).subarray(0, 9));
    await host.finish();
    assert.equal(host.err, 'watchword-host: the pipe ended inside a frame\n');
  });

  test('ends an idle host within 100 ms', () => keepsLimit(async () => {
    const host = start();
    await host.ask(HELLO);
    const closed = host.closeInput();
    const { at, status } = await host.exited;
    assert.equal(status, 0);
    await host.finish();
    return at - closed;
  }));

  test('ends a host that is busy with a large scan within 100 ms', () => keepsLimit(async () => {
    const host = start();
    await host.ask(HELLO);
    await host.write(Buffer.concat(Array.from({ length: 60 }, () => frame(dense))));
    const closed = host.closeInput();
    const { at, status } = await host.exited;
    assert.equal(status, 0);
    await host.finish();
    return at - closed;
  }));

  test('ends a host that nobody listens to within 100 ms', () => keepsLimit(async () => {
    const host = start({ reads: false });
    // Far more replies than a pipe holds; the host reads all of them and is stuck with the first ones.
    await host.write(Buffer.concat(Array.from({ length: 2000 }, () => frame(page(1, TAX)))));
    const closed = host.closeInput();
    const { at, status } = await host.exited;
    assert.equal(status, 0);
    await host.finish();
    return at - closed;
  }));
});

describe('a host', () => {
  test('whose browser stopped listening ends by itself, without a signal', async () => {
    const host = start({ reads: false });
    host.closeOutput();
    await host.send(STATUS);
    const { status, signal } = await host.exited;
    assert.deepEqual({ status, signal }, { status: 0, signal: null });
    await host.finish();
  });

  test('ends when it is asked to', async () => {
    const host = start();
    await host.ask(HELLO);
    host.child.kill('SIGTERM');
    assert.equal((await host.exited).signal, 'SIGTERM');
    await host.finish();
  });

  test('writes nothing but frames', async () => {
    const host = start({ env: { WATCHWORD_PACK: '/nowhere/base.pack' } });
    await host.ask(HELLO);
    await host.ask('{');
    await host.finish();
    assert.equal(host.unread.length, 0);
    assert.equal(host.err, 'watchword-host: no pattern pack: looked for /nowhere/base.pack\n');
  });

  test('works without stderr', async () => {
    const host = start({ command: ['/bin/sh', '-c', 'exec "$0" 2>&-', HOST], env: { WATCHWORD_PACK: '/nowhere/base.pack' } });
    assert.equal((await host.ask(HELLO)).pack, null);
    assert.deepEqual(await host.finish(), { status: 0, signal: null });
    assert.equal(host.unread.length, 0, 'what would go to stderr did not go to the browser');
  });

  test('takes no notice of arguments, which browsers give it', async () => {
    const host = start({ command: [HOST, 'chrome-extension://abc/', '--parent-window=0'] });
    assert.equal((await host.ask(HELLO)).kind, 'hello');
    await host.finish();
  });

  test('has given up network and programs in every thread before it answers', async () => {
    const host = start();
    const { protection } = await host.ask(STATUS);
    assert.deepEqual({ ...protection, ...KERNEL }, { network: 'denied', exec: 'denied', memory: 'denied', ...KERNEL });
    const modes = host.threads('Seccomp');
    assert.ok(modes.length >= 2, 'one thread reads, one works');
    assert.deepEqual([...new Set(modes)], ['2'], 'a filter is on');
    assert.deepEqual([...new Set(host.threads('NoNewPrivs'))], ['1']);
    await host.finish();
  });

  test('answers a thousand requests in a row in order', async () => {
    const host = start();
    const kinds = [id => page(id, 'hello'), id => ({ id, kind: 'url', url: 'https://good.example/' }), id => ({ id, kind: 'status' }),
      id => ({ id, kind: 'conversation', messages: [{ from: 'them', text: TAX }] }), id => ({ id, kind: 'dance' })];
    const requests = Array.from({ length: 1000 }, (_, id) => kinds[id % kinds.length](id));
    const written = host.write(Buffer.concat(requests.map(frame)));
    for (const { id, kind } of requests) {
      const reply = await host.receive();
      assert.equal(reply.id, id);
      assert.equal(reply.kind, { status: 'status', dance: 'error' }[kind] ?? 'verdict');
    }
    await written;
    assert.deepEqual(await host.finish(), { status: 0, signal: null });
  });

  test('says what is wrong with a request and goes on', async () => {
    const host = start();
    const wrong = [
      ['{"id":7,', null, 101],
      [Buffer.from([0xff, 0xfe, 0x00]), null, 101],
      ['[]', null, 102],
      [{ kind: 'status' }, null, 102],
      [{ id: 7 }, 7, 102],
      [{ id: 7, kind: 'page' }, 7, 103],
      [{ id: 7, kind: 'conversation', messages: [{ from: 'you', text: '' }] }, 7, 103],
      [{ id: 7, kind: 'conversation', messages: Array(501).fill({ from: 'me', text: '' }) }, 7, 103],
      [{ id: 7, kind: 'dance' }, 7, 104],
      ['['.repeat(100_000), null, 105],
      [{ ...HELLO, protocol: { min: 2, max: 9 } }, 1, 107],
    ];
    for (const [payload, id, code] of wrong) {
      const reply = await host.ask(payload);
      assert.deepEqual({ id: reply.id, kind: reply.kind, code: reply.code }, { id, kind: 'error', code });
      assert.equal((await host.ask(page(9, TAX))).level, 'danger', `after ${code}`);
    }
    const { requests, errors } = await host.ask(STATUS);
    assert.deepEqual({ requests, errors }, { requests: 2 * wrong.length + 1, errors: wrong.length });
    await host.finish();
  });

  test('repairs text that is not UTF-8', async () => {
    const host = start();
    const text = Buffer.concat([Buffer.from([0xff, 0xe4, 0xb8]), Buffer.from(` ${TAX}`)]);
    const reply = await host.ask(Buffer.concat([Buffer.from('{"id":1,"kind":"page","text":"'), text, Buffer.from('"}')]));
    assert.deepEqual(reply.evidence.map(({ start: from, end }) => [from, end]), [[12, 54]]);
    await host.finish();
  });
});

describe('without a pack that loads', () => {
  const damaged = join(folder, 'damaged.pack');
  const cases = [
    ['none is there', () => '/nowhere/base.pack', () => 'no pattern pack: looked for /nowhere/base.pack'],
    ['it is of a newer format', () => {
      const bytes = readFileSync(pack);
      bytes.writeUInt32LE(2, 8);
      writeFileSync(damaged, bytes);
      return damaged;
    }, () => `${damaged}: pack format 2 is newer than this program, update it`],
  ];
  // The host reads no more of a pack than its name: what is in it was checked when its image was made.
  for (const [name, spoil, message] of [
    ['damaged', bytes => { bytes[bytes.length >> 1] ^= 0x10; return bytes; }, 'the pack is damaged: its digest differs'],
    ['cut', bytes => bytes.subarray(0, -1), 'the pack is cut or has bytes too many'],
  ]) {
    test(`because it is ${name}, nothing is compiled, and the updater says why`, async () => {
      writeFileSync(damaged, spoil(readFileSync(pack)));
      const env = { WATCHWORD_PACK: damaged, XDG_CACHE_HOME: makeFolder() };
      const host = start({ env });
      assert.equal((await host.ask(HELLO)).image_missing, true);
      assert.equal((await host.ask(page(3, TAX))).code, 202);
      assert.deepEqual(await buildImage(damaged, env), { status: 1, out: '', err: `watchword-update: ${damaged}: ${message}\n` });
      await host.finish();
    });
  }

  for (const [name, make, message] of cases) {
    test(`because ${name}, the host says so and what it can is answered`, async () => {
      const host = start({ env: { WATCHWORD_PACK: make() } });
      assert.equal((await host.ask(HELLO)).pack, null);
      const requests = [page(3, TAX), { id: 3, kind: 'url', url: 'https://x/' }, { id: 3, kind: 'conversation', messages: [] }];
      for (const request of requests) {
        assert.deepEqual(await host.ask(request), { id: 3, kind: 'error', code: 201, message: message() });
      }
      const { pack: told, protection } = await host.ask(STATUS);
      assert.equal(told, null);
      assert.deepEqual({ ...protection, ...KERNEL }, { network: 'denied', exec: 'denied', memory: 'denied', ...KERNEL });
      assert.deepEqual(await host.finish(), { status: 0, signal: null });
    });
  }
});
