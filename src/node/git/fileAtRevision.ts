import { BlobReader } from './blobReader.js';
import { gitOutput, type GitPlace } from './gitProgram.js';

/** A file as a revision has it, or why there is none. */
export type FileAtRevision =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'no-revision' };

/** How git writes that something is a regular file. */
const REGULAR = '100';

/**
 * Reads a file as a revision has it, such as `origin/main` or a commit; `file` is its path from the folder of the place, with
 * `/` between. One that is longer than `limit` bytes, or no regular file, is unreadable. Never throws.
 */
export async function fileAtRevision(
  place: GitPlace,
  revision: string,
  file: string,
  limit: number,
): Promise<FileAtRevision> {
  // Nothing that reads as an option.
  if (revision === '' || revision.startsWith('-')) return { kind: 'no-revision' };
  const { ended, said } = await gitOutput(place, [
    'rev-parse',
    '--verify',
    '--quiet',
    `${revision}^{commit}`,
  ]);
  if (ended !== 0) return { kind: 'no-revision' };
  const listed = await gitOutput(place, ['ls-tree', '-z', said.trim(), '--', file]);
  const [, mode = '', blob = ''] = /^(\d+) \w+ ([\da-f]+)\t/.exec(listed.said) ?? [];
  if (blob === '') return { kind: listed.ended === 0 ? 'absent' : 'unreadable' };
  if (!mode.startsWith(REGULAR)) return { kind: 'unreadable' };
  const reader = new BlobReader(place);
  try {
    const bytes = await reader.read(blob, limit);
    return bytes ? { kind: 'read', bytes } : { kind: 'unreadable' };
  } finally {
    reader.dispose();
  }
}
