import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FrameLocator, Locator } from 'playwright-core';
import { projectFolder } from '../harness/project.mjs';
import type { Workbench } from '../harness/workbench.mjs';

const PATIENCE_MS = 20_000;
const PAUSE_MS = 50;

/** A part of the prompt as the page shows it. */
export interface ShownPart {
  readonly source: string;
  readonly templateHash: string;
  readonly text: string;
}

/** All that the page says of a render. */
export interface Shown {
  readonly bundle: string;
  readonly version: string;
  readonly input: string;
  readonly model: string;
  readonly hashes: Readonly<Record<string, string>>;
  readonly parts: Readonly<Record<string, ShownPart>>;
  /** Why the newest text does not render, with each place; empty when it does. */
  readonly problem: string;
  readonly isOld: boolean;
}

/** What the page shows of the prompt itself. */
export const promptOf = ({ parts }: Shown): string =>
  Object.values(parts)
    .map(({ text }) => text)
    .join('\n\n');

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Waits until `look` gives something right; fails with what it gave last. */
export async function until<T>(
  what: string,
  look: () => Promise<T>,
  isRight: (found: T) => boolean,
): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look().catch(ifPageIsLeaving);
    if (found !== undefined && isRight(found)) return found;
    if (Date.now() > end) assert.fail(`${what}; but there is\n${JSON.stringify(found, null, 1)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** While VS Code makes a page anew, the old one cannot be looked at. */
function ifPageIsLeaving(error: unknown): undefined {
  const isLeaving = error instanceof Error && /detached|navigat|context was destroyed/i.test(error.message);
  if (!isLeaving) throw error;
}

/** A preview in a workbench, and the editors beside it. */
export class PreviewTester {
  readonly #edited = new Set<string>();

  constructor(
    private readonly workbench: Workbench,
    private readonly folder: string,
  ) {}

  get page(): FrameLocator {
    return this.workbench.webview();
  }

  /** Opens a file of the sample in the first group and puts the cursor there. */
  async edit(file: string, line: number, column = 1): Promise<void> {
    this.#edited.add(file);
    await this.workbench.page.keyboard.press('Control+1');
    await this.workbench.openFile(file);
    await this.workbench.goTo(line, column);
  }

  /** Puts text at the cursor at once, without what the editor adds to single keys. */
  async insert(text: string): Promise<void> {
    await this.workbench.type('');
    await this.workbench.page.keyboard.insertText(text);
  }

  /** Opens a bundle and its preview beside it; gives what it shows. */
  async open(file: string): Promise<Shown> {
    await this.workbench.page.keyboard.press('Control+1');
    await this.workbench.openFile(file);
    await this.workbench.runCommand('Prompt Bundles: Open Prompt Preview to the Side');
    return this.shows('A prompt is shown', ({ parts }) => Object.keys(parts).length === 4);
  }

  /** What the page shows now. */
  look(): Promise<Shown> {
    return this.page.locator('body').evaluate((body) => {
      const text = (selector: string): string => body.querySelector(selector)?.textContent ?? '';
      const title = (element: Element | null): string => element?.getAttribute('title') ?? '';
      const chosen = (id: string): string =>
        body.querySelector<HTMLSelectElement>(`#${id}`)?.selectedOptions[0]?.label ?? '';
      const hashes = [...body.querySelectorAll('.hash')].map((hash) =>
        title(hash).split('\n')[0]!.split(': '),
      );
      const parts = [...body.querySelectorAll('.part')].map((part) => [
        /part-(\w+)/.exec(part.className)?.[1] ?? '',
        {
          source: part.querySelector('.link')?.textContent ?? '',
          templateHash: title(part.querySelector('.template-hash')).replace(/^.*: /, ''),
          text: part.querySelector('.text')?.textContent ?? '',
        },
      ]);
      return {
        bundle: text('h1'),
        version: chosen('version'),
        input: chosen('input'),
        model: chosen('model'),
        hashes: Object.fromEntries(hashes) as Record<string, string>,
        parts: Object.fromEntries(parts) as Record<string, ShownPart>,
        problem: body.querySelector('.problem:not([hidden])')
          ? [...body.querySelectorAll('.problem-text p, .detail')].map((line) => line.textContent).join('\n')
          : '',
        isOld: body.querySelector('main.old') !== null,
      };
    });
  }

  /** Waits until the page shows something; every prompt it shows must have the hash that stands above it. */
  async shows(what: string, isRight: (shown: Shown) => boolean): Promise<Shown> {
    const shown = await until(what, () => this.look(), isRight);
    if (Object.keys(shown.parts).length === 4)
      assert.equal(shown.hashes['prompt_hash'], sha256(promptOf(shown)), 'the hash of what is shown');
    return shown;
  }

  /** Chooses in a drop-down by the words shown. */
  async choose(name: 'Version' | 'Input' | 'Model', label: string): Promise<void> {
    await this.page.getByRole('combobox', { name }).selectOption({ label });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Line and column of the cursor in the active editor, both from 1. */
  async cursor(): Promise<string> {
    const [text = ''] = await this.workbench.page.locator('#status\\.editor\\.selection').allTextContents();
    return /Ln \d+, Col \d+/.exec(text)?.[0] ?? text;
  }

  /** Name of the file in the active editor. */
  async activeFile(): Promise<string> {
    const tabs = this.workbench.page.locator('.editor-group-container.active .tab.active .label-name');
    return (await tabs.allTextContents()).join();
  }

  /** Makes the clipboard empty, does something, and gives the text that it puts there. */
  async copiedBy(act: () => Promise<void>): Promise<string> {
    await this.workbench.page.evaluate(() => navigator.clipboard.writeText('nothing was copied'));
    await act();
    return until(
      'Something is copied',
      () => this.workbench.readClipboard(),
      (text) => text !== 'nothing was copied',
    );
  }

  /** What the command line renders of the stored files. */
  async renderStored(bundle: string, input: string): Promise<Record<string, string>> {
    const cli = path.join(projectFolder, 'dist/cli.js');
    const args = [cli, 'render', bundle, '--input', `inputs/${input}`, '--format', 'json', '--no-audit'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: this.folder });
    return JSON.parse(stdout) as Record<string, string>;
  }

  /** Throws away what is not saved, and closes all editors. */
  async tidyUp(): Promise<void> {
    for (const file of this.#edited) {
      await this.workbench.page.keyboard.press('Control+1');
      await this.workbench.openFile(file);
      await this.workbench.runCommand('File: Revert File');
    }
    this.#edited.clear();
    await this.workbench.runCommand('View: Close All Editors');
    await this.workbench.page.locator('.editor-group-container .tab').first().waitFor({ state: 'detached' });
  }
}
