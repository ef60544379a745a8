import type { BySlot } from '../model/slots.js';

/** Version of the records' form. */
export const RECORD_FORMAT = 1;

/** Version of the rules a render follows; it changes when the same input could give another prompt. */
export const RENDERER_VERSION = '1.0.0';

/**
 * How far a record may be older than one before it in its log, in milliseconds: clocks are put right by seconds while
 * somebody works. A writer whose clock goes back by more goes on in a new log.
 */
export const MAX_STEP_BACK_MS = 60_000;

/** What made a render deliberate; `agent` is whatever an agent asked for, by a tool or MCP. */
export const AUDIT_EVENTS = [
  'copy',
  'open',
  'save',
  'publish',
  'compare',
  'chat',
  'command-line',
  'agent',
] as const;

/** One of the events. */
export type AuditEvent = (typeof AUDIT_EVENTS)[number];

/** What is written of a render: all of it, its hashes and names alone, or nothing. */
export const AUDIT_MODES = ['full', 'hashes', 'off'] as const;

/** One of the modes. */
export type AuditMode = (typeof AUDIT_MODES)[number];

/** The template that filled a slot; `id` and `semver` are `null` for one written in the bundle itself. */
export interface RecordedTemplate {
  readonly id: string | null;
  readonly semver: string | null;
  readonly template_hash: string;
}

/** One deliberate render (spec, section 7). `previous` is added by the sink that knows the line before. */
export interface AuditRecord {
  readonly record: typeof RECORD_FORMAT;
  /** ISO 8601, UTC, milliseconds. */
  readonly created_at: string;
  readonly event: AuditEvent;
  readonly bundle_id: string;
  readonly semver: string;
  readonly bundle_hash: string;
  readonly personality_hash: string;
  readonly prompt_hash: string;
  readonly content_hash: string;
  readonly engine_version: string | null;
  readonly adapter_versions: BySlot<string | null>;
  readonly renderer_version: string;
  /** The canonical JSON text that `personality_hash` covers; `null` where hashes alone are recorded. */
  readonly input: string | null;
  readonly templates: BySlot<RecordedTemplate>;
  /** Likewise `null` where hashes alone are recorded. */
  readonly rendered_prompt: string | null;
}

/** A record as a log holds it. */
export interface WrittenRecord extends AuditRecord {
  /** SHA-256 of the bytes of the line before in the same file, without its line break; `null` in the first line. */
  readonly previous: string | null;
  /**
   * SHA-256 of the line's text up to the comma before this last field: `previous` protects a line by the one after it,
   * which the last line, and so the only one of a short log, does not have. Older lines lack it; none does behind one that
   * has it.
   */
  readonly checksum?: string;
}
