// SPDX-License-Identifier: Apache-2.0
/** Firefox's own remote protocol: frames of `length:json`, [0, id, command, parameters] there, [1, id, error, value] back. */

import net from 'node:net';

import { pause } from './wait.mjs';

/** @param {number} port @param {number} ms @returns {Promise<net.Socket>} once Firefox listens */
async function connect(port, ms) {
  const end = performance.now() + ms;
  for (;;) {
    const socket = net.connect(port, '127.0.0.1');
    const opened = await new Promise(resolve => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (opened) return socket;
    if (performance.now() > end) throw new Error(`Firefox does not listen on port ${port}`);
    await pause(50);
  }
}

/** Cuts complete frames off the front of what has arrived. @param {Buffer} bytes */
function cutFrames(bytes) {
  const frames = [];
  let rest = bytes;
  for (;;) {
    const colon = rest.indexOf(58);
    const length = Number(rest.subarray(0, Math.max(0, colon)).toString());
    if (colon < 0 || rest.length < colon + 1 + length) return { frames, rest };
    frames.push(JSON.parse(rest.subarray(colon + 1, colon + 1 + length).toString()));
    rest = rest.subarray(colon + 1 + length);
  }
}

/** @param {number} port @param {number} [ms] */
export async function connectMarionette(port, ms = 30_000) {
  const socket = await connect(port, ms);
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  let arrived = Buffer.alloc(0);
  let lastId = 0;

  function settle([, id, error, value]) {
    const command = waiting.get(id);
    waiting.delete(id);
    if (error) command?.reject(new Error(`${error.error}: ${error.message}`));
    else command?.resolve(value && Object.hasOwn(value, 'value') ? value.value : value);
  }

  socket.on('data', bytes => {
    const { frames, rest } = cutFrames(Buffer.concat([arrived, bytes]));
    arrived = rest;
    // The greeting is the one frame that is no array.
    for (const frame of frames) if (Array.isArray(frame)) settle(frame);
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox closed the connection'));
    waiting.clear();
  });
  socket.on('error', () => socket.destroy());

  /** @param {string} command @param {object} [parameters] @returns {Promise<any>} */
  function send(command, parameters = {}) {
    lastId += 1;
    const frame = JSON.stringify([0, lastId, command, parameters]);
    return new Promise((resolve, reject) => {
      waiting.set(lastId, { resolve, reject });
      socket.write(`${Buffer.byteLength(frame)}:${frame}`);
    });
  }

  return { send, close: () => socket.destroy() };
}
