// Where audit logs lie in a workspace (spec, section 7): one file for each window and each run of the command line.

/** Folder of the logs, from the root, step by step. */
export const AUDIT_FOLDER = ['.prompt-bundles', 'audit'] as const;

/** Written beside the logs, since inputs may be personal: git leaves the whole folder alone. */
export const AUDIT_GITIGNORE = '*\n';

/** Name of a writer's own file: by time, then by the writer's id, so that names sort and never meet. */
export function auditFileName(startedAt: Date, id: string): string {
  const time = startedAt
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');
  return `${time}-${id.replaceAll(/[^\w-]/g, '')}.jsonl`;
}
