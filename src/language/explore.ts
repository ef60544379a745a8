// The rows of the view of all bundles, pure: which there are, what each shows, and which to read again after a change.

export { ChangedNodes } from './explorer/changedNodes.js';
export {
  describeNode,
  type ExplorerContext,
  type ExplorerRow,
  type VersionState,
} from './explorer/describeNode.js';
export { childNodes, fileNode, parentNode, rootNodes } from './explorer/listNodes.js';
export { nodeKey, type ExplorerNode } from './explorer/nodes.js';
export type { ProblemCounts } from './explorer/problemCounts.js';
