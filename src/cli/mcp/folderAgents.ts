import path from 'node:path';
import type { AgentHost } from '../../agents/index.js';
import type { AuditSink } from '../../core/audit/sink.js';
import { createAuditRecord } from '../../core/promptGenerator.js';
import type { ServedFolder } from './servedFolder.js';

/** What agents ask, over a folder; `auditOf` opens the log of a root, by its absolute path. */
export function folderAgents(
  folder: ServedFolder,
  now: () => Date,
  auditOf: (root: string) => Promise<AuditSink>,
): AgentHost {
  const logs = new Map<string, Promise<AuditSink>>();
  return {
    languages: async () => (await folder.state()).roots.map(({ language }) => language),
    nameOfRoot: (home) => (home === '' ? '.' : home),
    record: async (home, renders) => {
      const root = path.join(folder.root, home);
      const log = logs.get(home) ?? auditOf(root);
      logs.set(home, log);
      const sink = await log;
      const time = now();
      for (const render of renders) sink.append(createAuditRecord(render, 'agent', time));
    },
    rulePage: async (code) => (await import('./rulePage.js')).rulePage(code),
    isKeptUpToDate: false,
  };
}
