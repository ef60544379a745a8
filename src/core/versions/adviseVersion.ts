import * as l10n from '@vscode/l10n';
import { canonicalJson } from '../canonicalJson.js';
import { compileTemplate } from '../compileTemplate.js';
import type { PromptBundle } from '../model/bundle.js';
import type { JsonMap, JsonValue } from '../model/jsonValue.js';
import type { Reference } from '../model/reference.js';
import { compareSemver, precedenceNumbers } from '../model/semver.js';
import { SLOTS } from '../model/slots.js';
import type { TemplateBody } from '../model/template.js';
import { excerpt, quote } from '../text/quote.js';
import { bundleChanges, templateChanges } from './contentChanges.js';

/** How much of a version number a change asks for. */
export type VersionLevel = 'none' | 'patch' | 'minor' | 'major';

/** Which version should come next, and why in a few words. */
export interface VersionAdvice {
  readonly level: VersionLevel;
  readonly reason: string;
}

const LEVELS: readonly VersionLevel[] = ['none', 'patch', 'minor', 'major'];

/** Advice for a changed template or bundle: whoever relies on the version before, would they miss or be denied something? */
export function adviseVersion(
  before: TemplateBody | PromptBundle,
  after: TemplateBody | PromptBundle,
): VersionAdvice {
  if ('content' in before && 'content' in after) return adviseTemplate(before, after);
  if ('templates' in before && 'templates' in after) return adviseBundle(before, after);
  throw new TypeError('A template and a bundle are no two states of one version.');
}

function adviseTemplate(before: TemplateBody, after: TemplateBody): VersionAdvice {
  if (templateChanges(before, after).length === 0) return unchanged();
  return weightiest([
    ...placeholderAdvice(before.content, after.content),
    ...constraintAdvice(before.constraints ?? new Map(), after.constraints ?? new Map()),
    ...(before.role !== after.role ? [advice('major', l10n.t('the role changed'))] : []),
    ...(before.adapter_version !== after.adapter_version
      ? [advice('minor', l10n.t('the adapter version changed'))]
      : []),
    ...(sections(after.content) > sections(before.content)
      ? [advice('minor', l10n.t('a text section was added'))]
      : []),
    advice(
      'patch',
      before.content === after.content
        ? l10n.t('the same rules are written differently')
        : l10n.t('the wording changed'),
    ),
  ]);
}

function adviseBundle(before: PromptBundle, after: PromptBundle): VersionAdvice {
  if (bundleChanges(before, after).length === 0) return unchanged();
  const parts = SLOTS.map((slot): VersionAdvice => {
    const [was, is] = [before.templates[slot], after.templates[slot]];
    if (was.kind === 'inline' && is.kind === 'inline') return adviseTemplate(was.template, is.template);
    if (was.kind === 'inline' || is.kind === 'inline')
      return advice('minor', l10n.t('the {0} is defined elsewhere', slot));
    return adviseReference(was.reference, is.reference, slot);
  });
  return weightiest([
    ...parts,
    ...without(before.tags, after.tags).map((tag) =>
      advice('major', l10n.t('the tag {0} was removed', quote(tag))),
    ),
    ...without(after.tags, before.tags).map((tag) =>
      advice('minor', l10n.t('the tag {0} was added', quote(tag))),
    ),
    advice('patch', l10n.t('the order of the tags changed')),
  ]);
}

/** Another version of the same template weighs what its own number says; another template may do anything. */
function adviseReference(was: Reference, is: Reference, slot: string): VersionAdvice {
  if (was.id !== is.id) return advice('major', l10n.t('the {0} is another template', slot));
  if (was.semver === is.semver) return unchanged();
  const [a, b] = [precedenceNumbers(was.semver), precedenceNumbers(is.semver)];
  const level = a[0] !== b[0] ? 'major' : a[1] !== b[1] ? 'minor' : 'patch';
  const isNewer = compareSemver(was.semver, is.semver) < 0;
  return advice(level, isNewer ? newerText(slot, level) : olderText(slot, level));
}

