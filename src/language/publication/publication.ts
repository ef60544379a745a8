import * as l10n from '@vscode/l10n';
import { limitNames, megabytes } from '../../core/documents/unreadableFile.js';
import { stopsRender, type RuleSeverities } from '../../core/model/findings.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { Refusal } from '../../core/model/refusal.js';
import { PromptError } from '../../core/model/promptError.js';
import type { Render } from '../../core/promptGenerator.js';
import { excerpt } from '../../core/text/quote.js';
import { encodeUtf8, isLongerInUtf8 } from '../../core/text/utf8.js';
import { planPublication, type PublicationPlan } from '../../core/published/planPublication.js';
import type { FoundIn } from '../findings/foundIn.js';
import type { PromptLanguage } from '../promptLanguage.js';
import { allSnapshotFindings } from './publishedFindings.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';

/** What versions are published from. */
type PublishedFrom = Pick<PromptLanguage, 'files' | 'check' | 'generatorOf' | 'hashing'>;

export interface PublicationOptions {
  /** The most bytes of a snapshot that is read again. */
  readonly maxFileBytes: number;
  /** The severities that hold for a file; the usual ones when absent. */
  readonly rulesOf?: (file: string) => RuleSeverities;
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
  | ({ readonly kind: 'refused'; readonly errors: readonly FoundIn[] } & Refusal);

/** Checks a bundle version of a file's root, and its templates, and says what publishing it comes to. Writes nothing. */
export async function preparePublication(
  language: PublishedFrom,
  file: string,
  bundle: Reference,
  { maxFileBytes: limit, rulesOf }: PublicationOptions,
): Promise<Publication> {
  const scope = language.files.scopeOf(file);
  const bundles = scope.definitions('bundle', bundle);
  const found = await language.check(bundles, filesOf(bundles, scope), rulesOf);
  const errors = errorsIn(found);
  if (errors.length > 0) return refused(errorsRefusal(excerpt(formatReference(bundle)), errors), errors);
  let render: Render;
  try {
    const generator = await language.generatorOf(file);
    render = await generator.renderFromBundle({ bundle, model: '' });
  } catch (error) {
    if (!PromptError.is(error)) throw error;
    const concerned = errorsIn(await language.check([], error.origins, rulesOf));
    const { code, message } = error;
    return refused({ code, reason: message }, [...concerned, ...damagedIn(scope)]);
  }
  const plan = planPublication(render, scope.published, await language.hashing());
  if (plan.kind === 'refused') return refused(plan, damagedIn(scope));
  // It would be a damaged one as soon as it is written.
  if (plan.kind === 'new' && isLongerInUtf8(plan.text, limit)) {
    const size = encodeUtf8(plan.text).length;
    const version = excerpt(formatReference(bundle));
    return refused({
      code: 'too_large',
      reason: l10n.t(
        'The snapshot of {0} has {1}, more than the {2} that are read. Make its templates smaller, or raise the limit ({3}).',
        version,
        megabytes(size),
        megabytes(limit),
        limitNames(),
      ),
    });
  }
  const warnings = found.filter(({ finding }) => finding.severity !== 'information');
  return { kind: 'ready', render, plan, warnings };
}

/** What is published already asks for another answer than a mistake does. */
function errorsRefusal(version: string, errors: readonly FoundIn[]): Refusal {
  return errors.every(({ finding }) => finding.code === 'published-version-changed')
    ? {
        code: 'published_otherwise',
        reason: l10n.t(
          '{0} differs from what is published. Create the next version, or restore the published content.',
          version,
        ),
      }
    : { code: 'has_errors', reason: l10n.t('{0} has errors. Fix them to publish it.', version) };
}

function refused({ code, reason }: Refusal, errors: readonly FoundIn[] = []): Publication {
  return { kind: 'refused', code, reason, errors };
}

/** Files of bundles, and those that their templates are in. */
function filesOf(bundles: readonly string[], scope: ScopeIndex): readonly string[] {
  const templates = bundles.flatMap((file) =>
    (scope.get(file)?.references ?? []).flatMap(({ name }) => scope.definitions('template', name)),
  );
  return [...new Set([...bundles, ...templates])];
}

function errorsIn(found: readonly FoundIn[]): FoundIn[] {
  return found.filter(({ finding }) => stopsRender(finding));
}

/** Damaged published versions: a reference that is not answered may have meant one, and nothing is published beside one. */
function damagedIn({ published }: ScopeIndex): FoundIn[] {
  return allSnapshotFindings(published).filter(({ finding }) => finding.severity === 'error');
}
