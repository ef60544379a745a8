import { lastName } from '../core/text/lastName.js';
import { fileTypeOf } from '../core/documents/fileKinds.js';
import type { PromptFile } from '../core/documents/promptFile.js';
import {
  all,
  type Asked,
  type AskedAt,
  type Completion,
  type CompletionOptions,
  type Completions,
} from './completion/completion.js';
import { contentCompletions } from './completion/contents.js';
import { expectedBundleCompletions } from './completion/expectations.js';
import { keyCompletions, keyCompletion } from './completion/keys.js';
import { isAt, type Path } from './completion/place.js';
import { placesAt } from './completion/placeAt.js';
import { schemaAt } from './completion/schema.js';
import { wholeFileCompletions } from './completion/starterText.js';
import { traitCompletions } from './completion/traits.js';
import { offersAt, valuesAt } from './completion/values.js';
import type { LanguageContext } from './context.js';
import { applyEdits } from './edits/textEdit.js';

export type { Completion, CompletionKind, CompletionOptions, Completions } from './completion/completion.js';

const NOTHING: Completions = { items: [], isIncomplete: false };

/**
 * What can be written at an offset of a file, in whatever state its text is. Nothing is offered that would make a file that
 * can be read into one that cannot.
 */
export async function complete(
  context: LanguageContext,
  file: string,
  offset: number,
  options: CompletionOptions,
): Promise<Completions> {
  const scope = context.files.scopeOf(file);
  const name = scope.nameOf(file);
  const type = fileTypeOf(name);
  const parsed = await context.files.read(file);
  if (!parsed || !type) return NOTHING;
  const { text } = parsed.source;
  const fileName = lastName(name);
  const offers = (path: Path): boolean => offersAt({ type, scope, file, fileName }, path);
  const asked: Asked = { ...options, context, scope, file, fileName, type, parsed, text, offset, offers };
  const found = await offered(asked);
  return { ...found, items: withoutBreaking(asked, found.items) };
}

async function offered(asked: Asked): Promise<Completions> {
  const { type, text, offset, yamlTokens } = asked;
  const inText = await contentCompletions(asked);
  if (inText) return all(inText);
  const whole = asked.trigger === undefined ? wholeFileCompletions(asked) : [];
  const lists = await Promise.all(
    placesAt(type.syntax, text, offset, yamlTokens)
      .filter(({ isProse }) => !isProse)
      .map((place) => {
        const at = { ...asked, place };
        return place.kind === 'key' ? keysAt(at) : valuesAt(at);
      }),
  );
  return {
    items: [...whole, ...lists.flatMap(({ items }) => items)],
    isIncomplete: lists.some(({ isIncomplete }) => isIncomplete),
  };
}

/** A blank may be the beginning of anything: a list of keys would be in the way of who goes on to the next line. */
async function keysAt(asked: AskedAt): Promise<Completions> {
  const { place, type, trigger } = asked;
  if (trigger !== undefined && !'"\'-'.includes(trigger)) return NOTHING;
  const { path } = place;
  if (type.kind === 'input' && isAt(path, ['expect'])) return expectedBundleCompletions(asked);
  if (type.kind === 'input' && isAt(path, ['semantic_traits'])) return all(await traitCompletions(asked));
  const named = schemaAt(type.kind, path)?.propertyNames?.examples ?? [];
  const encodings = named
    .filter((name) => !place.siblings.has(name))
    .map((name) => keyCompletion(place, name, { text: ' 1000', stops: [{ start: 1, end: 5 }] }, {}));
  return all([...keyCompletions(asked), ...encodings]);
}

/** Nothing, where the first of them would bring a syntax error into a file that has none. */
function withoutBreaking(asked: Asked, items: readonly Completion[]): readonly Completion[] {
  const { parsed, parse, type, text } = asked;
  const isRead = (file: PromptFile): boolean => file.findings.every(({ code }) => code !== 'syntax');
  if (!isRead(parsed)) return items;
  const tried = new Map<string, boolean>();
  return items.filter((item) => {
    // Those that are written alike break alike.
    const manner = `${item.kind} ${item.text.includes('\n')} ${item.range.start}`;
    const known = tried.get(manner);
    const isSound = known ?? isRead(parse(type, { text: accepted(text, item) }));
    tried.set(manner, isSound);
    return isSound;
  });
}

/** The text with a completion in it. */
export function accepted(text: string, { range, text: written, edits = [] }: Completion): string {
  return applyEdits(
    text,
    [...edits, { ...range, text: written }].sort((a, b) => a.start - b.start),
  );
}
