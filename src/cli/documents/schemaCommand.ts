import { FOLDER_SCHEMAS } from '../../core/documents/folderSchemas.js';
import { SCHEMAS } from '../../core/documents/jsonSchemas.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { parseCommand } from '../options/parseCommand.js';
import { UsageError } from '../options/usageError.js';
import { printJson } from '../print.js';

const ALL = { ...SCHEMAS, ...FOLDER_SCHEMAS };

/** The kinds of files that have one. */
export const SCHEMA_KINDS = Object.keys(ALL) as readonly (keyof typeof ALL)[];

/** `schema KIND`: the JSON Schema of a kind of file, for editors and validators elsewhere. */
export function schemaCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { positionals } = parseCommand('schema', args);
  const [asked = '', ...others] = positionals;
  const kind = SCHEMA_KINDS.find((known) => known === asked);
  if (!kind || others.length > 0)
    throw new UsageError(`Name one kind of file: ${SCHEMA_KINDS.join(', ')}.`, {
      word: asked,
      known: SCHEMA_KINDS,
    });
  printJson(host, ALL[kind]);
  return Promise.resolve(0);
}
