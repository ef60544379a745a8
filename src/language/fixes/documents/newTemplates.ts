import { formatReference, type Reference } from '../../../core/model/reference.js';
import { isSemver } from '../../../core/model/semver.js';
import type { Slot } from '../../../core/model/slots.js';
import type { TextRange } from '../../../core/model/findings.js';
import type { NewFile } from '../../create/newFile.js';
import { isVersionKnown } from '../../scopes/isVersionKnown.js';
import type { ScopeIndex } from '../../scopes/scopeIndex.js';
import { unreadableDefinition } from '../../scopes/unreadableDefinitions.js';
import { setValues } from '../../edits/setValues.js';
import { starterTemplate } from './starter.js';
import type { FixSubject } from '../../edits/subject.js';
import { applyEdits } from '../../edits/textEdit.js';
import { wholeFile } from '../../edits/writtenValues.js';

/** A template version that a bundle refers to and that is nowhere: no file defines it, none is published, and the fallback has none. */
export interface MissingTemplate {
  readonly reference: Reference;
  readonly slot: Slot;
  /** Where the bundle names it. */
  readonly range: TextRange;
}

/** The template versions that a bundle refers to and that are nowhere, each once, in the order of the prompt. */
export function missingTemplates(scope: ScopeIndex, bundle: string): readonly MissingTemplate[] {
  const missing = (scope.get(bundle)?.references ?? [])
    .map(({ name, slot, range }) => ({ reference: name, slot, range }))
    .filter(({ reference }) => isNowhere(scope, reference));
  const names = missing.map(({ reference }) => formatReference(reference));
  return missing.filter((_, i) => names.indexOf(names[i] ?? '') === i);
}

function isNowhere(scope: ScopeIndex, reference: Reference): boolean {
  return (
    isSemver(reference.semver) &&
    !isVersionKnown(scope, 'template', reference) &&
    !scope.fallback.get(reference) &&
    !unreadableDefinition(scope, 'template', reference, 0)
  );
}

/** The file of the newest version of the same template, from which the missing one is made; `undefined` where there is none. */
export function olderVersion(scope: ScopeIndex, { id }: Reference): string | undefined {
  const semver = scope.versions('template', id).filter(isSemver).at(-1);
  return semver === undefined ? undefined : scope.definitions('template', { id, semver })[0];
}

/** The file in whose folder new templates of a bundle belong: one of its templates, else any of the folder, else the bundle. */
export function neighbourOf(scope: ScopeIndex, bundle: string): string {
  const own = (scope.get(bundle)?.references ?? []).flatMap(({ name }) =>
    scope.definitions('template', name),
  );
  const [first] = own;
  if (first !== undefined) return first;
  for (const id of scope.ids('template')) {
    const [any] = newest(scope, id);
    if (any !== undefined) return any;
  }
  return bundle;
}

function newest(scope: ScopeIndex, id: string): readonly string[] {
  return scope.definitions('template', { id, semver: scope.versions('template', id).at(-1) ?? '' });
}

/** The file of a missing template: an older version's with the new number, or one to begin with. */
export function newTemplate(missing: MissingTemplate, older: FixSubject | undefined): NewFile {
  const { id, semver } = missing.reference;
  const edit = older && setValues(older, [{ path: ['semver'], value: semver }]);
  const stem = fileStem(id);
  const name = stem === '' ? 'template' : stem;
  const ending = (edit && /\.prompt-template\.\w+$/.exec(older.name)?.[0]) ?? '.prompt-template.md';
  const text = edit
    ? applyEdits(older.text, [edit])
    : wholeFile({ kind: 'template', syntax: 'markdown' }, starterTemplate(id, semver, missing.slot));
  const names = [...(edit ? [] : [name]), `${name}-${semver}`].map((one) => `${one}${ending}`);
  return { names, text };
}

/** An id as the beginning of a file's name: what a system may refuse in it is a `-`. Empty where nothing is left. */
export function fileStem(id: string): string {
  return Array.from(id.replaceAll(/[^\p{L}\p{N}._-]/gu, '-'))
    .slice(0, MAX_STEM)
    .join('')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
}

/** The most characters of a file's name before its ending: systems allow 255 bytes for all of it. */
const MAX_STEM = 40;
