// SPDX-License-Identifier: Apache-2.0
/** A port that does what a test tells it to, and a clock that moves only when told: for the timing of host_link alone. */

export function createClock() {
  let time = 1_000_000;
  let timers = [];
  let lastId = 0;

  const settle = () => new Promise(resolve => { setImmediate(resolve); });

  async function advance(ms) {
    const end = time + ms;
    await settle();
    for (;;) {
      const due = timers.filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      time = due.at;
      timers = timers.filter(timer => timer !== due);
      due.run();
      await settle();
    }
    time = end;
  }

  return {
    now: () => time,
    setTimer: (run, ms) => { lastId += 1; timers.push({ id: lastId, run, at: time + ms }); return lastId; },
    clearTimer: id => { timers = timers.filter(timer => timer.id !== id); },
    advance,
    settle,
  };
}

function createEvent() {
  const listeners = [];
  return { addListener: listener => { listeners.push(listener); }, fire: (...values) => listeners.forEach(listener => listener(...values)) };
}

/** @param {(request: any, port: any) => void} behave what the host does with a request */
export function createPort(behave) {
  const port = {
    onMessage: createEvent(),
    onDisconnect: createEvent(),
    sent: [],
    reason: '',
    isOpen: true,
    postMessage(request) {
      if (!port.isOpen) throw new Error('Attempting to use a disconnected port object');
      port.sent.push(request);
      queueMicrotask(() => behave(request, port));
    },
    reply: message => { if (port.isOpen) port.onMessage.fire(message); },
    disconnect: () => { port.isOpen = false; },
    die(reason = 'Native host has exited.') {
      port.isOpen = false;
      port.reason = reason;
      port.onDisconnect.fire(port);
    },
  };
  return port;
}

export const HELLO = { kind: 'hello', protocol: 1, host: { name: 'watchword-host', version: '0.1.0' }, pack: { id: 'base', version: 1 } };
export const NOTHING = {
  kind: 'verdict', level: 'none', probability: 0, scheme: null, stage: null, stages: [], evidence: [], first_warning: null, explanation: null,
};

/** Answers as a healthy host does. */
export function healthy(request, port) {
  port.reply({ id: request.id, ...(request.kind === 'hello' ? HELLO : NOTHING) });
}
