import { AUDIT_MODES } from '../../core/audit/record.js';
import { RULE_CATALOG } from '../../language/index.js';
import { REFUSAL_CODES } from '../documents/refusalPages.js';
import { SCHEMA_KINDS } from '../documents/schemaCommand.js';
import { COMMAND_ENTRIES, COMMAND_NAMES, SHELLS, type CommandName } from './commandTable.js';
import { optionText } from './help.js';
import { OPTION_ENTRIES, type OptionName } from './optionTable.js';

/** What can stand at a place: one of these words, the path of a file or a folder, or something that nobody knows. */
export type Completed = readonly string[] | 'file' | 'folder' | 'text';

/** An option of a command. */
export interface CompletedOption {
  readonly name: string;
  /** What it does, in one sentence. */
  readonly text: string;
  /** What its value is; `undefined` for a switch. */
  readonly value: Completed | undefined;
  readonly isMultiple: boolean;
}

/** A command, for the script of a shell. */
export interface CompletedCommand {
  readonly name: CommandName;
  readonly text: string;
  readonly options: readonly CompletedOption[];
  /** What stands behind it. */
  readonly argument: Completed;
}

/** The commands with all that can be written behind them, by the tables that are parsed. */
export function completedCommands(): readonly CompletedCommand[] {
  return COMMAND_NAMES.map((name) => ({
    name,
    text: COMMAND_ENTRIES[name].summary,
    options: [
      ...COMMAND_ENTRIES[name].options.map((option) => completedOption(name, option)),
      { name: 'help', text: 'Print how it is called.', value: undefined, isMultiple: false },
    ],
    argument: argumentOf(name),
  }));
}

/** The words that begin a command of two, such as `audit`, each with the second words. */
export function commandGroups(): ReadonlyMap<string, readonly CompletedCommand[]> {
  const groups = new Map<string, CompletedCommand[]>();
  for (const command of completedCommands()) {
    const [first = '', second] = command.name.split(' ');
    if (second !== undefined) groups.set(first, [...(groups.get(first) ?? []), command]);
  }
  return groups;
}

function completedOption(command: CommandName, name: OptionName): CompletedOption {
  const { value, multiple = false } = OPTION_ENTRIES[name];
  return {
    name,
    text: name === 'format' ? 'How it is printed.' : firstSentence(optionText(command, name)),
    value: value === undefined ? undefined : valueOf(command, name, value),
    isMultiple: multiple,
  };
}

function valueOf(command: CommandName, option: OptionName, value: string): Completed {
  if (option === 'format') return COMMAND_ENTRIES[command].formats;
  if (option === 'audit') return AUDIT_MODES;
  return value === 'FILE' ? 'file' : value === 'DIR' ? 'folder' : 'text';
}

function argumentOf(name: CommandName): Completed {
  if (name === 'explain') return [...RULE_CATALOG.map(({ code }) => code), ...REFUSAL_CODES];
  if (name === 'schema') return SCHEMA_KINDS;
  if (name === 'completion') return SHELLS;
  return /PATH|FILE/.test(COMMAND_ENTRIES[name].arguments) ? 'file' : 'text';
}

function firstSentence(text: string): string {
  return /^.*?[.:;](?= |$)/.exec(text)?.[0].replace(/[:;]$/, '.') ?? text;
}
