import { COMMAND_ENTRIES, COMMAND_NAMES, type CommandEntry, type CommandName } from './commandTable.js';
import { OPTION_ENTRIES, type OptionName } from './optionTable.js';

/** The longest line of a help text. */
const WIDTH = 120;
const PROGRAM = 'prompt-bundles';

/** What holds for every command. */
const FOLDERS =
  'ROOT/.prompt-bundles/config.json says which severities problems have, what is left out, how long a file may be, and what the audit log records. Published versions are in ROOT/.prompt-bundles/published. They answer references that no file answers. A folder below the root with one of these of its own is a root of its own: lint checks each by itself; else name it by --root. Not read are node_modules, .git and the like, linked git worktrees below the root, links to folders, and links to files that are there already.';
const CALLED_WRONGLY = 'Called wrongly.';

/** The name of the command that arguments begin with; `undefined` where they name none. */
export function commandOf([first = '', second = '']: readonly string[]): CommandName | undefined {
  return COMMAND_NAMES.find((name) => name === first || name === `${first} ${second}`);
}

/** The commands whose names begin with a word, such as `audit`. */
export function commandsOf(word: string): readonly CommandName[] {
  return COMMAND_NAMES.filter((name) => name === word || name.startsWith(`${word} `));
}

/** What `prompt-bundles --help` prints; with `named`, of these commands alone, such as those that begin with `audit`. */
export function helpOfAll(named: readonly CommandName[] = []): string {
  const names = named.length > 0 ? named : COMMAND_NAMES;
  const rows = names.map((name): Row => [callOf(name), COMMAND_ENTRIES[name].summary]);
  return [
    'Prompt Bundles: renders, checks, publishes and compares versioned prompt bundles as the service would.',
    '',
    `Usage: ${PROGRAM} <command> [options]`,
    '',
    'Commands',
    ...table(rows),
    '',
    'Options',
    ...table([
      ['--help', 'Print this; after a command, what that takes.'],
      ['--version', 'Print the version.'],
    ]),
    '',
    ...wrap(FOLDERS),
    '',
    'Exit codes',
    ...table([
      ['0', 'Done, and nothing wrong was found.'],
      ['1', 'Refused, and why is told; or something wrong was found.'],
      ['2', CALLED_WRONGLY],
      ['3', 'The program failed: a fault of its own.'],
    ]),
    '',
  ].join('\n');
}

/** What `prompt-bundles COMMAND --help` prints. */
export function helpOf(name: CommandName): string {
  const { summary, options, notes = [], exits } = COMMAND_ENTRIES[name];
  const rows = options.map((option): Row => [optionCall(option), optionText(name, option)]);
  return [
    `Usage: ${PROGRAM} ${callOf(name)} [options]`,
    '',
    ...wrap([summary, ...notes].join(' ')),
    '',
    'Options',
    ...table([...rows, ['--help', 'Print this.']]),
    '',
    'Exit codes',
    ...table(exitRows(exits)),
    '',
  ].join('\n');
}

function exitRows([done, found]: CommandEntry['exits']): Row[] {
  return [['0', done], ...(found === undefined ? [] : [['1', found] as const]), ['2', CALLED_WRONGLY]];
}

/** A command with what stands behind its name. */
export function callOf(name: CommandName): string {
  return `${name} ${COMMAND_ENTRIES[name].arguments}`.trimEnd();
}

function optionCall(option: OptionName): string {
  const { value } = OPTION_ENTRIES[option];
  return value === undefined ? `--${option}` : `--${option} ${value}`;
}

/** What an option of a command does. */
export function optionText(name: CommandName, option: OptionName): string {
  const { texts, formats } = COMMAND_ENTRIES[name];
  if (option === 'format') return `${formats.join(', ')}. Default: ${formats[0] ?? ''}.`;
  return texts?.[option] ?? OPTION_ENTRIES[option].text;
}

/** What is named, and what is said of it. */
type Row = readonly [string, string];

function table(rows: readonly Row[]): string[] {
  const width = rows.reduce((most, [name]) => Math.max(most, name.length), 0) + 4;
  return rows.flatMap(([name, text]) =>
    wrap(text, width).map((line, index) =>
      index === 0 ? `  ${name}`.padEnd(width) + line.slice(width) : line,
    ),
  );
}

/** Lines of a text, each with so many blanks before it. */
function wrap(text: string, indent = 0): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => ' '.repeat(indent) + one);
}
