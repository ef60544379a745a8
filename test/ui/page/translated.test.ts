// The pages in other languages: no text but those of files escapes translation, numbers and dates are as the language writes them,
// and what is longer than in English has room in a side bar.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import type { HostMessage as CompareMessage, VersionsMessage } from '../../../src/compare/protocol.js';
import type { HostMessage, RenderMessage, ShownRevision } from '../../../src/preview/protocol.js';
import { translations } from '../../harness/l10n.mjs';
import { ages, ANSWER, commit, since, SYSTEM } from './ageMessages.js';
import { rows, versions } from './compareMessages.js';
import { eventually } from './eventually.js';
import { alone, findings, noBundle, problem, render, section, suppressed } from './messages.js';
import {
  launch,
  openComparePage,
  openPage,
  pageSources,
  THEMES,
  type Language,
  type OpenOptions,
  type OpenPage,
} from './openPage.js';
import { inGreek, pseudoLanguage, textsSeen, untranslated, watchTexts } from './pseudoLanguage.js';

const FOLDER = 'out/screenshots/page';
/** What a browser says of a file that a test keeps from it. */
const UNREAD = /^Failed to load resource: net::ERR_FAILED$/;
/** Every group is open, and what is shown at wish is. */
const OPEN = {
  groups: { size: true, suppressed: true, hashes: true },
  showsChanges: true,
  showsAges: true,
};
const LIMITS: RenderMessage['limits'] = [
  { unit: 'characters', most: 12_000, by: 'budget' },
  { unit: 'o200k_base', most: 20, by: 'budget' },
  { unit: 'characters', most: 9, by: 'input' },
];
const full: RenderMessage = { ...render, findings, suppressed, limits: LIMITS, canGoBack: true };
const draft: RenderMessage = {
  ...full,
  input: { ...full.input!, isDraft: true, stress: 1.5, task: 'x'.repeat(100_001) },
  isLocked: true,
  sections: [],
  problem: { ...problem, choice: 'input', details: [{ place: 'a', message: 'b', field: 'stress' }] },
};

