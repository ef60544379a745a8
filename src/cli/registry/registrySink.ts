import { nullAuditSink } from '../../core/audit/null.js';
import type { AuditMode } from '../../core/audit/record.js';
import type { AuditSink } from '../../core/audit/sink.js';
import type { Registry } from '../../registry/index.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { printError } from '../print.js';
import { UsageError } from '../usage.js';
import { registryOpener } from './withRegistry.js';

/** Records renders in the database that `--audit-registry` names. Nothing is open once it is flushed. */
export async function registrySink(
  url: string,
  mode: AuditMode,
  host: CommandLineHost,
  root: string,
): Promise<AuditSink> {
  const open = await registryOpener(url, host, root);
  const told = new Set<string>();
  const onFailure = ({ message }: Error): void => {
    if (!told.has(message)) printError(host, message);
    told.add(message);
  };
  if (!open().audit.database)
    throw new UsageError(
      'A service records what it renders itself, and nothing else. Name its database by --audit-registry.',
    );
  let opened: { readonly registry: Registry; readonly sink: AuditSink } | undefined;
  return {
    append: (record) => {
      if (!opened) {
        const registry = open();
        const sink = registry.audit.database?.sink({ mode, onFailure }) ?? nullAuditSink;
        opened = { registry, sink };
      }
      opened.sink.append(record);
    },
    flush: async () => {
      const { registry, sink } = opened ?? {};
      opened = undefined;
      await sink?.flush();
      await registry?.close();
    },
  };
}
