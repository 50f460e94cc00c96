// SPDX-License-Identifier: Apache-2.0
/** A running host at the end of two real pipes, as a browser has it. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, createReadStream, mkdirSync, openSync, readFileSync, readdirSync, write } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { HOST } from './watchword.mjs';

const writeBytes = promisify(write);
let pipes = 0;

/** Both ends of a pipe of the kernel; what spawn() calls a pipe is a pair of sockets. */
function makePipe(folder) {
  const path = join(folder, `pipe-${process.pid}-${pipes++}`);
  execFileSync('mkfifo', [path]);
  const both = openSync(path, constants.O_RDWR);
  const reader = openSync(path, constants.O_RDONLY);
  const writer = openSync(path, constants.O_WRONLY);
  closeSync(both);
  return { reader, writer };
}

export function frame(payload) {
  const body = Buffer.isBuffer(payload) ? payload : Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
  return Buffer.concat([length(body.length), body]);
}

/** The head of a frame; native byte order is little-endian wherever a browser of the table runs. */
export function length(bytes) {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(bytes);
  return head;
}

export class Host {
  #stdin;
  #received = Buffer.alloc(0);
  #waiting = [];
  #reader;

  /** @param {string} folder for its pipes @param {{env?: Record<string, string>, command?: string[], reads?: boolean}} [options] */
  constructor(folder, { env = {}, command = [HOST], reads = true } = {}) {
    mkdirSync(folder, { recursive: true });
    const stdin = makePipe(folder);
    const stdout = makePipe(folder);
    this.child = spawn(command[0], command.slice(1), {
      env: { ...process.env, ...env }, stdio: [stdin.reader, stdout.writer, 'pipe'],
    });
    closeSync(stdin.reader);
    closeSync(stdout.writer);
    this.#stdin = stdin.writer;
    this.#reader = stdout.reader;
    this.err = '';
    this.child.stderr.on('data', data => { this.err += data; });
    /** Resolves with status, signal and the moment it was seen. */
    this.exited = new Promise(resolve => {
      this.child.on('exit', (status, signal) => resolve({ status, signal, at: performance.now() }));
    });
    if (reads) this.#listen();
  }

  #listen() {
    const stream = createReadStream('', { fd: this.#reader, highWaterMark: 1 << 20 });
    this.#reader = -1;
    this.ended = new Promise(resolve => stream.on('close', resolve));
    stream.on('data', data => {
      this.#received = Buffer.concat([this.#received, data]);
      this.#deliver();
    });
    stream.on('error', () => {});
    this.ended.then(() => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(`the host ended without an answer: ${this.err}`));
    });
  }

  #deliver() {
    while (this.#waiting.length > 0 && this.#received.length >= 4) {
      const size = this.#received.readUInt32LE(0);
      if (this.#received.length < 4 + size) return;
      const payload = this.#received.subarray(4, 4 + size).toString();
      this.#received = this.#received.subarray(4 + size);
      this.#waiting.shift().resolve(JSON.parse(payload));
    }
  }

  get pid() { return this.child.pid; }

  /** Bytes that came and were not asked for. */
  get unread() { return this.#received; }

  /** Writes bytes, all of them, however long that takes. */
  async write(bytes) {
    for (let left = bytes; left.length > 0;) {
      const { bytesWritten } = await writeBytes(this.#stdin, left);
      left = left.subarray(bytesWritten);
    }
  }

  send(payload) { return this.write(frame(payload)); }

  /** The next reply. */
  receive() {
    const reply = new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
    this.#deliver();
    return reply;
  }

  async ask(payload) {
    await this.send(payload);
    return this.receive();
  }

  /** Closes the host's stdin; returns the moment. */
  closeInput() {
    const at = performance.now();
    if (this.#stdin >= 0) closeSync(this.#stdin);
    this.#stdin = -1;
    return at;
  }

  /** The browser stops listening. Only for a host whose output is not read. */
  closeOutput() {
    if (this.#reader >= 0) closeSync(this.#reader);
    this.#reader = -1;
  }

  /** Ends the conversation and waits for the process. */
  async finish() {
    this.closeInput();
    const { status, signal } = await this.exited;
    if (this.#reader >= 0) this.closeOutput();
    await this.ended;
    return { status, signal };
  }

  /** A line of /proc/<pid>/status for every thread. */
  threads(name) {
    return readdirSync(`/proc/${this.pid}/task`).map(id => {
      const facts = readFileSync(`/proc/${this.pid}/task/${id}/status`, 'utf8');
      return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(facts)?.[1];
    });
  }
}
