import type { FileType } from '../core/documents/fileKinds.js';
import { parsePromptFile, type InputFile } from '../core/documents/promptFile.js';
import { unreadableFile } from '../core/documents/unreadableFile.js';
import { decodeUtf8 } from '../core/text/utf8.js';
import type { BoundedRead } from '../node/readBounded.js';
import type { CommandLineHost } from './commandLineHost.js';
import { readNamedFile, type NamedPlace } from './namedFile.js';
import { printErrors } from './printErrors.js';
import { printRefusal } from './print.js';

/** An input named on the command line. */
export interface NamedInput {
  /** Its path from the root, with `/` between; `-` for standard input. */
  readonly file: string;
  readonly parsed: InputFile;
}

/**
 * The input that an option names, if any, to do something with that is said in a word or two. One with errors is told of with
 * all of them, and gives `undefined`.
 */
export function readValidInput(
  name: string | undefined,
  place: NamedPlace,
  purpose: string,
  host: CommandLineHost,
): { readonly input?: NamedInput } | undefined {
  if (name === undefined) return {};
  const input = readInputFile(name, place);
  if (input.parsed.model) return { input };
  const reason = `The input ${input.file} has errors. Fix them to ${purpose}.`;
  printRefusal(host, { code: 'invalid_input', reason });
  printErrors(input.file, input.parsed.source, input.parsed.findings, host);
  return undefined;
}

/** Reads an input by its path from the current folder or else from the root; `-` is standard input. Any name will do. */
export function readInputFile(name: string, place: NamedPlace): NamedInput {
  const { file, read } = readNamedFile(name, place, 'input file');
  return { file, parsed: parse(file, read) };
}

function parse(name: string, { bytes, reason }: BoundedRead): InputFile {
  const syntax = name.toLowerCase().endsWith('.json') ? 'json' : 'yaml';
  const type: FileType = { kind: 'input', syntax };
  return (reason ? unreadableFile(type, reason) : parsePromptFile(type, decodeUtf8(bytes))) as InputFile;
}
