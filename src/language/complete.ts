import { fileTypeOf, type FileType } from '../core/documents/fileKinds.js';
import type { PromptFile } from '../core/documents/promptFile.js';
import type { AskedAt, Asked, Completion, CompletionOptions, Completions } from './completion/completion.js';
import { contentCompletions } from './completion/contents.js';
import {
  expectedBundleCompletions,
  presentHashCompletions,
  presentLengthCompletions,
} from './completion/expectations.js';
import { forbiddenTokenCompletions } from './completion/forbiddenTokens.js';
import { idCompletions, semverCompletions } from './completion/identities.js';
import { keyCompletions, keyCompletion } from './completion/keys.js';
import { modelCompletions } from './completion/models.js';
import type { Path } from './completion/place.js';
import { placesAt } from './completion/placeAt.js';
import { referenceCompletions } from './completion/references.js';
import { schemaAt } from './completion/schema.js';
import { schemaValueCompletions } from './completion/schemaValues.js';
import { wholeFileCompletions } from './completion/starterText.js';
import { suppressCodeCompletions, suppressTextCompletions } from './completion/suppressions.js';
import { traitCompletions } from './completion/traits.js';
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
  const fileName = name.slice(name.lastIndexOf('/') + 1);
  const asked: Asked = { ...options, context, scope, file, fileName, type, parsed, text, offset };
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
    .map((name) =>
      keyCompletion(place, name, { text: ' 1000', stops: [{ start: 1, end: 5 }], further: false }, {}),
    );
  return all([...keyCompletions(asked), ...encodings]);
}

/** What there is to write as a value at each path of each kind of file; `*` is any key or position. */
type Provider = (asked: AskedAt) => Completions | Promise<Completions>;

const CONSTRAINTS: readonly Path[] = [['constraints'], ['templates', '*', 'constraints']];

const PROVIDERS: readonly (readonly [kind: FileType['kind'], path: Path, provide: Provider])[] = [
  ['template', ['template_id'], (asked) => all(idCompletions(asked))],
  ['bundle', ['bundle_id'], (asked) => all(idCompletions(asked))],
  ['template', ['semver'], (asked) => all(semverCompletions(asked))],
  ['bundle', ['semver'], (asked) => all(semverCompletions(asked))],
  ['bundle', ['templates', '*'], referenceCompletions],
  ['bundle', ['tags', '*'], modelCompletions],
  ['input', ['model_type'], modelCompletions],
  ['input', ['expect', '*'], async (asked) => all(await presentHashCompletions(asked))],
  ['input', ['expect', '*', 'prompt_hash'], async (asked) => all(await presentHashCompletions(asked))],
  ['input', ['expect', '*', 'max_characters'], async (asked) => all(await presentLengthCompletions(asked))],
  ...CONSTRAINTS.flatMap((path) =>
    (['template', 'bundle'] as const).map(
      (kind) => [kind, [...path, 'FORBIDDEN_TOKENS', '*'], forbiddenTokenCompletions] as const,
    ),
  ),
  ...(['template', 'bundle', 'input'] as const).flatMap((kind) => [
    [kind, ['suppress', '*', 'code'], (asked: AskedAt) => all(suppressCodeCompletions(asked))] as const,
    [kind, ['suppress', '*', 'text'], (asked: AskedAt) => all(suppressTextCompletions(asked))] as const,
  ]),
];

async function valuesAt(asked: AskedAt): Promise<Completions> {
  const { type, place } = asked;
  const [, , provide] = PROVIDERS.find(([kind, path]) => kind === type.kind && isAt(place.path, path)) ?? [];
  return provide ? provide(asked) : all(schemaValueCompletions(asked));
}

function isAt(path: Path, pattern: Path): boolean {
  return path.length === pattern.length && path.every((step, i) => pattern[i] === '*' || pattern[i] === step);
}

function all(items: readonly Completion[]): Completions {
  return { items, isIncomplete: false };
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