/** All that the preview tells, one after the other. */
async function showPreview({ page, say }: OpenPage, of: <T>(message: T) => T): Promise<void> {
  const tell = (message: HostMessage): Promise<void> => say(of(message));
  await tell({ ...noBundle, isReading: true });
  await tell({ ...render, input: null, isLocked: true });
  await tell({ ...full, suppressed: suppressed.slice(0, 1), findings: [...findings, ...findings] });
  const toggle = page.locator('.findings.suppressed').locator('xpath=preceding-sibling::button[1]');
  await toggle.click();
  await tell(full);
  await toggle.click();
  await page.locator('.hashes-toggle').click();
  await tell({ ...full, findings: [] });
  await page.waitForTimeout(1200);
  await tell({ ...full, isReading: true, findings: [] });
  await tell(full);
  await tell({ type: 'baseline', texts: null, problem: 'No version is published.' });
  const same = { system: SYSTEM, personality: 'Traits: {"patience":0.9}', activity: '' };
  for (const task of ['Task: The parcel is very late. ', 'Task: The parcel is. '])
    await tell({ type: 'baseline', texts: { ...same, task }, problem: '' });
  const texts = { system: 'You were.\n', personality: 'Traits: ', activity: 'Added.', task: '' };
  await tell({ type: 'baseline', texts, problem: '' });
  for (let i = 0; i < 6; i++) await page.locator('.changes:not(.ages) .icon-down').click();
  await tell({ type: 'lookingBack', mark: null });
  await tell(ages);
  for (let i = 0; i < 2; i++) await page.locator('.ages .icon-down').click();
  const now: ShownRevision = { ...commit(0, 'Now'), date: new Date().toISOString() } as ShownRevision;
  const version = (semver: string) => ({ kind: 'version', semver }) as const;
  const revisions = [now, ...[0.5, 3, 20, 200, 800].map((days) => commit(days, 'Then')), version('1.2.0')];
  const letters = Array.from({ length: revisions.length }, (_, start) => ({
    slot: 'system' as const,
    start,
    end: start + 1,
    revision: start,
    firstVersion: null,
  }));
  await tell({ ...ages, revisions, sentences: letters });
  for (let i = 0; i < 3; i++) await page.locator('.ages .icon-down').click();
  await tell({ ...ages, note: 'The clone is shallow.' });
  await tell({
    ...ages,
    revisions: ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0', '1.6.0'].map(version),
    sentences: [...letters, { ...letters[0]!, start: 7, end: 8, revision: null }],
  });
  await tell({ type: 'lookingBack', mark: since.mark });
  await tell(since);
  await tell({
    ...since,
    changes: [{ ...since.changes[0]!, revision: version('1.2.0'), before: null }],
  });
  await page.keyboard.press('Escape');
  for (const fixes of [[], [{ title: 'Remove', isPreferred: true }]]) {
    await page.locator('.findings .icon-fix').first().click();
    await tell({ type: 'fixes', index: 0, fixes });
  }
  // The keys stop at a line, and at a value without characters.
  await page.locator('.part-system .text').focus();
  await page.keyboard.press('ArrowDown');
  await tell({
    type: 'located',
    mark: { slot: 'system', start: 0, end: ANSWER },
    origin: 'support-system@1.0.0',
    place: 'file:7',
  });
  await tell({
    ...full,
    sections: [section('activity', { text: 'At ' }, { text: '', value: 'stress' })],
    mapVersion: 1,
  });
  await page.locator('.part-activity .text').focus();
  for (const key of ['Home', 'End', 'End']) await page.keyboard.press(key);
  await page.locator('.part-task .chunk').hover({ position: { x: 20, y: 10 } });
  await page.waitForTimeout(400);
  await tell({
    type: 'located',
    mark: { slot: 'task', start: 0, end: 6 },
    origin: 'support-task@1.0.0',
    place: 'file:7',
  });
  await tell({ type: 'notice', text: 'Prompt copied' });
  await page.locator('input.number').first().fill('7');
  await tell({ ...full, findings: findings.slice(1), limits: LIMITS.slice(0, 2), sections: [] });
  await eventually(async () => {
    assert.equal(await page.locator('.limit-over').count(), 1);
  });
  await page.waitForTimeout(50);
  await tell({ ...full, sections: [], input: { ...full.input!, isDraft: true } });
  await tell(draft);
  await tell({ ...draft, input: full.input });
  await tell({
    ...full,
    sections: [],
    problem: { message: 'Not served.', choice: 'model', details: [] },
    models: { ...full.models, selected: 'gpt-4o' },
  });
  await tell({ ...full, sections: [], problem: { message: 'Gone.', choice: 'input', details: [] } });
  await tell({ ...full, sections: [] });
  await page.waitForTimeout(1200);
  const words = (word: string): string => Array.from({ length: 900 }, (_, i) => `${word}${i}`).join(' ');
  await tell({ ...full, sections: [section('task', { text: words('a') })] });
  await tell({ type: 'baseline', texts: { ...texts, task: words('b') }, problem: '' });
  await page.waitForTimeout(500);
  await tell({ ...alone, sections: [section('system', { text: 'A' })] });
  await eventually(async () => {
    assert.equal(await page.locator('.sizes tfoot td').last().textContent(), '1');
  });
  await page.route('**/cl100k_base.js', (route) => route.abort());
  await page.locator('#encoding').selectOption('cl100k_base');
  await page.waitForTimeout(300);
  await tell({ ...alone, constraints: [], findings: [] });
  await tell({ ...alone, isLocked: true });
  await page.waitForTimeout(1200);
  await tell({ ...noBundle, bundleId: 'other', problem });
  await tell({ ...noBundle, bundleId: 'another' });
}

