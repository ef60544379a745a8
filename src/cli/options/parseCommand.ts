import { parseArgs } from 'node:util';
import { COMMAND_ENTRIES, type COMMANDS, type CommandName } from './commandTable.js';
import { OPTION_ENTRIES, type OPTIONS } from './optionTable.js';
import { UsageError } from './usageError.js';

/** What a command of the table is called with. */
type Parsed<Name extends CommandName> = ReturnType<
  typeof parseArgs<{
    options: Pick<typeof OPTIONS, (typeof COMMANDS)[Name]['options'][number]>;
    allowPositionals: true;
  }>
>;

/** Parses what a command is called with, by the tables; a wrong call is a {@link UsageError}. */
export function parseCommand<Name extends CommandName>(name: Name, args: readonly string[]): Parsed<Name> {
  const known = COMMAND_ENTRIES[name].options;
  const options = Object.fromEntries(known.map((option) => [option, OPTION_ENTRIES[option]]));
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options }) as Parsed<Name>;
  } catch (error) {
    throw usageError(error, known);
  }
}

function usageError(error: unknown, known: readonly string[]): UsageError {
  const said = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(-[^']*)'/.exec(said)?.[1];
  if (unknown !== undefined)
    return new UsageError(`There is no option ${unknown}.`, {
      word: unknown,
      known: known.map((option) => `--${option}`),
    });
  // Node goes on to say how to pass what looks like an option: nothing here takes such a thing.
  const [first = ''] = said.split('. ');
  return new UsageError(`${first.replace(/\.$/, '')}.`);
}
