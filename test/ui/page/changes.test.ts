import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { Piece } from '../../../src/preview/protocol.js';
import { readPageMessage } from '../../../src/preview/readMessages.js';
import { eventually } from './eventually.js';
import { edited, findings, promptOf, render, section, textOf } from './messages.js';
import { launch, openPage, type OpenPage } from './openPage.js';

const SYSTEM = textOf(render.sections[0]!);
const published = {
  system: SYSTEM.replace('support', 'very kind').replace('record.\n', 'record.\nBe short.\n'),
  personality: 'Traits: {"patience":0.5}',
  activity: 'Active.',
  task: 'Task: The parcel is late. ',
};
const baseline = { type: 'baseline', texts: published, problem: '' };

/** A prompt as track changes show it: what is removed in `[-…-]`, what is added in `{+…+}`. */
const marked = ({ page }: OpenPage): Promise<string[]> =>
  page.evaluate(() => {
    const added = [...(CSS.highlights.get('added') ?? [])] as Range[];
    return [...document.querySelectorAll('.text')].map((text) => {
      let shown = '';
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node instanceof HTMLElement && node.localName === 'del')
          shown += `[-${node.dataset['words']}${node.classList.contains('broken') ? '\n' : ''}-]`;
        if (node instanceof HTMLElement && node.localName === 'ins') shown += `{${node.dataset['words']}}`;
        if (!(node instanceof Text)) continue;
        for (let i = 0; i <= node.length; i++) {
          shown += added.some((range) => range.endContainer === node && range.endOffset === i) ? '+}' : '';
          shown += added.some((range) => range.startContainer === node && range.startOffset === i)
            ? '{+'
            : '';
          shown += node.data.charAt(i);
        }
      }
      return shown;
    });
  });

