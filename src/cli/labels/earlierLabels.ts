import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Refusal } from '../../core/model/refusal.js';
import { quote } from '../../core/text/quote.js';
import { LABELS_FILE, MAX_LABELS_BYTES, readLabels, type LabelFile } from '../../language/index.js';
import { fileAtRevision } from '../../node/git/fileAtRevision.js';
import { whyNoHistory } from '../../node/git/gitProgram.js';
import { readNamedFile } from '../namedFile.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';

/** The path of the labels from the root. */
export const LABELS_NAME = LABELS_FILE.join('/');

/** Labels to compare with: none where there were none, or why they cannot be had, in whole sentences. */
export type EarlierLabels = { readonly file: LabelFile | undefined } | { readonly refusal: Refusal };

/** The labels of another file, or of the root's own as a revision of git has it; `-` is standard input. */
export async function earlierLabels(
  { root }: Pick<PromptFolder, 'root'>,
  against: string,
  cwd: string,
): Promise<EarlierLabels> {
  if (against === '-' || isFile(cwd, against) || isFile(root, against)) {
    const place = { root, cwd, maxFileBytes: MAX_LABELS_BYTES };
    const { read } = readNamedFile(against, place, 'file of labels');
    return read.bytes ? parsed(against, read.bytes) : unreadable(quote(against));
  }
  const place = { program: 'git', folder: root };
  const found = await fileAtRevision(place, against, LABELS_NAME, MAX_LABELS_BYTES);
  const name = `${LABELS_NAME} of ${quote(against)}`;
  switch (found.kind) {
    case 'read':
      return parsed(name, found.bytes);
    case 'absent':
      return { file: undefined };
    case 'unreadable':
      return unreadable(name);
    case 'no-revision': {
      const why = (await whyNoHistory(place)) ?? `There is no file or revision ${quote(against)}.`;
      return {
        refusal: {
          code: 'unusable_file',
          reason: `${why} Name the labels to compare with by --against, as a file or as a revision of git.`,
        },
      };
    }
  }
}

function isFile(folder: string, name: string): boolean {
  const place = path.resolve(folder, name);
  return name !== '' && existsSync(place) && !statSync(place).isDirectory();
}

function parsed(name: string, bytes: Uint8Array): EarlierLabels {
  const file = readLabels(LABELS_NAME, Buffer.from(bytes).toString());
  return isUsable(file)
    ? { file }
    : {
        refusal: {
          code: 'invalid_labels',
          reason: `${name} has errors, so there is nothing to compare with.`,
        },
      };
}

/** False for a file of which nothing can be read; what is right in another holds. */
export function isUsable({ bundles, findings }: LabelFile): boolean {
  return bundles.length > 0 || findings.length === 0;
}

function unreadable(name: string): EarlierLabels {
  return { refusal: { code: 'unusable_file', reason: `${name} cannot be read.` } };
}
