import { nullAuditSink } from '../../core/audit/null.js';
import type { Hashing } from '../../core/hashing.js';
import { bundleReference } from '../../core/model/bundle.js';
import { PromptError } from '../../core/model/promptError.js';
import { createPromptGenerator, type Render } from '../../core/promptGenerator.js';
import { compareRenders, type RegistryRender, type Verification } from '../verification.js';
import { DbBundleSource, DbTemplateSource } from './sources.js';
import type { StoredVersions } from './storedVersions.js';

/**
 * Renders from the database, as it is now, what was rendered here, and compares. Writes nothing. Rejects with a
 * `RegistryError`.
 */
export async function verifyStored(
  versions: StoredVersions,
  hashing: Hashing,
  ours: Pick<Render, 'bundle' | 'input'> & RegistryRender,
): Promise<Verification> {
  const source = { versions, freshness: 'latest' } as const;
  const generator = createPromptGenerator({
    bundles: new DbBundleSource(source),
    templates: new DbTemplateSource(source),
    audit: nullAuditSink,
    hashing,
    now: () => new Date(0),
  });
  try {
    const bundle = bundleReference(ours.bundle);
    return compareRenders(ours, await generator.renderFromBundle({ bundle, input: ours.input }));
  } catch (error) {
    if (!(error instanceof PromptError)) throw error;
    return error.code === 'unknown_bundle' ? { kind: 'missing' } : { kind: 'refused', reason: error.message };
  }
}
