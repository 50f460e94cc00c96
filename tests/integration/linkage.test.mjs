// SPDX-License-Identifier: Apache-2.0
// What the host is made of: no compiler of patterns, no cryptography of networks, no network, no way to start programs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

import { HOST } from './support/watchword.mjs';

/** Libraries it may be linked with. ICU, libpsl and simdjson read text; nothing here opens a connection for us. */
const LIBRARIES = [/^libhs(_runtime)?\.so/, /^libicu(uc|data|i18n)\.so/, /^libzstd\.so/, /^libxxhash\.so/, /^libsimdjson\.so/, /^libnettle\.so/,
  /^libpsl\.so/, /^libstdc\+\+\.so/, /^libm\.so/, /^libgcc_s\.so/, /^libc\.so/, /^libpthread\.so/, /^ld-linux/, /^libdl\.so/, /^librt\.so/];

/** What it must not ask the C library for. */
const FORBIDDEN = [/^(socket|connect|bind|listen|accept4?|send(to|msg|mmsg)?|recv(from|msg|mmsg)?|getaddrinfo|gethostby\w+|socketpair)$/,
  /^(exec\w+|posix_spawn\w*|system|popen|fork|vfork)$/, /^(dlopen|dlmopen)$/, /^(ptrace|process_vm_\w+|memfd_create)$/,
  /^(SSL|EVP|CRYPTO|curl)_/, /^hs_(compile|serialize|deserialize)\w*$/];

function lines(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(status, 0, `${command}: ${error ?? stderr}`);
  return stdout.split('\n');
}

const needed = lines('readelf', '-d', HOST).flatMap(line => /\(NEEDED\).*\[(.*)\]/.exec(line)?.[1] ?? []);
const imported = lines('nm', '-D', '--undefined-only', HOST).flatMap(line => /\s[Uw] ([^@\s]+)/.exec(line)?.[1] ?? []);
const isSanitized = imported.some(name => /^__(asan|tsan|ubsan)/.test(name)) || lines('nm', '-D', HOST).some(line => /__(asan|tsan)_init/.test(line));

test('the host is linked with libraries that are named here only', t => {
  t.diagnostic(needed.join(' '));
  assert.deepEqual(needed.filter(name => !LIBRARIES.some(pattern => pattern.test(name))), []);
});

test('the host asks for nothing that connects, starts programs, loads code or compiles patterns', { skip: isSanitized && 'a sanitizer brings its own' }, () => {
  assert.ok(imported.length > 50);
  assert.deepEqual(imported.filter(name => FORBIDDEN.some(pattern => pattern.test(name))), []);
});
