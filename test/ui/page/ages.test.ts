// Since when a sentence is there, and the view by age: as a host tells it.
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { readPageMessage } from '../../../src/preview/readMessages.js';
import { ages, ANSWER, since, SYSTEM } from './ageMessages.js';
import { eventually } from './eventually.js';
import { edited, render } from './messages.js';
import { launch, openPage, type OpenPage } from './openPage.js';

/** The marked texts of each level that has some. */
const marked = ({ page }: OpenPage): Promise<Record<string, string[]>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...CSS.highlights]
        .filter(([name, of]) => /^age-\d$/.test(name) && of.size > 0)
        .map(([name, of]) => [name, [...of].map((range) => (range as Range).toString())]),
    ),
  );

describe('preview page, since when', function () {
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
    await opened.say(render);
    return opened;
  };
  const note = () => opened.page.getByRole('dialog', { name: /^Since when/ });
  const bar = () => opened.page.getByRole('group', { name: 'Ages', exact: true });
  const said = () => opened.page.locator('.unseen[role=status]').textContent();

  describe('of a sentence', () => {
    it('is told in a note with all that was found, as text, which takes the focus and gives it back', async () => {
      const { page, say, posted } = await open();
      await page.locator('.text').first().focus();
      await say(since);
      const text = await note().innerText();
      for (const words of [
        'Since when',
        'support-system@1.0.0',
        'system.prompt-template.yaml:7',
        '3 days ago',
        'aaaaaaa3',
        'Before:',
        'Answer as you like.',
        'Not committed yet',
        'calm.prompt-input.yaml:2',
        'First published in 1.2.0.',
        'The clone is shallow.',
      ])
        assert.ok(text.includes(words), `${words} in ${text}`);
      assert.equal(text.split('<img src=x onerror=alert(1)>\\u202e').length, 4);
      assert.equal(await page.locator('.since img').count(), 0);
      assert.equal(await note().getAttribute('aria-label'), 'Since when: “Answer from the record.”');
      assert.ok(await note().evaluate((element) => element === document.activeElement));
      assert.deepEqual(
        await page.evaluate(() =>
          [...CSS.highlights.get('asked')!].map((range) => (range as Range).toString()),
        ),
        ['Answer from the record.'],
      );
      const count = (await posted()).length;
      await page.getByRole('button', { name: 'Open change' }).click();
      await page.getByRole('button', { name: 'Copy commit' }).click();
      const asked = (await posted()).slice(count);
      assert.deepEqual(asked, [
        { type: 'openChange', index: 0 },
        { type: 'copyCommit', index: 0 },
      ]);
      assert.deepEqual(asked.map(readPageMessage), asked);
      await page.keyboard.press('Escape');
      assert.equal(await note().isVisible(), false);
      assert.equal(await page.evaluate(() => document.activeElement?.className), 'text');
      assert.equal((await posted()).length, count + 2, 'nothing is cancelled that is there');
    });

    it('says that it is on its way, and can be cancelled', async () => {
      const { page, say, posted } = await open();
      const waiting = { type: 'lookingBack', mark: { slot: 'system', start: ANSWER, end: ANSWER + 1 } };
      for (const cancel of [
        () => page.getByRole('button', { name: 'Cancel' }).click(),
        () => page.keyboard.press('Escape'),
      ]) {
        await say(waiting);
        assert.match(await note().innerText(), /Reading the history…/);
        const count = (await posted()).length;
        await cancel();
        assert.deepEqual((await posted()).slice(count), [{ type: 'stopLookingBack' }]);
        assert.equal(await note().isVisible(), false);
      }
      await say(waiting);
      await say(since);
      assert.match(await note().innerText(), /3 days ago/);
    });

    it('is asked for where the reader is: at selected text, at the text of the keys, else at the first', async () => {
      const { page, say, posted } = await open();
      const asked = async (): Promise<unknown> => {
        await say({ type: 'askPlace' });
        return (await posted()).at(-1);
      };
      assert.deepEqual(await asked(), { type: 'sinceWhen', slot: 'system', offset: 0 });
      await page.getByRole('textbox', { name: 'Task text' }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      assert.deepEqual(await asked(), { type: 'sinceWhen', slot: 'task', offset: 6 });
      await page.evaluate((offset) => {
        const node = document.querySelector('.part-system .chunk')!.firstChild!;
        document.getSelection()!.setBaseAndExtent(node, offset, node, offset + 4);
      }, ANSWER);
      assert.deepEqual(await asked(), { type: 'sinceWhen', slot: 'system', offset: ANSWER });
    });

    it('goes away with the text that it is about', async () => {
      const { say } = await open();
      await say(since);
      await say({
        ...render,
        sections: [edited('system', [{ text: SYSTEM }], [{ text: `${SYSTEM}More.` }])],
      });
      assert.equal(await note().isVisible(), false);
    });
  });

  describe('of all sentences', () => {
    const turnOn = async (): Promise<OpenPage> => {
      await open();
      await opened.page.getByRole('button', { name: 'Show ages' }).click();
      await opened.say(ages);
      return opened;
    };

    it('marks the text by age, says what the looks mean, and takes all away again', async () => {
      const { page, posted } = await turnOn();
      assert.deepEqual(await marked(opened), {
        'age-0': ['Task: The parcel is late.'],
        'age-2': ['Answer from the record.', 'Traits: {"patience":0.9}'],
        'age-5': ['You are  a support agent'],
      });
      assert.deepEqual(
        await bar()
          .getByRole('listitem')
          .allInnerTexts()
          .then((texts) => texts.map((text) => text.replaceAll(/\s+/g, ' '))),
        ['Aa Not committed yet 1', 'Aa Past week 2', 'Aa Older 1'],
      );
      assert.match(await bar().innerText(), /Newest: Not committed yet/);
      await page.getByRole('button', { name: 'Show ages', pressed: true }).click();
      assert.deepEqual(await marked(opened), {});
      assert.equal(await bar().isVisible(), false);
      const asked = (await posted()).slice(1);
      assert.deepEqual(asked, [
        { type: 'showAges', isShown: true },
        { type: 'showAges', isShown: false },
      ]);
      assert.deepEqual(asked.map(readPageMessage), asked);
    });

    it('goes from the newest to the oldest, or from one to the next of an age, and says what each is', async () => {
      const { page } = await turnOn();
      const older = page.getByRole('button', { name: 'Go to an older sentence' });
      await older.click();
      assert.equal(await said(), 'Sentence 1 of 4, Task: “Task: The parcel is late.”. Not committed yet');
      await older.click();
      assert.match(
        (await said()) ?? '',
        /^Sentence 2 of 4, System: “Answer from the record\.”\. 3 days ago, Author: Answer/,
      );
      assert.equal(await bar().locator('.changes-position').textContent(), '2 of 4');
      assert.deepEqual(
        await page.evaluate(() =>
          [...CSS.highlights.get('current-age')!].map((range) => (range as Range).toString()),
        ),
        ['Answer from the record.'],
      );
      await page.getByRole('button', { name: 'Go to a newer sentence' }).click();
      await page.getByRole('button', { name: 'Go to a newer sentence' }).click();
      assert.match(
        (await said()) ?? '',
        /^Sentence 4 of 4, System: .*2 years ago, <img src=x onerror=alert\(1\)>\\u202e: </,
      );
      assert.equal(await page.locator('body img').count(), 0);
      await bar().getByRole('button', { name: 'Past week 2' }).focus();
      await page.keyboard.press('Enter');
      assert.match((await said()) ?? '', /^Sentence 2 of 4/);
      await page.keyboard.press('Enter');
      assert.match((await said()) ?? '', /^Sentence 3 of 4/);
      await page.keyboard.press('Enter');
      assert.match((await said()) ?? '', /^Sentence 2 of 4/);
    });

    it('tells the age of a text by the pointer and by the keys', async () => {
      const { page, say, posted } = await turnOn();
      const located = {
        type: 'located',
        origin: 'support-system@1.0.0',
        place: 'system.prompt-template.yaml:7',
      };
      await page.getByRole('textbox', { name: 'System text' }).focus();
      await page.keyboard.press('Home');
      await eventually(async () => {
        assert.equal((await posted()).at(-1)?.type, 'locate');
      });
      await say({ ...located, mark: { slot: 'system', start: 0, end: 25 } });
      assert.match((await said()) ?? '', /2 years ago/);
      // The tip at the keys goes with the focus.
      await page.getByRole('button', { name: 'Show ages' }).focus();
      const box = await page.evaluate((offset) => {
        const node = document.querySelector('.part-system .chunk')!.firstChild!;
        const range = document.createRange();
        range.setStart(node, offset);
        range.setEnd(node, offset + 3);
        const { left, top, width, height } = range.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      }, ANSWER);
      const count = (await posted()).length;
      await page.mouse.move(box.x, box.y);
      await eventually(async () => {
        assert.ok((await posted()).slice(count).some(({ type }) => type === 'locate'));
      });
      await say({ ...located, mark: { slot: 'system', start: ANSWER - 1, end: ANSWER + 23 } });
      assert.match(
        await page.locator('.tip').innerText(),
        /3 days ago, Author: Answer from the record \(aaaaaaa3\)/,
      );
    });

    it('moves with edits until the ages are told anew', async () => {
      const { say } = await turnOn();
      const next = SYSTEM.replace('You are', 'You surely are');
      await say({ ...render, sections: [edited('system', [{ text: SYSTEM }], [{ text: next }])] });
      assert.deepEqual(await marked(opened), {
        'age-0': ['Task: The parcel is late.'],
        'age-2': ['Answer from the record.', 'Traits: {"patience":0.9}'],
      });
    });

    it('goes by versions where no commit is known, and says why', async () => {
      const { say } = await turnOn();
      await say({
        ...ages,
        revisions: [],
        sentences: ages.sentences.map((sentence, i) => ({
          ...sentence,
          revision: null,
          firstVersion: [null, '1.10.0', '1.9.0', '1.9.0'][i],
        })),
        note: 'Git cannot be asked in a browser. Published versions alone are known.',
      });
      assert.deepEqual(await marked(opened), {
        'age-0': ['You are  a support agent'],
        'age-1': ['Answer from the record.'],
        'age-2': ['Traits: {"patience":0.9}', 'Task: The parcel is late.'],
      });
      const text = (await bar().innerText()).replaceAll(/\s+/g, ' ');
      assert.match(text, /In no published version 1 Aa 1\.10\.0 1 Aa 1\.9\.0 2/);
      assert.match(text, /Git cannot be asked in a browser/);
    });

    it('says that they are on their way, and cancels by showing none', async () => {
      const { page, say, posted } = await open();
      await page.getByRole('button', { name: 'Show ages' }).click();
      await say({ type: 'lookingBack', mark: null });
      assert.match(await bar().innerText(), /Reading the history…/);
      await bar().getByRole('button', { name: 'Cancel' }).click();
      assert.deepEqual((await posted()).at(-1), { type: 'showAges', isShown: false });
      assert.equal(
        await page.getByRole('button', { name: 'Show ages' }).getAttribute('aria-pressed'),
        'false',
      );
      await say(ages);
      assert.deepEqual(await marked(opened), {});
    });

    it('asks again for what it showed when the page was left', async () => {
      opened = await openPage(browser, { state: { showsAges: true } });
      assert.deepEqual(await opened.posted(), [{ type: 'ready' }, { type: 'showAges', isShown: true }]);
      await opened.say(render);
      await opened.say(ages);
      assert.equal(Object.keys(await marked(opened)).length, 3);
    });
  });
});
