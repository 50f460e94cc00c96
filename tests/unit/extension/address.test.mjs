// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';

import './browser_globals.mjs';
import { BLOCK_PAGE } from './fake_browser.mjs';

import { blockPage, covers, hostOf, isBelow, isBlockPage, namesOver, stoppedAddress, webAddress } from '../../../extension/shared/address.js';
import { inUnicode } from '../../../extension/shared/punycode.js';

test('only addresses of the web are addresses', () => {
  assert.equal(webAddress('https://a.example/x')?.hostname, 'a.example');
  for (const text of [undefined, '', 'a.example', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'chrome://settings', 'https://', 'blob:https://a.example/1']) {
    assert.equal(webAddress(text), null, text);
  }
});

test('a name covers itself and what is below it, and nothing that only ends alike', () => {
  assert.ok(isBelow('bad.example', 'bad.example') && isBelow('shop.bad.example', 'bad.example'));
  assert.ok(!isBelow('notbad.example', 'bad.example') && !isBelow('example', 'bad.example'));
});

const COVERED = [
  ['bad.example', 'https://bad.example/', true],
  ['bad.example', 'https://shop.bad.example:8443/a', true],
  ['bad.example', 'https://bad.example./', true],
  ['bad.example', 'https://good.example/bad.example', false],
  ['pages.example/tenant', 'https://pages.example/tenant', true],
  ['pages.example/tenant', 'https://pages.example/tenant/a?b', true],
  ['pages.example/tenant', 'https://pages.example/tenants', false],
  ['pages.example/tenant', 'https://pages.example/', false],
  ['pages.example/tenant', 'https://www.pages.example/tenant', false],
];
for (const [name, url, wanted] of COVERED) test(`${name} ${wanted ? 'covers' : 'does not cover'} ${url}`, () => assert.equal(covers(name, new URL(url)), wanted));

test('parents are the longest first', () => {
  assert.deepEqual(namesOver('a.b.example'), ['a.b.example', 'b.example', 'example']);
  assert.equal(hostOf(new URL('https://a.example./')), 'a.example');
});

test('the block page carries the whole address, and gives back only addresses of the web', () => {
  const address = 'https://bad.example/a?b=%20#c#d';
  assert.equal(blockPage(address), `${BLOCK_PAGE}#${address}`);
  assert.equal(stoppedAddress(blockPage(address))?.href, address);
  for (const url of [undefined, BLOCK_PAGE, `${BLOCK_PAGE}#`, `${BLOCK_PAGE}#javascript:alert(1)`, `https://evil.example/#${address}`]) assert.equal(stoppedAddress(url), null, url);
  assert.ok(isBlockPage(BLOCK_PAGE) && isBlockPage(blockPage(address)));
  assert.ok(!isBlockPage(undefined) && !isBlockPage(`${BLOCK_PAGE}x`) && !isBlockPage(`https://evil.example/${BLOCK_PAGE}`));
});

const NAMES = ['bücher-handel.example', '例え.テスト', 'пример.испытание', 'faß.example', 'مثال.إختبار', '𝒳.example', 'ü.ö.ä', 'aüb-c.example', '한국어.example', 'ไทย.example'];
for (const name of NAMES) {
  test(`${name} comes back out of Punycode`, () => {
    const { hostname } = new URL(`http://${name}`);
    assert.equal(inUnicode(hostname), name.normalize('NFKC').toLowerCase());
  });
}

test('what is no proper Punycode stays as it is', () => {
  for (const host of ['plain.example', 'xn--.example', 'xn--a.example', 'xn--99999999.example', 'xn--!!.example', '127.0.0.1', '[::1]']) assert.equal(inUnicode(host), host);
});
