import * as l10n from '@vscode/l10n';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { entryOf, nodeAt, stringOf } from '../../core/documents/valueNode.js';
import { quote } from '../../core/text/quote.js';
import type { PromptBundle } from '../../core/model/bundle.js';
import { boundedPlaces, type Finding, type RelatedPlace, type TextRange } from '../../core/model/findings.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { PromptTemplate } from '../../core/model/template.js';
import type { PublishedBundle, PublishedIndex } from '../../core/published/publishedIndex.js';
import type { SnapshotProblem } from '../../core/published/readSnapshot.js';
import { adviseVersion, type VersionAdvice } from '../../core/versions/adviseVersion.js';
import { bundleChanges, templateChanges, type ContentChange } from '../../core/versions/contentChanges.js';
import { nextVersion, TakenVersions } from '../../core/versions/nextVersion.js';
import type { FoundIn } from '../findings/foundIn.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';

/** A published version that its file says otherwise by now. */
export interface ChangedVersion {
  readonly reference: Reference;
  /** The file of a snapshot that holds it as published. */
  readonly snapshot: string;
  /** What is published, and what the file says. */
  readonly before: PromptTemplate | PromptBundle;
  readonly after: PromptTemplate | PromptBundle;
  readonly changes: readonly ContentChange[];
  readonly advice: VersionAdvice;
  /** The version to give it instead: the next free one by the advice. */
  readonly next: string;
}

/** What a template or bundle file says otherwise than its published version; `undefined` when all is as it was published. */
export function changedVersion(scope: ScopeIndex, parsed: PromptFile): ChangedVersion | undefined {
  if (parsed.kind === 'input' || !parsed.model) return undefined;
  const { model: after, kind } = parsed;
  const id = 'template_id' in after ? after.template_id : after.bundle_id;
  const reference = { id, semver: after.semver };
  for (const { file: snapshot, model: before } of publishedModels(scope.published, reference, kind)) {
    const changes = changesBetween(before, after);
    if (changes.length === 0) continue;
    const advice = adviseVersion(before, after);
    const next = nextVersion(after.semver, advice.level, takenVersions(scope, kind, id));
    return { reference, snapshot, before, after, changes, advice, next };
  }
  return undefined;
}

function publishedModels(
  published: PublishedIndex,
  reference: Reference,
  kind: 'template' | 'bundle',
): { file: string; model: PromptTemplate | PromptBundle }[] {
  if (kind === 'template')
    return published.templates(reference).map(({ file, template }) => ({ file, model: template }));
  const bundle = published.bundle(reference);
  return bundle ? [{ file: bundle.file, model: bundle.snapshot.bundle }] : [];
}

function changesBetween(
  before: PromptTemplate | PromptBundle,
  after: PromptTemplate | PromptBundle,
): readonly ContentChange[] {
  if ('content' in before && 'content' in after) return templateChanges(before, after);
  return 'tags' in before && 'tags' in after ? bundleChanges(before, after) : [];
}

/** What is known of versions that are taken, as long as none of them comes or goes: by the list of those in files. */
const TAKEN = new WeakMap<
  readonly string[],
  { readonly published: readonly string[]; taken: TakenVersions }
>();

/** Every version of an id that a file or a snapshot has. */
export function takenVersions(scope: ScopeIndex, kind: 'template' | 'bundle', id: string): TakenVersions {
  const inFiles = scope.versions(kind, id);
  const published = kind === 'bundle' ? scope.published.versions(id) : scope.published.templateVersions(id);
  const known = TAKEN.get(inFiles);
  if (known?.published === published) return known.taken;
  const taken = new TakenVersions([...inFiles, ...published]);
  TAKEN.set(inFiles, { published, taken });
  return taken;
}

/** An error at each value that a published version does not have (spec, section 6). */
export function publishedFindings(scope: ScopeIndex, file: string, parsed: PromptFile): Finding[] {
  const changed = changedVersion(scope, parsed);
  if (!changed) return [];
  const { reference, advice, next, snapshot } = changed;
  return changed.changes.map((change): Finding => {
    const [range, ...others] = placesOf(parsed, change);
    return {
      code: 'published-version-changed',
      severity: 'error',
      message: l10n.t(
        '{0} is published and does not change: {1}. Make it {2} ({3}: {4}), or restore what is published.',
        quote(formatReference(reference)),
        change.summary,
        next,
        advice.level,
        advice.reason,
      ),
      range: range ?? { start: 0, end: 1 },
      related: boundedPlaces([
        { message: l10n.t('Published here.'), file: snapshot, range: { start: 0, end: 1 } },
        ...others.map((range): RelatedPlace => ({ message: l10n.t('This changed too.'), file, range })),
      ]),
    };
  });
}

/** Where a change shows: its words, or its value; the version itself when the value is gone. */
function placesOf(parsed: PromptFile, { path, words }: ContentChange): readonly TextRange[] {
  const node = nodeAt(parsed.root, path);
  if (node?.kind === 'string' && words)
    return words.map(({ after }) => {
      const { start, end } = visible(after, node.value);
      return node.textMap().rangeToSource(start, end);
    });
  const around = path.length > 1 ? nodeAt(parsed.root, path.slice(0, -1)) : undefined;
  const place = node ?? around ?? stringOf(parsed.root, 'semver');
  if (!place) return [];
  // The value of a key that stands alone is null, and stands nowhere.
  const isNowhere = place.range.start === place.range.end;
  const key = isNowhere ? entryOf(around ?? parsed.root, path.at(-1) ?? '')?.keyRange : undefined;
  return [key ?? place.range];
}

/** At least one character, so that there is something to see where words are gone. */
function visible({ start, end }: TextRange, text: string): TextRange {
  if (end > start) return { start, end };
  return start < text.length ? { start, end: start + 1 } : { start: Math.max(0, start - 1), end: start };
}

/** What is wrong with the published versions themselves, told at their files. */
export function snapshotFindings(published: PublishedIndex, file: string): Finding[] {
  const snapshot = published.get(file);
  const rival = snapshot && published.rivalOf(snapshot);
  const problem = snapshot?.problem ?? (rival && rivalProblem(rival));
  if (!problem) return [];
  const { code = 'published-version-changed', message, range, damaged } = problem;
  return [{ code, severity: damaged ? 'error' : 'warning', message, range }];
}

/** A version that two files hold, each with its own content: the one that stands later in order of name is used. */
function rivalProblem({ file, snapshot: { bundle } }: PublishedBundle): SnapshotProblem {
  const version = formatReference({ id: bundle.bundle_id, semver: bundle.semver });
  return {
    message: l10n.t(
      '{0} is published with other content in {1}. Restore both files from version control.',
      quote(version),
      file,
    ),
    range: { start: 0, end: 1 },
    damaged: true,
  };
}

/** The same of all published versions, in order of file. */
export function allSnapshotFindings(published: PublishedIndex): FoundIn[] {
  return published
    .files()
    .flatMap(({ file }) => snapshotFindings(published, file).map((finding) => ({ file, finding })));
}
