import { BYTES_PER_MB, MAX_FILE_MB } from '../core/documents/fileSizes.js';
import { parseReference, type Reference } from '../core/model/reference.js';
import type { OptionName } from './options/optionTable.js';
import { UsageError } from './options/usageError.js';
import type { FileOptions } from '../node/folder/promptFolder.js';

export { UsageError };

/** The values of the options that say which files of the root are read, and how long they may be. */
export interface FileValues {
  readonly 'max-file-size'?: string | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly 'no-gitignore'?: boolean | undefined;
}

/** What they say of the files below the root. */
export function fileOptions(values: FileValues): FileOptions {
  const { exclude = [], 'no-gitignore': noGitignore = false } = values;
  const bytes = maxFileBytes(values);
  return {
    exclude,
    ...(bytes !== undefined && { maxFileBytes: bytes }),
    ...(noGitignore && { useGitignore: false }),
  };
}

/** The most bytes of a file that is read, by `--max-file-size`. */
function maxFileBytes({ 'max-file-size': given }: FileValues): number | undefined {
  if (given === undefined) return undefined;
  const size = /^\d{1,3}(\.\d{1,6})?$/.test(given) ? Number(given) : 0;
  if (size > 0 && size <= MAX_FILE_MB) return Math.round(size * BYTES_PER_MB);
  throw new UsageError(`--max-file-size takes a number of MB up to ${MAX_FILE_MB}, such as 5 or 0.5.`);
}

/** The one bundle version that a command is given. */
export function oneBundle([name, ...others]: readonly string[]): Reference {
  const bundle = parseReference(name ?? '');
  if (!bundle || others.length > 0) throw new UsageError('Name one bundle version, as bundle_id@semver.');
  return bundle;
}

/** The value of an option that can be given once. */
export function onlyOne(given: readonly string[] | undefined, option: OptionName): string | undefined {
  const [value, ...others] = given ?? [];
  if (others.length > 0) throw new UsageError(`Give --${option} once.`);
  return value;
}

/** The one bundle that a command is given by its id. */
export function oneId([id = '', ...others]: readonly string[]): string {
  if (id === '' || others.length > 0) throw new UsageError('Name one bundle_id.');
  return id;
}

/** The value of `--format`, one of those that the command knows. */
export function chooseFormat<Format extends string>(format: string, known: readonly Format[]): Format {
  const chosen = known.find((one) => one === format);
  if (chosen !== undefined) return chosen;
  throw new UsageError(`There is no format ${format}. Use ${known.join(' or ')}.`);
}

/** The value of `--format` where there are these two. */
export function textOrJson(format: string): 'text' | 'json' {
  return chooseFormat(format, ['text', 'json']);
}

/** A number with its noun, such as `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
