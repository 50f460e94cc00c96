// SPDX-License-Identifier: Apache-2.0
// Packs beside the base pack: of teams with their own keys, and of organisations with their own repositories. The base always goes on.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { Host } from './support/host.mjs';
import { Computer, Publisher, WebServer } from './support/update_world.mjs';
import { CLI, SOURCE, TAX, jsonLines, watchword } from './support/watchword.mjs';

const STEUER = 'Sie müssen erst die Einkommensteuer bezahlen, bevor Sie das Guthaben auszahlen können.';
const STEUER_RULE = 'investment/withdrawal-block/de/lang-de-abgabe-zuerst';
const VAULT = 'To keep it safe, move all of it to the acme vault.';

const publisher = await (await new Publisher().open()).delegate('lang-de');
await publisher.publish(101);
await publisher.add('lang-de', 3);
const server = await new WebServer().start(publisher.site);
const good = `${server.address}/good`;
after(() => server.stop());

let base = 101;
let german = 3;
const publishBase = (change, more) => { base += 1; return publisher.publish(base, change, more); };
const publishGerman = (change, more) => { german += 1; return publisher.add('lang-de', german, change, more); };

const follower = () => new Computer(publisher).take('base', 'lang-de').follow(good);

/** A computer that has what is offered now. */
async function upToDate(computer = follower()) {
  const report = await computer.check();
  assert.equal(report.state, 'installed', JSON.stringify(report));
  return computer;
}

/** What became of each pack: 'lang-de installed 3'. */
const fates = report => (report.repositories ?? []).flatMap(({ packs }) => packs.map(({ name, state, version }) => `${name} ${state} ${version}`));
const whyOf = (report, name) => report.repositories.flatMap(({ packs }) => packs).find(pack => pack.name === name)?.why;
const failureOf = (report, name) => report.repositories.find(one => one.name === name)?.failure;
const livePacks = async computer => (await computer.standing()).packs.map(({ name, version }) => `${name} ${version}`);

/** Rules that speak in a text on this computer. */
async function rulesIn(computer, text) {
  const { out, err } = await watchword(['scan', '--installed'], { input: JSON.stringify({ id: 1, text }) + '\n', env: computer.env() });
  assert.equal(err, '');
  return jsonLines(out)[0].evidence.map(({ rule }) => rule);
}

/** Makes of the fixture addition what an organisation may publish: one rule of its own. */
function acme(phrase = 'move ... to [the] acme vault', id = 'investment/withdrawal-block/en/acme-vault') {
  return folder => {
    for (const name of ['lists', 'register', 'domains', 'brands.json', 'help', 'rules/investment/withdrawal-block/de.json']) rmSync(join(folder, name), { recursive: true });
    const examples = {
      match: ['Move it to the acme vault.', 'You should move your coins to acme vault today', 'please move all to the acme vault'],
      ignore: ['The vault is closed.', 'Acme has moved.', 'We move on Friday.'],
    };
    const rule = { id, reason: 'acme-vault', weight: 'strong', said_by: 'them', phrases: [phrase], examples, sources: ['described in the tests'] };
    writeFileSync(join(folder, 'rules/investment/withdrawal-block/en.json'), JSON.stringify({ rules: [rule] }));
    writeFileSync(join(folder, 'wording/en.json'), JSON.stringify({ language: 'en', levels: {}, schemes: {}, stages: {}, reasons: { 'acme-vault': 'Acme has no vault.' } }));
  };
}

const TOP_KEYS = who => ['--snapshot-key', who.key('snapshot'), '--timestamp-key', who.key('timestamp')];

/** A publisher with one pack, `fraud`, and the server that has it. */
async function organisation(change = acme()) {
  const who = await (await new Publisher().open()).delegate('fraud');
  await who.add('fraud', 1, change);
  const web = await new WebServer().start(who.site);
  after(() => web.stop());
  return { who, web, address: `${web.address}/good` };
}

