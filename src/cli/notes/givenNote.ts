import { MAX_NOTE_BYTES, noteOf, whyNoNote } from '../../core/published/changeNote.js';
import { readNamedFile, type NamedPlace } from '../namedFile.js';
import { UsageError } from '../usage.js';

/** The note that a call gives, by itself, in a file or on standard input; a `UsageError` says what is wrong with it. */
export function givenNote(
  {
    note,
    'note-file': file,
  }: { readonly note?: string | undefined; readonly 'note-file'?: string | undefined },
  place: Omit<NamedPlace, 'maxFileBytes'>,
): string | undefined {
  if (note !== undefined && file !== undefined) throw new UsageError('Give --note or --note-file, not both.');
  const given = file === undefined ? note : textOf(file, place);
  const why = given === undefined ? undefined : whyNoNote(given);
  if (why !== undefined) throw new UsageError(why);
  return given === undefined ? undefined : noteOf(given);
}

function textOf(file: string, place: Omit<NamedPlace, 'maxFileBytes'>): string {
  // Line breaks of Windows and blanks around it count nothing in the end.
  const { read } = readNamedFile(file, { ...place, maxFileBytes: 2 * MAX_NOTE_BYTES }, 'file');
  if (read.bytes) return Buffer.from(read.bytes).toString();
  throw new UsageError(
    read.reason.kind === 'too-large'
      ? `The note in ${file} is too long: ${MAX_NOTE_BYTES.toLocaleString('en-US')} bytes are the most.`
      : `The note in ${file} cannot be read.`,
  );
}
