import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { listFiles } from '../../node/folder/listFiles.js';
import { onErrorOutput, printExactly, printRefusal } from '../print.js';
import { UsageError } from '../usage.js';
import { fixFiles } from './fixFiles.js';
import type { LintCall } from './lintCall.js';
import { lintFiles } from './lintFiles.js';
import { isMeant, lintFixed } from './lintFixed.js';
import { stdinFile, withStdin, type StdinValues } from './stdinFile.js';

/**
 * Checks the text of standard input as that of one file, among all others of its folder. With `--fix`, the text is printed with
 * its fixes, as Ruff and Biome do it, and what is left on the error output.
 */
export async function lintStdin(
  host: CommandLineHost,
  values: StdinValues,
  call: Omit<LintCall, 'listing' | 'named'>,
): Promise<ExitCode> {
  const { root, options, told, input } = call;
  const file = stdinFile(values, root, host);
  if (input === '-')
    throw new UsageError('--stdin and --input - both read standard input. Name an input file.');
  if (told.fixes === 'written' && told.format !== 'text')
    throw new UsageError(
      '--stdin --fix prints the text with its fixes. Use --fix-dry-run for other formats.',
    );
  const files = withStdin(file, { root, options, listing: await listFiles(root, options) });
  if ('reason' in files) {
    printRefusal(host, files);
    return 1;
  }
  const whole = { ...call, ...files };
  if (told.fixes === undefined) return lintFiles(host, whole);
  if (told.fixes === 'dry') return lintFixed(host, whole);
  const [fixed] = await fixFiles(host, whole, isMeant(told));
  const text = fixed?.after ?? whole.buffers?.get(file) ?? '';
  printExactly(host, text);
  return lintFiles(onErrorOutput(host), { ...whole, buffers: new Map([[file, text]]) });
}