/** All that the comparison tells, one after the other. */
async function showComparison({ page, say }: OpenPage<unknown>, of: <T>(message: T) => T): Promise<void> {
  const tell = (message: CompareMessage): Promise<void> => say(of(message));
  await tell({ ...versions, rows: [], chosen: null, neighbours: [], draft: null, history: 'reading' });
  await tell({ ...versions, rows: rows.slice(0, 1), chosen: null, neighbours: [], history: 'cut' });
  await tell(versions);
  await tell({ ...versions, rows: rows.slice(0, 4), chosen: { ...versions.chosen!, changed: null } });
  await tell({ ...versions, rows: rows.slice(1, 4), warning: 'The input has errors.' });
  await tell({ ...versions, rows: [rows[1]!, rows[3]!], chosen: { ...versions.chosen!, to: rows[0]!.id } });
  await tell({
    ...versions,
    rows: rows.slice(0, 2),
    draft: { semver: '1.3.0', against: ['saved', 'commit', 'published', 'registry', 'clipboard'] },
  });
  await page.waitForTimeout(1200);
  await page.locator('#encoding').selectOption('o200k_base');
  await page.waitForTimeout(300);
  await page.route('**/cl100k_base.js', (route) => route.abort());
  await page.locator('#encoding').selectOption('cl100k_base');
  await page.waitForTimeout(300);
  await tell({ type: 'notice', text: 'Hash copied' });
}

