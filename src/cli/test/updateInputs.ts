import path from 'node:path';
import type { Refusal } from '../../core/model/refusal.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { SourceText } from '../../core/text/sourceText.js';
import { applyEdits, applyToGiven, updateExpectations, type TextEdit } from '../../language/index.js';
import { readBounded } from '../../node/readBounded.js';
import { rewriteFile } from '../../node/rewriteFile.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { isRefusal, refusalText } from '../../node/fileRefusal.js';
import { fixSubject } from '../../node/folder/fixSubject.js';
import { rewriteRefusal } from '../rewriteReasons.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';
import type { TestedRoot } from './runTests.js';

/** What was written into inputs, and which could not be, each with the reason. */
export interface WrittenInputs {
  /** How many values. */
  readonly count: number;
  readonly files: number;
  readonly failed: readonly Refusal[];
}

/** Has inputs expect what the prompts have, where something else is expected. */
export async function updateInputs(
  host: Pick<CommandLineHost, 'newId'>,
  tested: readonly TestedRoot[],
): Promise<WrittenInputs> {
  let [count, files] = [0, 0];
  const failed: Refusal[] = [];
  for (const root of tested)
    for (const [file, versions] of root.versions) {
      const subject = fixSubject(root, file, []);
      const update = subject && updateExpectations(subject, versions);
      if (!subject || !update?.edit) continue;
      const problem = await writeInput(host, root.folder, { file, text: subject.text, edit: update.edit });
      if (problem !== undefined) failed.push(problem);
      else {
        count += update.count;
        files++;
      }
    }
  return { count, files, failed };
}

/** An input, what was read of it, and what changes of that. */
interface InputEdit {
  readonly file: string;
  readonly text: string;
  readonly edit: TextEdit;
}

/** Writes an input, whole or not at all. Gives what keeps it from being written. */
export async function writeInput(
  host: Pick<CommandLineHost, 'newId'>,
  { root, maxFileBytes }: PromptFolder,
  { file, text, edit }: InputEdit,
): Promise<Refusal | undefined> {
  const place = path.join(root, file);
  try {
    const { bytes } = readBounded(place, maxFileBytes);
    const { text: before = '', invalidAt } = bytes ? decodeUtf8(bytes) : {};
    const after = applyToGiven(before, [edit]);
    const isSame =
      invalidAt === undefined &&
      new SourceText(before).text === text &&
      new SourceText(after).text === applyEdits(text, [edit]);
    const written = isSame ? await rewriteFile(root, place, { before, after, id: host.newId() }) : 'changed';
    return written === 'written' ? undefined : rewriteRefusal(`${file} was not written`, written);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { code: 'not_writable', reason: `${file} was not written. ${refusalText(error)}` };
  }
}
