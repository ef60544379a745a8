import { type Finding } from '../../core/model/findings.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { fixFiles, type FixedFile } from './fixFiles.js';
import type { FixReport } from './fixReport.js';
import type { LintCall } from './lintCall.js';
import { lintFiles } from './lintFiles.js';
import type { LintOptions } from './lintOptions.js';
import { writeFixes } from './writeFixes.js';

/** Which findings are fixed: those that are told, as ESLint does it. */
export function isMeant({ isQuiet }: Pick<LintOptions, 'isQuiet'>): (finding: Finding) => boolean {
  return ({ severity }) => !isQuiet || severity === 'error';
}

/** Makes the fixes that the editor makes unasked, in the files or in what is told alone, and checks what comes of it. */
export async function lintFixed(host: CommandLineHost, call: LintCall): Promise<ExitCode> {
  const files = await fixFiles(host, call, isMeant(call.told));
  if (call.told.fixes === 'dry') {
    const buffers = new Map(files.map(({ file, after }) => [file, after]));
    return lintFiles(host, { ...call, buffers, fixed: { files, isDry: true, failed: [] } });
  }
  return lintFiles(host, { ...call, fixed: await writtenFixes(host, call, files) });
}

/** The same in the files alone: what was fixed. */
export async function fixWritten(host: CommandLineHost, call: LintCall): Promise<FixReport> {
  return writtenFixes(host, call, await fixFiles(host, call, isMeant(call.told)));
}

async function writtenFixes(
  host: CommandLineHost,
  { root }: LintCall,
  files: readonly FixedFile[],
): Promise<FixReport> {
  const { fixed, failed } = await writeFixes(host, root, files);
  return { files: fixed, isDry: false, failed };
}
