import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Render } from '../../core/promptGenerator.js';
import { makeFolderInside } from '../../node/insideRoot.js';
import { replaceFile } from '../../node/replaceFile.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { printJson, printLine } from '../print.js';
import { count } from '../usage.js';
import type { RenderOutput } from './printRender.js';
import { holds, placeOf, shownPath, textOf, type RenderFolder } from './renderedFile.js';
import type { RenderExpectation } from './renderExpectation.js';
import type { RenderJob } from './renderJobs.js';

/** Writes each render to a file of its own, whole or not at all, and tells in the end what was written. */
export class FolderOutput implements RenderOutput {
  readonly #written: string[] = [];
  readonly #unchanged: string[] = [];
  #refused = 0;

  constructor(
    private readonly to: RenderFolder,
    private readonly host: CommandLineHost,
  ) {}

  async rendered(job: RenderJob, render: Render, failed: RenderExpectation): Promise<void> {
    const { to, host } = this;
    const text = textOf(job, render, failed, to);
    const file = placeOf(job, to);
    const isThere = holds(file, text) === true;
    if (!isThere) {
      await mkdir(to.folder, { recursive: true });
      await makeFolderInside(to.folder, path.dirname(file));
      await replaceFile(file, text, host.newId(), false);
    }
    (isThere ? this.#unchanged : this.#written).push(shownPath(file, host.cwd));
  }

  refused(): void {
    this.#refused++;
  }

  end(): boolean {
    const { to, host } = this;
    const [written, unchanged, refused] = [this.#written, this.#unchanged, this.#refused];
    if (to.format === 'json') printJson(host, { written, unchanged, refused });
    else {
      const all = written.length + unchanged.length;
      printLine(
        host,
        `${count(all, 'prompt')} in ${shownPath(to.folder, host.cwd)}: ${written.length} written, ${unchanged.length} unchanged, ${refused} refused.`,
      );
    }
    return true;
  }
}
