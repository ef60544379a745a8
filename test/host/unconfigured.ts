import { AuditFolders } from '../../src/extension/audit/auditFolder.js';
import type { Platform } from '../../src/extension/workspace/platform.js';

/** Where the settings alone say that logs are. */
export function auditFolders(platform: Pick<Platform, 'readChunks'>): AuditFolders {
  return new AuditFolders(platform, {
    configurationAt: () => undefined,
    configurationOf: () => undefined,
  });
}
