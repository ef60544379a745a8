import * as l10n from '@vscode/l10n';
import type { FileType } from '../../core/documents/fileKinds.js';
import type { JsonSchema } from '../../core/documents/jsonSchemas.js';
import type { TextRange } from '../../core/model/findings.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import type { AskedAt, Completion } from './completion.js';
import type { CompletionPlace, Path } from './place.js';
import { allows, resolved, schemaAt } from './schema.js';
import { schemaText } from './schemaText.js';
import { whereItGoes, wordText } from './writeValue.js';

const ONE_LEVEL = '  ';

/** The keys that a mapping may have and has not yet: those that it needs first, in the order of the schema. */
export function keyCompletions(asked: AskedAt): Completion[] {
  const { type, place } = asked;
  const schema = schemaAt(type.kind, place.path);
  if (!schema) return [];
  const names = Object.keys(schema.properties ?? {}).filter(
    (name) => name !== '$schema' && !place.siblings.has(name) && !isBody(type, name),
  );
  const { required = [] } = schema;
  const isNeeded = (name: string): boolean => required.includes(name);
  return [...names.filter(isNeeded), ...names.filter((name) => !isNeeded(name))].map((name) => {
    const path = [...place.path, name];
    const property = schemaAt(type.kind, path) ?? {};
    return keyCompletion(place, name, skeletonOf(property, path, asked), {
      detail: isNeeded(name) ? l10n.t('Required') : '',
      documentation: documentationOf(property, place.path),
    });
  });
}

/** In Markdown the text below the front matter is the content. */
function isBody({ syntax }: FileType, name: string): boolean {
  return syntax === 'markdown' && name === 'content';
}

/** What is said of a value by its schema: what it means, its bounds, and what goes without it. */
function documentationOf(schema: JsonSchema, path: Path): MarkdownPart[] {
  const { description, minimum, maximum } = schema;
  const bounds =
    minimum !== undefined && maximum !== undefined && !description?.includes(`${minimum} `)
      ? [l10n.t('From {0} to {1}.', minimum, maximum)]
      : [];
  const absent =
    schema.default !== undefined
      ? [absentText(schema.default)]
      : path.at(-1) === 'constraints'
        ? [l10n.t('Not checked where it is absent.')]
        : [];
  const means = description === undefined ? [] : [schemaText(description)];
  return [...means, ...bounds, ...absent].map((words) => ({ words }));
}

function absentText(value: unknown): string {
  return value === '' ? l10n.t('Default: no text.') : l10n.t('Default: {0}.', JSON.stringify(value));
}

/** What is written behind a new key: `stops` are where a value is missing, `further` when there is something to choose at the first. */
export interface Skeleton {
  readonly text: string;
  readonly stops: readonly TextRange[];
  readonly further?: boolean;
}

/** A key with its colon and what comes behind it; the name alone where a colon is there. */
export function keyCompletion(
  place: CompletionPlace,
  name: string,
  { text: behind, stops, further = false }: Skeleton,
  said: Pick<Completion, 'detail' | 'documentation'>,
): Completion {
  const written = wordText(place, name);
  const head = `${written}:`;
  const shown = {
    kind: 'key' as const,
    label: name,
    ...(said.detail && { detail: said.detail }),
    ...(said.documentation && { documentation: said.documentation }),
    range: place.range,
    filterText: `${place.quotes}${name}`,
  };
  if (place.hasColon) return { ...shown, text: written };
  return {
    ...shown,
    ...whereItGoes(place, `${head}${behind}`),
    stops: stops.map(({ start, end }) => ({ start: start + head.length, end: end + head.length })),
    further,
  };
}

/** What the value at a path begins with, so that the file can be read with it. */
export function skeletonOf(schema: JsonSchema, path: Path, { type, place, offers }: AskedAt): Skeleton {
  const { first, ...written } = beginning(schema, { type, place, path, indent: place.indent });
  return { ...written, further: first !== undefined && offers(first) };
}

