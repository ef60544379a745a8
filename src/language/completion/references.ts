import * as l10n from '@vscode/l10n';
import { stringOf } from '../../core/documents/valueNode.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { PromptTemplate } from '../../core/model/template.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import { excerpt, quote, shorten } from '../../core/text/quote.js';
import { lineStart } from '../../core/text/lines.js';
import { sentences } from '../../core/text/sentences.js';
import {
  all,
  LISTED_OF_MANY,
  listed,
  MAX_COMPLETIONS,
  type AskedAt,
  type Completion,
  type Completions,
} from './completion.js';
import { findNames, holdsInOrder } from './findNames.js';
import { starterValue } from '../fixes/documents/starter.js';
import { versionsOf } from './versionsOf.js';
import { textValue } from './writeValue.js';

/**
 * The templates that may fill a slot: their ids, and behind an `@` the versions, the newest first. Behind those of the folder come
 * those of the registry that references are looked up in.
 */
export function referenceCompletions(asked: AskedAt): Completions {
  const { place } = asked;
  const { typed } = place;
  if (typed.includes('@')) return all(versionCompletions(asked, typed.slice(0, typed.lastIndexOf('@'))));
  const { items, isIncomplete } = idCompletions(asked);
  const inline = inlineTemplate(asked);
  return { items: [...items, ...(inline ? [inline] : [])], isIncomplete };
}

function versionCompletions(asked: AskedAt, id: string): Completion[] {
  const { scope, place } = asked;
  const own = versionsOf(scope, 'template', id);
  const further = scope.fallback.versions(id).filter((semver) => !own.includes(semver));
  const versions = [...own.reverse(), ...[...further].reverse()];
  return versions.slice(0, MAX_COMPLETIONS).map((semver): Completion => {
    const reference = { id, semver };
    const said = { kind: 'reference' as const, label: semver, ...stateOf(asked, reference) };
    return textValue(place, formatReference(reference), {
      ...said,
      describe: () => describe(asked, reference),
    });
  });
}

function idCompletions(asked: AskedAt): Completions {
  const { scope } = asked;
  const { ids, mayBeMore } = templateIds(asked);
  const completion = (id: string): Completion => {
    const own = versionsOf(scope, 'template', id);
    const further = scope.fallback.versions(id).filter((semver) => !own.includes(semver));
    const versions = [...own, ...further];
    const newest = { id, semver: (own.length > 0 ? own : further).at(-1) ?? '' };
    const describeNewest = (): Promise<Described> => describe(asked, newest);
    return versions.length === 1
      ? textValue(asked.place, formatReference(newest), {
          kind: 'reference',
          label: formatReference(newest),
          ...stateOf(asked, newest),
          describe: describeNewest,
        })
      : textValue(asked.place, `${id}@`, {
          kind: 'reference',
          label: id,
          detail: severalText(scope, newest.semver, { all: versions.length, further: further.length }),
          describe: describeNewest,
          further: true,
        });
  };
  return listed(ids, completion, mayBeMore);
}

/** What is said beside an id of several versions: how many there are, and how many of them are in the registry alone. */
function severalText(
  { fallback }: AskedAt['scope'],
  newest: string,
  { all, further }: { readonly all: number; readonly further: number },
): string {
  if (further === 0) return l10n.t('{0} versions, newest {1}', all, newest);
  const registry = excerpt(fallback.registry ?? '');
  return further === all
    ? l10n.t('{0} versions, newest {1}, registry {2}', all, newest, registry)
    : l10n.t('{0} versions, newest {1}, {2} of registry {3}', all, newest, further, registry);
}

/**
 * The ids of templates: those that other versions of the bundle have in the slot first, then as the letters and the slot's name
 * say; those that are in no file, but published, behind the others.
 */
function templateIds({ scope, place, file, parsed }: AskedAt): {
  readonly ids: readonly string[];
  readonly mayBeMore: boolean;
} {
  const { typed, path } = place;
  const slot = String(path.at(-1));
  const named = findNames(scope.choices.template, { typed, most: MAX_COMPLETIONS, meant: slot });
  const mayBeMore = named.length > MAX_COMPLETIONS;
  const found = mayBeMore ? named.slice(0, LISTED_OF_MANY) : named;
  const isWritten = (id: string): boolean => scope.defines('template', id);
  const further = fallbackIds(scope, typed, MAX_COMPLETIONS - found.length);
  const bundle = stringOf(parsed.root, 'bundle_id')?.value;
  const versions = bundle === undefined ? [] : scope.filesOfId('bundle', bundle);
  const used = versions
    .filter((version) => version !== file)
    .slice(-MAX_VERSIONS)
    .flatMap((version) => scope.get(version)?.references ?? [])
    .filter((one) => one.slot === slot && holdsInOrder(one.name.id.toLowerCase(), typed.toLowerCase()))
    .map(({ name }) => name.id)
    .filter(
      (id) =>
        isWritten(id) ||
        scope.published.templateVersions(id).length > 0 ||
        scope.fallback.versions(id).length > 0,
    );
  const ids = new Set([...used, ...found.filter(isWritten), ...found, ...further.ids]);
  return { ids: [...ids], mayBeMore: mayBeMore || further.mayBeMore };
}

