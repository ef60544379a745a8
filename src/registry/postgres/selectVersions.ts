import type { Reference } from '../../core/model/reference.js';
import { formatReference } from '../../core/model/reference.js';
import { bySlot, SLOTS, type Slot } from '../../core/model/slots.js';
import {
  storedBundle,
  storedTemplate,
  type StoredBundle,
  type StoredTemplate,
  type TemplateValues,
} from '../stored/storedVersion.js';
import type { Ask, Row, Statement } from './database.js';

// The statements that read versions: explicit columns, `jsonb` as text, found by the unique indexes.

/** A time as text that says the same in every session: ISO 8601, UTC, microseconds. */
export function timeText(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** The columns of a template, by the names that `storedTemplate` knows, each with a prefix. */
function templateColumns(table: string, prefix = ''): string {
  return [
    ...['id', 'template_id', 'semver', 'role', 'content'].map(
      (column) => `${table}.${column} as ${prefix}${column}`,
    ),
    `${table}.constraints::text as ${prefix}constraints`,
    `${timeText(`${table}.created_at`)} as ${prefix}created_at`,
  ].join(', ');
}

const BUNDLE_COLUMNS = `b.id, b.bundle_id, b.semver, b.tags::text as tags, ${timeText('b.created_at')} as created_at`;

const BUNDLE = `select ${BUNDLE_COLUMNS}, ${SLOTS.map((slot) => templateColumns(slot, `${slot}_`)).join(', ')} \
from prompt_bundle b ${SLOTS.map((slot) => `join prompt_template ${slot} on ${slot}.id = b.${slot}_template_id`).join(' ')} \
where b.bundle_id = $1 and b.semver = $2`;

const TEMPLATE = `select ${templateColumns('t')} from prompt_template t where t.template_id = $1 and t.semver = $2`;

const ASKED = '(select * from unnest($1::text[], $2::text[]) as asked(id, semver)) asked';
const BUNDLES = `select ${BUNDLE_COLUMNS}, ${SLOTS.map((slot) => `b.${slot}_template_id`).join(', ')} \
from ${ASKED} join prompt_bundle b on b.bundle_id = asked.id and b.semver = asked.semver`;
const TEMPLATES = `select ${templateColumns('t')} \
from ${ASKED} join prompt_template t on t.template_id = asked.id and t.semver = asked.semver`;
const TEMPLATES_BY_ID = `select ${templateColumns('t')} from prompt_template t where t.id = any($1::uuid[])`;

/** One bundle with its four templates. */
export function bundleStatement({ id, semver }: Reference): Statement {
  return { text: BUNDLE, values: [id, semver] };
}

/** One template. */
export function templateStatement({ id, semver }: Reference): Statement {
  return { text: TEMPLATE, values: [id, semver] };
}

/** Many templates at once. */
export function templatesStatement(references: readonly Reference[]): Statement {
  return { text: TEMPLATES, values: columnsOf(references) };
}

/** Many bundles at once, with the primary keys of their templates. */
export function bundlesStatement(references: readonly Reference[]): Statement {
  return { text: BUNDLES, values: columnsOf(references) };
}

/** Many templates by their primary keys. */
export function templatesByIdStatement(ids: readonly string[]): Statement {
  return { text: TEMPLATES_BY_ID, values: [ids] };
}

/** The bundles with their templates, by two statements however many there are; those that are not there are left out. */
export async function selectBundles(
  ask: Ask,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, StoredBundle>> {
  const rows = await ask(bundlesStatement(references));
  const ids = new Set(rows.flatMap((row) => SLOTS.map((slot) => textOf(row, `${slot}_template_id`))));
  const templates = new Map<string, StoredTemplate>();
  if (ids.size > 0)
    for (const row of await ask(templatesByIdStatement([...ids]))) {
      const template = templateOf(row);
      templates.set(template.id, template);
    }
  const found = new Map<string, StoredBundle>();
  for (const row of rows) {
    const part = (slot: Slot): StoredTemplate => {
      const template = templates.get(textOf(row, `${slot}_template_id`));
      // Both statements see one state, and a foreign key holds them together.
      if (!template) throw new TypeError('A bundle has four templates.');
      return template;
    };
    const bundle = storedBundle(bundleValues(row), bySlot(part));
    found.set(formatReference({ id: bundle.bundle.bundle_id, semver: bundle.bundle.semver }), bundle);
  }
  return found;
}

/** The bundle in a row of `bundleStatement`. */
export function bundleOf(row: Row): StoredBundle {
  return storedBundle(
    bundleValues(row),
    bySlot((slot) => templateOf(row, `${slot}_`)),
  );
}

/** The template in a row, whose columns have the prefix. */
export function templateOf(row: Row, prefix = ''): StoredTemplate {
  const values: TemplateValues = {
    id: textOf(row, `${prefix}id`),
    template_id: textOf(row, `${prefix}template_id`),
    semver: textOf(row, `${prefix}semver`),
    role: textOf(row, `${prefix}role`),
    content: textOf(row, `${prefix}content`),
    constraints: row[`${prefix}constraints`] ?? null,
    created_at: textOf(row, `${prefix}created_at`),
  };
  return storedTemplate(values);
}

function bundleValues(row: Row): Parameters<typeof storedBundle>[0] {
  return {
    id: textOf(row, 'id'),
    bundle_id: textOf(row, 'bundle_id'),
    semver: textOf(row, 'semver'),
    tags: textOf(row, 'tags'),
    created_at: textOf(row, 'created_at'),
  };
}

/** A value of a column that is never NULL. */
export function textOf(row: Row, column: string): string {
  return row[column] ?? '';
}

function columnsOf(references: readonly Reference[]): [string[], string[]] {
  return [references.map(({ id }) => id), references.map(({ semver }) => semver)];
}
