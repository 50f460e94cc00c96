// SPDX-License-Identifier: Apache-2.0
// Holds the folders of host/ to the architecture: what they may include, and that each says what it is.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const HOST = fileURLToPath(new URL('../host/', import.meta.url));
const FOLDERS = readdirSync(HOST, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name);

/** Which folders may know a library from outside (docs/design.md). */
const LIBRARIES = [
  [/^hs\//, ['match', 'compile']],
  [/^unicode\//, ['text', 'domain']],
  [/^zstd\.h$/, ['pack', 'delta']],
  [/^xxhash\.h$/, ['pack', 'image', 'match', 'domain']],
  [/^nettle\//, ['contact']],
  [/^libpsl\.h$/, ['domain']],
  [/^(seccomp|linux)(\.h|\/)/, ['sandbox']],
  [/^CLI\//, ['cli']],
  [/^simdjson\.h$/, ['message']],
  [/^nlohmann\//, ['base']],
  [/^openssl\//, ['tuf', 'publish']],
  [/^curl\//, ['fetch']],
  [/^emmintrin\.h$/, ['text']],
];

const read = path => readFileSync(path, 'utf8');

/** What the module() of a folder says it depends on. */
function dependsOf(folder) {
  const text = read(join(HOST, folder, 'CMakeLists.txt')).replaceAll(/#.*$/gm, '');
  const [, body] = /module\(([^)]*)\)/.exec(text);
  const words = body.split(/\s+/).filter(Boolean);
  const from = words.indexOf('DEPENDS');
  if (from < 0) return [];
  const rest = words.slice(from + 1);
  const end = rest.findIndex(word => /^[A-Z]+$/.test(word));
  return end < 0 ? rest : rest.slice(0, end);
}

/** Every #include of a folder, with where it stands. */
function includesOf(folder) {
  const files = readdirSync(join(HOST, folder), { recursive: true }).filter(name => /\.(cc|h)(\.in)?$/.test(name));
  return files.flatMap(name => {
    const path = join(HOST, folder, name);
    return read(path).split('\n').flatMap((line, index) => {
      const found = /^\s*#\s*include\s+(["<])([^">]+)[">]/.exec(line);
      return found ? [{ ours: found[1] === '"', target: found[2], where: `${relative(HOST, path)}:${index + 1}` }] : [];
    });
  });
}

test('there are folders to look at', () => assert.ok(FOLDERS.length >= 10));

test('a folder is part of the build exactly when it is there', () => {
  const [, listed] = /foreach\(folder ([^)]*)\)/.exec(read(join(HOST, 'CMakeLists.txt')));
  for (const folder of FOLDERS) assert.ok(listed.split(/\s+/).includes(folder), folder);
});

for (const folder of FOLDERS) {
  const depends = dependsOf(folder);
  const includes = includesOf(folder);

  test(`${folder} includes only what its DEPENDS lists`, () => {
    assert.ok(includes.length > 0);
    for (const { ours, target, where } of includes.filter(include => include.ours)) {
      const of = target.split('/')[0];
      assert.ok(target.includes('/'), `${where}: "${target}" is not written as "folder/file.h"`);
      assert.ok(ours && (of === folder || depends.includes(of)), `${where}: ${folder} may not include from ${of}`);
    }
  });

  test(`${folder} depends on folders that are there`, () => {
    for (const other of depends) assert.ok(FOLDERS.includes(other), `${folder}: ${other} is no folder of host/`);
  });

  test(`${folder} knows no library of other folders`, () => {
    for (const { ours, target, where } of includes) {
      const rule = LIBRARIES.find(([pattern]) => pattern.test(target));
      assert.ok(ours || !rule || rule[1].includes(folder), `${where}: <${target}> belongs to ${rule?.[1].join(', ')}`);
      assert.ok(ours || rule || !/\.h(pp)?$/.test(target) || isSystem(target), `${where}: <${target}> is a library nobody allowed`);
    }
  });

  test(`${folder} has a README of 5 to 15 lines`, () => {
    const path = join(HOST, folder, 'README.md');
    assert.ok(existsSync(path));
    const lines = read(path).trimEnd().split('\n');
    assert.ok(lines.length >= 5 && lines.length <= 15, `${folder}/README.md has ${lines.length} lines`);
    assert.equal(lines[0], `# ${folder}`);
  });
}

/** Headers of the operating system. */
function isSystem(target) {
  return /^(sys\/[a-z]+|dirent|fcntl|unistd|poll|spawn|signal)\.h$/.test(target);
}

test('no folder depends on itself through others', () => {
  const visit = (folder, path) => {
    assert.ok(!path.includes(folder), [...path, folder].join(' → '));
    for (const other of dependsOf(folder)) visit(other, [...path, folder]);
  };
  for (const folder of FOLDERS) visit(folder, []);
});
