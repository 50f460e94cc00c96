// SPDX-License-Identifier: Apache-2.0
/** What is read of a page, in a real engine: visibility, layout and ranges cannot be imitated. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';

import puppeteer from 'puppeteer-core';

import { CHROMIUM } from './support/paths.mjs';
import { serve } from './support/server.mjs';

let server;
let browser;
let page;

before(async () => {
  server = await serve();
  browser = await puppeteer.launch({ executablePath: CHROMIUM, headless: true, pipe: true, defaultViewport: { width: 1000, height: 800 }, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  page = await browser.newPage();
});
after(async () => {
  await browser.close();
  server.close();
});
beforeEach(() => page.goto(`${server.origin}/parts.html`));

/** Only for markup that this file wrote itself. */
const show = markup => page.evaluate(html => { document.body.append(document.createRange().createContextualFragment(html)); }, markup);
const read = (limit = 262_144) => page.evaluate(most => pageText.read(document.body, most).text, limit);

describe('the text of a page', () => {
  const cases = {
    'paragraphs are apart': ['<p>one</p><p>two</p>', 'one\n\ntwo'],
    'what is emphasised stays in its sentence': ['<p>guaranteed <b>daily</b> <i>pro</i>fit</p>', 'guaranteed daily profit'],
    'a block within a block parts the text around it': ['<div>a<p>b</p>c</div>', 'a\n\nb\n\nc'],
    'a line break is one': ['<p>a<br>b</p>', 'a\nb'],
    'line breaks of the source are spaces': ['<p>risk\n   free</p>', 'risk    free'],
    'line breaks that are shown are kept': ['<p style="white-space:pre-wrap">risk\nfree</p>', 'risk\nfree'],
    'spans displayed as blocks are blocks': ['<span style="display:block">a</span><span style="display:block">b</span>', 'a\n\nb'],
    'cells are apart': ['<table><tr><td>a</td><td>b</td></tr></table>', 'a\n\nb'],
    'flex items are apart': ['<div style="display:flex"><span>a</span><span>b</span></div>', 'a\n\nb'],
    'letters in boxes of their own are a word': ['<p><span style="display:inline-block">r</span><span style="display:inline-block">isk</span></p>', 'risk'],
    'what is not displayed is not read': ['<p>a</p><p style="display:none">b</p><p hidden>c</p><p style="visibility:hidden">d</p>', 'a'],
    'what is visible in something invisible is read': ['<div style="visibility:hidden">a<p style="visibility:visible">b</p></div>', 'b'],
    'closed details are not read': ['<details><summary>a</summary>b</details>', 'a'],
    'scripts and styles are not text': ['<p>a</p><script>"b"</script><style>.c{}</style><noscript>d</noscript><template>e</template>', 'a'],
    'what is typed is not read': ['<p>a</p><textarea>b</textarea><input value="c"><div contenteditable>d<p>e</p></div><div contenteditable="plaintext-only">f</div><div role="textbox">g</div>', 'a'],
    'an island in an editor is not read either': ['<p>a</p><div contenteditable>b<span contenteditable="false">c</span></div>', 'a'],
    'an element that refuses to be edited is read': ['<p contenteditable="false">a</p>', 'a'],
    'select boxes are not read': ['<p>a</p><select><option>b</option></select>', 'a'],
    'lone surrogates are replaced': ['<p id="lone">a</p>', 'a\ufffd'],
    'control characters are spaces': ['<p>a&#1;b</p>', 'a b'],
  };
  for (const [name, [markup, text]] of Object.entries(cases)) {
    test(name, async () => {
      await show(markup);
      await page.evaluate(() => { const lone = document.querySelector('#lone'); if (lone) lone.textContent = 'a\ud83d'; });
      assert.equal(await read(), text);
    });
  }

  test('a limit is kept', async () => {
    await show(`<p>${'word '.repeat(1_000)}</p><p>more</p>`);
    assert.equal((await read(100)).length, 100);
  });

  test('a large page is read in slices', async () => {
    const slices = await page.evaluate(() => {
      for (let index = 0; index < 4_000; index += 1) document.body.append(Object.assign(document.createElement('p'), { textContent: `paragraph ${index}` }));
      const reader = pageText.createReader(document.body, 262_144);
      let count = 1;
      while (!reader.step(performance.now() + 1)) count += 1;
      return { count, length: reader.reading().text.length };
    });
    assert.ok(slices.count > 3, `${slices.count} slices`);
    assert.ok(slices.length > 60_000);
  });
});

describe('places in the text', () => {
  const MARKUP = '<h1>Früh 🌅</h1><p>a <b>gu</b>aran<i>teed</i>\n 日本語 e\u0301 👩‍👩‍👧 profit</p><p dir="rtl">ربح <b>مضمون</b> يومي</p><p style="white-space:pre-wrap">x\ny</p>';

  test('every span of the text is found where it stands', async () => {
    await show(MARKUP);
    const wrong = await page.evaluate(() => {
      const reading = pageText.read(document.body, 10_000);
      const bad = [];
      for (let start = 0; start < reading.text.length; start += 1) {
        for (let end = start + 1; end <= reading.text.length; end += 1) {
          const wanted = reading.text.slice(start, end);
          // Borders are ours, not the page's.
          if (wanted.includes('\n\n') || /^\n|\n$/.test(wanted) || wanted.trim() === '') continue;
          const found = pageText.locate(reading, start, end)?.toString().replace(/\n/g, ' ');
          if (found !== wanted.replace(/\n/g, ' ')) bad.push([wanted, found]);
        }
      }
      return bad;
    });
    assert.deepEqual(wrong.slice(0, 5), []);
  });

  test('text that the page has replaced is not found', async () => {
    await show('<p>guaranteed profit</p>');
    const found = await page.evaluate(() => {
      const reading = pageText.read(document.body, 100);
      document.querySelector('p').firstChild.data = 'something else';
      return pageText.locate(reading, 0, 10);
    });
    assert.equal(found, null);
  });
});

