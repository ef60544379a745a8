import type { FileKind } from '../../core/documents/fileKinds.js';
import { SCHEMAS } from '../../core/documents/jsonSchemas.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { parseCommand } from '../options/parseCommand.js';
import { UsageError } from '../options/usageError.js';
import { printJson } from '../print.js';

const KINDS = Object.keys(SCHEMAS) as readonly FileKind[];

/** `schema KIND`: the JSON Schema of a kind of file, for editors and validators elsewhere. */
export function schemaCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { positionals } = parseCommand('schema', args);
  const [asked = '', ...others] = positionals;
  const kind = KINDS.find((known) => known === asked);
  if (!kind || others.length > 0)
    throw new UsageError(`Name one kind of file: ${KINDS.join(', ')}.`, { word: asked, known: KINDS });
  printJson(host, SCHEMAS[kind]);
  return Promise.resolve(0);
}
