import { Location, Uri, workspace, type Position, type Range, type TextDocument } from 'vscode';
import type { LanguageContext, Place } from '../../language/index.js';
import { toRange } from '../problems/diagnostic.js';
import { isWithinReach } from '../workspace/ownFiles.js';
import type { EditingServices } from './services.js';

/** The files as the language sees them. A copy of another time, such as one of git, is looked at among the files of today. */
export function languageContext({ files, context }: EditingServices): LanguageContext {
  return {
    files: {
      read: (file) => files.read(file),
      scopeOf: (file) => files.scopeOf(fileOfToday(file)),
      scopes: () => files.scopes(),
      heldBack: (scope) => files.heldBack(scope),
    },
    cache: context.cache,
    generatorOf: (file) => context.generatorOf(fileOfToday(file)),
  };
}

/** The file that a document is a copy of, or itself. */
export function fileOfToday(file: string): string {
  const uri = Uri.parse(file);
  if (isWithinReach(uri)) return file;
  const [folder] = workspace.workspaceFolders ?? [];
  const { scheme, authority } = folder?.uri ?? Uri.file('/');
  return Uri.from({ scheme, authority, path: uri.path }).toString();
}

/** A place in a document, as the language counts; `undefined` for what is none of ours. */
export async function offsetAt(
  { files }: EditingServices,
  { uri }: Pick<TextDocument, 'uri'>,
  { line, character }: Position,
): Promise<number | undefined> {
  return (await files.read(uri.toString()))?.source.offsetAt({ line, column: character });
}

/** A place as VS Code counts; `undefined` where its file is gone. */
export async function locationOf(
  { files }: EditingServices,
  { file, range }: Place,
): Promise<Location | undefined> {
  const found = await rangeIn({ files }, file, range);
  return found && new Location(Uri.parse(file), found);
}

/** A range of a file, or of a published version, as VS Code counts. */
export async function rangeIn(
  { files }: Pick<EditingServices, 'files'>,
  file: string,
  range: Place['range'],
): Promise<Range | undefined> {
  const sourced = await files.sourced(file);
  return sourced && toRange(sourced, range);
}

/** All that is there, without what is gone. */
export async function present<T>(found: readonly Promise<T | undefined>[]): Promise<T[]> {
  return (await Promise.all(found)).filter((one) => one !== undefined);
}