type NumberLevel = Exclude<VersionLevel, 'none'>;

function newerText(slot: string, level: NumberLevel): string {
  switch (level) {
    case 'major':
      return l10n.t('the {0} is of a newer major version', slot);
    case 'minor':
      return l10n.t('the {0} is of a newer minor version', slot);
    case 'patch':
      return l10n.t('the {0} is of a newer patch version', slot);
  }
}

function olderText(slot: string, level: NumberLevel): string {
  switch (level) {
    case 'major':
      return l10n.t('the {0} is of an older major version', slot);
    case 'minor':
      return l10n.t('the {0} is of an older minor version', slot);
    case 'patch':
      return l10n.t('the {0} is of an older patch version', slot);
  }
}

function placeholderAdvice(before: string, after: string): VersionAdvice[] {
  const [was, is] = [before, after].map((content) => [...new Set(compileTemplate(content).placeholders)]);
  return [
    ...without(was ?? [], is ?? []).map((name) => advice('major', l10n.t('{0} was removed', `{{${name}}}`))),
    ...without(is ?? [], was ?? []).map((name) => advice('minor', l10n.t('{0} was added', `{{${name}}}`))),
  ];
}

function constraintAdvice(was: JsonMap, is: JsonMap): VersionAdvice[] {
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) =>
    strictness(key, was.get(key), is.get(key)).map((change) =>
      advice(change === 'tightened' ? 'major' : 'minor', changeText(excerpt(key), change)),
    ),
  );
}

type Strictness = 'tightened' | 'loosened' | 'changed';

function changeText(key: string, change: Strictness): string {
  switch (change) {
    case 'tightened':
      return l10n.t('{0} was tightened', key);
    case 'loosened':
      return l10n.t('{0} was loosened', key);
    case 'changed':
      return l10n.t('{0} was changed', key);
  }
}

/** A rule that texts which kept the old one could break is tighter. Wanted assertiveness that moves does not bind anybody. */
function strictness(key: string, was: JsonValue | undefined, is: JsonValue | undefined): Strictness[] {
  switch (key) {
    case 'FORBIDDEN_TOKENS': {
      const [before, after] = [listOf(was), listOf(is)];
      if (without(after, before).length > 0) return ['tightened'];
      return without(before, after).length > 0 ? ['loosened'] : [];
    }
    case 'NO_EMOJI':
      if ((was === true) === (is === true)) return [];
      return [is === true ? 'tightened' : 'loosened'];
    case 'MAX_SENTENCE_LENGTH':
    case 'MAX_PARAGRAPHS': {
      const [before, after] = [was, is].map((value) =>
        typeof value === 'bigint' ? Number(value) : Infinity,
      );
      if (Number(after) < Number(before)) return ['tightened'];
      return Number(after) > Number(before) ? ['loosened'] : [];
    }
    default:
      if (was === undefined || is === undefined) return [was === undefined ? 'tightened' : 'loosened'];
      return canonicalJson(was) === canonicalJson(is) ? [] : ['changed'];
  }
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

/** Stretches of text between blank lines. */
function sections(content: string): number {
  return content.split(/\n[^\S\n]*\n/).filter((section) => section.trim() !== '').length;
}

function unchanged(): VersionAdvice {
  return { level: 'none', reason: l10n.t('nothing changed') };
}

function advice(level: VersionLevel, reason: string): VersionAdvice {
  return { level, reason };
}

function weightiest(all: readonly VersionAdvice[]): VersionAdvice {
  return all.reduce((a, b) => (LEVELS.indexOf(b.level) > LEVELS.indexOf(a.level) ? b : a), unchanged());
}

function without<T>(all: readonly T[], excluded: readonly T[]): T[] {
  const others = new Set(excluded);
  return all.filter((item) => !others.has(item));
}
