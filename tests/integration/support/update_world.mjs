// SPDX-License-Identifier: Apache-2.0
/** A publisher with keys and a repository, an nginx that serves it, and computers that follow it. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { ADDITION, PATTERNS, UPDATER, makeFolder, run, watchword } from './watchword.mjs';

const KEYS = ['root-a', 'root-b', 'root-c', 'targets-a', 'targets-b', 'base', 'snapshot', 'timestamp'];

const freePort = () => new Promise(resolve => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

async function succeed(args) {
  const { status, out, err } = await watchword(args);
  if (status !== 0) throw new Error(`watchword ${args.join(' ')}: ${err}`);
  return out;
}

export class Publisher {
  folder = makeFolder();
  site = join(this.folder, 'site');
  key = name => join(this.folder, `${name}.pem`);
  #top = ['--snapshot-key', this.key('snapshot'), '--timestamp-key', this.key('timestamp')];

  async open() {
    for (const name of KEYS) await succeed(['pack', 'keygen', this.key(name)]);
    await succeed(['pack', 'init-repository', this.site,
      ...['root-a', 'root-b', 'root-c'].flatMap(name => ['--root-key', this.key(name)]), '--root-threshold', '2',
      ...['targets-a', 'targets-b'].flatMap(name => ['--targets-key', this.key(name)]), '--targets-threshold', '2',
      '--base-key', this.key('base'), '--base-threshold', '1', ...this.#top]);
    return this;
  }

  /** The fixture patterns as a pack of that version, changed by `change(folder)`. */
  async build(version, change = () => {}) {
    const patterns = join(this.folder, `patterns-${version}`);
    rmSync(patterns, { recursive: true, force: true });
    cpSync(PATTERNS, patterns, { recursive: true });
    const head = JSON.parse(readFileSync(join(patterns, 'pack.json'), 'utf8'));
    writeFileSync(join(patterns, 'pack.json'), JSON.stringify({ ...head, version }));
    change(patterns);
    const pack = join(this.folder, `${version}.pack`);
    await succeed(['pack', 'build', patterns, '--output', pack]);
    return pack;
  }

  /** The fixture pack; it has less than the pack beside the programs, which is what computers begin with. */
  async publish(version, change, more = ['--allow-fewer']) {
    await succeed(['pack', 'publish', await this.build(version, change), this.site, '--key', this.key('base'), ...this.#top, ...more]);
  }

  /** Lets a team of that name sign its own packs. */
  async delegate(name) {
    await succeed(['pack', 'keygen', this.key(name)]);
    await succeed(['pack', 'delegate', this.site, name, '--path', `packs/${name}/*`, '--path', `deltas/${name}/*`, '--key', this.key(name), '--terminating',
      '--targets-key', this.key('targets-a'), '--targets-key', this.key('targets-b'), ...this.#top]);
    return this;
  }

  /** The fixture addition as a pack of that id and version, changed by `change(folder)`, and built for the fixture pack. */
  async buildAddition(id, version, change = () => {}) {
    const patterns = join(this.folder, `${id}-${version}`);
    rmSync(patterns, { recursive: true, force: true });
    cpSync(ADDITION, patterns, { recursive: true });
    const head = JSON.parse(readFileSync(join(patterns, 'pack.json'), 'utf8'));
    writeFileSync(join(patterns, 'pack.json'), JSON.stringify({ ...head, id, version }));
    change(patterns);
    const pack = join(this.folder, `${id}-${version}.pack`);
    const base = join(this.folder, 'for-additions.pack');
    if (!existsSync(base)) await succeed(['pack', 'build', PATTERNS, '--output', base]);
    await succeed(['pack', 'build', patterns, '--base', base, '--output', pack]);
    return pack;
  }

  /** Publishes what lies in a file under the name of a team. */
  offer(name, pack, more = []) {
    return succeed(['pack', 'publish', pack, this.site, '--name', name, '--role', name, '--key', this.key(name), ...this.#top, ...more]);
  }

  async add(id, version, change, more) {
    await this.offer(id, await this.buildAddition(id, version, change), more);
  }

  async neverFlag(names) {
    const file = join(this.folder, 'names.txt');
    writeFileSync(file, names.join('\n') + '\n');
    await succeed(['pack', 'never-flag', file, this.site, '--targets-key', this.key('targets-a'), '--targets-key', this.key('targets-b'), ...this.#top]);
  }

  run(args) {
    return succeed(args);
  }

  /** All that is served now, to be served again later. */
  remember(name) {
    const copy = join(this.folder, name);
    cpSync(this.site, copy, { recursive: true });
    return copy;
  }
}

/** nginx, which serves a folder under /good and does odd things elsewhere. */
export class WebServer {
  #folder = makeFolder();
  #log = join(this.#folder, 'access.log');

  async start(root, { tls } = {}) {
    this.port = await freePort();
    this.#configure(root, tls);
    this.child = spawn('nginx', ['-c', join(this.#folder, 'nginx.conf'), '-p', this.#folder, '-g', 'daemon off;'], { stdio: 'ignore' });
    process.on('exit', () => this.child.kill('SIGKILL'));
    for (let tries = 0; tries < 100 && !existsSync(join(this.#folder, 'nginx.pid')); tries += 1) await pause(50);
    this.address = `${tls ? 'https' : 'http'}://localhost:${this.port}`;
    return this;
  }

  #configure(root, tls) {
    mkdirSync(join(this.#folder, 'logs'), { recursive: true });
    chmodSync(this.#folder, 0o755);
    const secure = tls ? `ssl_certificate ${tls.certificate}; ssl_certificate_key ${tls.key};` : '';
    writeFileSync(join(this.#folder, 'nginx.conf'), `
      ${process.getuid() === 0 ? 'user root;' : ''}
      pid ${this.#folder}/nginx.pid; error_log ${this.#folder}/error.log; worker_processes 1;
      events {}
      http {
        log_format bytes '$uri $status $bytes_sent';
        access_log ${this.#log} bytes;
        client_body_temp_path ${this.#folder}/b; proxy_temp_path ${this.#folder}/p; fastcgi_temp_path ${this.#folder}/f;
        uwsgi_temp_path ${this.#folder}/u; scgi_temp_path ${this.#folder}/s;
        server {
          listen 127.0.0.1:${this.port} ${tls ? 'ssl' : ''}; listen [::1]:${this.port} ${tls ? 'ssl' : ''}; ${secure}
          location /good/ { alias ${root}/; }
          location /slow/ { alias ${root}/; limit_rate 1; }
          location /elsewhere/ { return 302 http://localhost:${this.port}/good/; }
          location /portal/ { default_type text/html; return 200 "<html>Please accept our terms</html>"; }
          location /broken/ { return 503; }
        }
      }`);
  }

  /** What was asked since the last call: path, status, bytes sent with their heads. */
  async asked() {
    await pause(100);
    const lines = readFileSync(this.#log, 'utf8').trim().split('\n').filter(Boolean);
    writeFileSync(this.#log, '');
    return lines.map(line => { const [path, status, bytes] = line.split(' '); return { path, status: Number(status), bytes: Number(bytes) }; });
  }

  stop() {
    this.child.kill('SIGKILL');
  }
}

/** A computer that follows a repository. */
export class Computer {
  folder = makeFolder();
  data = join(this.folder, 'data');
  cache = join(this.folder, 'cache');

  constructor(publisher) {
    this.publisher = publisher;
    cpSync(join(publisher.site, 'metadata/1.root.json'), join(this.folder, 'root.json'));
  }

  /** Of the repository it follows. */
  take(...packs) {
    this.more = { packs };
    return this;
  }

  follow(...addresses) {
    return this.configure({ ...this.more, mirrors: addresses.map(address => ({ metadata: `${address}/metadata`, targets: `${address}/targets` })) });
  }

  configure(more) {
    writeFileSync(join(this.folder, 'repository.json'), JSON.stringify({ name: 'watchword', root: 'root.json', ...more }));
    return this;
  }

  /** Follows an organisation's repository too, or says that of it in its file. */
  followToo(name, organisation, address, more = {}) {
    const folder = join(this.folder, 'repositories');
    mkdirSync(folder, { recursive: true });
    cpSync(join(organisation.site, 'metadata/1.root.json'), join(folder, `${name}.root.json`));
    const mirrors = [{ metadata: `${address}/metadata`, targets: `${address}/targets` }];
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ name, root: `${name}.root.json`, mirrors, packs: ['fraud'], ...more }));
    return this;
  }

  env(more = {}) {
    return { WATCHWORD_REPOSITORY: join(this.folder, 'repository.json'), XDG_DATA_HOME: this.data, XDG_CACHE_HOME: this.cache, ...more };
  }

  ask(word, env = {}, command = [UPDATER]) {
    return run(command[0], [...command.slice(1), word, '--json'], { env: this.env(env) });
  }

  /** @returns {Promise<any>} the report, or { error } */
  async check(env, command) {
    const { status, out, err } = await this.ask('check', env, command);
    return status === 0 ? JSON.parse(out) : { error: err.trim() };
  }

  async standing() {
    return JSON.parse((await this.ask('status')).out);
  }

  /** The next look is due at once, as after hours. */
  forgetWhenToAsk() {
    rmSync(join(this.data, 'watchword/state.json'), { force: true });
    return this;
  }

  /** Every file of the store but what is disposable, as text: it changes when something was installed. */
  installed() {
    const generations = join(this.data, 'watchword/gen');
    return existsSync(generations) ? readdirSync(generations, { recursive: true }).sort().join(' ') : '';
  }
}

/** An authority of its own and a certificate for localhost. */
export function makeCertificate() {
  const folder = makeFolder();
  const at = name => join(folder, name);
  const openssl = (...args) => execFileSync('openssl', args, { stdio: 'ignore' });
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=Test authority',
    '-addext', 'basicConstraints=critical,CA:TRUE', '-keyout', at('ca.key'), '-out', at('ca.pem'));
  openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost',
    '-keyout', at('server.key'), '-out', at('server.csr'));
  openssl('x509', '-req', '-in', at('server.csr'), '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-days', '2', '-copy_extensions', 'copyall', '-out', at('server.pem'));
  return { authority: at('ca.pem'), certificate: at('server.pem'), key: at('server.key') };
}
