import * as l10n from '@vscode/l10n';
import { didYouMean } from '../../core/documents/didYouMean.js';
import { inAnotherForm } from '../../core/documents/inAnotherForm.js';
import { spell } from '../../core/documents/spelling.js';
import { counted, excerpt, quote } from '../../core/text/quote.js';
import { sentences } from '../../core/text/sentences.js';
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
  const original = scope.likelyOriginal(kind, identity.name);
  const advice = duplicateAdvice(original, original === scope.nameOf(file), definitions.length);
  const message = sentences(duplicateText(kind, quote(formatReference(identity.name)), count), advice);
  return [
    {
      code: 'duplicate-version',
      severity: 'error',
      message,
      range: identity.range,
      related: relatedPlaces(scope, others, l10n.t('Defined here too.'), count),
    },
  ];
}

function duplicateText(kind: 'template' | 'bundle', name: string, others: number): string {
  if (kind === 'template')
    return others === 1
      ? l10n.t('Template {0} is defined in another file too.', name)
      : l10n.t('Template {0} is defined in {1} other files too.', name, counted(others));
  return others === 1
    ? l10n.t('Bundle {0} is defined in another file too.', name)
    : l10n.t('Bundle {0} is defined in {1} other files too.', name, counted(others));
}

/** Which of some files is to be kept, where one looks like the copy of the other. */
function duplicateAdvice(original: string | undefined, isOriginal: boolean, count: number): string {
  if (original === undefined) return l10n.t('Keep one, or give this one another version.');
  if (!isOriginal)
    return l10n.t(
      'This one looks like a copy of {0}: remove it, leave it out by the setting `promptBundles.exclude` or by `.gitignore`, or give it another version.',
      quote(original),
    );
  return count === 2
    ? l10n.t(
        'The other looks like a copy of this one: remove it, or leave it out by the setting `promptBundles.exclude` or by `.gitignore`.',
      )
    : l10n.t(
        'The others look like copies of this one: remove them, or leave them out by the setting `promptBundles.exclude` or by `.gitignore`.',
      );
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
  const advice = l10n.t('Did you mean {0}?', quote(newest));
  return { ...finding, message: sentences(message, advice), replacement: newest };
}

function isWithin(range: TextRange, around: TextRange): boolean {
  return range.start >= around.start && range.end <= around.end;
}

/** The version is not missing, so no other one is offered. */
function unreadableTemplate(
  { name, range }: Mention<Reference>,
  { place, related }: UnreadableDefinition,
): Finding {
  const message = unreadableMessage(l10n.t('The template {0}', quote(formatReference(name))), place);
  return { code: 'unresolved-template', severity: 'error', message, range, related };
}

function unknownTemplate(scope: ScopeIndex, { name, range, quoteMark }: Mention<Reference>): Finding {
  const { meant, isSameButForm } = nearestTemplate(scope, name);
  const { isWhole, rootsDefining } = scope.surroundings;
  const template = quote(formatReference(name));
  const [elsewhere] = rootsDefining(name);
  const why = isSameButForm
    ? unknownInForm(template, isWhole())
    : elsewhere === undefined
      ? unknown(template, isWhole())
      : unknownHere(template, quote(elsewhere), isWhole());
  const advice =
    meant === undefined
      ? l10n.t('Add a file that defines it, or name another.')
      : l10n.t('Did you mean {0}?', quote(meant));
  const message = sentences(why, advice);
  return {
    code: 'unresolved-template',
    severity: 'error',
    message,
    range,
    ...(meant !== undefined && { replacement: spell(meant, quoteMark) }),
  };
}

// That no file defines a template, where all files are known or `isWhole` is false.

function unknown(template: string, isWhole: boolean): string {
  return isWhole
    ? l10n.t('None of these files defines the template {0}.', template)
    : l10n.t('Nothing is known of the files beside this one, so the template {0} is not found.', template);
}

function unknownInForm(template: string, isWhole: boolean): string {
  return isWhole
    ? l10n.t(
        'None of these files defines the template {0}: the name looks like one that is defined, but differs from it in its Unicode normalisation.',
        template,
      )
    : l10n.t(
        'Nothing is known of the files beside this one, so the template {0} is not found: the name looks like one that is defined, but differs from it in its Unicode normalisation.',
        template,
      );
}

function unknownHere(template: string, folder: string, isWhole: boolean): string {
  return isWhole
    ? l10n.t(
        'None of these files defines the template {0}, but one in the folder {1} does. Folders do not share templates.',
        template,
        folder,
      )
    : l10n.t(
        'Nothing is known of the files beside this one, so the template {0} is not found, but one in the folder {1} does. Folders do not share templates.',
        template,
        folder,
      );
}

function ambiguousTemplate(
  scope: ScopeIndex,
  { name, range }: Mention<Reference>,
  definitions: readonly string[],
): Finding {
  const advice = keepText(scope.likelyOriginal('template', name), definitions.length, quote);
  const what = l10n.t(
    '{0} files define the template {1}, so none is used.',
    counted(definitions.length),
    quote(formatReference(name)),
  );
  return {
    code: 'unresolved-template',
    severity: 'error',
    message: sentences(what, advice),
    range,
    related: relatedPlaces(scope, definitions, l10n.t('Defined here.'), definitions.length),
  };
}

function disagreement(
  { name, range }: Mention<Reference>,
  files: readonly { readonly file: string }[],
): Finding {
  const message = l10n.t(
    '{0} published bundles disagree on the template {1}, so none is used. Add a file that defines it, or name another version.',
    counted(files.length),
    quote(formatReference(name)),
  );
  const places = files
    .slice(0, MAX_RELATED_PLACES)
    .map(({ file }) => ({ message: l10n.t('Published here.'), file, range: { start: 0, end: 1 } }));
  const related = boundedPlaces(places, files.length);
  return { code: 'unresolved-template', severity: 'error', message, range, related };
}

/**
 * The newest version of the same template, or of the one whose name is nearly the same; where names differ in nothing but
 * their normalisation form, the version that is asked for, if it is there.
 */
function nearestTemplate(
  scope: ScopeIndex,
  { id, semver: asked }: Reference,
): { readonly meant: string | undefined; readonly isSameButForm: boolean } {
  const ids = scope.ids('template');
  const isKnown = scope.defines('template', id);
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
  const inOtherForm = inAnotherForm(name, models);
  const meant = inOtherForm ?? didYouMean(name, models);
  const why = unservedText(quote(name), refusing && excerpt(refusing.bundle), inOtherForm !== undefined);
  const advice =
    meant === undefined
      ? l10n.t('Add it to the tags of a bundle, or name another model.')
      : l10n.t('Did you mean {0}?', quote(meant));
  const message = sentences(why, advice);
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

function unservedText(model: string, bundle: string | undefined, isSameButForm: boolean): string {
  if (bundle === undefined)
    return isSameButForm
      ? l10n.t(
          'None of these bundles serves the model {0}: the name looks like one that is defined, but differs from it in its Unicode normalisation.',
          model,
        )
      : l10n.t('None of these bundles serves the model {0}.', model);
  return isSameButForm
    ? l10n.t(
        'Bundle {0} does not serve the model {1}: the name looks like one that is defined, but differs from it in its Unicode normalisation.',
        bundle,
        model,
      )
    : l10n.t('Bundle {0} does not serve the model {1}.', bundle, model);
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
