import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import type { RenderMessage } from '../../../src/preview/protocol.js';
import { ages, since } from './ageMessages.js';
import { serious } from './axe.js';
import { findings, noBundle, problem, render, section, suppressed } from './messages.js';
import { launch, openPage, THEMES, type OpenPage } from './openPage.js';

describe('preview page, accessibility', function () {
  this.timeout(120_000);
  let browser: Browser;
  let axe: string;
  before(async () => {
    browser = await launch();
    axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
  });
  after(() => browser.close());

  const full: RenderMessage = {
    ...render,
    findings,
    canGoBack: true,
    sections: render.sections.map((part) => ({ ...part, changed: true })),
  };
  const showChanges = async ({ page, say }: OpenPage): Promise<void> => {
    await page.getByRole('button', { name: 'Show changes' }).click();
    const texts = { system: 'You were.', personality: '', activity: 'Active.', task: 'Task: ' };
    await say({ type: 'baseline', texts, problem: '' });
    await page.getByRole('button', { name: 'Go to the next change' }).click();
  };
  const showAges = async ({ page, say }: OpenPage): Promise<void> => {
    await page.getByRole('button', { name: 'Show ages' }).click();
    await say(ages);
    await page.getByRole('button', { name: 'Go to an older sentence' }).click();
    await say(since);
  };
  const states: Readonly<Record<string, readonly RenderMessage[]>> = {
    normal: [full],
    'last good render': [full, { ...full, sections: [], problem }],
    'problem alone': [{ ...full, sections: [], hashes: [], findings: [], problem }],
    'suppressed shown': [{ ...full, suppressed }],
    ages: [full],
    'no bundle': [noBundle],
    'draft with a problem': [
      {
        ...full,
        isLocked: true,
        input: { ...full.input!, isDraft: true, traits: '{', traitsProblem: 'A value is missing.' },
      },
    ],
    'empty values': [
      { ...full, findings: [], sections: [section('task', { text: '', value: 'task' }), section('system')] },
    ],
  };

  for (const theme of THEMES)
    it(`has no serious faults in the ${theme} theme, in any state`, async () => {
      for (const [name, messages] of Object.entries(states)) {
        const opened = await openPage(browser, {
          theme,
          state: { groups: { size: true, hashes: true, suppressed: true } },
        });
        for (const message of messages) await opened.say(message);
        if (name === 'normal') await showChanges(opened);
        if (name === 'ages') await showAges(opened);
        await opened.page.waitForTimeout(200);
        await opened.page.evaluate(axe);
        assert.deepEqual(await serious(opened.page), [], name);
        await opened.page.close();
      }
    });

  it('has no serious faults in a narrow window', async () => {
    const opened = await openPage(browser, { width: 420, theme: 'light' });
    await opened.say(full);
    await opened.page.evaluate(axe);
    assert.deepEqual(await serious(opened.page), []);
    await opened.page.close();
  });

  it('can be reached whole with the Tab key, in the order that is seen', async () => {
    for (const width of [1100, 420]) {
      const { page, say } = await openPage(browser, { width });
      await say(full);
      const stops: { name: string; y: number; column: string }[] = [];
      for (;;) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(() => {
          const active = document.activeElement;
          if (!active || active === document.body) return undefined;
          const column = active.closest('.top, .side, main, .status')?.className ?? '';
          return {
            name: active.ariaLabel ?? (active.textContent || active.id),
            y: active.getBoundingClientRect().top + (column.includes('side') ? 0 : window.scrollY),
            column,
          };
        });
        if (!stop || stops.length > 80) break;
        stops.push(stop);
      }
      assert.ok(stops.length > 25 && stops.length < 60, String(stops.length));
      for (const name of ['Copy prompt', 'System text', 'Task text', 'Save as input file', 'stress'])
        assert.ok(
          stops.some((stop) => stop.name.includes(name)),
          name,
        );
      const top = stops.filter(({ column }) => column === 'top').map(({ y }) => y);
      assert.ok(
        top.every((y, i) => i === 0 || y > top[i - 1]! - 16),
        top.join(', '),
      );
      await page.close();
    }
  });

  it('stays whole at 200 % zoom', async () => {
    const { page, say } = await openPage(browser, { width: 1100, height: 760, scale: 2 });
    await say(full);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await page.getByRole('button', { name: 'Save as input file' }).scrollIntoViewIfNeeded();
    assert.ok(await page.getByRole('button', { name: 'Save as input file' }).isVisible());
    await page.close();
  });
});
