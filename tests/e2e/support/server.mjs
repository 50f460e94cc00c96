// SPDX-License-Identifier: Apache-2.0
/** Serves tests/e2e/pages, and the extension's files for looking at them, on 127.0.0.1. As a program: `node server.mjs [port]` shows the demo chat. */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PAGES = fileURLToPath(new URL('../pages/', import.meta.url));
const EXTENSION = fileURLToPath(new URL('../../../extension/', import.meta.url));
const TYPES = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json' };

/** @param {string} name of a file below pages/, or of the extension's as /extension/… @returns {Promise<string | null>} */
async function fileFor(name) {
  const isOurs = name.startsWith('/extension/');
  const folder = isOurs ? EXTENSION : PAGES;
  const file = path.join(folder, path.normalize(isOurs ? name.slice('/extension'.length) : name));
  if (!file.startsWith(folder)) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? file : null;
}

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/redirect') return response.writeHead(302, { location: searchParams.get('to') ?? '/' }).end();
  // Every host has a tenant with the same pages.
  const file = await fileFor(decodeURIComponent(pathname).replace(/^\/tenant(?=\/)/, ''));
  if (!file) return response.writeHead(404).end();
  const policy = searchParams.get('csp');
  response.writeHead(200, {
    'content-type': `${TYPES[path.extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
    'cache-control': 'no-store',
    ...(policy && { 'content-security-policy': policy }),
  });
  createReadStream(file).pipe(response);
}

/**
 * @param {number} [port]
 * @returns {Promise<{origin: string, port: number, asked: (host: string) => string[], close: () => void}>} `asked`: what was asked of one host, by its name
 */
export function serve(port = 0) {
  /** @type {[string, string][]} */
  const requests = [];
  const server = http.createServer((request, response) => {
    requests.push([request.headers.host ?? '', request.url ?? '']);
    answer(request, response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const origin = `http://127.0.0.1:${server.address().port}`;
      const asked = host => requests.filter(([of]) => of.replace(/:\d+$/, '') === host).map(([, url]) => url);
      resolve({ origin, port: server.address().port, asked, close: () => { server.closeAllConnections(); server.close(); } });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { origin } = await serve(Number(process.argv[2] ?? 0));
  console.log(`${origin}/chat.html?conversation=scam&speed=3`);
}
