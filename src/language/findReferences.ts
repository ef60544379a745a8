import { entryOf } from '../core/documents/valueNode.js';
import type { LanguageContext } from './context.js';
import { mentionsIn } from './navigation/mentions.js';
import { modelPlaces } from './navigation/modelPlaces.js';
import { publishedPlaces, type ChosenInput, type Place } from './navigation/places.js';
import { isSameName, nameFiles } from './navigation/sameName.js';
import { placeholdersIn, symbolAt, type PromptSymbol } from './navigation/symbolAt.js';

/** What to look for beside what refers to a thing. */
export interface ReferenceOptions {
  /** The places that define it, too. */
  readonly withDefinitions: boolean;
  readonly input?: ChosenInput | undefined;
}

/**
 * Every place that names what stands at an offset of a file: an id in all of its versions, one version of it, a model; a
 * placeholder in the file itself. Which files to look into, the index knows.
 */
export async function findReferences(
  context: LanguageContext,
  file: string,
  offset: number,
  options: ReferenceOptions,
): Promise<readonly Place[]> {
  const parsed = await context.files.read(file);
  const symbol = parsed && symbolAt(parsed, offset);
  if (!symbol) return [];
  switch (symbol.kind) {
    case 'name':
      return namePlaces(context, file, symbol, options);
    case 'hash':
      return namePlaces(context, file, { ...symbol, kind: 'name', part: 'version' }, options);
    case 'placeholder': {
      const key = entryOf(options.input?.parsed.root, symbol.name);
      const given = options.withDefinitions && symbol.role === 'use' ? options.input?.file : undefined;
      return [
        ...placeholdersIn(parsed)
          .filter(({ name }) => name === symbol.name)
          .map(({ range }) => ({ file, range })),
        ...(given !== undefined && key ? [{ file: given, range: key.keyRange }] : []),
      ];
    }
    case 'model': {
      const { bundles, inputs } = context.files.scopeOf(file).filesOfModel(symbol.model);
      const among = options.withDefinitions ? [...bundles, ...inputs] : inputs;
      return modelPlaces(context, symbol.model, among);
    }
    case 'constraint':
      return [];
  }
}

async function namePlaces(
  { files }: LanguageContext,
  file: string,
  symbol: PromptSymbol & { readonly kind: 'name' },
  { withDefinitions }: ReferenceOptions,
): Promise<readonly Place[]> {
  const scope = files.scopeOf(file);
  const places = nameFiles(files, file, symbol).map(async (other): Promise<Place[]> => {
    const parsed = await files.read(other);
    return (parsed ? mentionsIn(parsed) : [])
      .filter((mention) => isSameName(mention, symbol) && (withDefinitions || mention.role !== 'definition'))
      .map(({ id, semver }) => ({ file: other, range: (symbol.part === 'id' ? id : (semver ?? id)).range }));
  });
  const found = (await Promise.all(places)).flat();
  const { of, name } = symbol.mention;
  const isPublished = withDefinitions && symbol.part === 'version';
  return [...found, ...(isPublished ? publishedPlaces(scope, of, name) : [])];
}
