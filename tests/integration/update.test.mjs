// SPDX-License-Identifier: Apache-2.0
// Newer patterns from a real nginx, and everything a hostile world does to them. Each failure says what is wrong, and what was installed stays.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Host } from './support/host.mjs';
import { Computer, Publisher, WebServer, makeCertificate } from './support/update_world.mjs';
import { SOURCE, TAX, UPDATER, makeFolder, watchword } from './support/watchword.mjs';

const publisher = await new Publisher().open();
await publisher.publish(101);
const server = await new WebServer().start(publisher.site);
const good = `${server.address}/good`;

const follower = (...addresses) => new Computer(publisher).follow(...(addresses.length ? addresses : [good]));

/** A computer that has what is offered now. */
async function upToDate() {
  const computer = follower();
  assert.equal((await computer.check()).state, 'installed');
  return computer;
}

/** Nothing may have changed but the note of the try. */
async function mustFail(computer, expected, ...how) {
  const before_ = computer.installed();
  const { version } = await computer.standing();
  const { error, state } = await computer.check(...how);
  assert.match(error ?? `it said ${state}`, expected);
  assert.equal(computer.installed(), before_);
  const standing = await computer.standing();
  assert.equal(standing.version, version);
  assert.ok(standing.failures > 0);
}

/** A site that differs from the publisher's by what `spoil` does to it. */
async function spoiled(spoil) {
  const site = join(makeFolder(), 'site');
  cpSync(publisher.site, site, { recursive: true });
  spoil(site, name => readdirSync(join(site, 'metadata')).filter(file => file.endsWith(name)).map(file => join(site, 'metadata', file)));
  const spoiler = await new WebServer().start(site);
  after(() => spoiler.stop());
  return `${spoiler.address}/good`;
}

