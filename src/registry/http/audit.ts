import * as l10n from '@vscode/l10n';
import type { AuditQuery, AuditRow, RegistryAudit } from '../registry.js';
import { RegistryError } from '../registryError.js';
import type { PromptService, RecordedRender } from './promptService.js';

/** Told where more is asked for than the service's API gives. */
function newestAlone(): string {
  return l10n.t(
    "The service's API gives the newest render of a version that is named, and no time. Name versions alone, or the service's database.",
  );
}

/** The renders that the service recorded, as far as its API gives them: of each version the newest. */
export function auditOverHttp(service: Pick<PromptService, 'latestAuditRecord'>): RegistryAudit {
  async function newest(bundleHash: string): Promise<RecordedRender | undefined> {
    const result = await service.latestAuditRecord(bundleHash);
    if (result.kind === 'refused') throw new RegistryError('refused', result.refusal.message);
    return result.value;
  }

  return {
    find: async ({ bundleHashes, hash = '', since, until, after }: AuditQuery) => {
      if (!bundleHashes || since !== undefined || until !== undefined || after)
        throw new RegistryError('refused', newestAlone());
      const items: AuditRow[] = [];
      for (const bundleHash of bundleHashes) {
        const found = await newest(bundleHash);
        if (found && [found.bundle_hash, found.personality_hash].some((one) => one.startsWith(hash)))
          items.push(rowOf(found));
      }
      return { items };
    },
    prompt: async ({ id, bundle_hash }) => {
      const found = await newest(bundle_hash);
      return found?.id === id ? found.rendered_prompt : undefined;
    },
  };
}

function rowOf({
  id,
  bundle_hash,
  personality_hash,
  engine_version,
  adapter_version,
}: RecordedRender): AuditRow {
  return { id, bundle_hash, personality_hash, engine_version, adapter_version, created_at: null };
}
