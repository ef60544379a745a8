import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileType } from '../core/documents/fileKinds.js';
import { parsePromptFile, type InputFile } from '../core/documents/promptFile.js';
import { unreadableFile } from '../core/documents/unreadableFile.js';
import { decodeUtf8 } from '../core/text/utf8.js';
import { readBounded, readBoundedDescriptor, type BoundedRead } from '../node/readBounded.js';
import type { CommandLineHost } from './commandLineHost.js';
import { printError } from './print.js';
import { printErrors } from './printErrors.js';
import { UsageError } from './usage.js';

/** An input named on the command line. */
export interface NamedInput {
  /** Its path from the root, with `/` between; `-` for standard input. */
  readonly file: string;
  readonly parsed: InputFile;
}

/** Where a named input is looked for, and how much of it is read. */
export interface InputPlace {
  /** Absolute. */
  readonly root: string;
  readonly cwd: string;
  readonly maxFileBytes: number;
}

/**
 * The input that an option names, if any, to do something with that is said in a word or two. One with errors is told of with
 * all of them, and gives `undefined`.
 */
export function readValidInput(
  name: string | undefined,
  place: InputPlace,
  purpose: string,
  host: CommandLineHost,
): { readonly input?: NamedInput } | undefined {
  if (name === undefined) return {};
  const input = readInputFile(name, place);
  if (input.parsed.model) return { input };
  printError(host, `The input ${input.file} has errors. Fix them to ${purpose}.`);
  printErrors(input.file, input.parsed.source, input.parsed.findings, host);
  return undefined;
}

/** Reads an input by its path from the current folder or else from the root; `-` is standard input. Any name will do. */
export function readInputFile(name: string, { root, cwd, maxFileBytes }: InputPlace): NamedInput {
  if (name === '-') return { file: name, parsed: parse(name, readBoundedDescriptor(0, maxFileBytes)) };
  const found = [path.resolve(cwd, name), path.resolve(root, name)].find(
    (file) => existsSync(file) && !statSync(file).isDirectory(),
  );
  if (found === undefined) throw new UsageError(`There is no input file ${name}.`);
  return {
    file: path.relative(root, found).replaceAll(path.sep, '/'),
    parsed: parse(found, readBounded(found, maxFileBytes)),
  };
}

function parse(name: string, { bytes, reason }: BoundedRead): InputFile {
  const syntax = name.toLowerCase().endsWith('.json') ? 'json' : 'yaml';
  const type: FileType = { kind: 'input', syntax };
  return (reason ? unreadableFile(type, reason) : parsePromptFile(type, decodeUtf8(bytes))) as InputFile;
}
