import path from 'node:path';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { megabytes, type ReadSizes } from '../../core/documents/unreadableFile.js';
import type { Refusal } from '../../core/model/refusal.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { readBoundedDescriptor } from '../../node/readBounded.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { configurationIn, placeOf, type Listing } from '../../node/folder/listFiles.js';
import { maxFileBytesIn, type FileOptions } from '../../node/folder/promptFolder.js';
import { UsageError } from '../usage.js';
import type { LintedFiles } from './readRoots.js';
import { stepsInto } from '../../node/filePaths.js';

/** The values of the options that say what standard input is. */
export interface StdinValues {
  readonly stdin?: boolean | undefined;
  readonly 'stdin-filename'?: string | undefined;
}

/** Which file standard input is, by its path from the root. */
export function stdinFile(
  { stdin, 'stdin-filename': name }: StdinValues,
  root: string,
  { cwd, isInputTerminal }: Pick<CommandLineHost, 'cwd' | 'isInputTerminal'>,
): string {
  if (!stdin) throw new UsageError('--stdin-filename says which file --stdin is. Add --stdin.');
  if (name === undefined)
    throw new UsageError('--stdin needs --stdin-filename FILE, which says which file the text is of.');
  if (!fileTypeOf(name))
    throw new UsageError(
      `${name} is no name of a prompt file. --stdin-filename takes one such as a.prompt-template.yaml.`,
    );
  const file = stepsInto(root, path.resolve(cwd, name))?.join('/');
  if (file === undefined)
    throw new UsageError(`${name} is not in ${root}. --stdin-filename takes the name of a file there.`);
  if (isInputTerminal?.())
    throw new UsageError('--stdin reads standard input, which is a terminal. Pipe the text of the file in.');
  return file;
}

/** The files as they are with the text of standard input in one of them, there or not; or why there is no such text. */
export function withStdin(
  file: string,
  { root, options, listing }: { root: string; options: FileOptions; listing: Listing },
): LintedFiles | Refusal {
  const type = fileTypeOf(file);
  if (!type) throw new TypeError('The name was looked at before.');
  const found = placeOf(root, file, listing, options);
  const home = 'home' in found ? found.home : undefined;
  const text = readText(maxFileBytesIn(options, configurationIn(listing, home ?? '')));
  if (typeof text !== 'string') return { code: 'unusable_file', reason: text.problem };
  const { entries } = listing;
  const isThere = entries.some((entry) => entry.file === file);
  const entry = { file, type, place: path.join(root, file), isUtf8: true, home: home ?? '' };
  return {
    root,
    options,
    listing: home === undefined || isThere ? listing : { ...listing, entries: [...entries, entry] },
    named: [{ given: file, names: [file] }],
    buffers: new Map([[file, text]]),
  };
}

function sizeText({ size, limit }: ReadSizes): string {
  return size === undefined
    ? `has more than the ${megabytes(limit)} that are read`
    : `has ${megabytes(size)}, more than the ${megabytes(limit)} that are read`;
}

function readText(limit: number): string | { readonly problem: string } {
  const { bytes, reason } = readBoundedDescriptor(0, limit);
  if (reason)
    return {
      problem: `Standard input ${reason.kind === 'too-large' ? sizeText(reason) : 'cannot be read'}. Nothing was checked.`,
    };
  const { text, invalidAt } = decodeUtf8(bytes);
  if (invalidAt === undefined && !text.includes('\0')) return text;
  return { problem: 'Standard input is not UTF-8 text. Nothing was checked.' };
}
