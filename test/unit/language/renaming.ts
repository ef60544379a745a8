import { applyEdits } from '../../../src/language/edits/textEdit.js';
import { rename } from '../../../src/language/rename.js';
import { reader, type MarkedFolder } from './publishingContext.js';

/** What becomes of a rename. */
export interface Renamed {
  readonly refused?: string | undefined;
  /** The files that changed, as they are then. */
  readonly texts: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
}

/** Renames what is at the cursor; nothing is written. */
export async function renamed(
  { folder, context, file, offset }: MarkedFolder,
  newName: string,
): Promise<Renamed> {
  const done = await rename(context, file, offset, newName, reader);
  if (!done) return { refused: 'nothing to rename', texts: {}, names: {} };
  if (done.refused !== undefined) return { refused: done.refused, texts: {}, names: {} };
  const texts = done.files.map(({ file: one, edits }) => [one, applyEdits(folder.text(one), edits)] as const);
  const names = done.files.flatMap(({ file: one, fileName }) =>
    fileName === undefined ? [] : [[one, fileName] as const],
  );
  return { texts: Object.fromEntries(texts), names: Object.fromEntries(names) };
}
