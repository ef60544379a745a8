import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parsePromptFile, type InputFile } from '../core/documents/promptFile.js';
import { decodeUtf8 } from '../core/text/utf8.js';
import { UsageError } from './usage.js';

/** An input named on the command line. */
export interface NamedInput {
  /** Its path from the root, with `/` between; `-` for standard input. */
  readonly file: string;
  readonly parsed: InputFile;
}

/** Reads an input by its path from the current folder or else from the root; `-` is standard input. Any name will do. */
export function readInputFile(name: string, root: string, cwd: string): NamedInput {
  if (name === '-') return { file: name, parsed: parse(name, readFileSync(0)) };
  const found = [path.resolve(cwd, name), path.resolve(root, name)].find(
    (file) => existsSync(file) && statSync(file).isFile(),
  );
  if (found === undefined) throw new UsageError(`There is no input file ${name}.`);
  return {
    file: path.relative(root, found).replaceAll(path.sep, '/'),
    parsed: parse(found, readFileSync(found)),
  };
}

function parse(name: string, bytes: Uint8Array): InputFile {
  const syntax = name.toLowerCase().endsWith('.json') ? 'json' : 'yaml';
  return parsePromptFile({ kind: 'input', syntax }, decodeUtf8(bytes)) as InputFile;
}