describe('the pages in other languages', function () {
  this.timeout(180_000);
  let browser: Browser;
  let pseudo: Language;
  before(async () => {
    browser = await launch();
    pseudo = await pseudoLanguage(await pageSources());
    await mkdir(FOLDER, { recursive: true });
  });
  after(() => browser.close());

  it('show and read out no text of the preview that translations do not reach', async () => {
    const opened = await openPage(browser, { state: OPEN, language: pseudo });
    await watchTexts(opened.page);
    await showPreview(opened, inGreek);
    const seen = await textsSeen(opened.page);
    assert.deepEqual(untranslated(seen), []);
    assert.deepEqual(
      opened.complaints.filter((line) => !UNREAD.test(line)),
      [],
    );
    await assertShown(seen, 'src/preview/');
    await opened.page.close();
  });

  it('show and read out no text of the comparison that translations do not reach', async () => {
    const opened = await openComparePage(browser, { language: pseudo });
    await watchTexts(opened.page);
    await showComparison(opened, inGreek);
    const seen = await textsSeen(opened.page);
    assert.deepEqual(untranslated(seen), []);
    assert.deepEqual(
      opened.complaints.filter((line) => !UNREAD.test(line)),
      [],
    );
    await assertShown(seen, 'src/compare/');
    await opened.page.close();
  });

  it('would find a text that is not translated', () => {
    assert.deepEqual(untranslated(['⟦Show all ⟧12⟦ findings⟧', 'prompt hash', 'κειμενο', '12 ⟦words⟧']), []);
    assert.deepEqual(untranslated(['⟦Show all ⟧12 findings', 'Hashes', 'of κειμενο']), [
      '⟦Show all ⟧12 findings',
      'Hashes',
      'of κειμενο',
    ]);
  });

  for (const [name, days, numbers, ago, day] of [
    ['de', '02.03.2026', '12.000', 'vor 3 Tagen', /\d\d\.\d\d\.\d{4}, \d\d:\d\d/],
    ['zh-cn', '2026年3月2日', '12,000', '3天前', /\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d/],
    ['en', 'Mar 2, 2026', '12,000', '3 days ago', /[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d\d [AP]M/],
  ] as const)
    it(`write numbers and dates as one does in ${name}`, async () => {
      const language = { name, texts: {} };
      const preview = await openPage(browser, { state: OPEN, language });
      await preview.say(full);
      await preview.page.locator('.limit-most', { hasText: numbers }).waitFor();
      await preview.say({ ...since, changes: [{ ...since.changes[0]!, revision: commit(3, 'Subject') }] });
      const told = await preview.page.locator('.since-commit span').allTextContents();
      assert.equal(told[1], ago);
      assert.match(told[2] ?? '', day);
      await preview.page.close();

      const comparison = await openComparePage(browser, { language });
      const many: VersionsMessage['rows'] = rows.map((row) => ({
        ...row,
        words: { total: 12_000, since: null },
      }));
      await comparison.say({ ...versions, rows: many });
      assert.equal(await comparison.page.locator('.date').first().textContent(), days);
      assert.equal(await comparison.page.locator('.total').first().textContent(), numbers);
      await comparison.page.close();
    });

  it('name the errors and parts of a list as one does in the language', async () => {
    const { page, say } = await openPage(browser, { language: { name: 'zh-cn', texts: {} } });
    await say(full);
    assert.equal(
      await page.locator('.group-findings .group-note').textContent(),
      '1 error、1 warning、1 note',
    );
    await page.close();
  });

  for (const name of ['de', 'zh-cn'])
    for (const theme of THEMES)
      it(`have room for ${name} in a side bar, in the ${theme} theme`, async () => {
        const options: OpenOptions = {
          theme,
          width: 320,
          language: { name, texts: translations().get(name) ?? {} },
          state: OPEN,
        };
        const preview = await openPage(browser, options);
        await preview.say({ ...full, isLocked: true });
        const texts = { system: 'You were.\n', personality: 'Traits: ', activity: 'Added.', task: '' };
        await preview.say({ type: 'baseline', texts, problem: '' });
        await preview.say(ages);
        await eventually(async () => {
          assert.notEqual(await preview.page.locator('.limit-over').count(), 0);
        });
        await assertRoom(preview, `${FOLDER}/${name}-${theme}`);
        await preview.say(draft);
        await assertRoom(preview, `${FOLDER}/${name}-draft-${theme}`);
        await preview.say({ ...alone, isLocked: true });
        await assertRoom(preview, `${FOLDER}/${name}-alone-${theme}`);
        await preview.say(noBundle);
        await assertRoom(preview, `${FOLDER}/${name}-empty-${theme}`);
        await preview.page.close();

        const comparison = await openComparePage(browser, options);
        await comparison.say(versions);
        await assertRoom(comparison, `${FOLDER}/${name}-compare-${theme}`);
        await comparison.page.close();
      });

  /** Every text of the sources below a folder was shown, so that it was looked at. */
  async function assertShown(seen: readonly string[], folder: string): Promise<void> {
    const all = seen.join('\n');
    const own = (await pageSources()).filter((source) => source.startsWith(folder));
    const { texts } = await pseudoLanguage(own);
    const missing = Object.values(texts).filter((text) =>
      text.split(/\{\d+\}/).some((part) => !all.includes(part)),
    );
    assert.deepEqual(missing, []);
  }

  /** Nothing is wider than the window or than what it stands in; takes a picture of each width. */
  async function assertRoom({ page, complaints }: OpenPage<unknown>, picture: string): Promise<void> {
    for (const width of [320, 420, 760, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForTimeout(60);
      await page.screenshot({ path: `${picture}-${width}.png`, fullPage: width < 760 });
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('html, body *')]
          .filter((element) => {
            const { overflowX, textOverflow, display } = getComputedStyle(element);
            const hasText = [...element.childNodes].some(
              (node) => node instanceof Text && node.data.trim() !== '',
            );
            // What scrolls, or says with dots that it goes on, has room; a choice is shown whole in its list.
            if (/auto|scroll/.test(overflowX) || textOverflow === 'ellipsis') return false;
            if (!hasText && !element.matches('html, button, summary')) return false;
            if (element.matches('.unseen, option') || display === 'inline') return false;
            return element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
          })
          .map(
            ({ outerHTML, scrollWidth, clientWidth }) =>
              `${scrollWidth} > ${clientWidth}: ${outerHTML.slice(0, 200)}`,
          ),
      );
      assert.deepEqual(cut, [], `${picture}, ${width}`);
    }
    assert.deepEqual(complaints, []);
  }
});
