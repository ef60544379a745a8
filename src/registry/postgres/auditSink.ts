import * as l10n from '@vscode/l10n';
import type { AuditMode, AuditRecord } from '../../core/audit/record.js';
import type { AuditSink } from '../../core/audit/sink.js';
import { SLOTS } from '../../core/model/slots.js';
import { countCodePoints } from '../../core/text/codePoints.js';
import { sentences } from '../../core/text/sentences.js';
import { RegistryError } from '../registryError.js';
import type { Database, Statement } from './database.js';

export interface DbAuditSinkOptions {
  readonly database: Database;
  /** Makes a UUID: the table has no default. */
  readonly newId: () => string;
  /** `hashes` writes nothing: the service's table has no row without a prompt. */
  readonly mode: AuditMode;
  /** Told when renders are not recorded; not again before one was. */
  readonly onFailure: (error: RegistryError) => void;
  /** The most records, and characters of prompts, that wait; what comes on top is given up. */
  readonly maxWaiting?: number;
  readonly maxCharacters?: number;
}

/** Rows of one statement. */
const BATCH = 100;
/** Milliseconds in which records gather, so that many renders are one statement. */
const GATHER_MS = 50;
/** Characters that a column of versions holds. */
const MAX_VERSION = 64;

const INSERT = `insert into prompt_audit \
(id, bundle_hash, personality_hash, engine_version, adapter_version, rendered_prompt, created_at) \
select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[]) \
on conflict (id) do nothing`;

/** A row of the service's own table. */
interface AuditValues {
  readonly id: string;
  readonly record: AuditRecord;
  readonly prompt: string;
}

/**
 * Records deliberate renders where the service records its own. Best effort: a render never waits for it and never fails by it.
 */
export class DbAuditSink implements AuditSink {
  #waiting: AuditValues[] = [];
  #characters = 0;
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isTold = false;

  constructor(private readonly options: DbAuditSinkOptions) {}

  append(record: AuditRecord): void {
    const { mode, newId, maxWaiting = 1_000, maxCharacters = 32_000_000 } = this.options;
    if (mode === 'off') return;
    const problem = problemOf(record, mode);
    if (problem !== undefined) {
      this.#tell(new RegistryError('not-recorded', problem));
      return;
    }
    const prompt = record.rendered_prompt ?? '';
    if (this.#waiting.length >= maxWaiting || this.#characters + prompt.length > maxCharacters) {
      this.#tell(
        new RegistryError(
          'not-recorded',
          l10n.t(
            'The registry records renders more slowly than they are made, so some are not recorded there.',
          ),
        ),
      );
      return;
    }
    this.#characters += prompt.length;
    this.#waiting.push({ id: newId(), record, prompt });
    this.#timer ??= setTimeout(() => void this.#write(), GATHER_MS);
    // It holds no process back: whoever ends one waits for `flush`.
    this.#timer.unref();
  }

  async flush(): Promise<void> {
    do await this.#write();
    while (this.#waiting.length > 0);
  }

  /** Writes what waits, after what is being written. */
  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return (this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined)));
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      for (const { prompt } of batch) this.#characters -= prompt.length;
      try {
        await this.#insert(batch);
        this.#isTold = false;
      } catch (error) {
        // Each of the rest would wait for the same.
        this.#waiting = [];
        this.#characters = 0;
        const reason = error instanceof Error ? error.message : l10n.t('It failed.');
        const message = sentences(l10n.t('Renders are not recorded in the registry.'), reason);
        this.#tell(new RegistryError('not-recorded', message));
      }
    }
  }

  /** What may have been written is not written twice: the rows have their ids from the first time. */
  async #insert(batch: readonly AuditValues[]): Promise<void> {
    const { database } = this.options;
    const write = (): Promise<void> =>
      database.write(async (ask) => {
        await ask(insertion(batch));
        return { keep: true, result: undefined };
      });
    try {
      await write();
    } catch (error) {
      if (!RegistryError.is(error) || !['lost', 'unknown-outcome', 'busy'].includes(error.code)) throw error;
      await write();
    }
  }

  #tell(error: RegistryError): void {
    if (this.#isTold) return;
    this.#isTold = true;
    try {
      this.options.onFailure(error);
    } catch {
      // Whatever the one who is told does, renders go on.
    }
  }
}

/** Why a record makes no row. */
function problemOf({ rendered_prompt, engine_version }: AuditRecord, mode: AuditMode): string | undefined {
  if (mode === 'hashes' || rendered_prompt === null)
    return l10n.t(
      'Only hashes are to be recorded, and the registry keeps whole prompts, so nothing is recorded there.',
    );
  const texts = [rendered_prompt, engine_version ?? ''];
  if (texts.some((text) => text.includes('\0') || !text.isWellFormed()))
    return l10n.t(
      'A prompt holds a character that the registry cannot store, so this render is not recorded there.',
    );
  return countCodePoints(engine_version ?? '') > MAX_VERSION
    ? l10n.t(
        'The `engine_version` is longer than {0} characters, so this render is not recorded in the registry.',
        MAX_VERSION,
      )
    : undefined;
}

function insertion(batch: readonly AuditValues[]): Statement {
  return {
    text: INSERT,
    values: [
      batch.map(({ id }) => id),
      batch.map(({ record }) => record.bundle_hash),
      batch.map(({ record }) => record.personality_hash),
      batch.map(({ record }) => record.engine_version),
      batch.map(({ record }) => commonAdapterVersion(record)),
      batch.map(({ prompt }) => prompt),
      batch.map(({ record }) => record.created_at),
    ],
  };
}

/** The column is one for the whole bundle, so it says something only where all four templates say the same. */
function commonAdapterVersion({ adapter_versions }: AuditRecord): string | null {
  const [first = null, ...others] = SLOTS.map((slot) => adapter_versions[slot]);
  return others.every((version) => version === first) ? first : null;
}
