import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PreviewTester, until } from './preview.js';
import { useWorkbench } from './useWorkbench.js';

const PERSONA = 'support-persona-1.3.0.prompt-template.md';

describe('the preview explains the prompt, in VS Code', function () {
  this.timeout(90_000);
  const opened = useWorkbench();
  let preview: PreviewTester;

  beforeEach(async () => {
    preview = new PreviewTester(opened.workbench, opened.folder);
    await preview.open(PERSONA);
    await preview.shows('The prompt', ({ parts }) => Object.keys(parts).length === 4);
  });
  afterEach(() => preview.tidyUp());

  /** The texts that are marked as one kind, such as what the cursor stands in. */
  const marked = (kind: string): Promise<string[]> =>
    preview.page.locator('body').evaluate((_body, name) => {
      const ranges = [...(CSS.highlights.get(name) ?? [])] as unknown as Range[];
      return ranges.map((range) => range.toString());
    }, kind);

  it('marks what the cursor in a template became, its placeholder as the value', async () => {
    await preview.edit(PERSONA, 12, 5);
    await until(
      'The cursor is marked',
      () => marked('cursor'),
      ([text = '']) => text.length > 0,
    );
    await preview.edit(PERSONA, 25, 5);
    await until(
      'The value is marked',
      () => marked('cursor'),
      (texts) => texts.join('').includes('"tone":"curious"'),
    );
  });

  it('marks a finding in the text, lists it, and goes to it', async () => {
    await until(
      'The finding is marked',
      () => marked('warning'),
      (texts) => texts.includes('extremely'),
    );
    await preview.page.locator('.findings button').first().click();
    await until(
      'The cursor is at it',
      () => preview.cursor(),
      (place) => place.includes('16'),
    );
  });

  it('names where text comes from when it is pointed at, and goes there with a click', async () => {
    const value = preview.page.locator('mark', { hasText: '0.35' });
    await value.scrollIntoViewIfNeeded();
    await value.hover();
    const tip = preview.page.locator('.tip');
    await until(
      'The tip',
      () => tip.textContent(),
      (text) => /activity_level.*calm\.prompt-input\.yaml:\d+/.test(text ?? ''),
    );
    await value.click();
    await until(
      'The input is open',
      () => opened.workbench.page.locator('.tab.active').allTextContents(),
      (tabs) => tabs.some((tab) => tab.includes('calm.prompt-input.yaml')),
    );
  });

  it('renders an input that is edited as a form, keeps the file, and gives it up when told', async () => {
    const before = await preview.look();
    await preview.page.getByLabel('Stress, as a number').fill('0.93');
    const edited = await preview.shows(
      'The edited input',
      ({ parts, input }) => (parts['activity']?.text ?? '').includes('0.93') && input.includes('(edited)'),
    );
    assert.notEqual(edited.hashes['personality_hash'], before.hashes['personality_hash']);
    assert.equal(edited.hashes['content_hash'], before.hashes['content_hash']);
    const file = readFileSync(path.join(opened.folder, 'inputs/calm.prompt-input.yaml'), 'utf8');
    assert.ok(!file.includes('0.93'));
    await preview.page.getByRole('button', { name: 'Discard changes' }).click();
    const after = await preview.shows('The file again', ({ input }) => !input.includes('(edited)'));
    assert.equal(after.hashes['prompt_hash'], before.hashes['prompt_hash']);
  });

  it('tells broken traits beside the field, and keeps the last ones that were right', async () => {
    const before = await preview.look();
    await preview.page.getByLabel('Traits (JSON)').fill('{ "tone": ');
    await until(
      'The problem',
      () => preview.page.locator('.form').textContent(),
      (text) => text?.includes('The file ends too early. } is missing.') === true,
    );
    const kept = await preview.shows('The render stays', ({ isOld }) => !isOld);
    assert.equal(kept.parts['personality']?.text, before.parts['personality']?.text);
    await preview.page.getByRole('button', { name: 'Discard changes' }).click();
    await preview.shows('The file again', ({ input }) => !input.includes('(edited)'));
  });

  it('goes back and forward, and stays when it is locked', async () => {
    const first = await preview.look();
    await preview.choose('Input', 'stressed.prompt-input.yaml');
    await preview.shows('The other input', ({ input }) => input.includes('stressed'));
    await preview.page.getByRole('button', { name: 'Go back' }).click();
    await preview.shows('The first input', ({ input }) => input === first.input);
    await preview.page.getByRole('button', { name: 'Go forward' }).click();
    await preview.shows('The other input again', ({ input }) => input.includes('stressed'));
    await preview.edit('calm.prompt-input.yaml', 1);
    await preview.shows('The preview follows', ({ input }) => input.includes('calm'));
    await preview.page.getByRole('button', { name: 'Lock to this bundle' }).first().click();
    await preview.edit('stressed.prompt-input.yaml', 1);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.ok((await preview.look()).input.includes('calm'));
  });
});
