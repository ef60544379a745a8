import * as l10n from '@vscode/l10n';
import { lastName } from '../core/text/lastName.js';
import { fileTypeOf } from '../core/documents/fileKinds.js';
import type { TextRange } from '../core/model/findings.js';
import { formatReference, parseReference, type Reference } from '../core/model/reference.js';
import { quote } from '../core/text/quote.js';
import type { LanguageContext, LanguageFiles } from './context.js';
import { whyNotNamed } from './create/names.js';
import { FixSubject, type Reader } from './edits/subject.js';
import type { TextEdit } from './edits/textEdit.js';
import { versionedName } from './fixes/versions/versionedName.js';
import { mentionsIn, type Mention } from './navigation/mentions.js';
import { renamedIdInName } from './navigation/renamedFileName.js';
import { isSameName, nameFiles } from './navigation/sameName.js';
import { symbolAt, type PromptSymbol } from './navigation/symbolAt.js';
import { writeAnew, type NewText } from './navigation/writeAnew.js';
import type { DefiningKind, ScopeIndex } from './scopes/scopeIndex.js';

/** Why a rename is refused, for a message. */
export interface RenameRefusal {
  readonly refused: string;
}

/** What is renamed: where it stands, and what it is called so far. */
export interface RenameStart {
  readonly refused?: undefined;
  readonly range: TextRange;
  readonly name: string;
}

/** The edits of one file, for the text that it has now. */
export interface RenamedFile {
  readonly file: string;
  readonly subject: FixSubject;
  readonly edits: readonly TextEdit[];
  /** What the file is to be called, without its folder, where its own name holds the old name. */
  readonly fileName?: string;
}

/** The edits of a rename: to be made together. */
export interface Rename {
  readonly refused?: undefined;
  /** A few words for whoever looks at the changes first. */
  readonly title: string;
  readonly files: readonly RenamedFile[];
}

/** What a rename needs beside the files: how a text is read as a certain file. */
export type RereadAs = (file: string) => Reader;

type NameSymbol = PromptSymbol & { readonly kind: 'name' };

/**
 * What stands at an offset as something to be renamed: an id in all of its versions, or one version. `undefined` where
 * nothing is that has a name; a refusal where it has one that must stay.
 */
export async function prepareRename(
  { files }: LanguageContext,
  file: string,
  offset: number,
): Promise<RenameStart | RenameRefusal | undefined> {
  const parsed = await files.read(file);
  const symbol = parsed && symbolAt(parsed, offset);
  if (symbol?.kind !== 'name') return undefined;
  const refused = reasonToKeep(files.scopeOf(file), symbol);
  return refused === undefined ? { range: symbol.range, name: textOf(symbol) } : { refused };
}

/**
 * Renames what stands at an offset of a file, wherever the files of its root name it: in definitions, references and
 * expectations, and in the names of files that hold it. Nothing else of a file changes.
 */
export async function rename(
  context: LanguageContext,
  file: string,
  offset: number,
  newName: string,
  rereadAs: RereadAs,
): Promise<Rename | RenameRefusal | undefined> {
  const { files } = context;
  const parsed = await files.read(file);
  const symbol = parsed && symbolAt(parsed, offset);
  if (symbol?.kind !== 'name') return undefined;
  const scope = files.scopeOf(file);
  const refused =
    reasonToKeep(scope, symbol) ??
    (textOf(symbol) === newName ? undefined : reasonAgainst(scope, symbol, newName)) ??
    (await unreadableAmong(context, file, symbol));
  if (refused !== undefined) return { refused };
  const renamed: RenamedFile[] = [];
  for (const other of textOf(symbol) === newName ? [] : nameFiles(files, file, symbol)) {
    const done = await renameIn(files, other, symbol, newName, rereadAs(other));
    if (done === 'impossible')
      return {
        refused: l10n.t(
          '{0} cannot be changed by a rename. Change the name there first.',
          quote(scope.nameOf(other)),
        ),
      };
    if (done) renamed.push(done);
  }
  return { title: l10n.t('Rename {0} to {1}', quote(textOf(symbol)), quote(newName)), files: renamed };
}

function textOf({ part, mention: { name } }: NameSymbol): string {
  return part === 'id' ? name.id : name.semver;
}