/** The first of the ids of the registry that letters may stand for. */
function fallbackIds(
  { fallback }: AskedAt['scope'],
  typed: string,
  most: number,
): { readonly ids: readonly string[]; readonly mayBeMore: boolean } {
  if (fallback.registry === undefined) return { ids: [], mayBeMore: false };
  const { list, isWhole } = fallback.ids();
  const ids = findNames(list, { typed, most });
  return { ids: ids.slice(0, most), mayBeMore: !isWhole || ids.length > most };
}

/** How many other versions of a bundle are looked at. */
const MAX_VERSIONS = 20;

type Described = Pick<Completion, 'detail' | 'documentation'>;

function stateOf({ scope }: AskedAt, reference: Reference): Pick<Completion, 'detail'> {
  if (scope.published.has('template', reference)) return { detail: l10n.t('Published') };
  return scope.definitions('template', reference).length === 0 ? { detail: registryOf(scope) } : {};
}

/** What is said beside a version that is in a registry alone. */
function registryOf({ fallback }: AskedAt['scope']): string {
  return l10n.t('registry {0}', excerpt(fallback.registry ?? ''));
}

/** The most characters of a template that are shown. */
const MAX_SHOWN = 600;

/** The first line of a template, its role and its beginning. */
async function describe({ scope, context }: AskedAt, reference: Reference): Promise<Described> {
  const [file] = scope.definitions('template', reference);
  const parsed = file === undefined ? undefined : await context.files.read(file);
  const written = parsed?.kind === 'template' ? parsed.model : undefined;
  const isIn = scope.published.has('template', reference);
  if (file === undefined && !isIn) return describeElsewhere(scope, reference);
  const template = written ?? scope.published.templates(reference)[0]?.template;
  const where =
    file === undefined ? l10n.t('Published, in no file.') : l10n.t('In {0}.', quote(scope.nameOf(file)));
  if (!template) return { documentation: [{ words: sentences(where, l10n.t('It cannot be read.')) }] };
  return described(template, sentences(file !== undefined && isIn ? l10n.t('Published.') : '', where));
}

/** The same of a template of the registry, whose content is known where some bundle refers to it. */
function describeElsewhere({ fallback }: AskedAt['scope'], reference: Reference): Described {
  const where = l10n.t('From the registry {0}, not in this folder.', quote(fallback.registry ?? ''));
  const known = fallback.get(reference);
  return known ? described(known.template, where) : { documentation: [{ words: where }] };
}

function described({ content, role }: PromptTemplate, where: string): Described {
  const [line = ''] = content.split('\n', 1);
  const detail = excerpt(line);
  const parts: MarkdownPart[] = [
    { words: sentences(where, l10n.t('Role: {0}.', role)) },
    ...(detail === content ? [] : beginningOf(content)),
  ];
  return { detail, documentation: parts };
}

/** The beginning of a text, as words: a list of completions wraps those, and would cut the lines of a block. */
function beginningOf(content: string): MarkdownPart[] {
  const lines = shorten(content, MAX_SHOWN).split('\n');
  return lines.filter((line) => line.trim() !== '').map((words) => ({ words }));
}

/** A template written in the bundle itself, with the text that its slot begins with. */
function inlineTemplate({ fileName, place, text }: AskedAt): Completion | undefined {
  const content = starterValue('bundle', fileName, [...place.path, 'content']);
  if (place.isFlow || !place.isEmpty || typeof content !== 'string') return undefined;
  const { start, end } = place.range;
  const blanks = /:([ \t]*)$/.exec(text.slice(lineStart(text, start), start))?.[1];
  if (blanks === undefined) return undefined;
  const inner = `\n${place.indent}    `;
  const written = `\n${place.indent}  content: |-${inner}${content}`;
  const label = l10n.t('Inline template');
  return {
    kind: 'snippet',
    label,
    detail: l10n.t('Written in this bundle'),
    documentation: [{ words: l10n.t('A template of this bundle alone, in no file of its own.') }],
    range: { start: start - blanks.length, end },
    text: written,
    filterText: `${blanks}${label}`,
    stops: [{ start: written.length - content.length, end: written.length }],
  };
}
