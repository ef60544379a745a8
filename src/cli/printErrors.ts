import type { Finding } from '../core/model/findings.js';
import type { SourceText } from '../core/text/sourceText.js';
import type { CommandLineHost } from './commandLineHost.js';
import { findingText } from './findingText.js';
import type { PromptFolder } from '../node/folder/promptFolder.js';
import { printError } from './print.js';

/** Lists the errors among a file's findings on the error output. */
export function printErrors(
  file: string,
  source: SourceText,
  findings: readonly Finding[],
  host: CommandLineHost,
): void {
  for (const finding of findings)
    if (finding.severity === 'error') printError(host, findingText(file, source, finding));
}

/**
 * Lists on the error output what is not used, and may be what is missing: files that cannot be read, and published versions
 * that are damaged. `told` are files whose errors are listed already.
 */
export function printDamage(folder: PromptFolder, host: CommandLineHost, told: readonly string[] = []): void {
  for (const { file, finding } of [...folder.unreadable(), ...folder.snapshotFindings()]) {
    const source = told.includes(file) ? undefined : folder.sourceOf(file);
    if (source) printErrors(file, source, [finding], host);
  }
}
