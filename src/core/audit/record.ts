import type { BySlot } from '../model/slots.js';

/** Version of the records' form. */
export const RECORD_FORMAT = 1;

/** Version of the rules a render follows; it changes when the same input could give another prompt. */
export const RENDERER_VERSION = '1.0.0';

/** What made a render deliberate. */
export type AuditEvent = 'copy' | 'open' | 'save' | 'command-line';

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
  /** The canonical JSON text that `personality_hash` covers. */
  readonly input: string | null;
  readonly templates: BySlot<{
    readonly id: string | null;
    readonly semver: string | null;
    readonly template_hash: string;
  }>;
  readonly rendered_prompt: string | null;
}
