import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import type { FindingSeverity, Mark, Piece } from '../../../src/preview/protocol.js';
import { eventually } from './eventually.js';
import { edited, findings, render, section, textOf } from './messages.js';
import { launch, openPage, type OpenPage } from './openPage.js';

const marked = (page: Page, kind: string): Promise<string[]> =>
  page.evaluate(
    (name) => [...(CSS.highlights.get(name) ?? [])].map((range) => (range as Range).toString()),
    kind,
  );

/** The middle of a stretch of text in the window. */
const pointOf = (page: Page, text: string): Promise<{ x: number; y: number }> =>
  page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector('.prompt')!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = (node as Text).data.indexOf(wanted);
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + wanted.length);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }
    throw new Error(`${wanted} is not shown`);
  }, text);

describe('preview page, where the text comes from', function () {
  this.timeout(60_000);
  let browser: Browser;
  let opened: OpenPage;
  before(async () => (browser = await launch()));
  after(() => browser.close());
  const open = async (...args: [Parameters<typeof openPage>[1]?]): Promise<OpenPage> =>
    (opened = await openPage(browser, ...args));
  afterEach(async () => {
    assert.deepEqual(opened.complaints, []);
    await opened.page.close();
  });
  const asked = async (): Promise<object[]> =>
    (await opened.posted()).filter(({ type }) => type === 'locate' || type === 'openAt');
  const untilAsked = () =>
    opened.page.waitForFunction(() =>
      (window.posted as { type: string }[]).some(({ type }) => type === 'locate'),
    );
  const value: Mark = { slot: 'task', start: 6, end: 26 };
  const located = { type: 'located', mark: value, origin: 'task', place: 'calm.prompt-input.yaml:3' };

  it('marks findings and what the cursor of an editor became, without touching the text', async () => {
    const { page, say } = await open();
    await say(render);
    const texts = (): Promise<string[]> =>
      page.locator('.prompt .text').evaluateAll((all) => all.map((text) => text.innerHTML));
    const before = await texts();
    await say({ ...render, sections: [], findings });
    await say({
      type: 'highlight',
      marks: [
        { slot: 'system', start: 4, end: 7 },
        { slot: 'personality', start: 4, end: 12 },
      ],
      section: null,
    });
    const kinds: readonly FindingSeverity[] = ['error', 'warning', 'information'];
    assert.deepEqual(await Promise.all(kinds.map((kind) => marked(page, kind))), [
      ['support'],
      ['The parcel is late.'],
      [],
    ]);
    assert.deepEqual(await marked(page, 'cursor'), ['are', 'ts: {"pa']);
    assert.deepEqual(await texts(), before);
    await say({ ...render, sections: [] });
    assert.deepEqual(await marked(page, 'error'), []);
  });

  it('marks the right text after any edits', async () => {
    const { page, say } = await open();
    const texts = [
      '',
      'a',
      '\n',
      'two\nlines',
      'A line that goes on for a while.\n'.repeat(200),
      '👍'.repeat(4000),
    ];
    const piece = fc.tuple(
      fc.nat(texts.length - 1),
      fc.constantFrom(undefined, undefined, 'task' as const, 'stress' as const),
    );
    let sent: readonly Piece[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 1, maxLength: 6 }),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(80)), { maxLength: 5 }),
        async (numbers, places) => {
          const pieces = numbers.map(([i, name]): Piece => ({
            text: texts[i]!,
            ...(name && { value: name }),
          }));
          const part = section('system', ...pieces);
          const text = textOf(part);
          const marks = places.map(([at, length]): Mark => {
            const start = Math.floor(at * text.length);
            return { slot: 'system', start, end: Math.min(start + length, text.length) };
          });
          await say({
            ...render,
            sections: [edited('system', sent, pieces)],
            findings: [{ ...findings[0]!, marks }],
          });
          sent = pieces;
          if (text === '') return;
          assert.deepEqual(
            await marked(page, 'error'),
            marks.map(({ start, end }) => text.slice(start, end)),
          );
        },
      ),
      { numRuns: 100, seed: 3 },
    );
  });

  it('explains the text below the pointer, and what is found there', async () => {
    const { page, say } = await open();
    await say({ ...render, findings });
    const { x, y } = await pointOf(page, 'parcel');
    await page.mouse.move(x, y);
    await untilAsked();
    const [ask, ...more] = (await asked()) as { type: string; slot: string; offset: number }[];
    assert.deepEqual(more, []);
    assert.deepEqual({ ...ask, offset: 0 }, { type: 'locate', slot: 'task', offset: 0 });
    const offset = ask!.offset;
    assert.ok('Task: The parcel is late. '.indexOf('parcel') <= offset && offset < 16, String(offset));
    await say(located);
    assert.deepEqual(await marked(page, 'pointed'), ['The parcel is late. ']);
    assert.deepEqual((await page.locator('.tip').innerText()).split(/\n+/), [
      'Task',
      'task',
      'calm.prompt-input.yaml:3',
      'Click to open',
      findings[1]!.message,
    ]);
    // Along the same stretch nothing is asked again; beside it, the tip goes.
    await page.mouse.move(x + 20, y);
    await page.waitForTimeout(400);
    assert.equal((await asked()).length, 1);
    await page.mouse.move(x, y + 200);
    await page.locator('.tip').waitFor({ state: 'hidden' });
    assert.deepEqual(await marked(page, 'pointed'), []);
  });

  it('forgets an answer that comes too late, and hides on Escape', async () => {
    const { page, say } = await open();
    await say(render);
    const { x, y } = await pointOf(page, 'parcel');
    await page.mouse.move(x, y);
    await untilAsked();
    await say({ ...located, mark: { slot: 'system', start: 0, end: 4 } });
    assert.ok(!(await page.locator('.tip').isVisible()));
    await say(located);
    assert.ok(await page.locator('.tip').isVisible());
    await page.keyboard.press('Escape');
    assert.ok(!(await page.locator('.tip').isVisible()));
  });

  it('goes to the source on a click, but not while text is selected', async () => {
    const { page, say } = await open();
    await say(render);
    const { x, y } = await pointOf(page, 'parcel');
    const settle = () => page.waitForTimeout(400);
    await page.mouse.click(x, y);
    await settle();
    const opens = async () =>
      ((await asked()) as { type: string; slot: string }[]).filter((m) => m.type === 'openAt');
    assert.equal((await opens()).length, 1);
    assert.equal((await opens())[0]!.slot, 'task');
    await page.mouse.dblclick(x, y);
    await settle();
    assert.equal(await page.evaluate(() => getSelection()!.toString()), 'parcel');
    // The click that ends the selection goes nowhere either.
    await page.mouse.click(x + 40, y);
    await settle();
    await page.mouse.move(x - 60, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y, { steps: 4 });
    await page.mouse.up();
    await settle();
    assert.equal((await opens()).length, 1);
    // Beside the text there is nothing to go to.
    await page.mouse.click(x + 40, y + 100);
    await page.mouse.click(x + 300, y);
    await settle();
    assert.equal((await opens()).length, 1);
  });

  it('leads from an empty value to its field', async () => {
    const { page, say } = await open({ state: { groups: { input: false } } });
    await say({ ...render, sections: [section('task', { text: 'Task: ' }, { text: '', value: 'task' })] });
    await page.locator('mark.hollow').click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'task');
    await page.locator('.text').press('End');
    await page.locator('.text').press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'task');
  });

  it('can be walked through and opened by the keyboard alone', async () => {
    const { page, say } = await open();
    await say({
      ...render,
      sections: [
        ...render.sections.slice(0, 3),
        section(
          'task',
          { text: 'Task: ' },
          { text: 'The parcel is late. ', value: 'task' },
          { text: '\n\nEnd.' },
        ),
      ],
    });
    await page.getByRole('textbox', { name: 'System text' }).focus();
    const stops: string[] = [];
    for (const key of [
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
      'ArrowRight',
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
    ]) {
      await page.keyboard.press(key);
      stops.push((await marked(page, 'current')).join('|'));
    }
    assert.deepEqual(stops, [
      'You are  a support agent.',
      'Answer from the record.',
      'Traits:',
      '{"patience":0.9}',
      'Task:',
      'The parcel is late. ',
      'End.',
      'End.',
    ]);
    await page.keyboard.press('ArrowUp');
    await eventually(async () => {
      assert.deepEqual((await asked()).at(-1), { type: 'locate', slot: 'task', offset: 6 });
    });
    await say(located);
    assert.ok(await page.locator('.tip').getByText('Enter to open').isVisible());
    assert.equal(
      await page.locator('.unseen[role=status]').textContent(),
      'The parcel is late. . task. calm.prompt-input.yaml:3',
    );
    await page.keyboard.press('Enter');
    assert.deepEqual((await asked()).at(-1), { type: 'openAt', slot: 'task', offset: 6 });
    await page.keyboard.press('Home');
    await page.keyboard.press('F12');
    assert.deepEqual((await asked()).at(-1), { type: 'openAt', slot: 'task', offset: 0 });
    await page.keyboard.press('Tab');
    assert.deepEqual(await marked(page, 'current'), []);
  });

  it('goes by F12 to the source of what is selected', async () => {
    const { page, say } = await open();
    await say(render);
    const { x, y } = await pointOf(page, 'record');
    await page.mouse.dblclick(x, y);
    await page.keyboard.press('F12');
    const start = textOf(render.sections[0]!).indexOf('record');
    assert.deepEqual((await asked()).at(-1), { type: 'openAt', slot: 'system', offset: start });
  });

  it('brings what the cursor became into sight, unless somebody is busy in the page', async () => {
    const { page, say } = await open();
    const lines = Array.from({ length: 2000 }, (_, i) => `Line ${i} says where the parcel is.\n`).join('');
    await say({ ...render, sections: [section('system', { text: lines }), ...render.sections.slice(1)] });
    const start = lines.indexOf('Line 1500');
    const point = () =>
      say({ type: 'highlight', marks: [{ slot: 'system', start, end: start + 9 }], section: null });
    await page.evaluate(() => (document.hasFocus = () => true));
    await point();
    assert.equal(await page.evaluate(() => window.scrollY), 0);
    await page.evaluate(() => (document.hasFocus = () => false));
    await point();
    await eventually(async () => {
      const top = await page.evaluate(
        () => ([...CSS.highlights.get('cursor')!][0] as Range).getBoundingClientRect().top,
      );
      assert.ok(top > 60 && top < 700, String(top));
    });
    assert.deepEqual(await marked(page, 'cursor'), ['Line 1500']);
  });

  it('marks the line of a cursor too, but not around a selection', async () => {
    const { page, say } = await open();
    await say(render);
    await say({ type: 'highlight', marks: [{ slot: 'system', start: 4, end: 5 }], section: null });
    assert.deepEqual(await marked(page, 'cursor-line'), ['You are  a support agent.']);
    await say({ type: 'highlight', marks: [{ slot: 'system', start: 28, end: 29 }], section: null });
    assert.deepEqual(await marked(page, 'cursor-line'), ['\tAnswer from the record.']);
    await say({ type: 'highlight', marks: [{ slot: 'system', start: 4, end: 9 }], section: null });
    assert.deepEqual(await marked(page, 'cursor-line'), []);
  });

  it('shows a finding in the prompt, and marks what is pointed at in the list', async () => {
    const { page, say } = await open();
    const lines = 'A line.\n'.repeat(500);
    const marks = [{ slot: 'system' as const, start: lines.length - 6, end: lines.length - 2 }];
    await say({
      ...render,
      sections: [section('system', { text: lines }), ...render.sections.slice(1)],
      findings: [{ ...findings[0]!, marks }, { ...findings[2]! }],
    });
    await page.locator('.finding').first().hover();
    assert.deepEqual(await marked(page, 'pointed'), ['line']);
    assert.equal(await page.getByRole('button', { name: 'Show in the prompt' }).count(), 1);
    await page.getByRole('button', { name: 'Show in the prompt' }).click();
    await eventually(async () => {
      assert.ok(await page.evaluate(() => window.scrollY > 5000));
    });
  });
});
