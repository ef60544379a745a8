import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as o200k from 'gpt-tokenizer/esm/encoding/o200k_base';
import type { Browser, Page } from 'playwright-core';
import { readPageMessage, type VersionsMessage } from '../../../src/compare/protocol.js';
import { serious } from './axe.js';
import { hash, row, rows, versions } from './compareMessages.js';
import { launch, openComparePage, THEMES } from './openPage.js';

const FOLDER = 'out/screenshots/page';
const HOSTILE = '</script><img src=x onerror=alert(1)> & "quoted" \u202E';
/** The same as it is shown: what turns the direction of writing is spelled out. */
const SHOWN = HOSTILE.replace('\u202E', '\\u202e');

/** The table as it is read: a line a row, hashes by their words. */
const tableOf = (page: Page): Promise<string[]> =>
  page.locator('tbody tr').evaluateAll((found) =>
    found.map((tr) =>
      [...tr.children]
        .filter((cell) => !cell.className.startsWith('choice') && !(cell as HTMLElement).hidden)
        .map((cell) => {
          const button = cell.querySelector<HTMLElement>('.hash:not([hidden])');
          const words = button && [
            ...button.querySelectorAll('.letter:not([hidden]), .digits ~ .unseen:not([hidden])'),
          ];
          return words?.map((word) => word.textContent.trim()).join(', ') ?? (cell as HTMLElement).innerText;
        })
        .map((text) => text.replaceAll(/\s+/g, ' ').trim())
        .join(' | '),
    ),
  );

