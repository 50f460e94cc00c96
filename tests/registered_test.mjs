// SPDX-License-Identifier: Apache-2.0
// A test that is not built is a test that cannot fail: every file is registered, and everything registered is there.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const TESTS = fileURLToPath(new URL('./', import.meta.url));
const UNIT = join(TESTS, 'unit');

const registered = [];
const text = readFileSync(join(TESTS, 'unit_tests.cmake'), 'utf8').replaceAll(/#.*$/gm, '');
for (const [, body] of text.matchAll(/unit_tests\(([^)]*)\)/g)) {
  const [folder, ...files] = body.split(/\s+/).filter(Boolean);
  registered.push(...files.map(file => `${folder}/${file}`));
}

const written = readdirSync(UNIT, { recursive: true }).filter(name => name.endsWith('.cc')).sort();

test('there are tests', () => assert.ok(written.length > 20));

test('every unit test is registered', () => assert.deepEqual(written.filter(file => !registered.includes(file)), []));

test('everything registered is a unit test that is there', () => assert.deepEqual(registered.filter(file => !written.includes(file)), []));

test('nothing is registered twice', () => assert.equal(new Set(registered).size, registered.length));

test('every file of tests says that it is one', () => assert.deepEqual(written.filter(file => !file.endsWith('_test.cc')), []));

test('no test is switched off', () => {
  for (const file of written) {
    const source = readFileSync(join(UNIT, file), 'utf8');
    assert.doesNotMatch(source, /DISABLED_|GTEST_SKIP|^\s*\/\/\s*TEST/m, file);
    assert.match(source, /^TEST(_[FP])?\(/m, file);
  }
});
