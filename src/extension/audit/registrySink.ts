import { l10n, workspace } from 'vscode';
import type { AuditMode, AuditRecord } from '../../core/audit/record.js';
import type { AuditSink } from '../../core/audit/sink.js';
import { excerpt, quote } from '../../core/text/quote.js';
import type { Registry, RegistryAudit } from '../../registry/registry.js';
import { showWarning } from '../output/messages.js';
import type { AuditSettings } from './auditSettings.js';
import { CONNECTIONS_SETTING } from '../registries/connections.js';
import type { LazyRegistries } from '../registries/lazyRegistries.js';

type DatabaseAudit = NonNullable<RegistryAudit['database']>;

/** Records renders in the registry that the configuration of their root, or the settings name, beside the log: best effort, so that nobody waits for it. */
export class RegistrySink {
  readonly #sinks = new WeakMap<Registry, Map<AuditMode, AuditSink>>();
  readonly #writing = new Set<Promise<void>>();
  readonly #told = new Set<string>();

  /** Without registries where none can be reached. */
  constructor(private readonly registries: LazyRegistries | undefined) {}

  /** Records renders in the registry that is named, if one is. */
  append(
    records: readonly AuditRecord[],
    { mode, registry: name }: Pick<AuditSettings, 'mode' | 'registry'>,
  ): void {
    if (!this.registries || !workspace.isTrusted || name === '') return;
    const writing = this.#write(this.registries, name, records, mode)
      .catch((error: unknown) => {
        this.#tell(name, error instanceof Error ? error.message : String(error));
      })
      .finally(() => {
        this.#writing.delete(writing);
      });
    this.#writing.add(writing);
  }

  /** Settles when all records given so far are written or given up. */
  async flush(): Promise<void> {
    await Promise.all(this.#writing);
  }

  async #write(
    lazy: LazyRegistries,
    name: string,
    records: readonly AuditRecord[],
    mode: AuditMode,
  ): Promise<void> {
    const { registries } = await lazy.get();
    const set = await registries.named(name);
    if (!set) {
      this.#tell(
        name,
        l10n.t('No registry is set by this name. Add one to {0}.', quote(CONNECTIONS_SETTING)),
      );
      return;
    }
    await registries.ask(set, async (registry) => {
      const { database } = registry.audit;
      if (!database) {
        this.#tell(
          name,
          l10n.t('A service records what it renders itself, and nothing else. Name its database.'),
        );
        return;
      }
      const sink = this.#sinkOf(registry, database, name, mode);
      for (const record of records) sink.append(record);
      await sink.flush();
    });
  }

  #sinkOf(registry: Registry, database: DatabaseAudit, name: string, mode: AuditMode): AuditSink {
    const ofRegistry = this.#sinks.get(registry) ?? new Map<AuditMode, AuditSink>();
    this.#sinks.set(registry, ofRegistry);
    const known = ofRegistry.get(mode);
    if (known) return known;
    // It tells once, until a record was written again.
    const sink = database.sink({
      mode,
      onFailure: ({ message }) => {
        warn(name, message);
      },
    });
    ofRegistry.set(mode, sink);
    return sink;
  }

  /** What the settings have wrong is told once. */
  #tell(name: string, reason: string): void {
    const key = `${name} ${reason}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    warn(name, reason);
  }
}

function warn(name: string, reason: string): void {
  void showWarning(l10n.t('The prompt was not recorded in the registry {0}. {1}', excerpt(name), reason));
}