interface Where {
  readonly type: FileType;
  readonly place: CompletionPlace;
  readonly path: Path;
  readonly indent: string;
}

/** What is written, and the path of the first value that is missing in it. */
interface Beginning extends Omit<Skeleton, 'further'> {
  readonly first?: Path | undefined;
}

function beginning(schema: JsonSchema, where: Where): Beginning {
  const isJson = where.place.syntax === 'json';
  // Where a text may stand, that is the usual case: a reference, a hash.
  if (allows(schema, 'string') || schema.enum) return textSkeleton(schema, where);
  if (allows(schema, 'array')) return listSkeleton(schema, where);
  if (allows(schema, 'object')) return mappingSkeleton(schema, where);
  if (!isJson) return stopAt(' ', 1, where.path);
  const value = JSON.stringify(schema.examples?.[0] ?? schema.minimum ?? null);
  return { text: ` ${value}`, stops: [{ start: 1, end: 1 + value.length }] };
}

function textSkeleton(schema: JsonSchema, { place, path, indent }: Where): Beginning {
  if (place.syntax === 'json') return stopAt(' ""', 2, path);
  if (schema.contentMediaType !== undefined && !place.isFlow) {
    const text = ` |-\n${indent}${ONE_LEVEL}`;
    return stopAt(text, text.length, path);
  }
  return stopAt(' ', 1, path);
}

function listSkeleton(schema: JsonSchema, where: Where): Beginning {
  const { place, indent, type } = where;
  const item = schema.items && resolved(schema.items, type.kind);
  const path = [...where.path, 0];
  if (place.isFlow) {
    if (!item?.required) return place.syntax === 'json' ? stopAt(' [""]', 3, path) : stopAt(' []', 2, path);
    return around(' [{ ', entries(item, { ...where, path, indent: '' }, ', '), ' }]');
  }
  const dash = `\n${indent}${ONE_LEVEL}- `;
  if (!item?.required) return stopAt(dash, dash.length, path);
  const inner = `${indent}${ONE_LEVEL}  `;
  return around(dash, entries(item, { ...where, path, indent: inner }, `\n${inner}`), '');
}

function mappingSkeleton(schema: JsonSchema, where: Where): Beginning {
  const { place, path, indent } = where;
  const inner = `${indent}${ONE_LEVEL}`;
  if (place.syntax === 'json') {
    return schema.required
      ? around(` {\n${inner}`, entries(schema, { ...where, indent: inner }, `,\n${inner}`), `\n${indent}}`)
      : stopAt(' {}', 2, path);
  }
  if (place.isFlow)
    return schema.required ? around(' { ', entries(schema, where, ', '), ' }') : stopAt(' {}', 2, path);
  const lead = `\n${inner}`;
  return schema.required
    ? around(lead, entries(schema, { ...where, indent: inner }, lead), '')
    : stopAt(lead, lead.length, path);
}

/** The keys that a mapping needs, with what their values begin with. */
function entries(schema: JsonSchema, where: Where, between: string): Beginning {
  const { type, place, path } = where;
  let text = '';
  let first: Path | undefined;
  const stops: TextRange[] = [];
  for (const name of schema.required ?? []) {
    const property = schema.properties?.[name];
    const value = beginning(property ? resolved(property, type.kind) : {}, {
      ...where,
      path: [...path, name],
    });
    const head = `${text === '' ? '' : between}${place.syntax === 'json' ? JSON.stringify(name) : name}:`;
    text += head;
    for (const { start, end } of value.stops)
      stops.push({ start: text.length + start, end: text.length + end });
    text += value.text;
    first ??= value.first;
  }
  return { text, stops, first };
}

function around(before: string, { text, stops, first }: Beginning, behind: string): Beginning {
  const by = before.length;
  return {
    text: `${before}${text}${behind}`,
    stops: stops.map(({ start, end }) => ({ start: start + by, end: end + by })),
    first,
  };
}

function stopAt(text: string, at: number, first: Path): Beginning {
  return { text, stops: [{ start: at, end: at }], first };
}
