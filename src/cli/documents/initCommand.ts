import { existsSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_MAX_FILE_BYTES } from '../../core/documents/fileSizes.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { CONFIGURATION_FILE, configurationFromSettings, writeConfiguration } from '../../language/index.js';
import { createFile } from '../../node/createFile.js';
import { readBounded } from '../../node/readBounded.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { parseCommand } from '../options/parseCommand.js';
import { UsageError } from '../options/usageError.js';
import { printLine, printRefusal } from '../print.js';
import { rootFolder } from '../rootFolder.js';
import { fileOptions } from '../usage.js';
import { nameFrom } from '../../node/filePaths.js';

/** Where the schema is once the package is installed for a folder. */
const SCHEMA = ['node_modules', 'prompt-bundles', 'dist', 'schemas', 'configuration.schema.json'] as const;

/** The settings of VS Code that a folder has for all who open it. */
const SETTINGS = ['.vscode', 'settings.json'] as const;
/** Longer ones are not read, in bytes. */
const MAX_SETTINGS_BYTES = 1_000_000;

/**
 * `init`: writes the configuration of a root, which says what holds there without it, by VS Code's settings of the folder where
 * they speak of it. One that is there is never touched.
 */
export async function initCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('init', args);
  if (positionals.length > 0) throw new UsageError('Name the folder by --root.');
  const root = rootFolder(values.root, host.cwd);
  const set = configurationFromSettings(settingsOf(root) ?? '');
  const given = fileOptions(values);
  const configuration = {
    ...set,
    exclude: given.exclude ?? set.exclude ?? [],
    useGitignore: given.useGitignore ?? set.useGitignore ?? true,
    maxFileBytes: given.maxFileBytes ?? set.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES,
  };
  const schema = existsSync(path.join(root, SCHEMA.join(path.sep))) ? `../${SCHEMA.join('/')}` : undefined;
  const text = writeConfiguration(configuration, schema);
  const file = path.join(root, CONFIGURATION_FILE.join(path.sep));
  const creation = await createFile(root, file, text, host.newId());
  const shown = nameFrom(host.cwd, file);
  if (creation !== 'created') {
    printRefusal(host, { code: 'file_exists', reason: `${shown} is there already. Nothing was changed.` });
    return 1;
  }
  const isTaken = !isDeepStrictEqual(set, configurationFromSettings(''));
  printLine(host, `Wrote ${shown}${isTaken ? `, with what ${SETTINGS.join('/')} says` : ''}.`);
  return 0;
}

/** What VS Code keeps for everyone who opens the folder; `undefined` where there is none that can be read. */
function settingsOf(root: string): string | undefined {
  const { bytes } = readBounded(path.join(root, SETTINGS.join(path.sep)), MAX_SETTINGS_BYTES);
  return bytes && decodeUtf8(bytes).text;
}
