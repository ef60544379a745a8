import type { FileType } from '../../core/documents/fileKinds.js';
import { all, type Asked, type AskedAt, type Completions } from './completion.js';
import { presentHashCompletions, presentLengthCompletions } from './expectations.js';
import { forbiddenTokenCompletions } from './forbiddenTokens.js';
import { idCompletions, semverCompletions } from './identities.js';
import { modelCompletions } from './models.js';
import { isAt, type Path } from './place.js';
import { referenceCompletions } from './references.js';
import { allows, schemaAt } from './schema.js';
import { schemaValueCompletions } from './schemaValues.js';
import { firstText } from './starterText.js';
import { suppressCodeCompletions, suppressTextCompletions } from './suppressions.js';

/** What there is to write as a value at each path of each kind of file; `*` is any key or position. */
type Provider = (asked: AskedAt) => Completions | Promise<Completions>;

const DEFINING = ['template', 'bundle'] as const;

const CONSTRAINTS: readonly Path[] = [['constraints'], ['templates', '*', 'constraints']];

const PROVIDERS: readonly (readonly [kind: FileType['kind'], path: Path, provide: Provider])[] = [
  ...DEFINING.flatMap((kind) => [
    [kind, [`${kind}_id`], (asked: AskedAt) => idCompletions(asked, kind)] as const,
    [kind, ['semver'], (asked: AskedAt) => all(semverCompletions(asked, kind))] as const,
  ]),
  ['bundle', ['templates', '*'], referenceCompletions],
  ['bundle', ['tags', '*'], modelCompletions],
  ['input', ['model_type'], modelCompletions],
  ['input', ['expect', '*'], async (asked) => all(await presentHashCompletions(asked))],
  ['input', ['expect', '*', 'prompt_hash'], async (asked) => all(await presentHashCompletions(asked))],
  ['input', ['expect', '*', 'max_characters'], async (asked) => all(await presentLengthCompletions(asked))],
  ...CONSTRAINTS.flatMap((path) =>
    DEFINING.map((kind) => [kind, [...path, 'FORBIDDEN_TOKENS', '*'], forbiddenTokenCompletions] as const),
  ),
  ...(['template', 'bundle', 'input'] as const).flatMap((kind) => [
    [kind, ['suppress', '*', 'code'], (asked: AskedAt) => all(suppressCodeCompletions(asked))] as const,
    [kind, ['suppress', '*', 'text'], (asked: AskedAt) => all(suppressTextCompletions(asked))] as const,
  ]),
];

/** What there is to write as a value. */
export async function valuesAt(asked: AskedAt): Promise<Completions> {
  const { type, place } = asked;
  const provide = providerAt(type, place.path);
  return provide ? provide(asked) : all(schemaValueCompletions(asked));
}

function providerAt(type: FileType, at: Path): Provider | undefined {
  return PROVIDERS.find(([kind, path]) => kind === type.kind && isAt(at, path))?.[2];
}

/** Whether there is something to choose at a path of a file: else an editor that is asked to offer it guesses at words. */
export function offersAt(
  { type, scope, file, fileName }: Pick<Asked, 'type' | 'scope' | 'file' | 'fileName'>,
  path: Path,
): boolean {
  const provide = providerAt(type, path);
  if (provide === modelCompletions) return scope.choices.model.size > 0;
  if (provide === forbiddenTokenCompletions) {
    const own = new Set(scope.get(file)?.forbidden);
    return (
      scope.choices.token.size > own.size || [...own].some((token) => scope.forbidsElsewhere(token, file))
    );
  }
  if (provide) return true;
  if (type.kind === 'input' && isAt(path, ['expect'])) return scope.choices.bundle.size > 0;
  if (type.kind === 'input' && isAt(path, ['semantic_traits'])) return scope.inputs().length > 1;
  const schema = schemaAt(type.kind, path) ?? {};
  const isChosen = ['number', 'integer', 'boolean'].some((name) => allows(schema, name));
  const hasKeys = schema.properties !== undefined || schema.propertyNames !== undefined;
  return (
    schema.enum !== undefined ||
    isChosen ||
    hasKeys ||
    (type.kind !== 'input' && firstText(type.kind, fileName, path) !== undefined)
  );
}
