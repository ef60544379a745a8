import * as l10n from '@vscode/l10n';
import { formatReference } from '../../core/model/reference.js';
import { SLOTS } from '../../core/model/slots.js';
import { addAll } from '../../core/text/addAll.js';
import { listed, quote } from '../../core/text/quote.js';
import {
  compareStored,
  compareStoredTemplate,
  differingFields,
  type StoredDifference,
} from '../comparison/compareStored.js';
import type { RegistryPublished } from '../publication/outcome.js';
import type { RegistryPublication, TemplateToStore } from '../publication/planRegistryPublication.js';
import { RegistryError, type RegistryErrorCode } from '../registryError.js';
import { storedReference, type StoredTemplate } from '../stored/storedVersion.js';
import type { Ask, Database, Statement, Written } from './database.js';
import { bundleOf, bundleStatement, templateOf, templatesStatement, textOf } from './selectVersions.js';

export interface PublishOptions {
  /** Makes a UUID, version 4: the tables have no default. */
  readonly newId: () => string;
}

const INSERT_TEMPLATES = `insert into prompt_template (id, template_id, semver, role, content, constraints) \
select given.id, given.template_id, given.semver, given.role, given.content, given.constraints::jsonb \
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) with ordinality \
as given(id, template_id, semver, role, content, constraints, place) order by given.place \
on conflict (template_id, semver) do nothing returning template_id, semver`;

const INSERT_BUNDLE = `insert into prompt_bundle \
(id, bundle_id, semver, ${SLOTS.map((slot) => `${slot}_template_id`).join(', ')}, tags) \
values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb) on conflict (bundle_id, semver) do nothing returning id`;

/** How often a publication is tried that others, or the network, were in the way of. */
const ATTEMPTS = 4;
/** Faults behind which the same may be done again at once: nothing of it is there, or all of it. */
const REPEATABLE: ReadonlySet<RegistryErrorCode> = new Set(['busy', 'conflict', 'lost', 'unknown-outcome']);

/**
 * Publishes a bundle with its templates, all or nothing. What is there already with the same content is left as it is, and what
 * is there with another is refused: published versions do not change. To repeat it is safe at any time.
 */
export async function publish(
  database: Database,
  publication: RegistryPublication,
  options: PublishOptions,
): Promise<RegistryPublished> {
  let doubt: RegistryError | undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      const outcome = await database.write((ask) => write(ask, publication, options));
      // What was in doubt was done after all.
      return doubt && outcome.kind === 'unchanged' ? { kind: 'published', newTemplates: [] } : outcome;
    } catch (error) {
      if (!RegistryError.is(error)) throw error;
      if (error.code === 'unknown-outcome') doubt = error;
      if (attempt === ATTEMPTS || !REPEATABLE.has(error.code)) throw doubt ?? error;
    }
  }
}

async function write(
  ask: Ask,
  publication: RegistryPublication,
  { newId }: PublishOptions,
): Promise<Written<RegistryPublished>> {
  const { reference, given, templates, slots, tagsText } = publication;
  const made = await ask(insertTemplates(templates, newId));
  const stored = await readBack(ask, templates);
  const refusal = refuseOthers(templates, stored);
  if (refusal) return refusal;
  const values = [
    newId(),
    reference.id,
    reference.semver,
    ...SLOTS.map((slot) => stored.get(formatReference(slots[slot].reference))?.id ?? null),
    tagsText,
  ];
  const [inserted] = await ask({ text: INSERT_BUNDLE, values });
  if (inserted) {
    const newTemplates = made.map((row) => ({
      id: textOf(row, 'template_id'),
      semver: textOf(row, 'semver'),
    }));
    return { keep: true, result: { kind: 'published', newTemplates } };
  }
  const [row] = await ask(bundleStatement(reference));
  if (!row) throw gone();
  const { differences } = compareStored(bundleOf(row), given);
  return differences.length === 0
    ? { keep: false, result: { kind: 'unchanged' } }
    : refused(
        l10n.t(
          '{0} is in the registry with other content: {1}. Publish the next version instead.',
          quote(formatReference(reference)),
          differingFields(differences),
        ),
        differences,
      );
}

/** The templates as they are stored now, by whomever. */
async function readBack(
  ask: Ask,
  templates: readonly TemplateToStore[],
): Promise<ReadonlyMap<string, StoredTemplate>> {
  const rows = await ask(templatesStatement(templates.map(({ reference }) => reference)));
  const stored = rows.map((row) => templateOf(row));
  return new Map(stored.map((template) => [formatReference(storedReference(template)), template]));
}

/** The refusal of templates that are stored with other content, if any is. */
function refuseOthers(
  templates: readonly TemplateToStore[],
  stored: ReadonlyMap<string, StoredTemplate>,
): Written<RegistryPublished> | undefined {
  const others: string[] = [];
  const found: StoredDifference[] = [];
  for (const { reference, template } of templates) {
    const name = formatReference(reference);
    const known = stored.get(name);
    if (!known) throw gone();
    const differences = compareStoredTemplate(known, template);
    if (differences.length === 0) continue;
    others.push(
      l10n.t({
        message: '{0} ({1})',
        args: [quote(name), differingFields(differences)],
        comment: ['A template, and what of it differs'],
      }),
    );
    addAll(found, differences);
  }
  if (others.length === 0) return undefined;
  const reason =
    others.length === 1
      ? l10n.t('The registry has other content for {0}. Give this template its next version.', listed(others))
      : l10n.t(
          'The registry has other content for {0}. Give these templates their next version.',
          listed(others),
        );
  return refused(reason, found);
}

/** What was written so far does not stay. */
function refused(reason: string, differences: readonly StoredDifference[]): Written<RegistryPublished> {
  return { keep: false, result: { kind: 'refused', reason, differences } };
}

function insertTemplates(templates: readonly TemplateToStore[], newId: () => string): Statement {
  return {
    text: INSERT_TEMPLATES,
    values: [
      templates.map(newId),
      templates.map(({ reference }) => reference.id),
      templates.map(({ reference }) => reference.semver),
      templates.map(({ role }) => role),
      templates.map(({ template }) => template.content),
      templates.map(({ constraintsText }) => constraintsText),
    ],
  };
}

/** It was there when it was to be written, and not any more when it was looked for. */
function gone(): RegistryError {
  return new RegistryError(
    'conflict',
    l10n.t('A version was removed from the registry in the meantime. Try again.'),
  );
}
