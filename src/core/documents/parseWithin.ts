import { isLongerInUtf8 } from '../text/utf8.js';
import type { FileType } from './fileKinds.js';
import { parsePromptFile, type PromptFile } from './promptFile.js';
import { unreadableFile } from './unreadableFile.js';

/** Reads the text of an editor's buffer like a file, which may be too large. `limit` is in bytes of UTF-8. */
export function parseWithin(type: FileType, text: string, limit: number): PromptFile {
  return isLongerInUtf8(text, limit)
    ? unreadableFile(type, { kind: 'too-large', limit })
    : parsePromptFile(type, { text });
}
