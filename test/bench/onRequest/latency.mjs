/* global MutationObserver, window -- in functions that run in the browser */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { copyWorkspace, temporaryFolder } from '../../harness/temporaryFolder.mjs';
import { openWorkbench } from '../../harness/workbench.mjs';
import { median, percentile } from '../measure.mjs';
import { projectFolder } from '../places.mjs';

const BUNDLE = 'support-agent-1.3.0.prompt-bundle.yaml';
const TEMPLATE = 'support-persona-1.3.0.prompt-template.md';
/** A line of prose in the template, and the letter that is typed at its start, of which the prompt has no two in a row. */
const LINE = 12;
const LETTER = 'q';
const WARM_UP = 10;
const PATIENCE_MS = 20_000;

/**
 * From a key pressed to the page changed, in a real VS Code, beside the workbench's own time to show the letter in its
 * editor. Needs VS Code and Chromium, as the tests of the page do.
 */
export default async function measureLatency({ effort }) {
  if (!existsSync(path.join(projectFolder, 'dist/extension.js'))) {
    execFileSync(process.execPath, ['esbuild.mjs'], { cwd: projectFolder, stdio: 'inherit' });
  }
  const folder = temporaryFolder();
  let workbench;
  try {
    workbench = await openWorkbench({
      workspace: copyWorkspace(path.join(projectFolder, 'media/sample'), folder.path),
      extension: projectFolder,
    });
    await workbench.ready();
    const { editor, preview } = await typeLetters(workbench, WARM_UP + effort.of(100, 20, 2));
    const behind = preview.map((time, i) => time - editor[i]);
    const rows = [
      row("the workbench's own: from key to changed line", editor),
      row('the preview: from key to changed page', preview),
      row('– behind the editor', behind),
      {
        what: 'the preview, times the workbench itself',
        figure: percentile(preview, 0.95) / percentile(editor, 0.95),
      },
    ];
    const notes = [
      `${preview.length} letters typed into a template of the sample, one after the other is shown; p95. By the clock, so a busy machine shows: compare with the workbench's own.`,
    ];
    return { title: 'Latency in VS Code', notes, rows };
  } finally {
    await workbench?.close();
    folder.remove();
  }
}

function row(what, times) {
  return {
    what,
    figure: percentile(times, 0.95),
    unit: 'ms',
    details: `median ${Math.round(median(times))} ms, at most ${Math.round(Math.max(...times))} ms`,
  };
}

/** Milliseconds from each key to the changed line of the editor, and to the changed page. */
async function typeLetters(workbench, count) {
  const { page } = workbench;
  await workbench.openFile(BUNDLE);
  await workbench.runCommand('Prompt Bundles: Open Prompt Preview to the Side');
  const preview = workbench.webview().locator('body');
  await preview.locator('.part').first().waitFor();
  await page.keyboard.press('Control+1');
  await workbench.openFile(TEMPLATE);
  await workbench.goTo(LINE);
  await workbench.type('');

  const editor = page.locator('.editor-group-container.active .view-lines').first();
  for (const shown of [editor, preview]) await shown.evaluate(watch, LETTER);
  await page.evaluate(listen, LETTER);
  for (let typed = 1; typed <= count; typed++) {
    await page.keyboard.press(LETTER);
    for (const shown of [editor, preview]) await shows(shown, typed);
    await pause(100 + ((typed * 37) % 200)); // at all phases of timers
  }
  const pressed = await page.evaluate(() => window.benchPressed);
  const since = (times) => pressed.map((time, i) => times[i] - time).slice(WARM_UP);
  return { editor: since(await timesOf(editor)), preview: since(await timesOf(preview)) };
}

async function shows(shown, count) {
  for (const end = Date.now() + PATIENCE_MS; (await timesOf(shown)).length < count; await pause(10))
    if (Date.now() > end) throw new Error(`The ${count}th letter is not shown.`);
}

function timesOf(shown) {
  return shown.evaluate(() => window.benchShown);
}

/** In the browser: notes when each of the letters in a row is first there. */
function watch(element, letter) {
  const times = (window.benchShown = []);
  const rows = new RegExp(`${letter}+`, 'g');
  new MutationObserver(() => {
    const longest = Math.max(0, ...(element.textContent.match(rows) ?? []).map((row) => row.length));
    while (times.length < longest) times.push(performance.timeOrigin + performance.now());
  }).observe(element, { subtree: true, childList: true, characterData: true });
}

/** In the browser: notes when the key of the letter goes down. */
function listen(letter) {
  const times = (window.benchPressed = []);
  const note = ({ key }) => key === letter && times.push(performance.timeOrigin + performance.now());
  window.addEventListener('keydown', note, { capture: true });
}
