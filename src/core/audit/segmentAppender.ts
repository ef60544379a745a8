import { auditFileName, segmentFileName } from './files.js';
import type { JsonLinesOptions } from './jsonLines.js';

/** A folder of logs on a file system that writes whole files alone. */
export interface SegmentFolder {
  /** Makes the folder, with what stands beside the logs. */
  prepare(): Promise<void>;
  /** Makes a file with a text; rejects when one of its name is there. */
  create(name: string, text: string): Promise<void>;
}

/**
 * Appends to a log where nothing can be appended: each text is a file of its own, so that no write can lose what was
 * written before it. What a failed write leaves is the last file of its log, since the writer goes on in another.
 */
export function segmentAppender(
  folder: SegmentFolder,
  startedAt: Date,
  id: string,
): JsonLinesOptions['append'] {
  let made: { readonly sequence: number; segments: number } | undefined;
  return async (text, sequence) => {
    if (made?.sequence !== sequence) {
      await folder.prepare();
      made = { sequence, segments: 0 };
    }
    made.segments++;
    await folder.create(segmentFileName(auditFileName(startedAt, id, sequence), made.segments), text);
  };
}
