import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { fileRefusal, isRefusal } from '../node/fileRefusal.js';
import { commandOf, commandsOf, helpOf, helpOfAll } from './options/help.js';
import { COMMAND_NAMES, type CommandName } from './options/commandTable.js';
import { UsageError } from './options/usageError.js';
import { printError, printLine, printRefusal, printText } from './print.js';
import { VERSION } from './product.js';

type Command = (args: readonly string[], host: CommandLineHost) => Promise<ExitCode>;

/** Each is read when it is called: none waits for what only another needs. */
const LOADERS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  render: async () => (await import('./render/renderCommand.js')).renderCommand,
  lint: async () => (await import('./lint/lintCommand.js')).lintCommand,
  test: async () => (await import('./test/testCommand.js')).testCommand,
  check: async () => (await import('./checkCommand.js')).checkCommand,
  publish: async () => (await import('./publishCommand.js')).publishCommand,
  label: async () => (await import('./labels/labelCommand.js')).labelCommand,
  compare: async () => (await import('./compareCommand.js')).compareCommand,
  log: async () => (await import('./log/logCommand.js')).logCommand,
  blame: async () => (await import('./blame/blameCommand.js')).blameCommand,
  ci: async () => (await import('./ci/ciCommand.js')).ciCommand,
  verify: async () => (await import('./registry/verifyCommand.js')).verifyCommand,
  pull: async () => (await import('./registry/pullCommand.js')).pullCommand,
  import: async () => (await import('./exchange/importCommand.js')).importCommand,
  export: async () => (await import('./exchange/exportCommand.js')).exportCommand,
  mcp: async () => (await import('./mcp/mcpCommand.js')).mcpCommand,
  'audit list': async () => (await import('./auditCommand.js')).auditList,
  'audit verify': async () => (await import('./auditCommand.js')).auditVerify,
  'audit anchor': async () => (await import('./auditCommand.js')).auditAnchor,
  'audit replay': async () => (await import('./auditCommand.js')).auditReplay,
  lsp: async () => (await import('./lspCommand.js')).lspCommand,
  init: async () => (await import('./documents/initCommand.js')).initCommand,
  rules: async () => (await import('./documents/rulesCommand.js')).rulesCommand,
  explain: async () => (await import('./documents/rulesCommand.js')).explainCommand,
  schema: async () => (await import('./documents/schemaCommand.js')).schemaCommand,
  completion: async () => (await import('./documents/completionCommand.js')).completionCommand,
};

const HELP: ReadonlySet<string> = new Set(['--help', '-h']);

/** Runs `prompt-bundles` with these arguments. Never rejects but for faults of its own. */
export async function runCommandLine(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const [first = ''] = args;
  if (first === '--version') {
    printLine(host, VERSION);
    return 0;
  }
  const isHelp = first === 'help' || args.some((argument) => HELP.has(argument));
  const words = args.filter((argument) => argument !== 'help' && !HELP.has(argument));
  const name = commandOf(words);
  if (isHelp) {
    printText(host, name ? helpOf(name) : helpOfAll(commandsOf(words[0] ?? '')));
    return 0;
  }
  try {
    if (!name) throw whyNone(args);
    const command = await LOADERS[name]();
    return await command(args.slice(name.split(' ').length), host);
  } catch (error) {
    if (error instanceof UsageError) {
      printError(host, await usageText(error, name ?? (commandsOf(first).length > 0 ? first : '')));
      return 2;
    }
    if (!isRefusal(error)) throw error;
    printRefusal(host, fileRefusal(error));
    return 1;
  }
}

function whyNone([first = '', second]: readonly string[]): UsageError {
  if (first === '') return new UsageError('Name a command.');
  const actions = commandsOf(first).map((name) => name.slice(first.length + 1));
  if (actions.length === 0)
    return new UsageError(`There is no command ${first}.`, { word: first, known: COMMAND_NAMES });
  const asked = `Name what to do with ${first}: ${actions.join(', ')}.`;
  if (second === undefined || second.startsWith('-')) return new UsageError(asked);
  return new UsageError(`There is no command ${first} ${second}.`, { word: second, known: actions });
}

/** One line: what is wrong, what may have been meant, and where there is more. */
async function usageText({ message, unknown }: UsageError, command = ''): Promise<string> {
  const meant =
    unknown && (await import('../core/documents/didYouMean.js')).didYouMean(unknown.word, unknown.known);
  const proposal = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return `${message}${proposal} See ${['prompt-bundles', command, '--help'].filter((word) => word !== '').join(' ')}.`;
}
