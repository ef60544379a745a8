import { nodeAt, type ValueNode } from '../../../core/documents/valueNode.js';
import type { Finding } from '../../../core/model/findings.js';
import { writtenExpectations } from '../../expectations/writtenExpectations.js';
import type { FixSubject } from '../../edits/subject.js';

/** A version and the `prompt_hash` that an input expects of it. */
export interface ExpectedHash {
  /** `bundle_id@semver`. */
  readonly version: string;
  readonly hash: string;
}

/** What is expected where a finding says that the hash is another. */
export function expectedHashAt({ file }: FixSubject, { code, range }: Finding): ExpectedHash | undefined {
  if (code !== 'expectation-failed') return undefined;
  for (const { name, value } of writtenExpectations(file.root)) {
    const hash: ValueNode | undefined = value.kind === 'string' ? value : nodeAt(value, ['prompt_hash']);
    if (hash?.kind === 'string' && hash.range.start === range.start && hash.range.end === range.end)
      return { version: name, hash: hash.value };
  }
  return undefined;
}
