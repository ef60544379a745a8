import path from 'node:path';
import { createSnapshot } from '../../../src/core/published/snapshot.js';
import { readSnapshot, type SnapshotFile } from '../../../src/core/published/readSnapshot.js';
import type { DecodedText } from '../../../src/core/text/utf8.js';
import { sha256 } from '../../../src/node/sha256.js';
import type { Report } from '../fuzzCase.js';
import { checkFindings } from './places.js';

/** What reading any text as a published version promises: it is used only as what its content_hash covers. */
export function checkSnapshotFile(file: string, given: DecodedText, report: Report): SnapshotFile {
  const read = readSnapshot({ file, name: path.posix.basename(file), given }, { sha256 });
  const { snapshot, problem, source } = read;
  if (problem) {
    const { message, range } = problem;
    const finding = { code: 'syntax', severity: 'error', message, range } as const;
    checkFindings(
      [finding],
      source.text,
      () => source.text,
      (kind, detail) => {
        report(`snapshot: ${kind}`, detail);
      },
    );
  }
  if ((snapshot === undefined) !== (problem?.damaged ?? false))
    report('snapshot is used though damaged, or neither', '');
  if (!snapshot) return read;
  const { content_hash } = createSnapshot(snapshot.bundle, snapshot.parts, { sha256 });
  if (content_hash !== snapshot.content_hash)
    report('snapshot is used with another content_hash', content_hash);
  return read;
}
