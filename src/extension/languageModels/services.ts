import type { BaseServices } from '../activation/baseServices.js';
import type { AuditLog } from '../audit/auditLog.js';

/** What the tools work with. */
export interface AgentServices extends Pick<BaseServices, 'context' | 'files' | 'language' | 'diagnostics'> {
  readonly auditLog: Pick<AuditLog, 'recordAct'>;
}
