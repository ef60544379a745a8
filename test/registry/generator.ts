import { nullAuditSink } from '../../src/core/audit/null.js';
import type { AuditSink } from '../../src/core/audit/sink.js';
import { loadHashing } from '../../src/core/hashing.js';
import { createPromptGenerator, type PromptGenerator } from '../../src/core/promptGenerator.js';
import type { BundleSource, TemplateSource } from '../../src/core/sources/ports.js';
import { sha256 } from '../../src/node/sha256.js';
import { DbBundleSource, DbTemplateSource } from '../../src/registry/postgres/sources.js';
import { StoredVersions, type Freshness } from '../../src/registry/postgres/storedVersions.js';
import type { Database } from '../../src/registry/postgres/database.js';

const hashing = loadHashing(sha256);

/** What renders from these sources. */
export async function generatorOf(
  bundles: BundleSource,
  templates: TemplateSource,
  audit: AuditSink = nullAuditSink,
): Promise<PromptGenerator> {
  return createPromptGenerator({
    bundles,
    templates,
    audit,
    hashing: await hashing,
    now: () => new Date(0),
  });
}

/** What renders from a database. */
export async function databaseGenerator(
  database: Database,
  freshness: Freshness = 'kept',
  versions = new StoredVersions(database),
): Promise<PromptGenerator> {
  const options = { versions, freshness };
  return generatorOf(new DbBundleSource(options), new DbTemplateSource(options));
}
