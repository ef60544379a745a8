import type { CancellationToken } from 'vscode';
import { recordsIn } from '../../core/audit/listRecords.js';
import type { Hashing } from '../../core/hashing.js';
import { isWithin } from '../workspace/isWithin.js';
import type { Platform } from '../workspace/platform.js';
import { AuditFolders } from './auditFolder.js';
import type { ConfiguredFolders } from './auditSettings.js';
import { findLogs } from './logFiles.js';

/** The most bytes of logs that are looked through, the newest logs first. */
const MAX_LOG_BYTES = 512_000_000;

/** A prompt that was recorded. */
export interface RecordedPrompt {
  readonly text: string;
  /** ISO 8601. */
  readonly at: string;
}

interface RecordReader extends Pick<Hashing, 'sha256'> {
  readonly platform: Pick<Platform, 'readChunks'>;
  readonly files: ConfiguredFolders;
}

/**
 * The prompts of some hashes that the audit log of a folder holds, by their hashes. A record is believed when its prompt has the
 * hash, whatever it says itself.
 */
export async function recordedPrompts(
  { platform, files, sha256 }: RecordReader,
  folder: string,
  hashes: ReadonlySet<string>,
  token: CancellationToken,
): Promise<ReadonlyMap<string, RecordedPrompt>> {
  const found = new Map<string, RecordedPrompt>();
  const logs = (await findLogs(new AuditFolders(platform, files)))
    .filter(({ file }) => isWithin(file, folder))
    .reverse();
  let bytes = 0;
  for (const log of logs) {
    bytes += log.bytes;
    if (bytes > MAX_LOG_BYTES) break;
    try {
      for await (const { record } of recordsIn(log.file, platform.readChunks(log.uri))) {
        if (token.isCancellationRequested || found.size === hashes.size) return found;
        const { prompt_hash: hash, rendered_prompt: text, created_at: at } = record;
        const isSought = hashes.has(hash) && !found.has(hash);
        if (isSought && text !== null && sha256(text) === hash) found.set(hash, { text, at });
      }
    } catch {
      // A log that cannot be read has no record to offer: the audit view tells of it.
    }
  }
  return found;
}
