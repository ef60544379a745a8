import { LIMIT_NAMES, sizeText } from '../../core/documents/unreadableFile.js';
import type { Hashing } from '../../core/hashing.js';
import { stopsRender } from '../../core/model/findings.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { PromptError } from '../../core/model/promptError.js';
import type { PromptGenerator, Render } from '../../core/promptGenerator.js';
import { excerpt } from '../../core/text/quote.js';
import { encodeUtf8, isLongerInUtf8 } from '../../core/text/utf8.js';
import { planPublication, type PublicationPlan } from '../../core/published/planPublication.js';
import type { FoundIn } from '../findings/foundIn.js';
import { allSnapshotFindings } from './publishedFindings.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';

/** What there is to publish from. */
export interface PublicationFolder {
  readonly scope: ScopeIndex;
  readonly generator: Pick<PromptGenerator, 'renderFromBundle'>;
  readonly hashing: Pick<Hashing, 'sha256'>;
  /** The most bytes of a snapshot that is read again. */
  readonly maxFileBytes: number;
  /** All that is told of files, with the prompts of the bundles assembled anew. */
  readonly findings: (bundles: readonly string[], files: readonly string[]) => Promise<readonly FoundIn[]>;
}

/** A version that can be published, or why it cannot. */
export type Publication =
  | {
      readonly kind: 'ready';
      readonly render: Render;
      readonly plan: Exclude<PublicationPlan, { kind: 'refused' }>;
      /** What else is told of the files that it is made of: it is frozen with them. */
      readonly warnings: readonly FoundIn[];
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly errors: readonly FoundIn[] };

/** Checks a bundle version and its templates, and says what publishing it comes to. Writes nothing. */
export async function preparePublication(bundle: Reference, folder: PublicationFolder): Promise<Publication> {
  const { scope, generator, hashing, maxFileBytes: limit } = folder;
  const found = await findingsOf(bundle, folder);
  const errors = errorsIn(found);
  if (errors.length > 0) return refused(errorsReason(excerpt(formatReference(bundle)), errors), errors);
  let render: Render;
  try {
    render = await generator.renderFromBundle({ bundle, model: '' });
  } catch (error) {
    if (!PromptError.is(error)) throw error;
    const concerned = errorsIn(await folder.findings([], error.origins));
    return refused(error.message, [...concerned, ...damagedIn(scope)]);
  }
  const plan = planPublication(render, scope.published, hashing);
  if (plan.kind === 'refused') return refused(plan.reason, damagedIn(scope));
  // It would be a damaged one as soon as it is written.
  if (plan.kind === 'new' && isLongerInUtf8(plan.text, limit)) {
    const size = encodeUtf8(plan.text).length;
    const version = excerpt(formatReference(bundle));
    return refused(
      `The snapshot of ${version} ${sizeText({ size, limit })}. Make its templates smaller, or raise the limit (${LIMIT_NAMES}).`,
    );
  }
  const warnings = found.filter(({ finding }) => finding.severity !== 'information' && !stopsRender(finding));
  return { kind: 'ready', render, plan, warnings };
}

/** What is published already asks for another answer than a mistake does. */
function errorsReason(version: string, errors: readonly FoundIn[]): string {
  return errors.every(({ finding }) => finding.code === 'published-version-changed')
    ? `${version} differs from what is published. Create the next version, or restore the published content.`
    : `${version} has errors. Fix them to publish it.`;
}

function refused(reason: string, errors: readonly FoundIn[] = []): Publication {
  return { kind: 'refused', reason, errors };
}

/** What is told of the bundle's file and of the files its templates are in. */
async function findingsOf(bundle: Reference, { scope, findings }: PublicationFolder): Promise<FoundIn[]> {
  const bundles = scope.definitions('bundle', bundle);
  const templates = bundles.flatMap((file) =>
    (scope.get(file)?.references ?? []).flatMap(({ name }) => scope.definitions('template', name)),
  );
  return [...(await findings(bundles, [...new Set([...bundles, ...templates])]))];
}

function errorsIn(found: readonly FoundIn[]): FoundIn[] {
  return found.filter(({ finding }) => stopsRender(finding));
}

/** Damaged published versions: a reference that is not answered may have meant one, and nothing is published beside one. */
function damagedIn({ published }: ScopeIndex): FoundIn[] {
  return allSnapshotFindings(published).filter(({ finding }) => finding.severity === 'error');
}
