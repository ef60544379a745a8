import type { AuditMode } from '../../core/audit/record.js';
import type { AuditSink } from '../../core/audit/sink.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { printError } from '../print.js';
import { UsageError } from '../usage.js';
import { openNamed } from './withRegistry.js';

/** Records renders in the database that `--audit-registry` names. Flushed once, at the end: then it is closed. */
export async function registrySink(
  url: string,
  mode: AuditMode,
  host: CommandLineHost,
  root: string,
): Promise<AuditSink> {
  const registry = await openNamed(url, host, root);
  const sink = registry.audit.database?.sink({
    mode,
    onFailure: (error) => {
      printError(host, error.message);
    },
  });
  if (!sink)
    throw new UsageError(
      'A service records what it renders itself, and nothing else. Name its database by --audit-registry.',
    );
  return {
    append: (record) => {
      sink.append(record);
    },
    flush: async () => {
      await sink.flush();
      await registry.close();
    },
  };
}
