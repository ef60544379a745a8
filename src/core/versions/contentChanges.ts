import * as l10n from '@vscode/l10n';
import { canonicalJson } from '../canonicalJson.js';
import { excerpt, listed, quote } from '../text/quote.js';
import type { PromptBundle } from '../model/bundle.js';
import type { JsonMap, JsonValue } from '../model/jsonValue.js';
import { formatReference } from '../model/reference.js';
import { SLOTS, type Slot } from '../model/slots.js';
import type { TemplateBody } from '../model/template.js';
import { describeWordChanges, wordChanges, type WordChange } from './wordDiff.js';

// What of a version's content differs from another state of it. Names, descriptions and suppressions are no content.

/** One value that differs. */
export interface ContentChange {
  /** Where the value stands in a file, as keys from the root; it may be gone there. */
  readonly path: readonly string[];
  /** What changed, in a few words. */
  readonly summary: string;
  /** The words that differ, where the value is a text. */
  readonly words?: readonly WordChange[];
}

/** What differs between two states of a template; nothing when their `template_hash` is the same. */
export function templateChanges(before: TemplateBody, after: TemplateBody): readonly ContentChange[] {
  return [
    ...textChanges(before, after),
    ...scalarChanges(before, after),
    ...constraintChanges(before, after),
  ];
}

function textChanges(before: TemplateBody, after: TemplateBody): ContentChange[] {
  if (before.content === after.content) return [];
  const summary = describeWordChanges(before.content, after.content);
  return [{ path: ['content'], summary, words: wordChanges(before.content, after.content) }];
}

function scalarChanges(before: TemplateBody, after: TemplateBody): ContentChange[] {
  return (['role', 'adapter_version'] as const)
    .filter((key) => before[key] !== after[key])
    .map((key) => ({
      path: [key],
      summary: valueSummary(key, before[key] ?? undefined, after[key] ?? undefined),
    }));
}

function constraintChanges(before: TemplateBody, after: TemplateBody): ContentChange[] {
  const was: JsonMap = before.constraints ?? new Map();
  const is: JsonMap = after.constraints ?? new Map();
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((key) => textOf(was.get(key)) !== textOf(is.get(key)))
    .map((key) => ({ path: ['constraints', key], summary: valueSummary(key, was.get(key), is.get(key)) }));
}

function textOf(value: JsonValue | undefined): string | undefined {
  return value === undefined ? undefined : canonicalJson(value);
}

function valueSummary(name: string, was: JsonValue | undefined, is: JsonValue | undefined): string {
  const key = excerpt(name);
  if (Array.isArray(was) && Array.isArray(is))
    return l10n.t('{0}: {1}', key, listSummary(was.map(shown), is.map(shown)));
  if (was === undefined) return l10n.t('{0} is new', key);
  return is === undefined ? l10n.t('{0} was removed', key) : l10n.t('{0} was {1}', key, quote(shown(was)));
}

function shown(value: JsonValue): string {
  return typeof value === 'string' ? value : canonicalJson(value);
}

function listSummary(was: readonly string[], is: readonly string[]): string {
  const [before, after] = [new Set(was), new Set(is)];
  const added = is.filter((item) => !before.has(item)).map((item) => l10n.t('{0} is new', quote(item)));
  const removed = was
    .filter((item) => !after.has(item))
    .map((item) => l10n.t('{0} was removed', quote(item)));
  const all = [...added, ...removed];
  return all.length > 0 ? listed(all) : l10n.t('the order changed');
}

/**
 * What differs between a published bundle and what a file says now. A template that it refers to by the same version is
 * no matter here: that version is compared where it is defined.
 */
export function bundleChanges(before: PromptBundle, after: PromptBundle): readonly ContentChange[] {
  const tags: ContentChange[] =
    canonicalJson(before.tags) === canonicalJson(after.tags)
      ? []
      : [{ path: ['tags'], summary: l10n.t('tags: {0}', listSummary(before.tags, after.tags)) }];
  return [...tags, ...SLOTS.flatMap((slot) => partChanges(before, after, slot))];
}

function partChanges(before: PromptBundle, after: PromptBundle, slot: Slot): ContentChange[] {
  const [was, is] = [before.templates[slot], after.templates[slot]];
  const path = ['templates', slot];
  if (was.kind === 'inline' && is.kind === 'inline')
    return templateChanges(was.template, is.template).map((change) => ({
      ...change,
      path: [...path, ...change.path],
      summary: l10n.t('{0}: {1}', slot, change.summary),
    }));
  const [wasName, isName] = [was, is].map((part) =>
    part.kind === 'inline' ? l10n.t('a text of its own') : quote(formatReference(part.reference)),
  );
  return wasName === isName ? [] : [{ path, summary: l10n.t('{0} was {1}', slot, wasName ?? '') }];
}
