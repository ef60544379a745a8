import * as l10n from '@vscode/l10n';
import { stringOf } from '../../core/documents/valueNode.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import { PromptError } from '../../core/model/promptError.js';
import { formatReference, parseReference, type Reference } from '../../core/model/reference.js';
import type { Render } from '../../core/promptGenerator.js';
import { countCodePoints } from '../../core/text/codePoints.js';
import { counted } from '../../core/text/quote.js';
import { applyEdits } from '../edits/textEdit.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import {
  LISTED_OF_MANY,
  listed,
  MAX_COMPLETIONS,
  type AskedAt,
  type Completion,
  type Completions,
} from './completion.js';
import { findNames, holdsInOrder } from './findNames.js';
import { keyCompletion, skeletonOf } from './keys.js';
import { schemaAt } from './schema.js';
import { versionsOf } from './versionsOf.js';
import { bareValue, textValue, whereItGoes } from './writeValue.js';

/** The bundle versions that an input may expect something of: those that serve its model first, the newest first. */
export function expectedBundleCompletions(asked: AskedAt): Completions {
  const { scope, place } = asked;
  const { names, mayBeMore } = bundleVersions(asked);
  const path = ['expect', ''];
  const skeleton = skeletonOf(schemaAt('input', path) ?? {}, path, asked);
  const documentation = [
    { words: l10n.t('A saved test: what a render of this version with this input must give.') },
  ];
  const completion = (written: string): Completion => {
    const name = names.get(written);
    const detail = name && scope.published.has('bundle', name) ? l10n.t('Published') : '';
    return keyCompletion(place, written, skeleton, { detail, documentation });
  };
  return listed([...names.keys()], completion, mayBeMore);
}

/** The versions by what is written of them: those that serve the input's model first. */
function bundleVersions({ scope, place, parsed }: AskedAt): {
  readonly names: ReadonlyMap<string, Reference>;
  readonly mayBeMore: boolean;
} {
  const at = place.typed.lastIndexOf('@');
  const typed = at > 0 ? place.typed.slice(0, at) : place.typed;
  const model = stringOf(parsed.root, 'model_type')?.value;
  const serving = model === undefined ? NO_FILES : scope.serving(model);
  const found = findNames(scope.choices.bundle, { typed, most: MAX_COMPLETIONS });
  const isLong = found.length > MAX_COMPLETIONS;
  // Where most of them serve it, those are among the others.
  const near = serving.size > MAX_COMPLETIONS ? [] : idsOf(scope, serving, typed);
  const ids = new Set([...near, ...(isLong ? found.slice(0, LISTED_OF_MANY) : found)]);
  const versions = [...ids].flatMap((id) =>
    versionsOf(scope, 'bundle', id)
      .reverse()
      .map((semver) => ({ id, semver })),
  );
  const offered = versions.filter((name) => !place.siblings.has(formatReference(name)));
  const serves = (name: Reference): boolean =>
    scope.definitions('bundle', name).some((bundle) => serving.has(bundle));
  const ordered = [...offered.filter(serves), ...offered.filter((name) => !serves(name))];
  return {
    names: new Map(ordered.map((name) => [formatReference(name), name])),
    mayBeMore: isLong || ordered.length > MAX_COMPLETIONS,
  };
}

const NO_FILES: ReadonlySet<string> = new Set();

/** The ids of bundles in files that letters may stand for, in order. */
function idsOf(scope: ScopeIndex, bundles: ReadonlySet<string>, typed: string): readonly string[] {
  const ids = [...bundles].flatMap((bundle) => scope.get(bundle)?.identity?.name.id ?? []);
  return ids.filter((id) => holdsInOrder(id.toLowerCase(), typed.toLowerCase())).sort();
}

/** The hash that the prompt has at present. */
export async function presentHashCompletions(asked: AskedAt): Promise<Completion[]> {
  const { place } = asked;
  const render = await presentRender(asked, '0'.repeat(64));
  if (!render) return [];
  const { prompt_hash: hash } = render;
  return [
    textValue(place, hash, {
      label: `${hash.slice(0, 12)}…`,
      detail: l10n.t('Present prompt_hash'),
      documentation: [
        {
          words: l10n.t(
            'What a render with this input gives now. The test fails once the prompt is another one.',
          ),
        },
      ],
    }),
  ].map((completion) => ({ ...completion, filterText: whatStands(asked) }));
}

/** The word at the cursor: what takes its place fits whatever stands there. */
function whatStands({ text, offset, place }: AskedAt): string {
  return text.slice(place.range.start, offset) || 'present';
}

/** How many characters the prompt has at present. */
export async function presentLengthCompletions(asked: AskedAt): Promise<Completion[]> {
  const render = await presentRender(asked, 0);
  if (!render) return [];
  const count = countCodePoints(render.rendered_prompt);
  const value = bareValue(asked.place, String(count), {
    label: String(count),
    detail: l10n.t('{0} at present', counted(count)),
  });
  return [{ ...value, filterText: whatStands(asked) }];
}

/** Renders the version that is expected something of; `standIn` is a value with which the file can be read meanwhile. */
async function presentRender(asked: AskedAt, standIn: string | number): Promise<Render | undefined> {
  const bundle = parseReference(String(asked.place.path[1]));
  const input = writtenInput(asked, standIn);
  if (!bundle || !input) return undefined;
  const generator = await asked.context.generatorOf(asked.file);
  try {
    return await generator.renderFromBundle({ bundle, input });
  } catch (error) {
    if (!PromptError.is(error)) throw error;
    return undefined;
  }
}

/** What the file says as an input, with another value where one is being written. */
function writtenInput(
  { parsed, parse, type, text, place }: AskedAt,
  standIn: string | number,
): RenderInput | undefined {
  if (parsed.kind === 'input' && parsed.model) return parsed.model;
  const edit = { ...place.range, ...whereItGoes(place, JSON.stringify(standIn)) };
  const file = parse(type, { text: applyEdits(text, [edit]) });
  return file.kind === 'input' ? file.model : undefined;
}
