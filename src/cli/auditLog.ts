import path from 'node:path';
import { jsonLinesSink } from '../core/audit/jsonLines.js';
import { nullAuditSink } from '../core/audit/null.js';
import { AUDIT_MODES, type AuditMode } from '../core/audit/record.js';
import { severalSinks } from '../core/audit/several.js';
import type { AuditSink } from '../core/audit/sink.js';
import { logAppender } from '../node/logAppender.js';
import { failureText } from '../core/text/failureText.js';
import type { CommandLineHost } from './commandLineHost.js';
import { configurationOf } from '../node/folder/folderFacts.js';
import { logFolder, type LogFolder } from './logFolder.js';
import { sha256 } from '../node/sha256.js';
import { printError } from './print.js';
import { registrySink } from './registry/registrySink.js';
import { UsageError } from './usage.js';

/** The values of the options that say what a run records, and where. */
interface AuditValues {
  readonly audit?: string | undefined;
  readonly log?: string | undefined;
  readonly 'no-audit': boolean;
  readonly 'audit-registry'?: string | undefined;
}

/**
 * Where the options of a run have its renders recorded: in this run's own log below the root, and in a registry where one is
 * named. A record that cannot be written is told, and changes nothing else.
 */
export async function openAudit(
  values: AuditValues,
  root: string,
  host: CommandLineHost,
): Promise<AuditSink> {
  const mode = await auditMode(values, root, host);
  const log =
    mode === 'off' ? nullAuditSink : openLog(root, await logFolder(root, values.log, host), mode, host);
  const { 'audit-registry': registry } = values;
  if (registry === undefined) return recording(log, host);
  if (mode === 'off')
    throw new UsageError(
      '--audit-registry records renders, and nothing is to be recorded: leave it out, or say --audit full.',
    );
  return recording(severalSinks([log, await registrySink(registry, mode, host, root)]), host);
}

/** Nothing that somebody has read goes unrecorded, when they read no further. */
function recording(sink: AuditSink, host: CommandLineHost): AuditSink {
  if (sink !== nullAuditSink) host.beforeEnd?.(() => sink.flush());
  return sink;
}

/** What the options say is recorded, and where they are silent the configuration of the root. */
async function auditMode(values: AuditValues, root: string, host: CommandLineHost): Promise<AuditMode> {
  const { audit, 'no-audit': isOff } = values;
  const mode = AUDIT_MODES.find((known) => known === audit);
  if (audit !== undefined && !mode)
    throw new UsageError(`There is no audit mode ${audit}. Use ${AUDIT_MODES.join(', ')}.`);
  if (isOff || mode) return isOff ? 'off' : (mode ?? 'off');
  const configured = await configurationOf(root, '');
  if (!configured || configured.isKnown) return configured?.configuration.audit?.mode ?? 'full';
  printError(
    host,
    `Nothing is recorded in the audit log: ${configured.file} cannot be read, so what may be recorded is not known. Mend it, or say it by --audit.`,
  );
  return 'off';
}

function openLog(root: string, folder: LogFolder, mode: 'full' | 'hashes', host: CommandLineHost): AuditSink {
  return jsonLinesSink({
    append: logAppender(root, path.join(root, folder.join(path.sep)), host.now(), host.newId()),
    sha256,
    mode,
    onFailure: (error) => {
      printError(host, `The audit record could not be written: ${failureText(error)}`);
    },
  });
}
