import type { RenderInput } from '../../core/model/renderInput.js';
import { PromptError } from '../../core/model/promptError.js';
import { formatReference, parseReference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import type { Render } from '../../core/promptGenerator.js';
import { countCodePoints } from '../../core/text/codePoints.js';
import { counted } from '../../core/text/quote.js';
import { applyEdits } from '../edits/textEdit.js';
import { bestMatches } from './bestMatches.js';
import { MAX_COMPLETIONS, type AskedAt, type Completion, type Completions } from './completion.js';
import { keyCompletion, skeletonOf } from './keys.js';
import { schemaAt } from './schema.js';
import { isPublished, versionsOf } from './versionsOf.js';
import { bareValue, textValue, whereItGoes } from './writeValue.js';

/** The bundle versions that an input may expect something of: those that serve its model first, the newest first. */
export function expectedBundleCompletions(asked: AskedAt): Completions {
  const { scope, place } = asked;
  const model = scope.get(asked.file)?.modelType?.name;
  const published = scope.published.bundles().map(({ snapshot: { bundle } }) => bundle.bundle_id);
  const ids = [...new Set([...scope.ids('bundle'), ...published])];
  const at = place.typed.lastIndexOf('@');
  const matching = bestMatches(ids, at > 0 ? place.typed.slice(0, at) : place.typed, MAX_COMPLETIONS);
  const names = matching.flatMap((id) =>
    versionsOf(scope, 'bundle', id)
      .sort((a, b) => compareSemver(b, a))
      .map((semver) => ({ id, semver })),
  );
  const serves = (reference: { id: string; semver: string }): boolean =>
    model === undefined || scope.definitions('bundle', reference).some((file) => scope.serves(model, file));
  const offered = names.filter((name) => !place.siblings.has(formatReference(name)));
  const ordered = [...offered.filter(serves), ...offered.filter((name) => !serves(name))];
  const path = ['expect', ''];
  const skeleton = skeletonOf(schemaAt('input', path) ?? {}, path, asked);
  return {
    items: ordered.slice(0, MAX_COMPLETIONS).map((name): Completion => {
      const state = isPublished(scope, 'bundle', name.id, name.semver) ? 'Published' : '';
      return keyCompletion(place, formatReference(name), skeleton, {
        detail: state,
        documentation: [{ words: 'A saved test: what a render of this version with this input must give.' }],
      });
    }),
    isIncomplete: ordered.length > MAX_COMPLETIONS,
  };
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
      detail: 'Present prompt_hash',
      documentation: [
        { words: 'What a render with this input gives now. The test fails once the prompt is another one.' },
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
    detail: `${counted(count)} at present`,
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
    if (error instanceof PromptError) return undefined;
    throw error;
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
