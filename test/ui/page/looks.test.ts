// How the page looks, at the widths it is used at and in the themes of VS Code: what must stay in sight does, nothing is
// wider than the window, and the pictures in out/screenshots are there to be looked at.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import type { AgesMessage, RenderMessage } from '../../../src/preview/protocol.js';
import { ages, commit, since } from './ageMessages.js';
import { alone, findings, problem, render, section, suppressed } from './messages.js';
import { launch, openPage, THEMES, type OpenPage } from './openPage.js';

const WIDTHS = [420, 546, 760, 1440];
const FOLDER = 'out/screenshots/page';

const full: RenderMessage = {
  ...render,
  canGoBack: true,
  sections: [
    section('system', {
      text: Array.from(
        { length: 12 },
        (_, i) => `${i + 1}. You are a support agent. Answer from the record, say what you do not know.\n`,
      ).join(''),
    }),
    ...render.sections.slice(1),
  ],
  // The first line of this text has a number before it.
  findings: findings.map((finding, i) =>
    i === 0 ? { ...finding, marks: [{ slot: 'system', start: 13, end: 20 }] } : finding,
  ),
};
const stale: RenderMessage = { ...full, sections: [], problem };
const wrongField: RenderMessage = {
  ...full,
  sections: [],
  findings: [],
  models: { ...full.models, selected: 'support-large' },
  input: { ...full.input!, isDraft: true, stress: 1.5 },
  problem: {
    message: 'The input has errors. Fix them to render it.',
    choice: 'input',
    details: [
      { place: 'calm (edited)', message: 'The task has 5,120 characters; 4,096 are allowed.', field: 'task' },
      { place: 'calm (edited)', message: '`stress` must be at most 1.', field: 'stress' },
    ],
  },
};

const lines = Array.from({ length: 12 }, (_, i) => {
  const line = full.sections[0]!.text.insert[0]!.text.split('\n').slice(0, i).join('\n').length;
  return { start: i === 0 ? 0 : line + 1, end: line + 78 };
});
/** All looks of ages, each on two lines. */
const allAges: AgesMessage = {
  ...ages,
  revisions: [
    { kind: 'uncommitted' },
    ...[0.5, 3, 20, 200, 800].map((days) => commit(days, 'Say what is not known', 'Author Example')),
  ],
  sentences: lines.map(({ start, end }, i) => ({
    slot: 'system',
    start,
    end,
    revision: Math.floor(i / 2),
    firstVersion: null,
  })),
};

const published = {
  system: full.sections[0]!.text.insert.map(({ text }) => text)
    .join('')
    .replace('2. You are a support agent.', '2. You are a very patient support agent.')
    .replace('3. You are a support agent. Answer from the record, say what you do not know.\n', '')
    .replace('say what you do not know.\n5.', 'say what they want to hear.\n5.')
    .replace('\n7. You', '\n6b. Never promise a date.\n7. You'),
  personality: 'Traits: {"patience":0.5}',
  activity: '',
  task: 'Task: The parcel is not here. ',
};

const STATES: Readonly<Record<string, (opened: OpenPage) => Promise<void>>> = {
  normal: async ({ say }) => {
    await say(full);
  },
  stale: async ({ say }) => {
    await say(full);
    await say(stale);
  },
  'wrong field': async ({ say }) => {
    await say(full);
    await say(wrongField);
  },
  suppressed: async ({ page, say }) => {
    await say({ ...full, suppressed });
    await page.getByRole('button', { name: 'Show 2 suppressed findings' }).click();
    await page.getByRole('button', { name: 'Show fixes' }).first().click();
    await say({
      type: 'fixes',
      index: 0,
      fixes: [
        { title: 'Remove “support”', isPreferred: true },
        { title: 'Suppress `forbidden-token` here', isPreferred: false },
      ],
    });
  },
  limits: async ({ page, say }) => {
    await say({
      ...full,
      limits: [
        { unit: 'characters', most: 12_000, by: 'budget' },
        { unit: 'o200k_base', most: 200, by: 'budget' },
        { unit: 'characters', most: 900, by: 'input' },
      ],
    });
    await page.getByText('Size', { exact: true }).click();
    await page.getByText(/over$/).first().waitFor();
    await page.locator('.group-size').scrollIntoViewIfNeeded();
  },
  reading: async ({ say }) => {
    await say({ ...full, findings: [], isReading: true });
  },
  alone: async ({ say }) => {
    await say({ ...full, ...alone, sections: full.sections.slice(0, 1) });
  },
  changes: async ({ page, say }) => {
    await say(full);
    await page.getByRole('button', { name: 'Show changes' }).click();
    await say({ type: 'baseline', texts: published, problem: '' });
    for (let i = 0; i < 3; i++) await page.getByRole('button', { name: 'Go to the next change' }).click();
  },
  ages: async ({ page, say }) => {
    await say(full);
    await page.getByRole('button', { name: 'Show ages' }).click();
    await say(allAges);
    await page.getByRole('button', { name: 'Go to an older sentence' }).click();
  },
  since: async ({ say }) => {
    await say(full);
    await say({ ...since, mark: { slot: 'system', start: lines[1]!.start, end: lines[1]!.end } });
  },
};

