import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { parseCommand } from './options/parseCommand.js';
import { VERSION } from './product.js';
import { fileOptions, UsageError } from './usage.js';

/** `lsp`: serves an editor until it ends, or goes. */
export async function lspCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('lsp', args);
  if (positionals.length > 0) throw new UsageError('lsp takes no files: the editor says which there are.');
  if (!host.streams || host.isInputTerminal?.())
    throw new UsageError(
      'lsp speaks with an editor, and standard input is a terminal. Have an editor start it.',
    );
  const { serve } = await import('../lsp/index.js');
  return serve(host.streams(), {
    files: { ...fileOptions(values), baseline: 'own' },
    now: host.now,
    version: VERSION,
  });
}
