import type { AuditSink } from './sink.js';

/** Keeps nothing: for renders made while someone types. */
export const nullAuditSink: AuditSink = { append: () => undefined, flush: () => Promise.resolve() };
