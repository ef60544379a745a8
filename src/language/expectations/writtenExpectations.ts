import { entryOf, type ValueNode } from '../../core/documents/valueNode.js';
import type { TextRange } from '../../core/model/findings.js';

/** An expectation in an input: of which version, and what stands there. */
export interface WrittenExpectation {
  /** `bundle_id@semver`. */
  readonly name: string;
  readonly keyRange: TextRange;
  /** The hash, or the mapping of what the prompt must be like. */
  readonly value: ValueNode;
}

/** The expectations of an input, as far as their shape is right. */
export function writtenExpectations(root: ValueNode | undefined): readonly WrittenExpectation[] {
  const expect = entryOf(root, 'expect')?.value;
  const entries = expect?.kind === 'mapping' ? [...expect.byKey.values()] : [];
  return entries.map(({ key, keyRange, value }) => ({ name: key, keyRange, value }));
}
