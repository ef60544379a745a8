import { randomUUID } from 'node:crypto';
import { SLOTS } from '../../src/core/model/slots.js';
import type { TestDatabase } from './useDatabase.js';

/** A row of `prompt_template`, as the service or another writer made it. */
export interface TemplateRow {
  readonly id?: string;
  readonly template_id: string;
  readonly semver?: string;
  readonly role?: string;
  readonly content?: string;
  /** As text; SQL NULL where it is `null`. */
  readonly constraints?: string | null;
}

/** Writes rows of templates by SQL; gives their primary keys. */
export async function insertTemplates(
  { sql }: Pick<TestDatabase, 'sql'>,
  rows: readonly TemplateRow[],
): Promise<readonly string[]> {
  const full = rows.map(
    ({
      id = randomUUID(),
      template_id,
      semver = '1.0.0',
      role = 'system',
      content = 'x',
      constraints = 'null',
    }) => [id, template_id, semver, role, content, constraints] as const,
  );
  await sql(
    `insert into prompt_template (id, template_id, semver, role, content, constraints)
     select u.id, u.template_id, u.semver, u.role, u.content, u.constraints::jsonb
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       as u(id, template_id, semver, role, content, constraints)`,
    [0, 1, 2, 3, 4, 5].map((column) => full.map((row) => row[column])),
  );
  return full.map(([id]) => id);
}

/** Writes the row of a bundle by SQL. */
export async function insertBundle(
  { sql }: Pick<TestDatabase, 'sql'>,
  bundle: { readonly bundle_id: string; readonly semver?: string; readonly tags?: string },
  templates: readonly string[],
): Promise<void> {
  await sql(
    `insert into prompt_bundle (id, bundle_id, semver, ${SLOTS.map((slot) => `${slot}_template_id`).join(', ')}, tags)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)`,
    [randomUUID(), bundle.bundle_id, bundle.semver ?? '1.0.0', ...templates, bundle.tags ?? '[]'],
  );
}

/** Takes all rows away. */
export async function empty({ sql }: Pick<TestDatabase, 'sql'>): Promise<void> {
  await sql('delete from prompt_bundle; delete from prompt_template; delete from prompt_audit');
}