describe('preview page, changes in place', function () {
  this.timeout(60_000);
  let browser: Browser;
  let opened: OpenPage;
  before(async () => (browser = await launch()));
  after(() => browser.close());
  afterEach(async () => {
    assert.deepEqual(opened.complaints, []);
    await opened.page.close();
  });
  const open = async (): Promise<OpenPage> => {
    opened = await openPage(browser);
    await opened.say({ ...render, findings });
    await opened.page.getByRole('button', { name: 'Show changes' }).click();
    await opened.say(baseline);
    return opened;
  };
  const bar = () => opened.page.getByRole('group', { name: 'Changes', exact: true });

  it('marks what was added and shows what was removed where it stood, and takes both away again', async () => {
    const { page } = await open();
    assert.deepEqual(await marked(opened), [
      'You are  a [-very kind-]{+support+} agent.\n\n\tAnswer from the record.\n[-Be short.\n-]',
      'Traits: {"patience":[-0.5-]{+0.9+}}',
      '[-Active.-]',
      'Task: The parcel is late. ',
    ]);
    assert.match(await bar().innerText(), /4 changes · 2 words added · 6 words removed/);
    await page.getByRole('button', { name: 'Show changes', pressed: true }).click();
    assert.equal(await page.locator('del').count(), 0);
    assert.equal((await marked(opened)).join('').includes('{+'), false);
    assert.equal(await bar().isVisible(), false);
    const posted = await opened.posted();
    assert.deepEqual(posted.slice(1), [
      { type: 'showChanges', isShown: true },
      { type: 'showChanges', isShown: false },
    ]);
    assert.deepEqual(posted.map(readPageMessage), posted);
  });

  it('never makes removed words a part of the prompt: not copied, not found, not counted, no offsets of their own', async () => {
    const { page, say, posted } = await open();
    assert.deepEqual(
      await page.locator('.text').allTextContents(),
      render.sections.map((part) => textOf(part)),
    );
    await page.evaluate(() => {
      window.addEventListener('copy', (event) => (window.saved = event.clipboardData?.getData('text/plain')));
    });
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    assert.equal(await page.evaluate(() => window.saved), promptOf(render));
    assert.equal(
      await page.evaluate(() => (window as unknown as { find: (w: string) => boolean }).find('Be short')),
      false,
    );
    // Words behind a removed passage still go to their own source.
    const agent = await page.evaluate(() => {
      document.getSelection()?.removeAllRanges();
      const node = [...document.querySelector('.chunk')!.childNodes].find((one) =>
        one.textContent?.includes('agent'),
      )!;
      const range = document.createRange();
      const at = node.textContent!.indexOf('agent');
      range.setStart(node, at);
      range.setEnd(node, at + 5);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
    await page.mouse.click(agent.x, agent.y);
    await eventually(async () => {
      assert.equal((await posted()).at(-1)?.type, 'openAt');
    });
    const last = (await posted()).at(-1) as { type: string; offset: number };
    assert.ok(Math.abs(last.offset - SYSTEM.indexOf('agent') - 2) <= 1, String(last.offset));
    // And a click on what is no part of the prompt goes nowhere.
    const count = (await posted()).length;
    await page.locator('del').first().click();
    await page.waitForTimeout(400);
    assert.equal((await posted()).filter(({ type }) => type === 'openAt').length, 1);
    assert.ok((await posted()).length - count <= 1);
    await say({ type: 'located', mark: { slot: 'system', start: 0, end: 9 }, origin: 'x', place: '' });
  });

  it('keeps findings at their words', async () => {
    const { page } = await open();
    const words = await page.evaluate(() =>
      [...(CSS.highlights.get('error') ?? [])].map((range) => (range as Range).toString()),
    );
    assert.deepEqual(words, [SYSTEM.slice(11, 18)]);
  });

  it('goes to the next and the previous change, by button and key, and says what it is', async () => {
    const { page } = await open();
    const position = bar().locator('.changes-position');
    const current = () =>
      page.evaluate(() => [
        document.querySelector<HTMLElement>('.current-removal')?.dataset['words'] ?? '',
        ...[...(CSS.highlights.get('current-change') ?? [])].map((range) => (range as Range).toString()),
      ]);
    await page.getByRole('button', { name: 'Go to the next change' }).click();
    assert.deepEqual(await current(), ['very kind', 'support']);
    assert.equal(await position.textContent(), '1 of 4');
    assert.equal(
      await page.locator('.unseen[role=status]').textContent(),
      'Change 1 of 4, System: “very kind” became “support”.',
    );
    await page.keyboard.press('Alt+F5');
    assert.deepEqual(await current(), ['Be short.']);
    await page.keyboard.press('Shift+Alt+F5');
    await page.keyboard.press('Shift+Alt+F5');
    assert.equal(await position.textContent(), '4 of 4');
    assert.deepEqual(await current(), ['Active.']);
    assert.equal(
      await page.locator('.unseen[role=status]').textContent(),
      'Change 4 of 4, Activity: “Active.” was removed.',
    );
  });

  it('chooses what changes are counted from, and says when there is nothing to count from, or none', async () => {
    const { page, say, posted } = await open();
    await page.getByRole('combobox', { name: 'Changes since' }).selectOption('the preview was opened');
    assert.deepEqual((await posted()).at(-1), { type: 'chooseBaseline', baseline: 'opened' });
    await say({
      ...baseline,
      texts: Object.fromEntries(render.sections.map((part) => [part.slot, textOf(part)])),
    });
    assert.match(await bar().innerText(), /No changes/);
    assert.equal(await page.locator('del').count(), 0);
    const problem = '1.0.0 does not render with this input.';
    await say({ type: 'baseline', texts: null, problem });
    assert.match(await bar().innerText(), /1\.0\.0 does not render with this input\./);
  });

  it('asks again for what it showed when the page was left', async () => {
    opened = await openPage(browser, { state: { showsChanges: true } });
    assert.deepEqual(await opened.posted(), [{ type: 'ready' }, { type: 'showChanges', isShown: true }]);
    await opened.say(render);
    await opened.say(baseline);
    assert.ok((await opened.page.locator('del').count()) > 0);
  });

  it('follows typing, and shows white space, line breaks and hostile text as such', async () => {
    const { page, say } = await open();
    const hostile = '<img src=x onerror=alert(1)>\u202E';
    let shown: Piece[] = [{ text: SYSTEM }];
    for (const next of [`${SYSTEM}\n`, `\n${SYSTEM}\n`, `\n${SYSTEM.replace('Answer', 'Say')}\n`]) {
      await say({ ...render, sections: [edited('system', shown, [{ text: next }])] });
      shown = [{ text: next }];
    }
    await say({
      ...baseline,
      texts: { ...published, system: `${SYSTEM}${hostile}`, task: 'Task:  The parcel is late.' },
    });
    assert.deepEqual(await marked(opened), [
      `{↵}{+\n+}You are  a support agent.\n\n\t[-Answer-]{+Say+} from the record.\n[-<img src=x onerror=alert(1)>\\u202e-]{↵}{+\n+}`,
      'Traits: {"patience":[-0.5-]{+0.9+}}',
      '[-Active.-]',
      'Task:[-··-]{+ +}The parcel is late.{+ +}',
    ]);
    assert.equal(await page.locator('body img').count(), 0);
  });

  it('of a prompt of 300 KB does not make typing wait, whatever differs', async () => {
    opened = await openPage(browser, { state: { showsChanges: true } });
    const { page, say } = opened;
    const text = (word: string): string =>
      Array.from({ length: 6000 }, (_, i) => `Line ${i} says where the ${word} is and ${i * 7} more.\n`).join(
        '',
      );
    await say({
      ...render,
      sections: [section('system', { text: text('parcel') }), ...render.sections.slice(1)],
    });
    const started = Date.now();
    await say({ ...baseline, texts: { ...published, system: text('letter') } });
    assert.match(await bar().innerText(), /6,00\d changes/);
    assert.ok(Date.now() - started < 10_000);
    const message = { ...render, sections: [section('system')] };
    const times = await page.evaluate(
      async ({ data, length }) => {
        const taken: number[] = [];
        for (let i = 0; i < 9; i++) {
          const start = performance.now();
          const patch = { keepStart: 1000 + i, keepEnd: length - 1000, insert: [{ text: 'x' }] };
          const sections = [{ ...data.sections[0], text: patch }];
          window.dispatchEvent(new MessageEvent('message', { data: { ...data, sections } }));
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
          taken.push(performance.now() - start);
          await new Promise((done) => setTimeout(done, 50));
        }
        return taken.sort((a, b) => a - b);
      },
      { data: message, length: text('parcel').length },
    );
    assert.ok(times[4]! < 250, `${times.map(Math.round).join(', ')} ms`);
    await page.waitForFunction(() => document.querySelector('.changes-words')?.textContent.startsWith('6,0'));
  });
});
