import path from 'node:path';
import type { Refusal } from '../../core/model/refusal.js';
import { rewriteFile } from '../../node/rewriteFile.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { isRefusal, refusalText } from '../../node/fileRefusal.js';
import { rewriteRefusal } from '../rewriteReasons.js';
import type { FixedFile } from './fixFiles.js';

/** What was fixed, and what was not, with the reason as a sentence. */
export interface WrittenFixes {
  readonly fixed: readonly FixedFile[];
  readonly failed: readonly Refusal[];
}

/** Writes files anew, each whole or not at all; one that says something else by now stays as it is. */
export async function writeFixes(
  host: Pick<CommandLineHost, 'newId'>,
  root: string,
  files: readonly FixedFile[],
): Promise<WrittenFixes> {
  const fixed: FixedFile[] = [];
  const failed: Refusal[] = [];
  for (const one of files) {
    const { file, before, after } = one;
    try {
      const written = await rewriteFile(root, path.join(root, file), { before, after, id: host.newId() });
      if (written === 'written') fixed.push(one);
      else failed.push(rewriteRefusal(`${file} was not fixed`, written));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      failed.push({ code: 'not_writable', reason: `${file} was not fixed. ${refusalText(error)}` });
    }
  }
  return { fixed, failed };
}
