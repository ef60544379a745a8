import { didYouMean } from '../../core/documents/didYouMean.js';
import { inAnotherForm } from '../../core/documents/inAnotherForm.js';
import { spell } from '../../core/documents/spelling.js';
import { counted, excerpt, quote } from '../../core/text/quote.js';
import {
  boundedPlaces,
  compareFindings,
  MAX_RELATED_PLACES,
  type Finding,
  type RelatedPlace,
  type TextRange,
} from '../../core/model/findings.js';
import { formatReference, parseReference, type Reference } from '../../core/model/reference.js';
import { isSemver } from '../../core/model/semver.js';
import { keepText } from '../../core/sources/likelyOriginal.js';
import { unreadableMessage } from '../../core/model/unreadable.js';
import type { FileSummary, Mention } from '../scopes/fileSummary.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import { unreadableDefinition, type UnreadableDefinition } from '../scopes/unreadableDefinitions.js';

/** All findings of a file, in order of place: its own, and those that other files of its scope bring about. */
export function scopeFindings(scope: ScopeIndex, file: string): readonly Finding[] {
  const summary = scope.get(file);
  if (!summary) return [];
  const { findings } = summary;
  return [
    ...findings.map((finding) => withNewestVersion(scope, summary, finding)),
    ...duplicateFindings(scope, summary),
    ...referenceFindings(scope, summary),
    ...modelFindings(scope, summary),
  ].sort(compareFindings);
}

/** The same version in two files: neither is used, so it is told in both (spec, section 1.2). */
function duplicateFindings(scope: ScopeIndex, { file, kind, identity, unreadable }: FileSummary): Finding[] {
  if (!identity || unreadable || kind === 'input') return [];
  const definitions = scope.definitions(kind, identity.name);
  const count = definitions.length - 1;
  if (count < 1) return [];
  const others = definitions.slice(0, MAX_RELATED_PLACES + 1).filter((other) => other !== file);
  const where = count === 1 ? 'another file' : `${counted(count)} other files`;
  const original = scope.likelyOriginal(kind, identity.name);
  const advice = duplicateAdvice(original, original === scope.nameOf(file), definitions.length);
  const message = `${title(kind)} ${quote(formatReference(identity.name))} is defined in ${where} too. ${advice}`;
  return [
    {
      code: 'duplicate-version',
      severity: 'error',
      message,
      range: identity.range,
      related: relatedPlaces(scope, others, 'Defined here too.', count),
    },
  ];
}

/** Which of some files is to be kept, where one looks like the copy of the other. */
function duplicateAdvice(original: string | undefined, isOriginal: boolean, count: number): string {
  if (original === undefined) return 'Keep one, or give this one another version.';
  const [it, looks] =
    count === 2 ? ['it', 'The other looks like a copy'] : ['them', 'The others look like copies'];
  return isOriginal
    ? `${looks} of this one: remove ${it}, or leave ${it} out by the setting \`promptBundles.exclude\` or by \`.gitignore\`.`
    : `This one looks like a copy of ${quote(original)}: remove it, leave it out by the setting \`promptBundles.exclude\` or by \`.gitignore\`, or give it another version.`;
}

/** References that no file, or more than one, answers; what no file answers, the published versions may, if they agree, or else the fallback. */
function referenceFindings(scope: ScopeIndex, { references }: FileSummary): Finding[] {
  return references.flatMap((reference): Finding[] => {
    // That it is no version is told already.
    if (!isSemver(reference.name.semver)) return [];
    const definitions = scope.definitions('template', reference.name);
    const unreadable = unreadableDefinition(
      scope,
      'template',
      reference.name,
      scope.published.templates(reference.name).length,
    );
    if (unreadable) return [unreadableTemplate(reference, unreadable)];
    if (definitions.length > 1) return [ambiguousTemplate(scope, reference, definitions)];
    const published = definitions.length === 0 ? scope.published.templates(reference.name) : [];
    if (definitions.length + published.length === 1) return [];
    if (published.length === 0 && scope.fallback.get(reference.name)) return [];
    // Where other files are not looked at, nothing is known of what they define.
    if (scope.surroundings.alone?.() !== undefined && published.length === 0) return [];
    return [published.length === 0 ? unknownTemplate(scope, reference) : disagreement(reference, published)];
  });
}

/** A reference that names no version, but a template that has some: its newest is offered. */
function withNewestVersion(scope: ScopeIndex, { references }: FileSummary, finding: Finding): Finding {
  const { code, range, message } = finding;
  const meant = code === 'invalid-semver' && references.find((one) => isWithin(range, one.range));
  const newest = meant && scope.versions('template', meant.name.id).filter(isSemver).at(-1);
  if (!newest) return finding;
  return { ...finding, message: `${message} Did you mean ${quote(newest)}?`, replacement: newest };
}

function isWithin(range: TextRange, around: TextRange): boolean {
  return range.start >= around.start && range.end <= around.end;
}

/** The version is not missing, so no other one is offered. */
function unreadableTemplate(
  { name, range }: Mention<Reference>,
  { place, related }: UnreadableDefinition,
): Finding {
  const message = unreadableMessage(`The template ${quote(formatReference(name))}`, place);
  return { code: 'unresolved-template', severity: 'error', message, range, related };
}

