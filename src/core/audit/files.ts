// Where audit logs lie in a workspace (spec, section 7): one file for each window and each run of the command line.

/** Folder of the logs, from the root, step by step. */
export const AUDIT_FOLDER = ['.prompt-bundles', 'audit'] as const;

/** Written beside the logs, since inputs may be personal: git leaves them alone, and nothing else in the folder. */
export const AUDIT_GITIGNORE = '*.jsonl\n.gitignore\n';

/**
 * Name of a writer's own file: by time, then by the writer's id, so that names sort and never meet. A writer that goes on
 * in another file, numbered from 1, has the number behind, where it sorts after the first.
 */
export function auditFileName(startedAt: Date, id: string, sequence = 1): string {
  const time = startedAt
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');
  const number = sequence > 1 ? `_${String(sequence).padStart(4, '0')}` : '';
  return `${time}-${id.replaceAll(/[^\w-]/g, '')}${number}.jsonl`;
}

/** True for the name of a log. */
export function isAuditFileName(name: string): boolean {
  return name.endsWith('.jsonl');
}