describe('chats', () => {
  const turns = () => page.evaluate(async () => {
    const budget = { isSpent: () => false, breathe: async () => {}, cost: () => 0, until: () => Infinity };
    const columns = await chat.findColumns(budget);
    const chats = await Promise.all(columns.map(column => chat.read(column, budget)));
    return chats.map(found => found.turns.map(({ from, reading }) => `${from}: ${reading.text}`));
  });
  const bubbles = (rows, { way = '', outer = 'class="wide" style="display:flex;flex-direction:column"' } = {}) =>
    `<main><h1>Anna</h1><div ${outer} ${way}>${rows.map(([mine, text]) => `<div style="align-self:${mine ? 'flex-end' : 'flex-start'};max-width:60%">${text}</div>`).join('')}</div><textarea></textarea></main>`;
  const TALK = [[false, 'hello there'], [true, 'hi'], [false, 'how are you'], [true, 'well']];
  const SAID = [['them: hello there', 'me: hi', 'them: how are you', 'me: well']];

  test('sides are told by where the bubbles stand', async () => {
    await show(bubbles(TALK));
    assert.deepEqual(await turns(), SAID);
  });

  test('also where lines end on the left', async () => {
    await show(bubbles(TALK, { way: 'dir="rtl"' }));
    assert.deepEqual(await turns(), SAID);
  });

  test('margins do as well as flex', async () => {
    await show(`<main><div class="wide chat">${TALK.map(([mine, text]) => `<div style="width:40%;${mine ? 'margin-left:auto' : ''}">${text}</div>`).join('')}</div></main>`);
    assert.deepEqual(await turns(), SAID);
  });

  for (const [name, [mine, theirs]] of Object.entries({
    'data-from': ['data-from="me"', 'data-from="them"'],
    'message-out and message-in': ['class="message-out"', 'class="message-in"'],
    'camel case with a hash': ['class="messageOutgoing__3fa9"', 'class="messageIncoming__3fa9"'],
    'data-is-own': ['data-is-own="true"', 'data-is-own="false"'],
  })) {
    test(`sides are told by ${name}`, async () => {
      await show(`<div role="log" style="height:200px">${TALK.map(([isMine, text]) => `<div><div ${isMine ? mine : theirs}><p>${text}</p></div></div>`).join('')}</div>`);
      assert.deepEqual(await turns(), SAID);
    });
  }

  test('days and names around several messages are seen through', async () => {
    const day = rows => `<section class="day"><header>Monday</header>${rows.map(([mine, text]) => `<div class="row" data-from="${mine ? 'me' : 'them'}"><time>9:00</time><p>${text}</p></div>`).join('')}</section>`;
    await show(`<div role="log" style="height:300px">${day(TALK.slice(0, 2))}${day(TALK.slice(2))}</div>`);
    const [said] = await turns();
    assert.deepEqual(said.filter(turn => !turn.endsWith('Monday')), SAID[0]);
  });

  test('full-width rows have no side', async () => {
    await show(`<div role="log" class="wide" style="height:300px">${TALK.map(([, text]) => `<div class="row"><div style="margin-left:60px">${text}</div></div>`).join('')}</div>`);
    assert.deepEqual(await turns(), [TALK.map(([, text]) => `unknown: ${text}`)]);
  });

  test('an empty log is a chat that has not begun', async () => {
    await show('<div role="log" style="height:300px"></div>');
    assert.deepEqual(await turns(), [[]]);
  });

  test('the last two hundred messages are read', async () => {
    await show(`<div role="log" style="height:300px">${Array.from({ length: 260 }, (_, index) => `<div class="row" data-from="them">message ${index}</div>`).join('')}</div>`);
    const [said] = await turns();
    assert.equal(said.length, 200);
    assert.equal(said.at(-1), 'them: message 259');
  });

  for (const [name, markup] of Object.entries({
    'a menu': '<nav><ul style="display:flex;justify-content:space-between"><li>Home</li><li>Plans</li><li>About</li></ul></nav><textarea></textarea>',
    'a shopping list': '<ul><li>eggs</li><li>milk</li><li>bread</li></ul><textarea></textarea>',
    'an article with a comment field': '<article><p>one</p><p>two</p><p>three</p></article><textarea></textarea>',
    'a list of conversations': '<ul class="chat-list" style="width:300px"><li style="display:flex"><img width="48" height="48"><div style="flex:1"><b>Anna</b><br>see you</div></li><li style="display:flex"><img width="48" height="48"><div style="flex:1"><b>Ben</b><br>thanks</div></li></ul><textarea></textarea>',
    'a notice that is read out': '<div aria-live="polite" style="height:60px"><p>Saved</p></div>',
  })) {
    test(`${name} is no chat`, async () => {
      await show(markup);
      assert.deepEqual(await turns(), []);
    });
  }
});
