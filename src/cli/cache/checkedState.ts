import type { CheckedRoot, KeptAssembly, KeptFile } from '../../language/index.js';

/** What is found in a root, and what is kept of it for the next run. */
export interface CheckedState {
  readonly root: CheckedRoot;
  readonly files: readonly KeptFile[];
  readonly assembled: readonly KeptAssembly[];
}
