import type { LanguageFiles } from '../context.js';
import type { Mention } from './mentions.js';
import type { PromptSymbol } from './symbolAt.js';

type NameSymbol = Pick<PromptSymbol & { readonly kind: 'name' }, 'part' | 'mention'>;

/** Whether a mention names what a symbol does: the same id, or the same version of it. */
export function isSameName({ of, name }: Mention, { part, mention }: NameSymbol): boolean {
  const isSameId = of === mention.of && name.id === mention.name.id;
  return isSameId && (part === 'id' || name.semver === mention.name.semver);
}

/**
 * The files that may name what a symbol does: those that the index knows, the file that was asked about, and those whose
 * text is not in the index yet. Each once, the defining ones first.
 */
export function nameFiles(
  files: LanguageFiles,
  file: string,
  { part, mention }: NameSymbol,
): readonly string[] {
  const scope = files.scopeOf(file);
  const { of, name } = mention;
  const isVersion = part === 'version';
  const defining = isVersion ? scope.definitions(of, name) : scope.filesOfId(of, name.id);
  const referring =
    of === 'bundle'
      ? scope.expecting(isVersion ? name : { id: name.id })
      : isVersion
        ? scope.usersOf(name)
        : scope.usersOfId(name.id);
  return [...new Set([...defining, ...referring, file, ...(files.heldBack?.(scope) ?? [])])];
}
