import type { AuditRecord } from './record.js';

/** Where records of deliberate renders go. Writing is best effort: it never delays or changes a render, and never throws. */
export interface AuditSink {
  append(record: AuditRecord): void;
  /** Settles when all records given so far are written or given up. */
  flush(): Promise<void>;
}
