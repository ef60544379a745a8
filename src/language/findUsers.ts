import { formatReference } from '../core/model/reference.js';
import { BEGINNING, type TextRange } from '../core/model/findings.js';
import type { LanguageContext } from './context.js';
import { mentionsIn } from './navigation/mentions.js';
import { publishedPlaces } from './navigation/places.js';
import { symbolAt } from './navigation/symbolAt.js';

/** A template, a bundle or an input as one that uses others and is used: a template by bundles, a bundle by inputs that expect something of it. */
export interface Usage {
  readonly file: string;
  readonly kind: 'template' | 'bundle' | 'input';
  /** What it calls itself, or what people call its file. */
  readonly name: string;
  readonly place: string;
  readonly range: TextRange;
}

/** One that uses another, or is used by it, and where that is said: in the file that uses. */
export interface Use {
  readonly item: Usage;
  readonly from: readonly TextRange[];
}

/** What is used, or uses, at an offset of a file: what is named there, else what the file itself is. */
export async function usageAt(
  context: LanguageContext,
  file: string,
  offset: number,
): Promise<readonly Usage[]> {
  const { files } = context;
  const parsed = await files.read(file);
  const symbol = parsed && symbolAt(parsed, offset);
  if (symbol?.kind !== 'name' || symbol.mention.role === 'definition') return usagesOf(context, [file]);
  const { of, name } = symbol.mention;
  const scope = files.scopeOf(file);
  const defining = scope.definitions(of, name);
  if (defining.length > 0) return usagesOf(context, defining);
  return publishedPlaces(scope, of, name).map(({ file: published, range }) => ({
    file: published,
    kind: of,
    name: formatReference(name),
    place: scope.nameOf(published),
    range,
  }));
}

/** Who uses what a file defines. */
export async function usersOf(context: LanguageContext, file: string): Promise<readonly Use[]> {
  const scope = context.files.scopeOf(file);
  const { kind, identity } = scope.get(file) ?? {};
  if (!identity) return [];
  const users = kind === 'template' ? scope.usersOf(identity.name) : scope.expecting(identity.name);
  const wanted = formatReference(identity.name);
  const found = users.map(async (user): Promise<Use[]> => {
    const [item] = await usagesOf(context, [user]);
    const from = (await mentionRanges(context, user)).filter(({ name }) => name === wanted);
    return item ? [{ item, from: from.map(({ range }) => range) }] : [];
  });
  return (await Promise.all(found)).flat();
}

/** What a file uses: the templates of a bundle, the bundles that an input expects something of. */
export async function usedBy(context: LanguageContext, file: string): Promise<readonly Use[]> {
  const { files } = context;
  const scope = files.scopeOf(file);
  const parsed = await files.read(file);
  const uses = new Map<string, TextRange[]>();
  for (const { role, of, name, id, semver } of parsed ? mentionsIn(parsed) : []) {
    if (role === 'definition') continue;
    const range = { start: id.range.start, end: (semver ?? id).range.end };
    const published = publishedPlaces(scope, of, name).map((place) => place.file);
    const defining = scope.definitions(of, name);
    for (const other of defining.length > 0 ? defining : published)
      uses.set(other, [...(uses.get(other) ?? []), range]);
  }
  const found = [...uses].map(async ([other, from]): Promise<Use[]> => {
    const [item] = await usagesOf(context, [other]);
    return item ? [{ item, from }] : [];
  });
  return (await Promise.all(found)).flat();
}

async function usagesOf({ files }: LanguageContext, among: readonly string[]): Promise<readonly Usage[]> {
  const found = among.map(async (file): Promise<Usage[]> => {
    const scope = files.scopeOf(file);
    const summary = scope.get(file);
    if (!summary) return publishedUsage(scope.published.get(file)?.identity, file, scope.nameOf(file));
    const parsed = await files.read(file);
    const own = parsed && mentionsIn(parsed).find(({ role }) => role === 'definition');
    const place = scope.nameOf(file);
    const name = summary.identity ? formatReference(summary.identity.name) : place;
    return [{ file, kind: summary.kind, name, place, range: own?.id.range ?? BEGINNING }];
  });
  return (await Promise.all(found)).flat();
}

function publishedUsage(
  identity: Parameters<typeof formatReference>[0] | undefined,
  file: string,
  place: string,
): Usage[] {
  return identity ? [{ file, kind: 'bundle', name: formatReference(identity), place, range: BEGINNING }] : [];
}

async function mentionRanges(
  { files }: LanguageContext,
  file: string,
): Promise<readonly { readonly name: string; readonly range: TextRange }[]> {
  const parsed = await files.read(file);
  return (parsed ? mentionsIn(parsed) : [])
    .filter(({ role }) => role !== 'definition')
    .map(({ name, id, semver }) => ({
      name: formatReference(name),
      range: { start: id.range.start, end: (semver ?? id).range.end },
    }));
}
