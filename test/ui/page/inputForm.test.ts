import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import type {
  FormField,
  InputEdit,
  InputForm,
  PageMessage,
  RenderMessage,
} from '../../../src/preview/protocol.js';
import { eventually } from './eventually.js';
import { render, TRAITS } from './messages.js';
import { launch, openPage, type OpenPage } from './openPage.js';

describe('preview page, the input as a form', function () {
  this.timeout(60_000);
  let browser: Browser;
  let opened: OpenPage;
  before(async () => (browser = await launch()));
  after(() => browser.close());
  beforeEach(async () => {
    opened = await openPage(browser);
    await opened.say(render);
  });
  afterEach(async () => {
    assert.deepEqual(opened.complaints, []);
    await opened.page.close();
  });
  const edits = async (): Promise<PageMessage[]> => (await opened.posted()).slice(1);
  const field = (name: string) => opened.page.locator('.side').getByLabel(name, { exact: true });
  const shown = async () => ({
    activity: await field('Activity level').inputValue(),
    typed: await field('Activity level, as a number').inputValue(),
    stress: await field('Stress').inputValue(),
    task: await field('Task').inputValue(),
    traits: await field('Traits (JSON)').inputValue(),
  });
  const form = (change: Partial<InputForm>, selected = 'calm') =>
    opened.say({
      ...render,
      sections: [],
      inputs: { ...render.inputs, selected },
      input: { ...render.input, ...change },
    });

  it('shows the input that is rendered', async () => {
    assert.deepEqual(await shown(), {
      activity: '0.4',
      typed: '0.4',
      stress: '0.85',
      task: 'The parcel is late. ',
      traits: TRAITS,
    });
    await form({ activity_level: 0.123, task: '' });
    assert.equal((await shown()).typed, '0.123');
    assert.equal((await shown()).task, '');
  });

  it('applies what is changed at once, a few edits as one', async () => {
    const lastBecomes = (edit: InputEdit): Promise<void> =>
      eventually(async () => {
        assert.deepEqual((await edits()).at(-1), { type: 'editInput', edit });
      });
    await field('Activity level').press('ArrowRight');
    await lastBecomes({ activity_level: 0.41 });
    await field('Stress, as a number').fill('0.5');
    await lastBecomes({ stress: 0.5 });
    await field('Task').pressSequentially('Now');
    await lastBecomes({ task: 'The parcel is late. Now' });
    const posted = await edits();
    assert.deepEqual(posted.slice(0, 2), [
      { type: 'editInput', edit: { activity_level: 0.41 } },
      { type: 'editInput', edit: { stress: 0.5 } },
    ]);
    assert.ok(posted.length < 6);
    assert.equal((await shown()).typed, '0.41');
    assert.equal((await shown()).stress, '0.5');
  });

  it('never posts what is no level', async () => {
    for (const typed of ['1.5', '-1', '']) {
      await field('Stress, as a number').fill(typed);
      assert.equal(await field('Stress, as a number').getAttribute('aria-invalid'), 'true', typed);
    }
    await opened.page.waitForTimeout(150);
    assert.deepEqual(await edits(), []);
    await field('Task').focus();
    await eventually(async () => {
      assert.equal(await field('Stress, as a number').inputValue(), '0.85');
    });
    assert.equal(await field('Stress, as a number').getAttribute('aria-invalid'), null);
  });

  it('never overwrites a field that somebody works in', async () => {
    await field('Task').focus();
    await field('Task').fill('New');
    await form({ task: 'N', stress: 0.1, isDraft: true });
    assert.equal((await shown()).task, 'New');
    assert.equal((await shown()).stress, '0.1');
    // The answer to the first letter comes when the second is typed and another file is already named.
    await form({ task: 'Ne', isDraft: true }, 'draft:calm');
    assert.equal((await shown()).task, 'New');
    await form({ task: 'New', isDraft: true }, 'draft:calm');
    await field('Stress').focus();
    await form({ task: 'Ne', isDraft: true }, 'draft:calm');
    assert.equal((await shown()).task, 'New');
    await form({ task: 'From the host', isDraft: true }, 'draft:calm');
    await eventually(async () => {
      assert.equal((await shown()).task, 'From the host');
    });
  });

  it('shows another input at once, even in a field that has the focus', async () => {
    await field('Task').focus();
    await form({ task: 'Of another file' }, '');
    assert.equal((await shown()).task, 'Of another file');
  });

  it('tells what is wrong with the traits as typed', async () => {
    await field('Traits (JSON)').fill('{ "a": ');
    await eventually(async () => {
      assert.deepEqual(await edits(), [{ type: 'editInput', edit: { traits: '{ "a": ' } }]);
    });
    await form({ traits: '{ "a": ', traitsProblem: 'A value is missing.', isDraft: true });
    const traits = field('Traits (JSON)');
    assert.equal(await traits.getAttribute('aria-invalid'), 'true');
    assert.equal(
      await opened.page.locator(`#${await traits.getAttribute('aria-describedby')}`).textContent(),
      'A value is missing.',
    );
    await traits.press('Tab');
    assert.equal(await opened.page.evaluate(() => document.activeElement?.textContent), 'Save as input file');
  });

  const stoppedBy = (
    details: readonly { field: FormField | null; message: string }[],
    change: Partial<RenderMessage> = {},
  ) =>
    opened.say({
      ...render,
      sections: [],
      problem: {
        message: 'The input has errors. Fix them to render it.',
        choice: 'input',
        details: details.map((detail) => ({ ...detail, place: 'calm (edited)' })),
      },
      ...change,
    });
  const described = async (locator: Locator): Promise<string | null> => {
    assert.equal(await locator.getAttribute('aria-invalid'), 'true');
    const id = (await locator.getAttribute('aria-describedby')) ?? '';
    return opened.page.locator(`[id="${id}"]`).textContent();
  };

  it('says at the field whose value stops the render why it does', async () => {
    await stoppedBy(
      [
        { field: 'task', message: 'The task has 5,000 characters.' },
        { field: 'stress', message: 'stress must be at most 1.' },
        { field: 'semantic_traits', message: 'A raw vector is never sent.' },
      ],
      { input: { ...render.input!, stress: 1.5, isDraft: true } },
    );
    assert.equal(await described(field('Task')), 'The task has 5,000 characters.');
    assert.equal(await described(field('Stress')), 'stress must be at most 1.');
    assert.equal(await described(field('Stress, as a number')), 'stress must be at most 1.');
    assert.equal(await field('Stress, as a number').inputValue(), '1.5');
    assert.equal(await described(field('Traits (JSON)')), 'A raw vector is never sent.');
    assert.equal(await field('Activity level').getAttribute('aria-invalid'), null);
    assert.match(await opened.page.locator('.group-input summary').innerText(), /edited, stops the render/);
    assert.equal(
      await described(opened.page.getByRole('combobox', { name: 'Input' })),
      'This input has errors.',
    );
    // What was edited here stands in no file: the banner leads to the field.
    await opened.page.getByRole('button', { name: 'The task has 5,000 characters.' }).click();
    assert.equal(await opened.page.evaluate(() => document.activeElement?.id), 'task');
    assert.deepEqual(await edits(), []);
    await form({});
    assert.equal(await field('Task').getAttribute('aria-invalid'), null);
    assert.equal(await opened.page.locator('.field-problem:visible').count(), 0);
  });

  it('leads to the file of an input that was not edited here, and says which choice stops the render', async () => {
    await stoppedBy([{ field: 'task', message: 'The task has 5,000 characters.' }]);
    await opened.page.getByRole('button', { name: 'The task has 5,000 characters.' }).click();
    assert.deepEqual(await edits(), [{ type: 'openProblem', index: 0 }]);
    const problem = { message: 'Bundle does not support it.', choice: 'model', details: [] } as const;
    await stoppedBy([], { problem });
    assert.equal(
      await described(opened.page.getByRole('combobox', { name: 'Model' })),
      'This version does not serve this model.',
    );
    await stoppedBy([], { problem: { ...problem, choice: 'input' } });
    assert.equal(
      await described(opened.page.getByRole('combobox', { name: 'Input' })),
      'This input was deleted. Choose another.',
    );
  });

  it('says why a level that is typed is not used', async () => {
    await field('Stress, as a number').fill('7');
    assert.equal(await described(field('Stress, as a number')), 'Not used: a level is a number from 0 to 1.');
    await field('Stress, as a number').fill('0.7');
    assert.equal(await opened.page.locator('.field-problem:visible').count(), 0);
  });

  it('saves and discards after all that was typed', async () => {
    const { page } = opened;
    const save = page.getByRole('button', { name: 'Save as input file' });
    await save.press('Enter');
    assert.deepEqual(await edits(), []);
    await form({ isDraft: true });
    await field('Task').fill('Last words');
    await save.click();
    assert.deepEqual(await edits(), [
      { type: 'editInput', edit: { task: 'Last words' } },
      { type: 'saveInput' },
    ]);
    await field('Task').fill('Gone');
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await form({ task: 'As before' });
    assert.equal((await shown()).task, 'As before');
    assert.deepEqual((await edits()).at(-1), { type: 'discardInput' });
  });

  it('says so when there is nothing to edit, or too much', async () => {
    await opened.say({ ...render, sections: [], input: null });
    assert.ok(await opened.page.getByText('The file of this input cannot be read').isVisible());
    assert.equal(await field('Task').isVisible(), false);
    await form({ task: 'x'.repeat(200_000) });
    assert.equal(await field('Task').isVisible(), false);
    assert.ok(await opened.page.getByText('Too long to edit here').first().isVisible());
  });
});
