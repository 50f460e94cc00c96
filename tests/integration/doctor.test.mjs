// SPDX-License-Identifier: Apache-2.0
// What `watchword doctor` says of updates: the same computer, well, behind, damaged and without anybody to ask.
import assert from 'node:assert/strict';
import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { Computer, Publisher, WebServer } from './support/update_world.mjs';
import { watchword } from './support/watchword.mjs';

const publisher = await new Publisher().open();
await publisher.publish(101);
const server = await new WebServer().start(publisher.site);
const good = `${server.address}/good`;
after(() => server.stop());

/** What doctor says of the updates. @param {Computer} computer */
async function updatesOf(computer, env = {}) {
  const { out } = await watchword(['doctor', '--json'], { env: computer.env(env) });
  return out.trim().split('\n').map(line => JSON.parse(line)).filter(({ subject }) => subject === 'updates');
}

const inShort = updates => updates.map(({ code, health }) => `${code} ${health}`);

describe('doctor on a computer that follows a repository', () => {
  const computer = new Computer(publisher).follow(good);

  test('says that what it has came with the program and that nobody looked yet', async () => {
    const [{ facts, finding }] = await updatesOf(computer);
    assert.equal(facts.source, 'program');
    assert.match(finding, /as they came with the program; last look for newer ones never$/);
  });

  test('says what was installed and when the next look is', async () => {
    assert.equal((await computer.check()).state, 'installed');
    const updates = await updatesOf(computer);
    assert.deepEqual(inShort(updates), ['70 fine']);
    const [{ facts, finding }] = updates;
    assert.deepEqual([facts.source, facts.version, facts.next_check], ['installed', 101, (await computer.standing()).next_check]);
    assert.match(finding, /^patterns 101 of 2026-01-02, \d+ days old, installed 20\S+Z; last look for newer ones 20\S+Z, next 20\S+Z$/);
  });

  test('says what was rolled back', async () => {
    await publisher.publish(102);
    assert.equal((await computer.check()).state, 'installed');
    await computer.ask('rollback');
    const updates = await updatesOf(computer);
    assert.deepEqual(inShort(updates), ['70 fine', '77 fine']);
    assert.deepEqual([updates[0].facts.version, updates[0].facts.refused], [101, 1]);
  });

  test('says that looks fail', async () => {
    await computer.follow(`${server.address}/broken`).check();
    assert.deepEqual(inShort(await updatesOf(computer)), ['70 fine', '71 unknown', '77 fine']);
  });

  test('says which older patterns are in use when the newest are damaged', async () => {
    await publisher.publish(103);
    assert.equal((await computer.follow(good).check()).state, 'installed');
    const generations = join(computer.data, 'watchword/gen');
    const newest = readdirSync(generations).sort().at(-1);
    const pack = readdirSync(join(generations, newest)).find(file => file.endsWith('.pack'));
    truncateSync(join(generations, newest, pack), 900);
    const updates = await updatesOf(computer);
    assert.deepEqual(inShort(updates), ['70 fine', '73 wrong', '77 fine']);
    assert.match(updates[1].finding, new RegExp(`^an older generation is in use: .*${newest}`));
  });
});

describe('doctor on a computer that follows nobody', () => {
  test('says so, and that nothing is wrong with it', async () => {
    const computer = new Computer(publisher);
    rmSync(join(computer.folder, 'repository.json'), { force: true });
    const updates = await updatesOf(computer);
    assert.deepEqual(inShort(updates), ['70 fine', '74 unknown']);
    assert.match(updates[1].finding, /repository\.json/);
  });

  test('names a file that says it wrongly', async () => {
    const computer = new Computer(publisher).follow(good);
    writeFileSync(join(computer.folder, 'repository.json'), '{"name":"watchword"}');
    const updates = await updatesOf(computer);
    assert.deepEqual(inShort(updates), ['70 fine', '75 wrong']);
    assert.match(updates[1].finding, /repository\.json: \/\w+: missing/);
  });
});
