import { readdirSync, type Dirent } from 'node:fs';
import path from 'node:path';
import type { Render } from '../../core/promptGenerator.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { printJson, printLines } from '../print.js';
import { count } from '../usage.js';
import type { RenderOutput } from './printRender.js';
import { extensionOf, holds, placeOf, shownPath, textOf, type RenderFolder } from './renderedFile.js';
import type { RenderExpectation } from './renderExpectation.js';
import type { RenderJob } from './renderJobs.js';

/** What the files of a folder are, held against what would be written there; paths as they are shown. */
interface Compared {
  readonly unchanged: string[];
  readonly different: string[];
  readonly missing: string[];
  /** Files of renders that nothing renders any more. */
  readonly stale: string[];
}

/** Compares each render with the file that it would be written to, and tells in the end what is not the same. */
export class FolderComparison implements RenderOutput {
  readonly #compared: Compared = { unchanged: [], different: [], missing: [], stale: [] };
  /** Every file that a render has, refused ones too: whatever is in it, it is not stale. */
  readonly #files = new Set<string>();
  #refused = 0;

  /** `isWhole` says that all renders of a root are compared, so that what none of them has is stale. */
  constructor(
    private readonly to: RenderFolder,
    private readonly isWhole: boolean,
    private readonly host: CommandLineHost,
  ) {}

  rendered(job: RenderJob, render: Render, failed: RenderExpectation): void {
    const file = this.#fileOf(job);
    const isSame = holds(file, textOf(job, render, failed, this.to));
    const state = isSame === undefined ? 'missing' : isSame ? 'unchanged' : 'different';
    this.#compared[state].push(shownPath(file, this.host.cwd));
  }

  refused(job: RenderJob): void {
    this.#fileOf(job);
    this.#refused++;
  }

  end(): boolean {
    const { to, host } = this;
    const compared = this.#compared;
    if (this.isWhole)
      for (const file of filesOfRenders(to))
        if (!this.#files.has(file)) compared.stale.push(shownPath(file, host.cwd));
    const { unchanged, different, missing, stale } = compared;
    if (to.format === 'json') printJson(host, { ...compared, refused: this.#refused });
    else {
      const told = [
        ...different.map((file) => `different  ${file}`),
        ...missing.map((file) => `missing    ${file}`),
        ...stale.map((file) => `stale      ${file}`),
      ];
      const all = unchanged.length + different.length + missing.length;
      const summary = `${count(all, 'prompt')} compared with ${shownPath(to.folder, host.cwd)}: ${unchanged.length} unchanged, ${different.length} different, ${missing.length} missing, ${stale.length} stale, ${this.#refused} refused.`;
      const next = different.length + missing.length > 0 ? ' Without --check, they are written.' : '';
      printLines(host, [...told, summary + next]);
    }
    return different.length + missing.length + stale.length === 0;
  }

  #fileOf(job: RenderJob): string {
    const file = placeOf(job, this.to);
    this.#files.add(file);
    return file;
  }
}

/** The files of a folder that renders can have been written to, absolute and in order: others are somebody else's. */
function filesOfRenders(to: RenderFolder): readonly string[] {
  const extension = extensionOf(to);
  // What a version is called, or the beginning of a long one and its hash.
  const isVersion = (name: string): boolean => /[@~][^@~]+$/.test(name);
  const isOfRender = (entry: Dirent): boolean => entry.isFile() && entry.name.endsWith(extension);
  return entriesOf(to.folder)
    .filter(({ name }) => isVersion(name))
    .flatMap((entry) => {
      const place = path.join(to.folder, entry.name);
      if (!entry.isDirectory()) return isOfRender(entry) ? [place] : [];
      return entriesOf(place, true)
        .filter(isOfRender)
        .map(({ parentPath, name }) => path.join(parentPath, name));
    })
    .sort();
}

/** What is in a folder; nothing where there is none. */
function entriesOf(folder: string, recursive = false): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