describe('the page that compares versions', function () {
  this.timeout(60_000);
  let browser: Browser;
  let axe: string;
  before(async () => {
    browser = await launch();
    axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
  });
  after(() => browser.close());

  it('marks equal hashes by letters and signs, in words too', async () => {
    const { page, say, complaints } = await openComparePage(browser);
    await say(versions);
    const subject = 'Say what happens next before anything else';
    assert.deepEqual(await tableOf(page), [
      `1.0.0 git 1f2e3d4 Mar 2, 2026 Ada Lovelace ${subject} | A | 276 | A | A |  | A | A |  | `,
      `1.2.0 production published git 9a8b7c6 Apr 18, 2026 Ada Lovelace ${subject} Careful with numbers: none is rounded. - Less stress for callers. | B | 300 +24 −6 | B | B | same as the row above | B | B | same as the row above | same as the row above`,
      '1.2.0 unsaved workspace | C | 300 +24 −6 | C | B, same as the row above | same as the row above | C | B, same as the row above | same as the row above | same as the row above',
      '1.3.0 beta staging workspace published | B | 300 +24 −6 | B | C | same as the row above | B | C | same as the row above | same as the row above',
      '2.0.0 workspace None of these files defines the template support-task@2.0.0. | — | — | — | D | same as the row above | — | — | — | —',
    ]);
    const prompt = page.locator('tbody tr').nth(1).locator('.hash').first();
    assert.equal(await page.getByRole('button', { name: 'prompt hash 33333333 B' }).count(), 2);
    assert.equal(
      await page
        .getByRole('button', { name: 'personality template hash 11111111 B same as the row above' })
        .count(),
      1,
    );
    assert.equal(await prompt.getAttribute('title'), `prompt_hash: ${hash('3')}\nClick to copy`);
    assert.match(
      await page.locator('.chosen-pair').innerText(),
      /^1\.2\.0 \(published\) → 1\.3\.0 \(workspace\)\s+Only the personality differs: support-persona 1\.2\.0 → 1\.3\.0\.\s+24 words added, 6 words removed \(282 → 300 words\)\. 1,612 → 1,720 characters\.\s+Open diff\s+System\s+same\s+Personality\s+Activity\s+same/,
    );
    assert.match(
      await page.locator('.neighbours').innerText(),
      /1\.2\.0 \(workspace\) → 1\.3\.0 \(workspace\)\s+Only the personality differs/,
    );
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('is used by keyboard alone: rows, hashes and what is done with them', async () => {
    const { page, say, posted } = await openComparePage(browser);
    await say(versions);
    await page.getByRole('radio', { name: 'To 1.3.0 (workspace)' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('radio', { name: 'From 1.2.0 (published)' }).focus();
    await page.keyboard.press('ArrowUp');
    const first = page.locator('tbody .hash').first();
    await first.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Enter'])
      await page.keyboard.press(key);
    await page.getByRole('button', { name: 'Open diff' }).press('Enter');
    await page
      .getByRole('group', { name: 'Diff of one section' })
      .getByRole('button', { name: 'Task' })
      .press('Enter');
    await page.getByRole('button', { name: 'Copy as Markdown' }).press('Enter');
    await page.getByRole('button', { name: 'Copy both as Markdown' }).press('Enter');
    await page.getByRole('button', { name: 'Last commit' }).press('Enter');
    await page.getByRole('button', { name: '1.0.0 (git 1f2e3d4) → 1.2.0 (published)' }).press('Enter');
    assert.deepEqual(await posted(), [
      { type: 'ready' },
      { type: 'choose', from: 'published 1.2.0', to: 'workspace 2.0.0' },
      { type: 'choose', from: 'git 1.0.0 1f2e3d4c5b6a', to: 'workspace 1.3.0' },
      { type: 'copyHash', row: 'published 1.2.0', column: 2 },
      { type: 'openDiff', slot: null },
      { type: 'openDiff', slot: 'task' },
      { type: 'copyMarkdown', onlyChosen: false, tokens: null },
      { type: 'copyMarkdown', onlyChosen: true, tokens: null },
      { type: 'openAgainst', counterpart: 'commit' },
      { type: 'choose', from: 'git 1.0.0 1f2e3d4c5b6a', to: 'published 1.2.0' },
    ]);
    assert.equal(await page.locator('tbody .hash[tabindex="0"]').count(), 1, 'one stop for all hashes');
    await page.close();
  });

  it('chooses versions by their labels, where labels are of two of them', async () => {
    const { page, say, posted } = await openComparePage(browser);
    await say(versions);
    const from = page.getByRole('combobox', { name: 'From label' });
    const to = page.getByRole('combobox', { name: 'To label' });
    assert.deepEqual(await from.locator('option').allTextContents(), [
      'beta (1.3.0)',
      'production (1.2.0)',
      'staging (1.3.0)',
    ]);
    assert.deepEqual([await from.inputValue(), await to.inputValue()], ['production', 'beta']);
    await to.selectOption('staging');
    await say(versions);
    assert.equal(await to.inputValue(), 'staging', 'of several labels of a version the one that was picked');
    await from.selectOption('staging');
    assert.deepEqual((await posted()).slice(1), [
      { type: 'choose', from: 'published 1.2.0', to: 'workspace 1.3.0' },
      { type: 'choose', from: 'workspace 1.3.0', to: 'published 1.2.0' },
    ]);
    await say({ ...versions, chosen: { ...versions.chosen!, from: 'git 1.0.0 1f2e3d4c5b6a' } });
    assert.deepEqual(await from.locator('option').first().allTextContents(), ['None']);
    await say({ ...versions, rows: rows.map((one) => ({ ...one, labels: one.labels.slice(0, 0) })) });
    assert.equal(await from.isVisible(), false);
    await page.close();
  });

  it('lets the two choices change places', async () => {
    const { page, say, posted } = await openComparePage(browser);
    await say(versions);
    await page.getByRole('radio', { name: 'From 1.3.0 (workspace)' }).click();
    assert.deepEqual((await posted()).at(-1), {
      type: 'choose',
      from: 'workspace 1.3.0',
      to: 'published 1.2.0',
    });
    await page.close();
  });

  it('keeps focus, scroll and the selection while versions change, come and go', async () => {
    const { page, say } = await openComparePage(browser, { width: 420, height: 500 });
    await say(versions);
    await page.locator('tbody tr').nth(3).locator('.hash').nth(2).focus();
    await page.locator('.table-frame').evaluate((frame) => {
      frame.scrollLeft = 150;
    });
    await page.evaluate(() => {
      window.scrollTo(0, 300);
      const text = document.querySelector('.chosen-pair .summary')?.firstChild;
      if (text) document.getSelection()?.setBaseAndExtent(text, 5, text, 20);
    });
    const look = (): Promise<unknown> =>
      page.evaluate(() => [
        window.scrollY,
        document.querySelector('.table-frame')?.scrollLeft,
        document.activeElement?.querySelector('.unseen')?.textContent,
        document.activeElement?.closest('tr')?.querySelector('.semver')?.textContent,
        document.getSelection()?.toString(),
      ]);
    const before = await look();
    assert.deepEqual((before as unknown[]).slice(2), ['bundle hash ', '1.3.0', 'the personality']);
    for (let i = 0; i < 20; i++)
      await say({
        ...versions,
        rows: [row('git 0.9.0 abcdef0123', '0a000000'), ...rows.slice(i % 2)].map((one) =>
          one.semver === '1.3.0' ? { ...one, hashes: one.hashes.map(() => hash(String(i % 10))) } : one,
        ),
      });
    const after = (await look()) as unknown[];
    assert.deepEqual(after.slice(1), (before as unknown[]).slice(1));
    await page.close();
  });

  it('shows names as text, whatever they are', async () => {
    const { page, say, complaints } = await openComparePage(browser);
    await say({
      ...versions,
      state: { ...versions.state, bundleId: HOSTILE },
      rows: [
        row('workspace 1.0.0', '11111111', { problem: HOSTILE, labels: [HOSTILE], note: [HOSTILE] }),
        row('git 1.1.0', '22222222', {
          places: [
            {
              label: HOSTILE,
              revision: { id: HOSTILE, date: HOSTILE, author: HOSTILE, subject: HOSTILE },
            },
          ],
        }),
      ],
      chosen: {
        from: 'workspace 1.0.0',
        to: 'git 1.1.0',
        summary: `${HOSTILE} → ${HOSTILE}`,
        size: HOSTILE,
        changed: null,
      },
      warning: HOSTILE,
    });
    assert.equal(await page.locator('h1').textContent(), SHOWN);
    assert.equal(await page.locator('.chosen-pair .summary').textContent(), `${SHOWN} → ${SHOWN}`);
    assert.equal(await page.locator('img, script:not([src])').count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Open diff' }).getAttribute('aria-disabled'), 'true');
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('shows what stands between back-ticks as code, in the reasons of rows and pairs and in warnings', async () => {
    const { page, say } = await openComparePage(browser);
    await say({ ...versions, warning: 'The key `tone` is unknown.' });
    for (const [place, code] of [
      ['.row-problem', 'support-task@2.0.0'],
      ['.neighbours .summary', 'support-task@2.0.0'],
      ['.warning-line', 'tone'],
    ] as const)
      assert.deepEqual(await page.locator(`${place} code`).allTextContents(), [code], place);
    await page.close();
  });

  it('counts tokens when they are asked for, in the encoding that is chosen, and remembers it', async () => {
    const texts = {
      '2': 'Be kind.',
      '3': 'Be very kind, <|endoftext|>.',
      '4': `Be kind. ${'車輪 '.repeat(3000)}`,
    };
    const prompts = Object.entries(texts).map(([digit, text]) => ({ hash: hash(digit), text }));
    const chosen = { ...versions.chosen!, from: rows[0]!.id, to: rows[1]!.id };
    const { page, say, posted, requested, complaints } = await openComparePage(browser);
    await say({ ...versions, chosen });
    const isTokenizer = (file: string): boolean => file.includes('base');
    assert.deepEqual(requested.filter(isTokenizer), []);
    assert.equal(await page.getByRole('columnheader', { name: 'tokens' }).isVisible(), false);
    await page.getByRole('combobox', { name: 'Tokens' }).selectOption('o200k_base');
    assert.deepEqual((await posted()).at(-1), { type: 'readPrompts', hashes: ['2', '3', '4'].map(hash) });
    const cells = (): Promise<string[]> =>
      page
        .locator('tbody tr .count:nth-child(6)')
        .evaluateAll((found) => found.map((cell) => (cell as HTMLElement).innerText));
    assert.deepEqual(await cells(), ['…', '…', '…', '…', '—']);
    await say({ type: 'prompts', prompts });
    const asText = { disallowedSpecial: new Set<string>() };
    const [two, three, four] = Object.values(texts).map((text) => o200k.encode(text, asText).length);
    const number = new Intl.NumberFormat('en');
    await page.waitForFunction(() =>
      document.querySelector('.chosen-pair .size')?.textContent.includes('tokens'),
    );
    await page.waitForFunction(() =>
      document.querySelectorAll('tbody tr')[2]?.querySelectorAll('.count')[1]?.textContent.includes('+'),
    );
    const found = await cells();
    assert.deepEqual(
      found.map((cell) => cell.split(' ')[0]),
      [...[two, three, four, three].map((count) => number.format(count!)), '—'],
    );
    const added = three! - two! + 1;
    assert.equal(found[1], `${three} +${added} −1`);
    const sentence = `${added} tokens added, 1 removed (${two} → ${three} tokens by o200k_base).`;
    assert.ok(
      (await page.locator('.chosen-pair .size').innerText()).endsWith(` 1,720 characters. ${sentence}`),
    );
    assert.ok(
      await page
        .getByText('Tokens by o200k_base, used by OpenAI’s GPT-4o and later. An estimate')
        .isVisible(),
    );
    await page.getByRole('button', { name: 'Copy both as Markdown' }).click();
    const pair = {
      from: chosen.from,
      to: chosen.to,
      added,
      removed: 1,
      before: two,
      after: three,
      isRough: false,
    };
    assert.deepEqual((await posted()).at(-1), {
      type: 'copyMarkdown',
      onlyChosen: true,
      tokens: { encoding: 'o200k_base', pairs: [pair] },
    });
    // An edit: that prompt alone is asked for.
    await say({ ...versions, chosen, rows: [...rows.slice(0, 3), row('workspace 1.3.0', '553a7200')] });
    assert.deepEqual((await posted()).at(-1), { type: 'readPrompts', hashes: [hash('5')] });
    assert.deepEqual(requested.filter(isTokenizer), ['o200k_base.js']);
    const messages = await posted();
    assert.deepEqual(messages.map(readPageMessage), messages);
    const state = await page.evaluate(() => window.saved);
    assert.deepEqual(state, { ...versions.state, encoding: 'o200k_base' });
    await page.getByRole('combobox', { name: 'Tokens' }).selectOption('Not counted');
    assert.equal(await page.getByRole('columnheader', { name: 'tokens' }).isVisible(), false);
    assert.doesNotMatch(await page.locator('.chosen-pair .size').innerText(), /tokens/);
    assert.deepEqual(complaints, []);
    await page.close();
    const again = await openComparePage(browser, { state });
    await again.say(versions);
    assert.equal(await again.page.getByRole('combobox', { name: 'Tokens' }).inputValue(), 'o200k_base');
    assert.ok((await again.posted()).some(({ type }) => type === 'readPrompts'));
    await again.page.close();
  });

  it('says so when a tokenizer cannot be read, and counts none', async () => {
    const { page, say } = await openComparePage(browser);
    await page.route('**/cl100k_base.js', (route) => route.abort());
    await say(versions);
    await page.getByRole('combobox', { name: 'Tokens' }).selectOption('cl100k_base');
    const words = page.getByText('The file of cl100k_base could not be read, so tokens are not counted.');
    await words.waitFor();
    await say(versions);
    assert.ok(await words.isVisible());
    assert.equal(await page.getByRole('combobox', { name: 'Tokens' }).inputValue(), '');
    await page.close();
  });

  it('drops what is not of the protocol', async () => {
    const { page, say, complaints } = await openComparePage(browser);
    for (const wrong of [null, 1, { type: 'versions' }, { ...versions, rows: [{}] }]) await say(wrong);
    assert.equal(await page.locator('main').isVisible(), false);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  const alone = { rows: rows.slice(0, 1), neighbours: [], chosen: null };
  const states: Readonly<Record<string, readonly [VersionsMessage, RegExp]>> = {
    'no version': [{ ...versions, ...alone, rows: [], draft: null }, /support-agent no longer has a version/],
    'one version': [{ ...versions, ...alone }, /There is one version\. Publish it or create the next one/],
    'all equal': [
      { ...versions, rows: [row('published 1.0.0', '11111111'), row('workspace 1.0.1', '11211111')] },
      /2 versions\. All give the same prompt with this input\./,
    ],
    'some broken': [versions, /5 versions\. Some do not render with this input\./],
    'a broken input': [
      {
        ...versions,
        warning: 'The input has errors, so the prompts below are made with none.',
        history: 'reading',
      },
      /The input has errors[^]*Reading the git history…/,
    ],
  };

  it('says what is there and what to do when there is little to compare', async () => {
    const { page, say } = await openComparePage(browser);
    for (const [name, [message, words]] of Object.entries(states)) {
      await say(message);
      assert.match(await page.locator('main').innerText(), words, name);
    }
    await page.close();
  });

  for (const theme of THEMES)
    it(`has no serious faults in the ${theme} theme, in any state, wide and narrow`, async () => {
      for (const width of [1440, 760, 546, 420]) {
        const opened = await openComparePage(browser, { theme, width });
        await opened.page.evaluate(axe);
        for (const [name, [message]] of Object.entries(states)) {
          await opened.say(message);
          if (name === 'some broken') {
            await opened.page.getByRole('combobox', { name: 'Tokens' }).selectOption('cl100k_base');
            await opened.say({
              type: 'prompts',
              prompts: ['2', '3', '4'].map((digit) => ({
                hash: hash(digit),
                text: 'Be kind. '.repeat(Number(digit)),
              })),
            });
            await opened.page.getByText(/^\d+$/).nth(3).waitFor();
            await opened.page.waitForTimeout(300);
            await opened.page.screenshot({ path: `${FOLDER}/compare-${theme}-${width}.png`, fullPage: true });
          }
          assert.deepEqual(await serious(opened.page), [], `${name}, ${width}`);
        }
        await opened.page.close();
      }
    });

  it('keeps the version in view while the hashes scroll, and scrolls nothing but the table', async () => {
    const { page, say } = await openComparePage(browser, { width: 420 });
    await say(versions);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    const version = page.locator('tbody .version').first();
    const before = await version.boundingBox();
    await page.locator('.table-frame').focus();
    await page.locator('.table-frame').evaluate((frame) => {
      frame.scrollLeft = 400;
    });
    assert.equal((await version.boundingBox())?.x, before?.x);
    const last = page.locator('tbody tr').first().locator('.hash').last();
    await last.focus();
    const [cell, fixed] = [await last.boundingBox(), await version.boundingBox()];
    assert.ok(cell!.x >= fixed!.x + fixed!.width, 'what has the focus is not below the version');
    await page.close();
  });
});
