import { BYTES_PER_MB, DEFAULT_MAX_FILE_BYTES, MAX_FILE_MB } from '../../core/documents/fileSizes.js';

/** The most records that are listed if not told otherwise. */
export const DEFAULT_LIMIT = 1000;

/** An option: how Node parses it, and what the help says of it. */
interface OptionEntry {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly default?: string | boolean;
  /** What its value is called, such as `DIR`; none for a switch. */
  readonly value?: string;
  /** What it does, in whole sentences. Where commands differ, theirs is in the table of commands. */
  readonly text: string;
}

/** Every option of every command, in the order of the help: what is parsed, printed as help and documented is this table. */
export const OPTIONS = {
  root: {
    type: 'string',
    value: 'DIR',
    text: 'Folder whose files are read. Default: the nearest of the repository with .prompt-bundles/config.json or published versions, from the current folder up; else the current folder.',
  },
  input: {
    type: 'string',
    multiple: true,
    value: 'FILE',
    text: 'Render input, YAML or JSON; - reads standard input. Default: all defaults.',
  },
  model: {
    type: 'string',
    value: 'MODEL',
    text: "Model to render for, in place of the input's model_type.",
  },
  check: {
    type: 'boolean',
    default: false,
    text: "Exit with 1 where the prompt is another than the input's expect says. It is printed all the same, and what does not hold is told on the error output, with or without this. With --output, nothing is written or recorded: exit with 1 as well where a file there is not what would be written, is missing, or, of --all alone, is of a render that there is no more. Each is listed.",
  },
  update: {
    type: 'boolean',
    default: false,
    text: 'Write what the prompts have into the inputs, where another hash or a lower limit is expected. What holds is not touched; texts that have to occur, or must not, are left to you.',
  },
  freeze: {
    type: 'string',
    value: 'NAME',
    text: 'Have every input that is meant for this published bundle_id@semver, or for the bundle, expect the prompt_hash that it gives, unless it expects one already.',
  },
  probe: {
    type: 'boolean',
    default: false,
    text: "Verify with an input that holds nothing of a user's, in place of --input.",
  },
  output: {
    type: 'string',
    value: 'DIR',
    text: 'Write each prompt to a file of this folder, in place of printing it: BUNDLE_ID@SEMVER/PATH_OF_THE_INPUT.txt, or BUNDLE_ID@SEMVER.txt without an input; .json with --format json. Other bytes than a-z, 0-9 and . _ + - are percent-encoded. What an earlier run wrote there is replaced; nothing else is touched, and nothing removed.',
  },
  to: {
    type: 'string',
    value: 'FORMAT',
    text: 'What to export to: service, openai, anthropic, promptfoo, prompty, dotprompt, github-models or langfuse.',
  },
  from: {
    type: 'string',
    value: 'FORMAT',
    text: 'What the files are: prompty, dotprompt, github-models, langfuse, promptlayer, poml or text. Default: by how their names end, and of JSON, by what they hold.',
  },
  as: {
    type: 'string',
    value: 'NAME',
    text: 'The bundle_id or bundle_id@semver to import it as. Default: what the file says, else its name, and 1.0.0.',
  },
  map: {
    type: 'string',
    multiple: true,
    value: 'NAME=PLACEHOLDER',
    text: 'Write a placeholder where this variable stands: task, activity_level, stress or semantic_traits. Can be given more than once. Variables of these names are placeholders without it.',
  },
  label: {
    type: 'string',
    value: 'LABEL',
    text: 'Render the published version that has this label; name the bundle_id alone.',
  },
  labels: {
    type: 'boolean',
    default: false,
    text: 'Print what moving labels changes: both versions, what differs, and what the version advice says.',
  },
  against: {
    type: 'string',
    value: 'FILE|REV',
    text: 'What --labels compares .prompt-bundles/labels.json with: another file of labels, - for standard input, or a revision of git, such as origin/main. Default: HEAD.',
  },
  note: {
    type: 'string',
    value: 'TEXT',
    text: 'What the version changes: kept in a file beside the snapshot, in no hash. log and compare show it. One that is there stays.',
  },
  'note-file': {
    type: 'string',
    value: 'FILE',
    text: 'The same from a file; - reads standard input.',
  },
  list: {
    type: 'boolean',
    default: false,
    text: 'List the labels of all bundles, or of the one whose bundle_id is given.',
  },
  remove: {
    type: 'boolean',
    default: false,
    text: 'Remove a label: give the bundle_id, without a version, and the label.',
  },
  all: { type: 'boolean', default: false, text: 'All of them.' },
  snapshots: {
    type: 'boolean',
    default: false,
    text: 'Write published versions, in place of files. What is here with other content is never written over.',
  },
  bundle: {
    type: 'string',
    value: 'NAME',
    text: 'Only records of this bundle_id, or of this bundle_id@semver.',
  },
  hash: {
    type: 'string',
    value: 'DIGITS',
    text: 'Only records with a hash that starts so; of a registry, the hash of the version or of the input.',
  },
  since: {
    type: 'string',
    value: 'TIME',
    text: 'Only records from this time on, in UTC, such as 2026-03-01 or 2026-03-01T08:30.',
  },
  until: {
    type: 'string',
    value: 'TIME',
    text: 'Only records up to this time, that day, hour or minute included.',
  },
  limit: {
    type: 'string',
    default: String(DEFAULT_LIMIT),
    value: 'N',
    text: `At most so many. Default: ${DEFAULT_LIMIT}.`,
  },
  anchor: {
    type: 'string',
    value: 'FILE',
    text: 'Check as well that all lines of this anchor are as they were; - reads standard input.',
  },
  out: {
    type: 'string',
    value: 'FILE',
    text: 'Write the anchor to a file. One that is there already is replaced only when it is an anchor, and the logs are as it has them. Default: standard output.',
  },
  summary: {
    type: 'string',
    value: 'FILE',
    text: 'Append the summary to a file as Markdown, whatever the format: on GitHub, --summary "$GITHUB_STEP_SUMMARY".',
  },
  format: { type: 'string', default: 'text', value: 'FORMAT', text: '' },
  registry: {
    type: 'string',
    value: 'URL',
    text: 'Where the registry is: postgres://user@host:5432/database, or https://host of the service. The password of the database is read from PROMPT_BUNDLES_REGISTRY_PASSWORD, else PGPASSWORD; what the URL leaves out, from the other PG* variables. PROMPT_BUNDLES_REGISTRY_HEADER holds a header for a proxy before the service, as Name: value.',
  },
  audit: {
    type: 'string',
    value: 'MODE',
    text: 'What is recorded in the audit log: full; hashes, without the input and the prompt; or off. Default: as .prompt-bundles/config.json says, else full.',
  },
  'no-audit': { type: 'boolean', default: false, text: 'The same as --audit off.' },
  'audit-registry': {
    type: 'string',
    value: 'URL',
    text: 'Record in the audit of this database too, as the service records what it renders: whole prompts alone, so nothing with --audit hashes. A database that cannot be reached is told, and stops no render.',
  },
  log: {
    type: 'string',
    value: 'DIR',
    text: 'Where the audit log is, relative to the root and inside it: a folder that is empty, or has audit logs alone. Default: as .prompt-bundles/config.json says, else .prompt-bundles/audit.',
  },
  'max-file-size': {
    type: 'string',
    value: 'MB',
    text: `Longest prompt file and input that is read, in MB of 1,000,000 bytes. Default: as .prompt-bundles/config.json says, else ${DEFAULT_MAX_FILE_BYTES / BYTES_PER_MB}; at most ${MAX_FILE_MB}. Longer ones, and others that cannot be read, are errors; the rest is checked.`,
  },
  exclude: {
    type: 'string',
    multiple: true,
    value: 'GLOB',
    text: "Leave out what matches, from the root: --exclude '**/drafts' leaves out all in such folders. Can be given more than once.",
  },
  'no-gitignore': {
    type: 'boolean',
    default: false,
    text: 'Read what .gitignore and .git/info/exclude leave out, too.',
  },
  quiet: { type: 'boolean', default: false, text: 'Print errors alone.' },
  'max-warnings': {
    type: 'string',
    value: 'N',
    text: 'Exit with 1 where there are more warnings than this, of those too that --quiet does not print.',
  },
  fix: {
    type: 'boolean',
    default: false,
    text: 'First make the fixes that the editor makes on saving: what is misspelt or useless, no word of a prompt and no published version. Each file is written whole, and one that is changed meanwhile is left alone. With --stdin, print the text with its fixes, and what is left to fix on the error output.',
  },
  'fix-dry-run': {
    type: 'boolean',
    default: false,
    text: 'Write nothing, and print what --fix would leave; --format json has the texts with their fixes.',
  },
  baseline: {
    type: 'string',
    value: 'FILE',
    text: 'Baseline of the root, from the current folder or else from the root: what it counts is not told. Default: .prompt-bundles/baseline.json, where that is there. Roots below have their own.',
  },
  'no-baseline': { type: 'boolean', text: 'Use no baseline: tell what it counts, too.' },
  'write-baseline': {
    type: 'boolean',
    default: false,
    text: 'First write the baseline anew, of the paths that are named or of all files, and say what came and what went. Errors that stop a render are never in it.',
  },
  watch: {
    type: 'boolean',
    default: false,
    text: 'Check again whenever a file, a folder or a configuration changes, until the program is ended. A terminal is cleared before; JSON has one object a line. Writes nothing.',
  },
  stdin: {
    type: 'boolean',
    default: false,
    text: 'Check the text of standard input, as that of the file that --stdin-filename names, among the files of the folder.',
  },
  'stdin-filename': {
    type: 'string',
    value: 'FILE',
    text: 'The file that --stdin is the text of, from the current folder; it need not exist.',
  },
  cache: {
    type: 'boolean',
    text: 'Keep what is found for the next run, which then reads only files that changed. Default: yes, but not where the variable CI says that this is a build server.',
  },
  'no-cache': { type: 'boolean', text: 'Keep nothing, and use nothing that was kept.' },
  'cache-location': {
    type: 'string',
    value: 'DIR',
    text: "Where it is kept. Default: the user's folder for caches. What is in it can be deleted at any time.",
  },
  stdio: {
    type: 'boolean',
    default: false,
    text: 'Speak on standard input and output, as it does without this: some editors say so.',
  },
  clientProcessId: {
    type: 'string',
    value: 'PID',
    text: 'Process of the editor: the server ends when it does. Most editors tell it by the protocol.',
  },
} as const satisfies Readonly<Record<string, OptionEntry>>;

/** The name of an option, without its dashes. */
export type OptionName = keyof typeof OPTIONS;

/** The table as a whole, each entry alike. */
export const OPTION_ENTRIES: Readonly<Record<OptionName, OptionEntry>> = OPTIONS;
