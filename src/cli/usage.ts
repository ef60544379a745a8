import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The command was called wrongly; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `--help` prints. */
export const HELP = `Prompt Bundles: renders and checks versioned prompt bundles as the service would.

Usage
  prompt-bundles render <bundle_id@semver> [options]   Print the prompt.
  prompt-bundles lint [PATH...] [options]              Print what is wrong in the files, or in those paths alone.

Options of both
  --root DIR         Folder whose files are read. Default: the current folder.
  --input FILE       Render input, YAML or JSON; - reads standard input. Default: for render, all defaults; for lint,
                     the inputs of the folder that are meant for a bundle.
  --help             Print this.

Options of render
  --model MODEL      Model to render for, in place of the input's model_type.
  --format FORMAT    text (default): the prompt alone, byte for byte. json: one object with the prompt and its hashes.
  --no-audit         Write no audit record. Without it one is appended under ROOT/.prompt-bundles/audit.

Options of lint
  --format FORMAT    text (default): one line a finding. json: one object with findings, files and truncated.

Exit codes
  0  Rendered; or no errors found.
  1  Not rendered: unknown or ambiguous version, errors in a file, or a model the bundle does not serve; or errors found.
  2  Called wrongly.
`;

/** Node's own parser of options, with a wrong call as a `UsageError`. */
export function parseOptions<Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The value of `--format`. */
export function textOrJson(format: string): 'text' | 'json' {
  if (format === 'text' || format === 'json') return format;
  throw new UsageError(`There is no format ${format}. Use text or json.`);
}
