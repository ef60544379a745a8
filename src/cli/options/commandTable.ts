import { BYTES_PER_MB, DEFAULT_MAX_FILE_BYTES } from '../../core/documents/fileSizes.js';
import { REPORT_FORMATS } from '../reports/formats.js';
import type { OptionName } from './optionTable.js';

/** A command: how it is called, and what the help says of it. */
export interface CommandEntry {
  /** What stands behind its name. */
  readonly arguments: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  readonly options: readonly OptionName[];
  /** The values of `--format`; the first is the default. */
  readonly formats: readonly string[];
  /** What its options do, where that is not what they do elsewhere. */
  readonly texts?: Readonly<Partial<Record<OptionName, string>>>;
  /** When it exits with 0, and with 1, where it may. */
  readonly exits: readonly [string, string?];
  /** What else there is to know. */
  readonly notes?: readonly string[];
}

const FILES = ['max-file-size', 'exclude', 'no-gitignore'] as const;
const AUDIT = ['audit', 'no-audit', 'audit-registry', 'log'] as const;
const TEXT_OR_JSON = ['text', 'json'] as const;
/** The shells that a script for completion is made for. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

const REFUSED =
  'Refused, and why is told: an unknown or ambiguous version, errors in a file, a model the bundle does not serve.';
const LOG_READ = 'A log cannot be read.';

/** Every command, in the order of the help: what is parsed, printed as help and documented is this table. */
export const COMMANDS = {
  render: {
    arguments: '<bundle_id@semver>|--all',
    summary: 'Print the prompt, or those of all versions or of several inputs.',
    options: ['input', 'model', 'label', 'all', 'check', 'output', 'root', 'format', ...FILES, ...AUDIT],
    formats: TEXT_OR_JSON,
    texts: {
      input:
        'Render input, YAML or JSON; - reads standard input. Can be given more than once. Default: all defaults; with --all, the inputs of the folder that are meant for a version, and all defaults for one that has none.',
      model:
        "Model to render for, in place of the input's model_type. With --all, versions that do not serve it are passed over.",
      all: 'Render every bundle version of the root, in files and published, in place of one. Where an input is for a model that a version does not serve, the two are passed over.',
    },
    exits: ['Rendered.', `${REFUSED} Or a prompt that --check did not expect.`],
    notes: [
      'With --all or several inputs, each prompt stands below a line ==> BUNDLE_ID@SEMVER INPUT <==, and JSON has one object a line, a refused render with error in place of the prompt and its hashes; what is refused stops no other.',
      'The text is the prompt alone, byte for byte, control characters included: write it to a file or a pipe where you do not trust it.',
    ],
  },
  lint: {
    arguments: '[PATH...]',
    summary: 'Print what is wrong in the files, or in those paths alone.',
    options: [
      'quiet',
      'max-warnings',
      'fix',
      'fix-dry-run',
      'baseline',
      'no-baseline',
      'write-baseline',
      'watch',
      'stdin',
      'stdin-filename',
      'input',
      'root',
      'format',
      ...FILES,
      'cache',
      'no-cache',
      'cache-location',
    ],
    formats: [...TEXT_OR_JSON, ...REPORT_FORMATS],
    texts: {
      input:
        'Render input to check every bundle with, YAML or JSON; - reads standard input. Default: the inputs of the folder that are meant for a bundle.',
    },
    exits: ['No errors found.', 'Errors found, or more warnings than --max-warnings allows.'],
    notes: [
      'A baseline counts the findings that were there when it was written, by file and code. Where a file has no more of a code than are counted, they are not told; where it has more, all are. What it counts too much is taken out of it by the next run, so that no new finding hides there; where the variable CI says that this is a build server, nothing is written, and it is an error.',
      'What is named is checked though it is left out, on its own. In sarif, junit, github and gitlab, paths are from the current folder.',
    ],
  },
  test: {
    arguments: '[PATTERN]',
    summary: 'Compare the prompts with what inputs expect of them.',
    options: ['update', 'freeze', 'root', 'format', ...FILES],
    formats: ['text', 'json', 'junit', 'tap', 'github'],
    exits: ['All expectations hold.', `An expectation does not hold, or an input has errors. ${REFUSED}`],
    notes: [
      'PATTERN is part of the path of an input, or of bundle_id@semver: only what it selects is compared, and it has to select something.',
      'Roots below are tested with it. In junit and github, paths are from the current folder.',
    ],
  },
  check: {
    arguments: '<bundle_id@semver> [FILE|-]',
    summary: "Print where an answer of the model breaks a bundle's constraints.",
    options: ['root', 'format', ...FILES],
    formats: TEXT_OR_JSON,
    exits: ['Nothing but information found.', `Warnings or errors found. ${REFUSED}`],
    notes: ['Without a file, or with -, the answer is read from standard input.'],
  },
  publish: {
    arguments: '<bundle_id@semver>',
    summary: 'Freeze a version: write its snapshot, which never changes.',
    options: ['note', 'note-file', 'registry', 'root', 'format', ...FILES, ...AUDIT],
    formats: TEXT_OR_JSON,
    exits: [
      'Published, or so already with the same content.',
      `${REFUSED} Or a version that is published with other content, or a note that is not written.`,
    ],
    notes: ['With --registry, publish writes there first: what it refuses is not frozen here either.'],
  },
  label: {
    arguments: '<bundle_id@semver> <label>',
    summary: 'Give a published version a label, such as production, or move it there.',
    options: ['list', 'remove', 'root', 'format', ...FILES],
    formats: TEXT_OR_JSON,
    exits: [
      'Set, removed, listed, or so already.',
      'Refused, and why is told: a version that is not published, a label that is not there, errors in the file of labels.',
    ],
    notes: ['Labels are kept in .prompt-bundles/labels.json; all else in it stays as it is written.'],
  },
  compare: {
    arguments: '<bundle_id> [A B]|--labels',
    summary: 'Print the hashes of all versions, or of two, and what differs.',
    options: ['labels', 'against', 'input', 'registry', 'root', 'format', ...FILES, ...AUDIT],
    formats: [...TEXT_OR_JSON, 'markdown'],
    exits: ['Compared.', `${REFUSED} Or labels that cannot be read.`],
    notes: [
      'A and B are versions, or labels such as production.',
      'With --labels, published versions are compared without an input: compare --labels tells of every label that is moved, compare BUNDLE_ID --labels of those of one bundle, and compare BUNDLE_ID production staging --labels what would change for production. A database is only read; a service lists nothing to compare.',
    ],
  },
  log: {
    arguments: '<bundle_id>',
    summary: 'Print the published versions of a bundle, newest first, with their notes.',
    options: ['root', 'format', ...FILES],
    formats: [...TEXT_OR_JSON, 'markdown'],
    exits: ['Printed.', 'No version of the bundle is published.'],
    notes: [
      'Each has the day of its first commit where git knows it, its labels, and how much it changes by the version advice. One without a note has what differs from the version before it.',
    ],
  },
  blame: {
    arguments: '<bundle_id@semver>',
    summary: 'Print since when, and by whom, each sentence of the prompt is there.',
    options: ['input', 'root', 'format', ...FILES],
    formats: TEXT_OR_JSON,
    exits: ['Printed.', REFUSED],
    notes: [
      'Looks into the history that git has of the files, through renames and copies, and into the published versions. The columns are the commit that changed a sentence last, its day, its author, and the first published version that holds the text of the template.',
    ],
  },
  ci: {
    arguments: '',
    summary: 'Check all that has to hold before a change is taken in, with one summary.',
    options: [
      'summary',
      'max-warnings',
      'baseline',
      'no-baseline',
      'anchor',
      'log',
      'root',
      'format',
      ...FILES,
    ],
    formats: [...TEXT_OR_JSON, 'markdown', 'github'],
    exits: ['Every check passed.', `A check failed, or the summary could not be written. ${LOG_READ}`],
    notes: [
      'The checks are those of lint, of test and of audit verify: files, what inputs expect, published versions, labels, and audit logs, which --anchor compares. Roots below are checked with it.',
      'The text has errors and warnings, at most 200, and a line for each check. In github, paths are from the current folder.',
    ],
  },
  verify: {
    arguments: '<bundle_id@semver>',
    summary: 'Check that a registry gives the same prompt and hashes.',
    options: ['registry', 'input', 'probe', 'root', 'format', ...FILES],
    formats: TEXT_OR_JSON,
    exits: ['The same.', `Not the same. ${REFUSED}`],
    notes: ['A database is only read; a service keeps what it renders in its audit.'],
  },
  pull: {
    arguments: '<bundle_id@semver>|--all',
    summary: 'Write what a database holds as files.',
    options: ['registry', 'all', 'snapshots', 'root', 'format', ...FILES],
    formats: TEXT_OR_JSON,
    texts: { all: 'Pull every bundle version of the database, in place of one.' },
    exits: ['Written, or here already.', REFUSED],
  },
  import: {
    arguments: '<FILE>...',
    summary: 'Write prompts of other tools as bundles of the folder.',
    options: ['from', 'as', 'map', 'root', 'format', ...FILES],
    formats: TEXT_OR_JSON,
    exits: [
      'Imported.',
      'A file was not imported, and why is told: it cannot be read, or there is such a version already.',
    ],
    notes: [
      'Reads Prompty, Dotprompt, prompts of GitHub Models, JSON of Langfuse and PromptLayer, the plain parts of POML, Markdown and text. Messages become parts in their order. What is not taken over word by word is told on the error output, place by place; no file is written over.',
    ],
  },
  export: {
    arguments: '<bundle_id@semver>',
    summary: 'Print a version in the format of another tool.',
    options: ['to', 'input', 'model', 'root', ...FILES, ...AUDIT],
    formats: [],
    exits: ['Printed.', REFUSED],
    notes: [
      'openai and anthropic are the bodies of requests, with the prompt of the input; the others are templates with the input as sample; service is what the service is sent, in order. What a format does not carry is told on the error output.',
    ],
  },
  mcp: {
    arguments: '',
    summary: 'Serve the bundles to agents over MCP, by standard input and output.',
    options: ['root', ...FILES, ...AUDIT],
    formats: [],
    exits: ['The client closed standard input.'],
    notes: [
      'Prompts are the bundles; resources are prompt files and published versions; tools find, render, check, compare and explain. No file is changed, and all else that is told goes to the error output.',
    ],
  },
  'audit list': {
    arguments: '',
    summary: 'List the records of the audit log, newest first.',
    options: ['bundle', 'hash', 'since', 'until', 'limit', 'registry', 'root', 'log', 'format'],
    formats: TEXT_OR_JSON,
    exits: ['Listed.', LOG_READ],
    notes: ['Of a service, the newest record of each --bundle version is listed.'],
  },
  'audit verify': {
    arguments: '',
    summary: 'Check every log: that no line was changed, added or moved.',
    options: ['anchor', 'root', 'log', 'format'],
    formats: TEXT_OR_JSON,
    exits: [
      'Every log whole, a torn last line apart, and as it was anchored.',
      `A log is broken, or not as it was anchored. ${LOG_READ}`,
    ],
  },
  'audit anchor': {
    arguments: '',
    summary: 'Print how far each log is, to be kept where nobody changes it.',
    options: ['out', 'root', 'log', 'format'],
    formats: TEXT_OR_JSON,
    exits: ['Anchored.', `A log is broken, or not as the file has it. ${LOG_READ}`],
  },
  'audit replay': {
    arguments: '',
    summary: 'Render the newest record again, or all: is it the same prompt?',
    options: ['all', 'registry', 'root', 'log', 'format', ...FILES],
    formats: TEXT_OR_JSON,
    texts: { all: 'Replay all records, in place of the newest.' },
    exits: ['Every replay identical, or not possible.', `A replay differs. ${LOG_READ}`],
  },
  lsp: {
    arguments: '',
    summary: 'Serve an editor by the Language Server Protocol.',
    options: ['stdio', 'clientProcessId', ...FILES],
    formats: [],
    exits: ['The editor ended it.', 'The editor went away, or nobody speaks the protocol.'],
    notes: [
      'It reads requests from standard input and answers on standard output; editors start it. docs/editors.md shows how to set them up.',
    ],
  },
  init: {
    arguments: '',
    summary: 'Write .prompt-bundles/config.json, with what holds without it.',
    options: ['root', ...FILES],
    formats: [],
    texts: {
      'max-file-size': `Longest prompt file and input that is to be read, in MB of 1,000,000 bytes. Default: ${DEFAULT_MAX_FILE_BYTES / BYTES_PER_MB}.`,
      exclude: 'Have what matches left out, from the root. Can be given more than once.',
      'no-gitignore': 'Have what .gitignore and .git/info/exclude leave out read, too.',
    },
    exits: ['Written.', 'One is there already: it stays as it is.'],
    notes: [
      'What ROOT/.vscode/settings.json says of the same, such as severities, is taken over; an option counts before it.',
    ],
  },
  rules: {
    arguments: '',
    summary: 'List the codes of all problems, with their severities.',
    options: ['format'],
    formats: TEXT_OR_JSON,
    exits: ['Listed.'],
  },
  explain: {
    arguments: '<code>',
    summary: 'Print what the code of a problem or a refusal means, as Markdown.',
    options: [],
    formats: [],
    exits: ['Printed.'],
  },
  schema: {
    arguments: '<kind>',
    summary: 'Print the JSON Schema of a kind of file.',
    options: [],
    formats: [],
    exits: ['Printed.'],
    notes: ['The kinds are template, bundle, input, config, labels and baseline.'],
  },
  completion: {
    arguments: '<shell>',
    summary: 'Print the script that completes words in bash, zsh, fish or powershell.',
    options: [],
    formats: [],
    exits: ['Printed.'],
    notes: [
      'In ~/.bashrc: source <(prompt-bundles completion bash). In ~/.zshrc, after compinit: source <(prompt-bundles completion zsh). In ~/.config/fish/config.fish: prompt-bundles completion fish | source. In $PROFILE of PowerShell: prompt-bundles completion powershell | Out-String | Invoke-Expression.',
    ],
  },
} as const satisfies Readonly<Record<string, CommandEntry>>;

/** The name of a command, of one word or two. */
export type CommandName = keyof typeof COMMANDS;

/** The table as a whole, each entry alike. */
export const COMMAND_ENTRIES: Readonly<Record<CommandName, CommandEntry>> = COMMANDS;

/** The names, in the order of the help. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];
