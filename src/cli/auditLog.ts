import path from 'node:path';
import { jsonLinesSink } from '../core/audit/jsonLines.js';
import { nullAuditSink } from '../core/audit/null.js';
import { AUDIT_MODES, type AuditMode } from '../core/audit/record.js';
import type { AuditSink } from '../core/audit/sink.js';
import { logAppender } from '../node/logAppender.js';
import { failureText } from '../core/text/failureText.js';
import type { CommandLineHost } from './commandLineHost.js';
import type { LogFolder } from './logFolder.js';
import { sha256 } from '../node/sha256.js';
import { printError } from './print.js';
import { UsageError } from './usage.js';

/** The options that say what a run records, and where. */
export const AUDIT_OPTIONS = {
  audit: { type: 'string', default: 'full' },
  log: { type: 'string' },
  'no-audit': { type: 'boolean', default: false },
} as const;

/** The mode that the options of a run ask for. */
export function auditMode(values: { readonly audit: string; readonly 'no-audit': boolean }): AuditMode {
  const mode = AUDIT_MODES.find((known) => known === values.audit);
  if (!mode) throw new UsageError(`There is no audit mode ${values.audit}. Use ${AUDIT_MODES.join(', ')}.`);
  return values['no-audit'] ? 'off' : mode;
}

/** This run's own log below the root. A record that cannot be written is told, and changes nothing else. */
export function openAuditLog(
  root: string,
  folder: LogFolder,
  mode: AuditMode,
  host: CommandLineHost,
): AuditSink {
  if (mode === 'off') return nullAuditSink;
  return jsonLinesSink({
    append: logAppender(root, path.join(root, folder.join(path.sep)), host.now(), host.newId()),
    sha256,
    mode,
    onFailure: (error) => {
      printError(host, `The audit record could not be written: ${failureText(error)}`);
    },
  });
}
