import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import type { Piece } from '../../../src/preview/protocol.js';
import { edited, render, section } from './messages.js';
import { launch, openPage } from './openPage.js';

const lines = (from: number, to: number): string =>
  Array.from(
    { length: to - from },
    (_, i) => `Line ${from + i} says where the parcel is and when it comes.\n`,
  ).join('');

describe('preview page, while somebody types', function () {
  this.timeout(120_000);
  let browser: Browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  it('keeps scroll, focus, text selection and nodes over 50 edits', async () => {
    const { page, say, complaints } = await openPage(browser);
    const text = (typed: string): Piece[] => [
      { text: lines(0, 400) },
      { text: '0.4', value: 'stress' },
      { text: `\n${typed}\n${lines(400, 800)}` },
    ];
    await say({ ...render, sections: [section('system', ...text('')), ...render.sections.slice(1)] });
    await page.getByRole('combobox', { name: 'Input' }).focus();
    await page.evaluate(() => {
      const chunks = [...document.querySelectorAll('.text')][0]!.children;
      const target = chunks[chunks.length - 3]!;
      target.scrollIntoView({ behavior: 'instant' });
      document.getSelection()!.setBaseAndExtent(target.firstChild!, 5, target.firstChild!, 25);
    });
    await page.waitForTimeout(300);
    const look = () =>
      page.evaluate(() => {
        const selection = document.getSelection()!;
        return {
          selected: selection.toString(),
          top: Math.round(selection.getRangeAt(0).getBoundingClientRect().top),
          focus: document.activeElement?.id,
        };
      });
    await page.evaluate(() => {
      for (const node of document.querySelectorAll('.chunk, mark, option, button'))
        node.setAttribute('data-kept', '');
    });
    const before = await look();
    assert.equal(before.selected.length, 20);
    let typed = '';
    for (let i = 0; i < 50; i++) {
      const shown = text(typed);
      typed += i % 9 === 8 ? '\n' : 'abcdefgh'[i % 9]!;
      await say({ ...render, sections: [edited('system', shown, text(typed))] });
    }
    await page.waitForTimeout(100);
    assert.deepEqual(await look(), before);
    assert.equal(
      await page.locator('.chunk, mark, option, button').count(),
      await page.locator('[data-kept]').count(),
    );
    assert.equal(
      await page.locator('.text').first().textContent(),
      text(typed)
        .map((p) => p.text)
        .join(''),
    );
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('keeps a selection beside the edit in the same line', async () => {
    const { page, say } = await openPage(browser);
    const edit = (word: string) =>
      say({ ...render, sections: [section('task', { text: `Before ${word} after.` })] });
    await edit('one');
    await page.evaluate(() => {
      const text = document.querySelector('.chunk')!.firstChild!;
      document.getSelection()!.setBaseAndExtent(text, 11, text, 16);
    });
    await edit('twenty');
    assert.equal(await page.evaluate(() => document.getSelection()!.toString()), 'after');
    await page.close();
  });

  it('touches nothing when a message repeats', async () => {
    const { page, say } = await openPage(browser);
    await say(render);
    await page.evaluate(() => {
      window.saved = 0;
      new MutationObserver((changes) => (window.saved = (window.saved as number) + changes.length)).observe(
        document.body,
        {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        },
      );
    });
    await say(render);
    assert.equal(await page.evaluate(() => typeof window.saved === 'number'), false);
    await page.close();
  });

  it('shows after any edits what it would show at once', async () => {
    const { page, say, complaints } = await openPage(browser);
    // Texts by number, so that a counterexample can be read.
    const texts = [
      '',
      '\n',
      'a',
      'ab',
      'a\nb',
      '\n\n',
      lines(0, 90),
      lines(40, 160),
      'one long line '.repeat(900),
      '👍'.repeat(9000),
    ];
    const piece = fc.tuple(
      fc.nat(texts.length - 1),
      fc.constantFrom(undefined, undefined, 'task' as const, 'stress' as const),
    );
    let sent: readonly Piece[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (numbers) => {
        const pieces = numbers.map(([text, value]): Piece => ({
          text: texts[text]!,
          ...(value && { value }),
        }));
        await say({ ...render, sections: [edited('system', sent, pieces)] });
        sent = pieces;
        const shown = await page
          .locator('.text')
          .first()
          .evaluate((text) => {
            const runs: { text: string; value: string }[] = [];
            const broken: string[] = [];
            const whole = text.textContent;
            let end = 0;
            for (const chunk of text.children) {
              for (const node of chunk.childNodes) {
                const value = node instanceof HTMLElement ? (node.dataset['value'] ?? '?') : '';
                runs.push({ text: node.textContent ?? '', value });
              }
              end += chunk.textContent.length;
              const line = (whole.indexOf('\n', end) + 1 || whole.length) - whole.lastIndexOf('\n', end - 1);
              if (chunk.nextSibling && whole[end - 1] !== '\n' && line < 3000)
                broken.push(whole.slice(end - 20, end));
            }
            return { runs, broken };
          });
        assert.deepEqual(
          shown.broken,
          [],
          'every chunk but the last ends a line, or is a part of a very long one',
        );
        assert.ok(
          join(shown.runs) === join(pieces.map(({ text, value = '' }) => ({ text, value }))),
          'the text is the text',
        );
      }),
      { numRuns: 400, seed: 7 },
    );
    assert.deepEqual(complaints, []);
    await page.close();
  });
});

/** Neighbours of one look as one, which is what the reader sees. */
function join(runs: readonly { text: string; value: string }[]): string {
  let [shown, last] = ['', ''];
  for (const { text, value } of runs) {
    if (value === '' && text === '') continue;
    if (value !== last || text === '') shown += `<${value}>`;
    shown += text;
    last = value;
  }
  return shown;
}