describe('a language pack', () => {
  const computer = follower();

  test('comes with the base pack, in one generation', async () => {
    const report = await computer.check();
    assert.deepEqual([report.state, report.version], ['installed', 101]);
    assert.deepEqual(fates(report), ['base installed 101', 'lang-de installed 3']);
    assert.deepEqual(await livePacks(computer), ['base 101', 'lang-de 3']);
    assert.equal((await computer.standing()).generation, 1);
  });

  test('its rule warns, and the rules of the base do', async () => {
    assert.deepEqual(await rulesIn(computer, STEUER), [STEUER_RULE]);
    assert.deepEqual(await rulesIn(computer, TAX), ['investment/withdrawal-block/en/tax-first']);
    assert.deepEqual(await rulesIn(await upToDate(new Computer(publisher).follow(good)), STEUER), [], 'who does not follow it has it not');
  });

  test('with nothing new it still takes two requests and at most 2 KB', async () => {
    await server.asked();
    const report = await computer.check();
    assert.equal(report.state, 'current');
    assert.deepEqual(fates(report), ['base current 101', 'lang-de current 3']);
    const asked = await server.asked();
    assert.equal(asked.length, 2, JSON.stringify(asked));
    assert.ok(asked.reduce((sum, { bytes }) => sum + bytes, 0) <= 2048, JSON.stringify(asked));
  });

  test('a running host takes up the next one, and says what it judges with', async () => {
    const host = new Host(computer.folder, { env: computer.env() });
    const hello = await host.ask({ id: 1, kind: 'hello', protocol: { min: 1, max: 1 } });
    assert.deepEqual(hello.pack.additions, [{ name: 'lang-de', version: 3 }]);
    assert.equal((await host.ask({ id: 2, kind: 'page', text: STEUER })).level, 'danger');
    assert.equal((await host.ask({ id: 3, kind: 'page', text: 'Lass dein Guthaben bei sparfuchs-kundendienst ruhen' })).level, 'none');
    await publishGerman(folder => {
      const file = join(folder, 'rules/investment/withdrawal-block/de.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace('"phrases": [', '"phrases": ["guthaben bei sparfuchs ... ruhen", '));
      rmSync(join(folder, 'brands.json'));
    });
    const report = await computer.check();
    assert.deepEqual(fates(report), ['base current 101', 'lang-de installed 4']);
    const reload = await host.ask({ id: 4, kind: 'reload' });
    assert.deepEqual([reload.changed, reload.pack.additions], [true, [{ name: 'lang-de', version: 4 }]]);
    assert.equal((await host.ask({ id: 5, kind: 'page', text: 'Lass dein Guthaben bei sparfuchs-kundendienst ruhen' })).level, 'danger');
    host.child.kill();
  });

  test('`watchword update --status` names it', async () => {
    const { out } = await watchword(['update', '--status'], { env: computer.env() });
    assert.match(out, /^patterns 101, installed /);
    assert.match(out, /\nlang-de 4: judged with\n/);
  });

  test('a rollback takes all of a generation back, and none of it comes again', async () => {
    await Promise.all([publishBase(), Promise.resolve()]);
    await publishGerman();
    assert.deepEqual(fates(await computer.check()), [`base installed ${base}`, `lang-de installed ${german}`]);
    assert.equal(JSON.parse((await computer.ask('rollback')).out).version, base - 1);
    assert.deepEqual(await livePacks(computer), [`base ${base - 1}`, `lang-de ${german - 1}`]);
    assert.deepEqual(fates(await computer.check()), [`base refused ${base - 1}`, `lang-de refused ${german - 1}`]);
    assert.deepEqual(await rulesIn(computer, STEUER), [STEUER_RULE]);
  });

  test('one that nobody vouches for is told, and the base comes', async () => {
    const report = await new Computer(publisher).take('base', 'lang-xx').follow(good).check();
    assert.deepEqual(fates(report), [`base installed ${base}`, 'lang-xx failed 0']);
    assert.match(whyOf(report, 'lang-xx'), /packs\/lang-xx\/lang-xx\.pack: no role vouches for it/);
  });

  test('who follows it no more has it no more', async () => {
    const own = await upToDate();
    own.take('base').follow(good);
    const report = await own.check();
    assert.equal(report.state, 'installed');
    assert.deepEqual(fates(report), [`base current ${base}`, 'lang-de removed 0']);
    assert.deepEqual(await livePacks(own), [`base ${base}`]);
    assert.deepEqual(await rulesIn(own, STEUER), []);
  });
});

describe('an addition that must not go live', () => {
  test('one that would warn of ordinary talk is left out and named, the base comes, and it is not fetched again', async () => {
    const own = await upToDate();
    await publishBase();
    await publishGerman(folder => {
      const lines = readFileSync(join(SOURCE, 'tests/corpora/honest/en.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line));
      const openings = lines.flatMap(({ messages }) => messages?.filter(({ from }) => from === 'them').slice(0, 1) ?? [])
        .map(({ text }) => /^[A-Za-z ]{20,40}\b/.exec(text)?.[0].trim().toLowerCase());
      const file = join(folder, 'rules/investment/withdrawal-block/de.json');
      const { rules } = JSON.parse(readFileSync(file, 'utf8'));
      rules[0].phrases.push(...new Set(openings.filter(Boolean)));
      writeFileSync(file, JSON.stringify({ rules }));
    });
    const report = await own.check();
    assert.deepEqual([report.state, report.version], ['installed', base]);
    assert.deepEqual(fates(report), [`base installed ${base}`, `lang-de left_out ${german - 1}`]);
    assert.match(whyOf(report, 'lang-de'), /the pack would warn of \d+ of \d+ ordinary texts/);
    assert.deepEqual(await rulesIn(own, STEUER), [STEUER_RULE], 'the one before goes on');
    await server.asked();
    assert.deepEqual(fates(await own.check()), [`base current ${base}`, `lang-de left_out ${german - 1}`]);
    assert.equal((await server.asked()).length, 2);
    assert.match((await watchword(['update', '--status'], { env: own.env() })).out, /\nlang-de \d+: a newer one was left out: the pack would warn of/);
    await publishGerman();
    assert.deepEqual(fates(await own.check()), [`base current ${base}`, `lang-de installed ${german}`]);
    assert.doesNotMatch((await watchword(['update', '--status'], { env: own.env() })).out, /left out/);
  });

  test('one that was live and does not fit the new base waits, and the base comes', async () => {
    const own = await upToDate();
    await publishBase(folder => {
      const file = join(folder, 'rules/investment/withdrawal-block/en.json');
      const { rules } = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(join(folder, 'rules/investment/withdrawal-block/de.json'), JSON.stringify({ rules: [{ ...rules[0], id: STEUER_RULE }] }));
    });
    const report = await own.check();
    assert.deepEqual(fates(report), [`base installed ${base}`, `lang-de left_out ${german}`]);
    assert.equal(whyOf(report, 'lang-de'), `the rule ${STEUER_RULE} is there already: base has it`);
    const host = new Host(own.folder, { env: own.env() });
    assert.equal((await host.ask({ id: 1, kind: 'page', text: TAX })).level, 'danger');
    const { pack } = await host.ask({ id: 2, kind: 'status' });
    assert.deepEqual(pack.additions, [{ name: 'lang-de', version: german, left_out: whyOf(report, 'lang-de') }]);
    host.child.kill();
    await publishBase();
    assert.deepEqual(fates(await own.check()), [`base installed ${base}`, `lang-de current ${german}`]);
    assert.deepEqual(await rulesIn(own, STEUER), [STEUER_RULE], 'it waited');
  });

  test('a base that must not go live keeps no addition away', async () => {
    const own = await upToDate();
    await publishBase(folder => rmSync(join(folder, 'rules/investment'), { recursive: true }), []);
    await publishGerman();
    const report = await own.check();
    assert.equal(report.state, 'installed');
    assert.deepEqual(fates(report), [`base failed ${base - 1}`, `lang-de installed ${german}`]);
    assert.equal(failureOf(report, 'watchword'), 'it has 1 rules, where 6 are live: that would silence');
    const { error } = await own.check();
    assert.match(error, /it has 1 rules, where 6 are live/);
    await publishBase(folder => rmSync(join(folder, 'rules/investment'), { recursive: true }));
    assert.equal((await own.check()).version, base, 'unless the publisher meant it');
    await publishBase();
  });
});

describe('an organisation', () => {
  test('adds to the base from a repository with its own root', async () => {
    const { who, address } = await organisation();
    const computer = follower().followToo('acme', who, address);
    const report = await computer.check();
    assert.deepEqual(fates(report), [`base installed ${base}`, `lang-de installed ${german}`, 'acme.fraud installed 1']);
    assert.deepEqual(await rulesIn(computer, VAULT), ['investment/withdrawal-block/en/acme-vault']);
    assert.deepEqual((await computer.standing()).repositories.map(({ name, failures }) => [name, failures]), [['watchword', 0], ['acme', 0]]);
    await who.add('fraud', 2, acme('move ... into [the] acme vault'));
    assert.deepEqual(fates(await computer.check()), [`base current ${base}`, `lang-de current ${german}`, 'acme.fraud installed 2']);
  });

  test('is enough without a repository of the base', async () => {
    const { who, address } = await organisation();
    const computer = new Computer(publisher).followToo('acme', who, address);
    // What came with the programs is another pack than the one this is for.
    const report = await computer.check();
    assert.deepEqual(fates(report), ['acme.fraud left_out 0']);
    assert.match(whyOf(report, 'acme.fraud'), /^adds to fixture, but the base pack is /);
  });

  const troubles = {
    'is out of order': async ({ web }) => [`${web.address}/broken`, /503/],
    'has let its signatures expire': async ({ who, address }) => {
      execFileSync('faketime', ['-f', '-10d', CLI, 'pack', 'renew', who.site, ...TOP_KEYS(who)], { stdio: 'ignore' });
      return [address, /expired/];
    },
    'was taken over by somebody with other keys': async () => [(await organisation()).address, /root|timestamp|signature/],
  };
  for (const [what, bring] of Object.entries(troubles)) {
    test(`that ${what} does not stop the base`, async () => {
      const acmeToo = await organisation();
      const computer = await upToDate(follower().followToo('acme', acmeToo.who, acmeToo.address));
      const [address, complaint] = await bring(acmeToo);
      computer.followToo('acme', acmeToo.who, address);
      await publishBase();
      const report = await computer.check();
      assert.deepEqual([report.state, report.version], ['installed', base]);
      assert.match(failureOf(report, 'acme'), complaint);
      assert.equal(failureOf(report, 'watchword'), undefined);
      assert.deepEqual(await rulesIn(computer, VAULT), ['investment/withdrawal-block/en/acme-vault'], 'what it gave stays');
      const [first, second] = (await computer.standing()).repositories;
      assert.deepEqual([first.failures, second.failures], [0, 1]);
      assert.match((await watchword(['update'], { env: computer.env() })).out, /are the newest\n(?:.*\n)*acme: /);
    });
  }

  test('whose pack collides is refused and both are named, the others come', async () => {
    const { who, web, address } = await organisation(acme('move ... to [the] acme vault', 'investment/withdrawal-block/en/acme-vault'));
    const rival = await organisation();
    const computer = follower().followToo('acme', who, address).followToo('bank', rival.who, rival.address);
    const report = await computer.check();
    assert.deepEqual(fates(report), [`base installed ${base}`, `lang-de installed ${german}`, 'acme.fraud installed 1', 'bank.fraud left_out 0']);
    assert.equal(whyOf(report, 'bank.fraud'), 'the rule investment/withdrawal-block/en/acme-vault is there already: acme.fraud has it');
    assert.match((await watchword(['update', '--status'], { env: computer.env() })).out, /\nbank\.fraud: the rule investment.* acme\.fraud has it\n/);
    assert.ok(web.address);
  });

  test('whose file is wrong is named and keeps nobody from being asked', async () => {
    const { who, address } = await organisation();
    const computer = follower().followToo('acme', who, address, { packs: ['base'] });
    const report = await computer.check();
    assert.deepEqual(fates(report), [`base installed ${base}`, `lang-de installed ${german}`]);
    const file = join(computer.folder, 'repositories/acme.json');
    assert.equal(failureOf(report, file), `${file}: /packs/0: the base pack comes from the first repository alone`);
    const standing = await computer.standing();
    assert.deepEqual([standing.why_never, standing.repositories.at(-1).why_never], [undefined, failureOf(report, file)]);
    computer.followToo('acme', who, address);
    await computer.check();
    computer.followToo('acme', who, address, { packs: [] });
    await computer.check();
    assert.ok((await livePacks(computer)).includes('acme.fraud 1'), 'a file that cannot be read removes nothing');
  });
});
