import { realpathSync } from 'node:fs';
import path from 'node:path';
import { isGitFolder } from '../../core/audit/files.js';
import { jsonText } from '../../core/output/jsonText.js';
import { safeName, versionName } from '../../core/published/snapshotName.js';
import type { Render } from '../../core/promptGenerator.js';
import { CONFIGURATION_FILE } from '../../language/index.js';
import { readBounded } from '../../node/readBounded.js';
import { sha256 } from '../../node/sha256.js';
import { UsageError } from '../usage.js';
import { renderJson, withInput } from './printRender.js';
import { expectationJson, type RenderExpectation } from './renderExpectation.js';
import type { RenderJob } from './renderJobs.js';
import { nameFrom } from '../../node/filePaths.js';

/** Where the files of renders are, and what they hold. */
export interface RenderFolder {
  /** Absolute. */
  readonly folder: string;
  readonly format: 'text' | 'json';
}

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

/** What each file's name ends with. */
export function extensionOf({ format }: RenderFolder): string {
  return format === 'json' ? '.json' : '.txt';
}

/** The file of a render, absolute. */
export function placeOf(job: RenderJob, to: RenderFolder): string {
  return path.join(to.folder, renderFile(job, extensionOf(to)).join(path.sep));
}

/** What it is to hold. */
export function textOf(
  job: RenderJob,
  render: Render,
  failed: RenderExpectation,
  { format }: RenderFolder,
): string {
  if (format === 'text') return render.rendered_prompt;
  const json = { ...renderJson(render), ...expectationJson(job.input, failed) };
  return `${jsonText(withInput(job, json))}\n`;
}

/** Whether a file holds a text, byte for byte; `undefined` where there is none. */
export function holds(file: string, text: string): boolean | undefined {
  const bytes = Buffer.from(text);
  // One byte more would be another text, however long the rest is.
  const there = readBounded(file, bytes.length);
  if (there.reason?.kind === 'vanished') return undefined;
  return there.bytes !== undefined && bytes.equals(there.bytes);
}

/** A path as it is shown, from the folder that the program was called in. */
export function shownPath(file: string, cwd: string): string {
  return nameFrom(cwd, file) || '.';
}
