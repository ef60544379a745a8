// What helps in an editor, beside problems and their fixes. Read when it is first asked for; nothing else imports a value
// from here. Each function has the name of VS Code's own, or of what it is registered as.

export { provideCompletions } from './completion.js';
export { describeCompletion } from './completionItem.js';
export { provideSnippets } from './snippets.js';
export {
  prepareCallHierarchy,
  provideCallHierarchyIncomingCalls,
  provideCallHierarchyOutgoingCalls,
} from './hierarchy.js';
export { provideHover } from './hover.js';
export { provideLabelCompletions, provideLabelHover } from './labels.js';
export {
  provideDefinition,
  provideDocumentHighlights,
  provideDocumentLinks,
  provideReferences,
} from './navigation.js';
export { provideFoldingRanges, provideSelectionRanges } from './ranges.js';
export { prepareRename, provideRenameEdits } from './rename.js';
export { provideDocumentSymbols, provideWorkspaceSymbols, resolveWorkspaceSymbol } from './symbols.js';