describe('preview page, as it looks', function () {
  this.timeout(120_000);
  let browser: Browser;
  before(async () => {
    browser = await launch();
    await mkdir(FOLDER, { recursive: true });
  });
  after(() => browser.close());

  for (const theme of THEMES)
    it(`is whole at every width in the ${theme} theme`, async () => {
      for (const [name, show] of Object.entries(STATES)) {
        const opened = await openPage(browser, { theme, width: 1440 });
        const { page, complaints } = opened;
        await show(opened);
        for (const width of WIDTHS) {
          const what = `${name}, ${width}`;
          await page.setViewportSize({ width, height: 800 });
          await page.waitForTimeout(60);
          assert.ok(
            await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
            what,
          );
          await page.screenshot({ path: `${FOLDER}/${name}-${theme}-${width}.png`, fullPage: width < 560 });
        }
        assert.deepEqual(complaints, [], name);
        await page.close();
      }
    });

  for (const [width, height] of [
    [420, 800],
    [320, 500],
    [546, 700],
    [760, 400],
    [760, 700],
    [1440, 800],
  ] as const)
    it(`says at ${width} by ${height} pixels what is shown and how it stands, wherever one scrolls`, async () => {
      const { page, say, complaints } = await openPage(browser, { width, height });
      const line = page.locator('.line');
      for (const [message, state] of [
        [full, '1 error, 1 warning, 1 note'],
        [stale, '2 errors stop the render; also 1 error, 1 warning, 1 note'],
      ] as const) {
        await say(message);
        for (const end of [0, 250]) {
          await page.evaluate((y) => {
            window.scrollTo({ top: y, behavior: 'instant' });
          }, end);
          await page.waitForTimeout(50);
          assert.ok(await isInSight(line.getByRole('heading', { name: 'support-agent' })));
          assert.ok(await isInSight(line.getByRole('button', { name: 'Copy prompt' })));
          if (width < 560 || height < 420) {
            assert.ok(await isInSight(line.getByText('1.3.0 (draft)')));
            assert.ok(await isInSight(line.getByRole('button', { name: state })));
            if (width >= 340) assert.ok(await isInSight(line.getByText('9f3a01c2')));
          } else {
            assert.ok(await isInSight(page.getByRole('list', { name: 'Hashes' }).getByText('9f3a01c2…01c2')));
          }
          if (message === stale)
            assert.ok(await isInSight(page.locator('main').getByText(/^Last good render/)), 'at the prompt');
        }
      }
      assert.deepEqual(complaints, []);
      await page.close();
    });

  it('counts at every place what is there, below a problem too', async () => {
    const { page, say } = await openPage(browser, { width: 1440 });
    await say({ ...full, findings: [], baseline: 'The prompt is as it was when the preview was opened.' });
    assert.equal(await page.locator('.status .severity-count').first().textContent(), '0');
    await say({ ...stale, findings: [], baseline: 'The prompt is as it was when the preview was opened.' });
    assert.equal(await page.locator('.status .severity-count').first().textContent(), '2');
    assert.ok(
      await page.getByRole('contentinfo').getByRole('button', { name: 'Last good render' }).isVisible(),
    );
    assert.equal(await page.getByText('as it was when').isVisible(), false);
    assert.ok(await page.getByText('Of the last good render, not of the text as it is now.').isVisible());
    assert.equal(await page.getByText('Nothing was found').isVisible(), false);
    await page.locator('.group-findings').getByRole('button', { name: '2 errors stop the render' }).click();
    assert.equal(
      await page.evaluate(() => document.activeElement?.textContent),
      'agent.prompt-bundle.yaml:7 None of these files defines the template support-task@1.0.1.',
    );
    await page.close();
  });

  async function isInSight(locator: ReturnType<OpenPage['page']['locator']>): Promise<boolean> {
    const box = await locator.boundingBox();
    const size = locator.page().viewportSize();
    if (!box || !size || box.y < 0 || box.y + box.height > size.height || box.x + box.width > size.width)
      return false;
    // Nothing lies above it.
    return locator.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(left + Math.min(width, 20) / 2, top + height / 2);
      return hit !== null && (element.contains(hit) || hit.contains(element));
    });
  }
});
