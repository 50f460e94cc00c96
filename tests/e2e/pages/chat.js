// SPDX-License-Identifier: Apache-2.0
/**
 * A chat that unfolds an invented conversation. Address parameters: `conversation` (file name), `speed` (1 = a person's
 * pace, 0 = all at once, `manual` = by demo.next()), `markup` (`plain` = no roles, names or classes that tell the sides).
 */

const parameters = new URLSearchParams(location.search);
const name = (parameters.get('conversation') ?? 'scam').replace(/[^a-z-]/g, '');
const speed = parameters.get('speed') ?? '1';
const isPlain = parameters.get('markup') === 'plain';
const byId = id => document.getElementById(id);

const OTHERS = [
  { name: 'Priya', colour: '#2f6f6a', last: 'Drive carefully!' },
  { name: 'Allotment group', colour: '#7a6a2c', last: 'The beans are up!' },
  { name: 'Mum', colour: '#a1553b', last: 'Photo' },
];

function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

function face(of, into = make('span', { class: 'face', 'aria-hidden': 'true' })) {
  into.textContent = of.name.slice(0, 1);
  into.style.setProperty('--face', of.colour);
  return into;
}

function contact(of, isCurrent) {
  const item = make('li', {}, face(of), make('div', {}, make('b', {}, of.name), make('span', { class: 'last' }, of.last)));
  if (isCurrent) item.setAttribute('aria-current', 'true');
  return item;
}

const column = isPlain ? make('div', { class: 'turns' }) : make('ol', { class: 'turns', role: 'log', 'aria-label': 'Messages' });
const clock = { minutes: 9 * 60 + 12 };

function time() {
  clock.minutes += 2;
  return make('time', {}, `${Math.floor(clock.minutes / 60) % 24}:${String(clock.minutes % 60).padStart(2, '0')}`);
}

/** Without roles and telling names the sides can only be seen, as on sites with generated class names. */
function turn({ from, text }) {
  const words = make('p', {}, text);
  if (!isPlain) return make('li', { class: from === 'me' ? 'turn mine' : 'turn', 'data-from': from }, words, time());
  const bubble = make('div', { class: 'turn' }, words, time());
  if (from === 'me') bubble.style.cssText = 'align-self:flex-end;background:var(--mine)';
  return bubble;
}

const typing = make('div', { class: 'typing', hidden: '' }, make('i'), make('i'), make('i'));

function showTyping(isTyping) {
  typing.toggleAttribute('hidden', !isTyping);
  typing.style.display = isTyping ? '' : 'none';
  byId('presence').textContent = isTyping ? 'typing …' : 'online';
}

function say(message) {
  column.append(turn(message));
  byId('scroller').scrollTop = byId('scroller').scrollHeight;
}

const pause = ms => new Promise(resolve => { setTimeout(resolve, ms); });

/** As long as a person needs to read what was said and to type this. */
const paceOf = ({ from, text }) => (600 + text.length * (from === 'me' ? 22 : 26)) / Number(speed);

async function unfold(messages) {
  for (const message of messages) {
    showTyping(message.from === 'them');
    await pause(paceOf(message));
    showTyping(false);
    say(message);
    await pause(700 / Number(speed));
  }
}

function prepare(conversation) {
  document.title = `${conversation.name} · Halo`;
  byId('name').textContent = conversation.name;
  face(conversation, byId('face'));
  const first = { ...conversation, last: conversation.messages[0].text };
  byId('contacts').append(contact(first, true), ...OTHERS.filter(each => each.name !== conversation.name).map(each => contact(each, false)));
  if (!isPlain) column.append(make('li', { class: 'day' }, 'Today'));
  byId('scroller').append(column, typing);
  showTyping(false);
}

function listen() {
  byId('composer').addEventListener('submit', event => {
    event.preventDefault();
    const text = byId('draft').value.trim();
    if (text) say({ from: 'me', text });
    byId('draft').value = '';
  });
  byId('draft').addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    byId('composer').requestSubmit();
  });
}

const conversation = await (await fetch(`conversations/${name}.json`)).json();
const left = [...conversation.messages];
prepare(conversation);
listen();
globalThis.demo = Object.freeze({
  next: () => { const message = left.shift(); if (message) say(message); return left.length; },
  say,
});
if (speed === '0') conversation.messages.forEach(say);
else if (speed !== 'manual') unfold(conversation.messages);
document.documentElement.dataset.ready = 'true';
