import * as l10n from '@vscode/l10n';
import type { MarkdownPart } from '../core/output/markdownText.js';
import type { TextRange } from '../core/model/findings.js';
import { quote } from '../core/text/quote.js';
import type { LanguageContext } from './context.js';
import { describeConstraint } from './navigation/describeConstraint.js';
import { describeExpectedHash } from './navigation/describeHash.js';
import { describeBundle, describeTemplate } from './navigation/describeName.js';
import { describePlaceholder } from './navigation/describePlaceholder.js';
import { describeVersion } from './navigation/describeVersion.js';
import { bundleNames, sentence } from './navigation/names.js';
import type { ChosenInput } from './navigation/places.js';
import { symbolAt, type PromptSymbol } from './navigation/symbolAt.js';

/** What there is to say about a place of a file. Its words and blocks hold texts of files as they are: show them by a door. */
export interface Hover {
  readonly range: TextRange;
  readonly parts: readonly MarkdownPart[];
}

/** What a hover goes by beside the files. */
export interface HoverOptions {
  /** The input that the prompt is shown with. */
  readonly input?: ChosenInput | undefined;
  /** True where the editor shows what the schema says of a key by itself: it is not said twice. */
  readonly isSchemaShown?: boolean;
}

/**
 * What stands at an offset of a file, for a person who points at it: a placeholder with its value, a reference with what it
 * refers to, a constraint's meaning, whether an expected hash holds, what changed in a version.
 */
export async function hover(
  context: LanguageContext,
  file: string,
  offset: number,
  options: HoverOptions = {},
): Promise<Hover | undefined> {
  const parsed = await context.files.read(file);
  const symbol = parsed && symbolAt(parsed, offset);
  if (!symbol) return undefined;
  return { range: rangeOf(symbol), parts: await describe(context, file, symbol, options) };
}

async function describe(
  context: LanguageContext,
  file: string,
  symbol: PromptSymbol,
  { input, isSchemaShown = false }: HoverOptions,
): Promise<readonly MarkdownPart[]> {
  switch (symbol.kind) {
    case 'name': {
      const { mention, part } = symbol;
      if (mention.role === 'definition' && part === 'version') return describeVersion(context, file, mention);
      return mention.of === 'template'
        ? describeTemplate(context, file, mention)
        : describeBundle(context, file, mention);
    }
    case 'placeholder':
      return describePlaceholder(symbol, input);
    case 'constraint':
      return describeConstraint(symbol.key, isSchemaShown);
    case 'hash':
      return describeExpectedHash(context, file, symbol);
    case 'model': {
      const { bundles, inputs } = context.files.scopeOf(file).filesOfModel(symbol.model);
      const served = bundleNames(context.files.scopeOf(file), bundles);
      const asked =
        inputs.length === 1
          ? l10n.t('1 input asks for it.')
          : l10n.t('{0} inputs ask for it.', inputs.length);
      return [
        {
          words: sentence(
            served === ''
              ? l10n.t('No bundle serves {0}.', quote(symbol.model))
              : l10n.t('Model {0}, served by {1}.', quote(symbol.model), served),
            asked,
          ),
        },
      ];
    }
  }
}

/** All of a reference: each of its parts says the same. */
function rangeOf(symbol: PromptSymbol): TextRange {
  if (symbol.kind !== 'name') return symbol.range;
  const { id, semver } = symbol.mention;
  return semver?.within === id.within ? { start: id.range.start, end: semver.range.end } : symbol.range;
}
