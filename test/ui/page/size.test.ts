import assert from 'node:assert/strict';
import * as cl100k from 'gpt-tokenizer/esm/encoding/cl100k_base';
import * as o200k from 'gpt-tokenizer/esm/encoding/o200k_base';
import type { Browser, Page } from 'playwright-core';
import { eventually } from './eventually.js';
import { promptOf, render, section, textOf } from './messages.js';
import { launch, openPage } from './openPage.js';

const sample = 'Ärger mit <|endoftext|> 12345 and it’s 車輪 👍🏽.\n\n  Indented\n';

describe('preview page, size', function () {
  this.timeout(90_000);
  let browser: Browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  const message = { ...render, sections: [section('system', { text: sample }), ...render.sections.slice(1)] };
  const rows = (page: Page) =>
    page
      .locator('.sizes :is(tbody, tfoot) tr')
      .evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent)));
  const counted = (count: (text: string) => number): string[] =>
    [...message.sections.map(textOf), promptOf(message)].map((text) => String(count(text)));
  const untilCounted = (page: Page) =>
    page.waitForFunction(() =>
      /^\d/.test(document.querySelector('.sizes tfoot td:last-child')?.textContent ?? ''),
    );

  it('counts words and characters, and loads no tokenizer for that', async () => {
    const { page, say, requested } = await openPage(browser);
    await say(message);
    await eventually(async () => {
      assert.equal(
        await page.locator('.status').getByTitle('Size of the whole prompt').textContent(),
        '15 words · 114 characters',
      );
    });
    assert.equal(
      await page.getByRole('region', { name: 'System' }).locator('.part-size').textContent(),
      `8 words · ${Array.from(sample).length} characters`,
    );
    assert.deepEqual(
      requested.filter((name) => name.includes('base')),
      [],
    );
    await page.close();
  });

  it('counts the tokens that the tokenizer counts, in the encoding that is chosen', async () => {
    const { page, say, requested, complaints } = await openPage(browser);
    await say(message);
    await page.getByText('Size', { exact: true }).click();
    await untilCounted(page);
    const asText = { disallowedSpecial: new Set<string>() };
    assert.deepEqual(
      (await rows(page)).map((cells) => cells[3]),
      counted((text) => o200k.countTokens(text, asText)),
    );
    assert.deepEqual(
      requested.filter((name) => name.includes('base')),
      ['o200k_base.js'],
    );
    await page.getByRole('combobox', { name: 'Tokens by' }).selectOption('cl100k_base');
    const wanted = counted((text) => cl100k.countTokens(text, asText));
    await page.waitForFunction(
      (total) => document.querySelector('.sizes tfoot td:last-child')?.textContent === total,
      wanted.at(-1),
    );
    assert.deepEqual(
      (await rows(page)).map((cells) => cells[3]),
      wanted,
    );
    assert.equal(await page.evaluate(() => (window.saved as { encoding: string }).encoding), 'cl100k_base');
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('names the tokenizer, and says for which models it is an estimate', async () => {
    const { page, say } = await openPage(browser, { state: { groups: { size: true } } });
    const words = async (selected: string) => {
      await say({ ...message, sections: [], models: { ...render.models, selected } });
      return page.locator('.group-size p.quiet').textContent();
    };
    const named = 'o200k_base, used by OpenAI’s GPT-4o and later. ';
    assert.equal(await words('gpt-4o'), `${named}Exact for gpt-4o.`);
    assert.equal(await words('support-large'), `${named}An estimate: this model has a tokenizer of its own.`);
    assert.equal(await words(''), `${named}An estimate for models with a tokenizer of their own.`);
    await page.close();
  });

  describe('limits', () => {
    const limits = [
      { unit: 'characters', most: 120, by: 'budget' },
      { unit: 'cl100k_base', most: 3, by: 'budget' },
      { unit: 'o200k_base', most: 1000, by: 'input' },
      { unit: 'characters', most: 1, by: 'input' },
    ] as const;
    const shown = (page: Page) =>
      page
        .locator('.limit')
        .evaluateAll((items) => items.map((item) => [...item.children].map((part) => part.textContent)));

    it('are shown with what is left of each, and what is too much is told while the group is closed', async () => {
      const { page, say, complaints } = await openPage(browser);
      const asText = { disallowedSpecial: new Set<string>() };
      const limited = { ...message, limits };
      await say(limited);
      const status = page.locator('.status').getByTitle('Size of the whole prompt');
      await eventually(async () => {
        assert.equal(await status.textContent(), '15 words · 114 characters · over 2 limits');
      });
      await page.getByText('Size', { exact: true }).click();
      const [cl, o2] = [cl100k, o200k].map(({ countTokens }) => countTokens(promptOf(message), asText));
      await eventually(async () => {
        assert.deepEqual(await shown(page), [
          ['Budget', '120 characters', '6 left'],
          ['Budget', '3 tokens (cl100k_base)', `${(cl ?? 0) - 3} over`],
          ['Expected by the input', '1,000 tokens (o200k_base)', `${1000 - (o2 ?? 0)} left`],
          ['Expected by the input', '1 character', '113 over'],
        ]);
      });
      await say({ type: 'render', sections: [], limits: limits.slice(0, 1) });
      await eventually(async () => {
        assert.deepEqual(await shown(page), [['Budget', '120 characters', '6 left']]);
        assert.doesNotMatch((await status.textContent()) ?? '', /limit/);
      });
      await say({ type: 'render', sections: [], limits: [] });
      await page.locator('.limits').waitFor({ state: 'hidden' });
      assert.deepEqual(complaints, []);
      await page.close();
    });

    it('keep to what tokens may be counted by, the first before one is chosen, whatever was chosen elsewhere', async () => {
      const { page, say } = await openPage(browser, {
        state: { groups: { size: true }, encoding: 'o200k_base' },
      });
      const chosen = page.getByRole('combobox', { name: 'Tokens by' });
      await say({ ...message, encodings: ['cl100k_base', 'o200k_base'] });
      assert.equal(await chosen.inputValue(), 'o200k_base');
      await say({ type: 'render', sections: [], encodings: ['cl100k_base'] });
      assert.equal(await chosen.inputValue(), 'cl100k_base');
      assert.deepEqual(await chosen.locator('option').allTextContents(), ['cl100k_base']);
      await page.close();
      const other = await openPage(browser, { state: { groups: { size: true } } });
      await other.say({ ...message, encodings: ['cl100k_base', 'o200k_base'] });
      assert.equal(await other.page.getByRole('combobox', { name: 'Tokens by' }).inputValue(), 'cl100k_base');
      await other.page.close();
    });
  });

  it('says so when the tokenizer cannot be read, and counts the rest', async () => {
    const { page, say } = await openPage(browser);
    await page.route('**/o200k_base.js', (route) => route.abort());
    await say(message);
    await page.getByText('Size', { exact: true }).click();
    await page.getByText('The file of o200k_base could not be read').waitFor();
    await eventually(async () => {
      assert.deepEqual((await rows(page))[4], ['Prompt', '15', '114', '–']);
    });
    await page.close();
  });
});
