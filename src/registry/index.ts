// Registries: all that a shell (extension, command line) knows of this folder. Nothing but names handed on. It is read when the
// first connection is asked for.

export {
  connectionFromSettings,
  connectionFromUrl,
  connectionText,
  isPostgresUrl,
  passwordFrom,
  PASSWORD_VARIABLE,
  TLS_MODES,
  type PostgresConnection,
  type ReadConnection,
  type TlsMode,
} from './connection.js';
export {
  openRegistry,
  registryFromSettings,
  registryFromUrl,
  registryText,
  type ReadRegistry,
} from './openRegistry.js';
export { readProxyHeader } from './http/httpConnection.js';
export type {
  AuditQuery,
  AuditRow,
  ListedKind,
  ListedVersion,
  Page,
  ReadRegistryConnection,
  Registry,
  RegistryAudit,
  RegistryConnection,
  RegistryHost,
  RegistryModule,
  RegistrySecrets,
  RegistryStore,
} from './registry.js';
export type { RegistryOutcome, RegistryPublished } from './publication/outcome.js';
export type { RegistryRender, Verification } from './verification.js';
export { RegistryError, type RegistryErrorCode } from './registryError.js';
export {
  compareStored,
  compareStoredTemplate,
  differingFields,
  type StoredComparison,
  type StoredDifference,
  type StoredField,
} from './comparison/compareStored.js';
export {
  readBundleVersions,
  registryVersions,
  type RegistryVersions,
  type RegistryVersionsRequest,
} from './comparison/registryVersions.js';
export {
  planRegistryPublication,
  type RegistryPlan,
  type RegistryPublication,
  type TemplateToStore,
} from './publication/planRegistryPublication.js';
export { Database, type Secrets } from './postgres/database.js';
export { whyNoReplay } from './noReplay.js';
export { DbAuditSink, type DbAuditSinkOptions } from './postgres/auditSink.js';
export { listAllVersions, listIds, listVersions } from './postgres/listVersions.js';
export { publish } from './postgres/publish.js';
export { DbBundleSource, DbTemplateSource } from './postgres/sources.js';
export { StoredVersions, type CacheLimits, type Freshness } from './postgres/storedVersions.js';
export { bundleFindings, templateFindings, type StoredFinding } from './stored/storedFindings.js';
export { inlineIdentity } from '../core/model/inlineIdentity.js';
export { publishableOf } from './stored/publishableOf.js';
export { registryOrigin } from './stored/registryOrigin.js';
export { storedReference, type StoredBundle, type StoredTemplate } from './stored/storedVersion.js';
export { useTranslations } from './useTranslations.js';
