import { realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { isGitFolder } from '../../core/audit/files.js';
import { jsonText } from '../../core/output/jsonText.js';
import { safeName, versionName } from '../../core/published/snapshotName.js';
import type { Render } from '../../core/promptGenerator.js';
import { makeFolderInside } from '../../node/insideRoot.js';
import { readBounded } from '../../node/readBounded.js';
import { replaceFile } from '../../node/replaceFile.js';
import { sha256 } from '../../node/sha256.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { printJson, printLine } from '../print.js';
import { CONFIGURATION_FILE } from '../../language/index.js';
import { count, UsageError } from '../usage.js';
import { renderJson, withInput, type RenderOutput } from './printRender.js';
import { expectationJson, type RenderExpectation } from './renderExpectation.js';
import type { RenderJob } from './renderJobs.js';

/** The folder that `--output` names, absolute: one where nothing else has a meaning for somebody. */
export function outputFolder(given: string, cwd: string): string {
  const folder = path.resolve(cwd, given);
  const foreign = realPath(folder)
    .split(path.sep)
    .find((step) => isGitFolder(step) || step.toLowerCase() === CONFIGURATION_FILE[0]);
  if (given !== '' && foreign === undefined) return folder;
  throw new UsageError(
    given === ''
      ? '--output takes a folder.'
      : `--output takes a folder of its own, and ${given} is in ${foreign ?? ''}.`,
  );
}

/** The path of a folder behind all links on the way to it, as far as there is one. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    const above = path.dirname(folder);
    return above === folder ? folder : path.join(realPath(above), path.basename(folder));
  }
}

/** The file of a render in the folder, step by step: the same for the same version and input on every system. */
export function renderFile({ bundle, input }: RenderJob, extension: string): readonly string[] {
  const version = versionName(bundle, { sha256 });
  if (!input) return [`${version}${extension}`];
  const steps = input.file.split('/').filter((step) => step !== '');
  const names = steps.map((step) => safeName(step, { sha256 }));
  return [version, ...names.slice(0, -1), `${names.at(-1) ?? ''}${extension}`];
}

/** Writes each render to a file of its own, whole or not at all, and tells in the end what was written. */
export class FolderOutput implements RenderOutput {
  readonly #written: string[] = [];
  readonly #unchanged: string[] = [];
  #refused = 0;

  constructor(
    private readonly folder: string,
    private readonly format: 'text' | 'json',
    private readonly host: CommandLineHost,
  ) {}

  async rendered(job: RenderJob, render: Render, failed: RenderExpectation): Promise<void> {
    const json = { ...renderJson(render), ...expectationJson(job.input, failed) };
    const [text, extension] =
      this.format === 'json'
        ? [`${jsonText(withInput(job, json))}\n`, '.json']
        : [render.rendered_prompt, '.txt'];
    const steps = renderFile(job, extension);
    const file = path.join(this.folder, steps.join(path.sep));
    const bytes = Buffer.from(text);
    // One byte more would be another text, however long the rest is.
    const there = readBounded(file, bytes.length).bytes;
    const isThere = there !== undefined && bytes.equals(there);
    if (!isThere) {
      await mkdir(this.folder, { recursive: true });
      await makeFolderInside(this.folder, path.dirname(file));
      await replaceFile(file, text, this.host.newId(), false);
    }
    (isThere ? this.#unchanged : this.#written).push(
      path.relative(this.host.cwd, file).replaceAll(path.sep, '/'),
    );
  }

  refused(): void {
    this.#refused++;
  }

  end(): void {
    const { format, host } = this;
    const [written, unchanged, refused] = [this.#written, this.#unchanged, this.#refused];
    if (format === 'json') printJson(host, { written, unchanged, refused });
    else {
      const all = written.length + unchanged.length;
      const folder = path.relative(host.cwd, this.folder).replaceAll(path.sep, '/') || '.';
      printLine(
        host,
        `${count(all, 'prompt')} in ${folder}: ${written.length} written, ${unchanged.length} unchanged, ${refused} refused.`,
      );
    }
  }
}