function unknownTemplate(scope: ScopeIndex, { name, range, quoteMark }: Mention<Reference>): Finding {
  const { meant, isSameButForm } = nearestTemplate(scope, name);
  const { isWhole, rootsDefining } = scope.surroundings;
  const template = `the template ${quote(formatReference(name))}`;
  const unknown = isWhole()
    ? `None of these files defines ${template}`
    : `Nothing is known of the files beside this one, so ${template} is not found`;
  const [elsewhere] = rootsDefining(name);
  const why = isSameButForm
    ? `${unknown}: ${IN_ANOTHER_FORM}`
    : elsewhere === undefined
      ? `${unknown}.`
      : `${unknown}, but one in the folder ${quote(elsewhere)} does. Folders do not share templates.`;
  const advice =
    meant === undefined ? 'Add a file that defines it, or name another.' : `Did you mean ${quote(meant)}?`;
  const message = `${why} ${advice}`;
  return {
    code: 'unresolved-template',
    severity: 'error',
    message,
    range,
    ...(meant !== undefined && { replacement: spell(meant, quoteMark) }),
  };
}

function ambiguousTemplate(
  scope: ScopeIndex,
  { name, range }: Mention<Reference>,
  definitions: readonly string[],
): Finding {
  const advice = keepText(scope.likelyOriginal('template', name), definitions.length, quote);
  const message = `${counted(definitions.length)} files define the template ${quote(formatReference(name))}, so none is used. ${advice}`;
  return {
    code: 'unresolved-template',
    severity: 'error',
    message,
    range,
    related: relatedPlaces(scope, definitions, 'Defined here.', definitions.length),
  };
}

function disagreement(
  { name, range }: Mention<Reference>,
  files: readonly { readonly file: string }[],
): Finding {
  const message = `${counted(files.length)} published bundles disagree on the template ${quote(formatReference(name))}, so none is used. Add a file that defines it, or name another version.`;
  const places = files
    .slice(0, MAX_RELATED_PLACES)
    .map(({ file }) => ({ message: 'Published here.', file, range: { start: 0, end: 1 } }));
  const related = boundedPlaces(places, files.length);
  return { code: 'unresolved-template', severity: 'error', message, range, related };
}

/** Why two names that look alike are not the same. */
const IN_ANOTHER_FORM =
  'the name looks like one that is defined, but differs from it in its Unicode normalisation.';

/**
 * The newest version of the same template, or of the one whose name is nearly the same; where names differ in nothing but
 * their normalisation form, the version that is asked for, if it is there.
 */
function nearestTemplate(
  scope: ScopeIndex,
  { id, semver: asked }: Reference,
): { readonly meant: string | undefined; readonly isSameButForm: boolean } {
  const ids = scope.ids('template');
  const isKnown = scope.versions('template', id).length > 0;
  const inOtherForm = isKnown ? undefined : inAnotherForm(id, ids);
  const nearest = isKnown ? id : (inOtherForm ?? didYouMean(id, ids));
  const versions = nearest === undefined ? [] : scope.versions('template', nearest);
  const isSameButForm = inOtherForm !== undefined;
  const semver = isSameButForm && versions.includes(asked) ? asked : versions.at(-1);
  const meant =
    nearest === undefined || semver === undefined ? undefined : formatReference({ id: nearest, semver });
  return { meant, isSameButForm };
}

/** An input whose model is not served: by one of the bundles it has expectations of, or by any bundle of the folder. */
function modelFindings(scope: ScopeIndex, { modelType, expected }: FileSummary): Finding[] {
  if (!modelType || scope.ids('bundle').length === 0) return [];
  const { name, range, quoteMark } = modelType;
  const refusing = expected
    .map((bundle) => ({ bundle, file: onlyDefinition(scope, bundle) }))
    .find(({ file }) => file !== undefined && !scope.serves(name, file));
  // One that cannot be read may serve it.
  if (!refusing && (scope.serves(name) || scope.hasUnreadable('bundle'))) return [];
  const models = scope.get(refusing?.file ?? '')?.tags ?? scope.models();
  const who = refusing ? `Bundle ${excerpt(refusing.bundle)} does not serve` : 'None of these bundles serves';
  const inOtherForm = inAnotherForm(name, models);
  const meant = inOtherForm ?? didYouMean(name, models);
  const why = inOtherForm === undefined ? '.' : `: ${IN_ANOTHER_FORM}`;
  const advice =
    meant === undefined
      ? 'Add it to the tags of a bundle, or name another model.'
      : `Did you mean ${quote(meant)}?`;
  const message = `${who} the model ${quote(name)}${why} ${advice}`;
  return [
    {
      code: 'unsupported-model',
      severity: 'error',
      message,
      range,
      ...(meant !== undefined && { replacement: spell(meant, quoteMark) }),
    },
  ];
}

/** The file that defines a bundle version, when it is one that can be read. */
function onlyDefinition(scope: ScopeIndex, bundle: string): string | undefined {
  const reference = parseReference(bundle);
  const files = reference ? scope.definitions('bundle', reference) : [];
  const summary = files.length === 1 ? scope.get(files[0] ?? '') : undefined;
  return summary?.unreadable ? undefined : summary?.file;
}

/** Places in the first of some files, of which there are `total`. */
function relatedPlaces(
  scope: ScopeIndex,
  files: readonly string[],
  message: string,
  total: number,
): readonly RelatedPlace[] {
  const places = files.slice(0, MAX_RELATED_PLACES).flatMap((file) => {
    const range = scope.get(file)?.identity?.range;
    return range ? [{ message, file, range }] : [];
  });
  return boundedPlaces(places, total);
}

function title(kind: 'template' | 'bundle'): string {
  return kind === 'template' ? 'Template' : 'Bundle';
}