/** Why a name must stay what it is: it is published, or nobody knows whose it is. */
function reasonToKeep(scope: ScopeIndex, { part, mention: { of, name } }: NameSymbol): string | undefined {
  const shown = quote(part === 'id' ? name.id : formatReference(name));
  const published = publishedOf(scope, of, name, part);
  if (published !== undefined)
    return part === 'id'
      ? l10n.t(
          '{0} is published, and a published version keeps its name.',
          quote(formatReference({ id: name.id, semver: published })),
        )
      : l10n.t(
          '{0} is published, and a published version does not change. Create the next version instead.',
          shown,
        );
  const elsewhere = [...scope.fallback.kept()].find(
    (kept) => of === 'template' && parseReference(kept)?.id === name.id,
  );
  if (part === 'id' && elsewhere !== undefined)
    return l10n.t(
      '{0} is in the registry {1}, which a rename does not change.',
      quote(elsewhere),
      quote(scope.fallback.registry ?? ''),
    );
  const defining =
    part === 'id' ? scope.filesOfId(of, name.id) : name.semver === '' ? [] : scope.definitions(of, name);
  if (defining.length === 0) return l10n.t('No file defines {0}, so it cannot be renamed.', shown);
  if (part === 'version' && defining.length > 1)
    return l10n.t('{0} files define {1}. Change the version in one of them.', defining.length, shown);
  return undefined;
}

/** The version, or the first version of the id, that is published; damaged ones count. */
function publishedOf(
  { published }: ScopeIndex,
  of: DefiningKind,
  name: Reference,
  part: NameSymbol['part'],
): string | undefined {
  const semvers = of === 'bundle' ? published.versions(name.id) : published.templateVersions(name.id);
  if (part === 'id') {
    const damaged = published.damaged().find(({ identity }) => of === 'bundle' && identity?.id === name.id);
    return semvers[0] ?? damaged?.identity?.semver;
  }
  const isDamaged = of === 'bundle' && published.damaged(name).length > 0;
  return semvers.includes(name.semver) || isDamaged ? name.semver : undefined;
}

/** Why a name cannot become another one: each version that gets a new name must be able to have it. */
function reasonAgainst(
  scope: ScopeIndex,
  { part, mention: { of, name } }: NameSymbol,
  newName: string,
): string | undefined {
  const renamed =
    part === 'version'
      ? [{ id: name.id, semver: newName }]
      : scope.versions(of, name.id).map((semver) => ({ id: newName, semver }));
  for (const reference of renamed) {
    const reason = whyNotNamed(scope, of, reference);
    if (reason !== undefined) return reason;
    if (publishedOf(scope, of, reference, 'version') !== undefined)
      return l10n.t('{0} is published already.', quote(formatReference(reference)));
  }
  return undefined;
}

/** A file that cannot be read and may hold the name: nothing is renamed beside it. */
async function unreadableAmong(
  { files }: LanguageContext,
  own: string,
  { mention: { of, name } }: NameSymbol,
): Promise<string | undefined> {
  const scope = files.scopeOf(own);
  const kinds = of === 'bundle' ? (['bundle', 'input'] as const) : (['template', 'bundle'] as const);
  const suspects = kinds.flatMap((kind) => scope.unreadableFiles(kind));
  for (const file of suspects) {
    const parsed = await files.read(file);
    if (parsed && !parsed.root && (parsed.source.text === '' || parsed.source.text.includes(name.id)))
      return l10n.t('{0} cannot be read and may use the name. Fix it first.', quote(scope.nameOf(file)));
  }
  return undefined;
}

async function renameIn(
  files: LanguageFiles,
  file: string,
  symbol: NameSymbol,
  newName: string,
  read: Reader,
): Promise<RenamedFile | 'impossible' | undefined> {
  const scope = files.scopeOf(file);
  const parsed = await files.read(file);
  const type = fileTypeOf(file);
  const mentions = parsed ? mentionsIn(parsed).filter((mention) => isSameName(mention, symbol)) : [];
  if (!parsed?.root || !type || mentions.length === 0) return undefined;
  const subject = new FixSubject(type, parsed, read);
  const texts = mentions.flatMap((mention) => newTextOf(mention, symbol, newName) ?? []);
  const edits = writeAnew(subject, texts);
  if (!edits) return 'impossible';
  const definition = mentions.find(({ role }) => role === 'definition');
  const fileName = definition && fileNameOf(scope.nameOf(file), definition.name, symbol.part, newName);
  return { file, subject, edits, ...(fileName !== undefined && { fileName }) };
}

function newTextOf(mention: Mention, { part }: NameSymbol, newName: string): NewText | undefined {
  const at = part === 'id' ? mention.id : mention.semver;
  return at && { at, text: newName };
}

/** What a file that defines a version is to be called, where its path has the old name in its last part. */
function fileNameOf(
  path: string,
  { id, semver }: Reference,
  part: NameSymbol['part'],
  newName: string,
): string | undefined {
  const own = lastName(path);
  const renamed =
    part === 'version' ? versionedName(own, semver, newName) : renamedIdInName(own, { id, semver }, newName);
  return renamed === own ? undefined : renamed;
}
