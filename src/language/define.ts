import { entryOf } from '../core/documents/valueNode.js';
import type { TextRange } from '../core/model/findings.js';
import type { LanguageContext } from './context.js';
import { definitionPlaces, type ChosenInput, type Place } from './navigation/places.js';
import { symbolAt, type PromptSymbol } from './navigation/symbolAt.js';
import { modelPlaces } from './navigation/modelPlaces.js';

/** What was asked about, and where it is defined. */
export interface Definition {
  readonly origin: TextRange;
  readonly places: readonly Place[];
}

/**
 * Where that which stands at an offset of a file is defined: a version in its files, or else where it is published; a
 * placeholder in the input that is chosen; a model in the bundles that serve it. `undefined` where nothing is known.
 */
export async function define(
  context: LanguageContext,
  file: string,
  offset: number,
  input?: ChosenInput,
): Promise<Definition | undefined> {
  const parsed = await context.files.read(file);
  const symbol = parsed && symbolAt(parsed, offset);
  if (!symbol) return undefined;
  const places = await placesOf(context, file, symbol, input);
  const origin = symbol.kind === 'name' ? wholeName(symbol) : symbol.range;
  return places.length > 0 ? { origin, places } : undefined;
}

async function placesOf(
  context: LanguageContext,
  file: string,
  symbol: PromptSymbol,
  input: ChosenInput | undefined,
): Promise<readonly Place[]> {
  const scope = context.files.scopeOf(file);
  switch (symbol.kind) {
    case 'name': {
      const { of, name, role, id } = symbol.mention;
      if (role === 'definition') return [{ file, range: id.range }];
      return definitionPlaces(context, scope, of, name);
    }
    case 'hash':
      return definitionPlaces(context, scope, 'bundle', symbol.mention.name);
    case 'placeholder': {
      const entry = symbol.role === 'use' ? entryOf(input?.parsed.root, symbol.name) : undefined;
      return entry && input?.file !== undefined ? [{ file: input.file, range: entry.keyRange }] : [];
    }
    case 'model':
      return modelPlaces(context, symbol.model, scope.filesOfModel(symbol.model).bundles);
    case 'constraint':
      return [];
  }
}

/** A reference is one thing to go from, whichever part of it is pointed at. */
function wholeName({ mention: { id, semver }, range }: PromptSymbol & { kind: 'name' }): TextRange {
  return semver?.within === id.within ? { start: id.range.start, end: semver.range.end } : range;
}
