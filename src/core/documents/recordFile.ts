import type { Finding } from '../model/findings.js';
import { SourceText } from '../text/sourceText.js';
import type { DecodedText } from '../text/utf8.js';
import { encodingFindings } from './encodingFindings.js';
import { mergeConflictFindings } from './mergeConflicts.js';
import { parseJson } from './parseJson.js';
import { unreadableFinding, type UnreadableReason } from './unreadableFile.js';
import type { ValueNode } from './valueNode.js';

/**
 * What is known of a file in `.prompt-bundles` that people write, such as the labels: the text of an editor's buffer, what
 * `decodeUtf8` gave for its bytes, or why it cannot be read.
 */
export type GivenRecord = string | DecodedText | UnreadableReason;

/** Such a file, read as JSON: `root` is absent where nothing is known of what it means to say, and findings tell why. */
export interface RecordFile {
  readonly source: SourceText;
  readonly root: ValueNode | undefined;
  readonly findings: readonly Finding[];
}

/** Reads it. Never throws. */
export function readRecord(given: GivenRecord): RecordFile {
  if (typeof given === 'object' && 'kind' in given)
    return {
      source: new SourceText(''),
      root: undefined,
      findings: [unreadableFinding(given, 'file', 'fixed')],
    };
  const decoded = typeof given === 'string' ? { text: given } : given;
  const source = new SourceText(decoded.text);
  const { text } = source;
  // In a text of another encoding, whatever else looks wrong most likely is not.
  const encoding = encodingFindings(decoded);
  if (encoding.length > 0) return { source, root: undefined, findings: encoding };
  const conflicts = mergeConflictFindings(text);
  if (conflicts.length > 0) return { source, root: undefined, findings: conflicts };
  return { source, ...parseJson(text) };
}