/** How ordinary talks begin. */
function ordinaryPhrases() {
  const lines = readFileSync(join(SOURCE, 'tests/corpora/honest/en.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line));
  const openings = lines.flatMap(({ messages }) => messages?.filter(({ from }) => from === 'them').slice(0, 1) ?? [])
    .map(({ text }) => /^[A-Za-z ]{20,40}\b/.exec(text)?.[0].trim().toLowerCase());
  return [...new Set(openings.filter(Boolean))];
}

let version = 101;
const publishNext = (change, more) => { version += 1; return publisher.publish(version, change, more); };

after(() => server.stop());

describe('ordinary days', () => {
  const computer = follower();

  test('the first look installs the pack that is offered', async () => {
    const report = await computer.check();
    assert.deepEqual([report.state, report.version, report.by_delta], ['installed', 101, false]);
    assert.equal((await computer.standing()).version, 101);
  });

  test('with nothing new it takes two requests and at most 2 KB', async () => {
    await server.asked();
    assert.equal((await computer.check()).state, 'current');
    const asked = await server.asked();
    assert.equal(asked.length, 2, JSON.stringify(asked));
    assert.ok(asked.reduce((sum, { bytes }) => sum + bytes, 0) <= 2048, JSON.stringify(asked));
  });

  test('what is new comes as a small difference', async () => {
    await publishNext();
    const report = await computer.check();
    assert.deepEqual([report.state, report.version, report.by_delta], ['installed', version, true]);
  });

  test('a running host takes it up between two requests', async () => {
    const host = new Host(computer.folder, { env: computer.env() });
    await host.ask({ id: 1, kind: 'page', text: TAX });
    await publishNext();
    assert.equal((await computer.check()).state, 'installed');
    const replies = await Promise.all([{ id: 2, kind: 'page', text: TAX }, { id: 3, kind: 'reload' }, { id: 4, kind: 'page', text: TAX }].map(request => host.ask(request)));
    assert.deepEqual(replies.map(({ id, kind }) => [id, kind]), [[2, 'verdict'], [3, 'reload'], [4, 'verdict']]);
    assert.deepEqual([replies[1].changed, replies[1].pack.version, replies[2].level], [true, version, 'danger']);
    host.child.kill();
  });

  test('what was rolled back is not installed again', async () => {
    const back = JSON.parse((await computer.ask('rollback')).out);
    assert.equal(back.version, version - 1);
    assert.equal((await computer.check()).state, 'refused');
    await publishNext();
    assert.deepEqual((({ state, version: now }) => [state, now])(await computer.check()), ['installed', version]);
  });

  test('several at once: one does it, the others say so or find it done', async () => {
    await publishNext();
    const states = (await Promise.all([1, 2, 3].map(() => computer.check()))).map(({ state }) => state);
    assert.equal(states.filter(state => state === 'installed').length, 1, states);
    assert.ok(states.every(state => ['installed', 'busy', 'current'].includes(state)), states);
    assert.equal((await computer.check()).state, 'current');
  });

  test('the browser is told when it asks too early, and nobody is asked', async () => {
    await server.asked();
    const updater = new Host(computer.folder, { env: computer.env(), command: [UPDATER, 'chrome-extension://kgfclckinfnlajlhgjkccbnalmnadafh/'] });
    const reply = await updater.ask({ id: 1, kind: 'update' });
    assert.deepEqual([reply.kind, reply.state], ['update', 'not_due']);
    assert.deepEqual(await server.asked(), []);
  });

  test('`watchword update` does the same and says it in words', async () => {
    const { status, out } = await watchword(['update'], { env: computer.env() });
    assert.equal(status, 0);
    assert.equal(out, `patterns ${version} are the newest\n`);
    assert.match((await watchword(['update', '--status'], { env: computer.env() })).out, /last time that went well/);
  });

  test('a second mirror helps where the first has nothing', async () => {
    assert.equal((await follower(`${server.address}/nothing`, good).check()).state, 'installed');
  });

  test('with nobody to ask it says so', async () => {
    const { error } = await new Computer(publisher).check({ WATCHWORD_REPOSITORY: '/nowhere/repository.json' });
    assert.match(error, /no repository to ask for newer patterns: looked for \/nowhere\/repository\.json/);
  });
});

describe('a staged delivery', () => {
  test('reaches some computers at once and the others later', async () => {
    await publishNext(undefined, ['--rollout-hours', '700', '--allow-fewer']);
    const states = new Set();
    for (let i = 0; i < 3; i += 1) states.add((await follower().check()).state);
    assert.ok(states.has('not_yet'), [...states].join());
    await publishNext();
    assert.equal((await follower().check()).state, 'installed');
  });
});

describe('a hostile network', () => {
  let computer;
  before(async () => {
    computer = await upToDate();
    await publishNext();
  });
  const via = (address, expected, ...how) => mustFail(computer.follow(address), expected, ...how);

  test('a captive portal', () => via(`${server.address}/portal`, /timestamp\.json|root\.json/));
  test('a redirect is not followed', () => via(`${server.address}/elsewhere`, /302/));
  test('a server that is out of order', () => via(`${server.address}/broken`, /503/));
  test('nobody there', () => via('http://localhost:1', /localhost:1\//));
  test('one byte a second', { timeout: 120_000 }, () => via(`${server.address}/slow`, /slow/));

  test('metadata without end', async () => {
    await via(await spoiled(site => writeFileSync(join(site, 'metadata/timestamp.json'), ' '.repeat(200_000))), /timestamp\.json.*(?:at most|larger|more than) ?16384/);
  });

  test('metadata cut short', async () => {
    await via(await spoiled((_site, named) => named('.snapshot.json').forEach(file => truncateSync(file, 40))), /snapshot/);
  });

  test('a pack cut short, and one that is another', async () => {
    const packs = site => readdirSync(join(site, 'targets/packs/base')).map(file => join(site, 'targets/packs/base', file));
    const deltas = site => rmSync(join(site, 'targets/deltas'), { recursive: true, force: true });
    await via(await spoiled(site => { deltas(site); packs(site).forEach(file => truncateSync(file, 900)); }), /base\.pack/);
    await via(await spoiled(site => { deltas(site); packs(site).forEach(file => writeFileSync(file, Buffer.alloc(readFileSync(file).length, 7))); }), /base\.pack/);
  });

  test('a difference that is spoiled costs the whole pack and nothing else', async () => {
    const own = await upToDate();
    await publishNext();
    const address = await spoiled(site => readdirSync(join(site, 'targets/deltas/base')).forEach(file => writeFileSync(join(site, 'targets/deltas/base', file), 'x')));
    const report = await own.follow(address).check();
    assert.deepEqual([report.state, report.by_delta], ['installed', false]);
  });

  test('a mirror that serves the set of yesterday', async () => {
    const own = await upToDate();
    const yesterday = publisher.remember('yesterday');
    await publishNext();
    assert.equal((await own.check()).state, 'installed');
    const late = await new WebServer().start(yesterday);
    after(() => late.stop());
    await mustFail(own.follow(`${late.address}/good`), /timestamp.*version/);
  });

  test('a role of today beside a snapshot of yesterday', async () => {
    const address = await spoiled((_site, named) => {
      const roles = named('.base.json').sort((a, b) => parseInt(a.split('/').pop(), 10) - parseInt(b.split('/').pop(), 10));
      writeFileSync(roles.at(-1), readFileSync(roles.at(-2)));
    });
    await via(address, /base/);
  });

  test('a clock that is years early believes nothing new, years late neither', async () => {
    const faketime = when => ['faketime', '-f', when, UPDATER];
    const env = { FAKETIME_DONT_FAKE_MONOTONIC: '1', FAKETIME_DISABLE_SHM: '1' };
    await mustFail(computer.follow(good), /clock/, env, faketime('-10y'));
    await mustFail(computer, /expired/, env, faketime('+10y'));
  });

  test('a full disk', async t => {
    // A disk that is full for this test alone is one that only root can mount.
    if (process.getuid() !== 0) { t.skip('MOUNTING A SMALL DISK NEEDS ROOT'); return; }
    const own = await upToDate();
    const small = join(own.folder, 'small');
    mkdirSync(small);
    // Root of a container may not mount either.
    try { execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'tmpfs', small], { stdio: 'ignore' }); } catch { t.skip('NO MOUNTING HERE'); return; }
    try {
      const { error } = await own.check({ XDG_DATA_HOME: small });
      assert.match(error, /No space left on device/);
    } finally {
      execFileSync('umount', [small]);
    }
    assert.ok((await own.standing()).version > 0);
  });
});

describe('TLS', () => {
  test('with an authority of its own, and without one that is known', async () => {
    const tls = makeCertificate();
    const secure = await new WebServer().start(publisher.site, { tls });
    after(() => secure.stop());
    const mirrors = [{ metadata: `${secure.address}/good/metadata`, targets: `${secure.address}/good/targets` }];
    const { error } = await new Computer(publisher).configure({ mirrors }).check();
    assert.match(error, /certificate/i);
    assert.equal((await new Computer(publisher).configure({ mirrors, ca_file: tls.authority }).check()).state, 'installed');
  });
});

describe('packs that must not go live', () => {
  test('one that would warn of ordinary talk', async () => {
    const own = await upToDate();
    await publishNext(patterns => {
      const file = join(patterns, 'rules/investment/pitch/en.json');
      const rules = JSON.parse(readFileSync(file, 'utf8'));
      rules.rules[0] = { ...rules.rules[0], weight: 'strong', phrases: ordinaryPhrases() };
      writeFileSync(file, JSON.stringify(rules));
    });
    await mustFail(own, /the pack would warn of \d+ of \d+ ordinary texts/);
  });

  test('one that flags a name that must never be flagged', async () => {
    await publisher.neverFlag(['bad-exchange.example']);
    await publishNext();
    await mustFail(follower(), /would flag bad-exchange\.example, which must never be flagged/);
    await publisher.neverFlag(['nobody.example']);
    assert.equal((await follower().check()).state, 'installed');
  });
});

describe('keys', () => {
  test('a root that was rotated is followed, by those who come late too', async () => {
    const own = await upToDate();
    await publisher.run(['pack', 'keygen', publisher.key('root-d')]);
    await publisher.run(['pack', 'rotate-root', publisher.site, '--old-key', publisher.key('root-a'), '--old-key', publisher.key('root-b'),
      ...['root-b', 'root-c', 'root-d'].flatMap(name => ['--new-root-key', publisher.key(name)]), '--root-threshold', '2',
      '--snapshot-key', publisher.key('snapshot'), '--timestamp-key', publisher.key('timestamp')]);
    await publishNext();
    assert.equal((await own.check()).state, 'installed');
    assert.equal((await follower().check()).state, 'installed');
  });

  test('who has another first root believes nothing of it', async () => {
    const stranger = await new Publisher().open();
    await mustFail(new Computer(stranger).follow(good), /root|timestamp/);
  });
});
