// SPDX-License-Identifier: Apache-2.0
/** One case: a repository behind a real web server, and the real program with folders of its own. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';

import { UPDATER, makeFolder, run } from '../../integration/support/watchword.mjs';
import { Repository } from './repository.mjs';

const FOLDER = makeFolder();

/** Serves what `repositories` have at /NAME/… @type {Map<string, {read: (path: string) => Buffer | string | undefined}>} */
const repositories = new Map();
const server = createServer((request, response) => {
  // As it was asked, not as a browser would tidy it up.
  const [, name, path] = /^\/([^/]*)\/(.*)$/.exec(request.url) ?? [];
  const bytes = repositories.get(name)?.read(path);
  response.writeHead(bytes === undefined ? 404 : 200, { 'Content-Length': Buffer.byteLength(bytes ?? '') }).end(bytes);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
server.unref();

/** A time as `faketime` takes it. @param {number} days from now */
export const fakeTime = days => `${new Date(Date.now() + days * 86_400_000).toISOString().replace('T', ' ').replace('Z', '')}000+00:00`;

/** The client, called with the very arguments the suite uses. Each call gives the exit status. */
class Client {
  #folder;
  #url;

  constructor(folder, url) {
    this.#folder = folder;
    this.#url = url;
    for (const path of [this.metadata, this.targets]) mkdirSync(path, { recursive: true });
  }

  get metadata() {
    return join(this.#folder, 'metadata');
  }

  get targets() {
    return join(this.#folder, 'targets');
  }

  async #call(args, time) {
    const { status, out, err } = time ? await run('faketime', [time, UPDATER, ...args]) : await run(UPDATER, args);
    assert.equal(out, '');
    // It fails on purpose, and says why in one line.
    assert.match(err, status === 0 ? /^$/ : /^watchword-update: .+\n$/);
    return status;
  }

  init(root) {
    const file = join(this.#folder, 'initial_root.json');
    writeFileSync(file, root);
    return this.#call(['--metadata-dir', this.metadata, 'init', file]);
  }

  refresh(time) {
    return this.#call(['--metadata-url', `${this.#url}/metadata/`, '--metadata-dir', this.metadata, 'refresh'], time);
  }

  download(names, time) {
    const targets = [names].flat().flatMap(name => ['--target-name', name]);
    return this.#call(['--metadata-url', `${this.#url}/metadata/`, '--metadata-dir', this.metadata, ...targets,
      '--target-dir', this.targets, '--target-base-url', `${this.#url}/targets/`, 'download'], time);
  }

  /** The bytes it trusts; undefined when there are none. */
  stored(role) {
    const path = join(this.metadata, `${role}.json`);
    return existsSync(path) ? readFileSync(path) : undefined;
  }

  version(role) {
    const bytes = this.stored(role);
    return bytes && JSON.parse(bytes).signed.version;
  }

  /** Every role it trusts, with its version. @returns {{[role: string]: number}} */
  trusted() {
    const names = readdirSync(this.metadata);
    for (const name of names) assert.match(name, /\.json$/, 'nothing else is left in the folder');
    return Object.fromEntries(names.map(name => name.slice(0, -'.json'.length)).map(role => [role, this.version(role)]));
  }

  /** What was downloaded, oldest first. @returns {string[]} */
  downloaded() {
    const files = readdirSync(this.targets, { recursive: true }).map(name => join(this.targets, name)).filter(path => statSync(path).isFile());
    const changed = path => statSync(path, { bigint: true }).mtimeNs;
    return files.sort((one, other) => Number(changed(one) - changed(other))).map(path => readFileSync(path, 'utf8'));
  }
}

/**
 * Registers a case under the name it has in the suite.
 * @param {string} name @param {(parts: {repository: Repository, client: Client}) => Promise<void>} body
 */
export function conformance(name, body) {
  test(name, async () => {
    const quoted = encodeURIComponent(name);
    const repository = new Repository();
    repositories.set(quoted, repository);
    const folder = join(FOLDER, String(repositories.size));
    await body({ repository, client: new Client(folder, `http://127.0.0.1:${server.address().port}/${quoted}`) });
  });
}

/** As `conformance`, for a client that trusts the first root. */
export function withClient(name, body) {
  conformance(name, async parts => {
    assert.equal(await parts.client.init(parts.repository.file('root', 1)), 0);
    await body(parts);
  });
}
