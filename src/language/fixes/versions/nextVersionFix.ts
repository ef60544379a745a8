import { identityOf } from '../../../core/documents/fileIdentity.js';
import type { PromptFile } from '../../../core/documents/promptFile.js';
import { stringOf, nodeAt } from '../../../core/documents/valueNode.js';
import { formatReference, type Reference } from '../../../core/model/reference.js';
import { isSemver } from '../../../core/model/semver.js';
import { SLOTS } from '../../../core/model/slots.js';
import {
  adviseVersion,
  type VersionAdvice,
  type VersionLevel,
} from '../../../core/versions/adviseVersion.js';
import { nextVersion } from '../../../core/versions/nextVersion.js';
import { changedVersion, takenVersions } from '../../publication/publishedFindings.js';
import type { ScopeIndex } from '../../scopes/scopeIndex.js';
import { setValues } from '../../edits/setValues.js';
import type { FixSubject } from '../../edits/subject.js';
import type { NewValue } from '../../edits/waysToSay.js';
import { applyEdits, type TextEdit } from '../../edits/textEdit.js';

/** The files of one folder, to be edited together. */
export interface FixFolder {
  readonly scope: ScopeIndex;
  subject(file: string): Promise<FixSubject | undefined>;
}

/** An edit of one of several files. */
export interface FileEdit {
  readonly file: string;
  readonly subject: FixSubject;
  readonly edits: readonly TextEdit[];
  /** The version of the file and the one that it gets, where it gets another. */
  readonly versions?: readonly [before: string, after: string];
}

/** Files that get a new version together. */
export interface NextVersion {
  readonly reference: Reference;
  readonly next: string;
  /** The file itself, then the bundles that follow it, in order of name. */
  readonly files: readonly FileEdit[];
}

/** A version that a file may get, and why it should. */
export interface VersionChoice {
  readonly level: ChosenLevel;
  readonly next: string;
  /** Why this one is advised. */
  readonly reason?: string;
}

export type ChosenLevel = Exclude<VersionLevel, 'none'>;
const LEVELS: readonly ChosenLevel[] = ['patch', 'minor', 'major'];

/** The next versions of a template or a bundle, the advised one first; versions that come to the same are named once. */
export function versionChoices(scope: ScopeIndex, file: PromptFile): readonly VersionChoice[] {
  const name = identityOf(file);
  if (!name || file.kind === 'input') return [];
  const taken = takenVersions(scope, file.kind, name.id);
  const advice = changedVersion(scope, file)?.advice;
  const levels = [...LEVELS].sort((a, b) => Number(b === advice?.level) - Number(a === advice?.level));
  const choices = levels.map((level) => ({
    level,
    next: nextVersion(name.semver, level, taken),
    ...(level === advice?.level && { reason: advice.reason }),
  }));
  return choices.filter(
    ({ next }, i) => isSemver(next) && choices.findIndex((other) => other.next === next) === i,
  );
}

/**
 * A template or a bundle as its next version. Bundles of the folder that refer to the template follow it, or they would go
 * on with what is published; and one of them that is published itself gets its next version too. What inputs expect is left
 * alone. `undefined` when a file cannot be edited so.
 */
export async function nextVersionFix(
  folder: FixFolder,
  file: string,
  level: ChosenLevel,
): Promise<NextVersion | undefined> {
  const { scope } = folder;
  const subject = await folder.subject(file);
  const reference = subject && identityOf(subject.file);
  if (!reference || subject.file.kind === 'input') return undefined;
  const { kind } = subject.file;
  const next = nextVersion(reference.semver, level, takenVersions(scope, kind, reference.id));
  const own = edited(scope, file, subject, [{ path: ['semver'], value: next }]);
  if (!own) return undefined;
  const files: FileEdit[] = [{ ...own, versions: [reference.semver, next] }];
  for (const user of kind === 'template' ? followersOf(scope, reference) : []) {
    const bundle = await folder.subject(user);
    // One that cannot be read says what is wrong with it by itself.
    if (!bundle?.file.root) continue;
    const followed = follow(scope, user, bundle, { reference, next, level });
    if (!followed) return undefined;
    files.push(followed);
  }
  return { reference, next, files };
}

/**
 * The bundles that follow a template to its next version: those that are not published, and of published ones the newest
 * version of each id. Older ones go on with the template as it was published.
 */
export function followersOf(scope: ScopeIndex, template: Reference): readonly string[] {
  return scope.usersOf(template).filter((file) => {
    const name = scope.get(file)?.identity?.name;
    return !name || !scope.published.bundle(name) || scope.versions('bundle', name.id).at(-1) === name.semver;
  });
}

interface Followed {
  readonly reference: Reference;
  readonly next: string;
  readonly level: ChosenLevel;
}

function follow(
  scope: ScopeIndex,
  file: string,
  bundle: FixSubject,
  { reference, next, level }: Followed,
): FileEdit | undefined {
  const templates = nodeAt(bundle.file.root, ['templates']);
  const [old, renewed] = [reference, { ...reference, semver: next }].map(formatReference);
  const references = SLOTS.filter((slot) => stringOf(templates, slot)?.value === old).map(
    (slot): NewValue => ({ path: ['templates', slot], value: renewed }),
  );
  const name = identityOf(bundle.file);
  const published = name && scope.published.bundle(name)?.snapshot.bundle;
  if (!name || !published) return edited(scope, file, bundle, references);
  const first = setValues(bundle, references);
  const after = first && bundle.read(applyEdits(bundle.text, [first])).file;
  const advice: VersionAdvice =
    after?.kind === 'bundle' && after.model ? adviseVersion(published, after.model) : { level, reason: '' };
  const semver = nextVersion(name.semver, advice.level, takenVersions(scope, 'bundle', name.id));
  const edit = edited(scope, file, bundle, [{ path: ['semver'], value: semver }, ...references]);
  return edit && { ...edit, versions: [name.semver, semver] };
}

/** The edit, when nothing of what is published is said otherwise by it. */
function edited(
  scope: ScopeIndex,
  file: string,
  subject: FixSubject,
  values: readonly NewValue[],
): FileEdit | undefined {
  const edit = setValues(subject, values);
  if (!edit || changedVersion(scope, subject.read(applyEdits(subject.text, [edit])).file)) return undefined;
  return { file, subject, edits: [edit] };
}
