import { BUNDLE, DRAFT, INPUT, loadLanguage, TEMPLATE } from '../questionFolder.mjs';
import { askAll, QUESTION_NOTES } from '../questions.mjs';

/** What an editor asks at a place of a file. */
export default async function measureNavigation({ effort }) {
  const language = await loadLanguage();
  const rows = await askAll(language, (folder) => questions(language, folder), effort);
  return { title: 'Questions at a place', notes: QUESTION_NOTES, rows };
}

function questions(language, { context, at, parsed }) {
  const {
    define,
    documentSymbols,
    fileTypeOf,
    findReferences,
    fold,
    highlight,
    hover,
    links,
    prepareRename,
    rename,
    selectRanges,
    usersOf,
    workspaceSymbols,
  } = language;
  const reread = (file) => context.rereadAs(file, fileTypeOf(file), new Map(), context.cache);
  const input = { file: INPUT, name: INPUT, parsed: parsed.get(INPUT) };
  const hoverAt = (file, text) => ({ ask: () => hover(context, ...at(file, text), { input }) });
  const bounded = 'More files are looked through; the answer is bounded.';
  return {
    'hover on a reference': hoverAt(DRAFT, 't3@1.0.0'),
    'hover on a placeholder': hoverAt(TEMPLATE, 'task}}'),
    'hover on a constraint': hoverAt(TEMPLATE, 'MAX_SENTENCE_LENGTH'),
    'hover on an expected hash': hoverAt(INPUT, '0'.repeat(64)),
    'hover on a version': hoverAt('templates/t3-2.prompt-template.yaml', '1.1.0'),
    'hover on a model': hoverAt(DRAFT, 'model-3'),
    definition: { ask: () => define(context, ...at(BUNDLE, 't3@1.0.0')) },
    references: { ask: () => findReferences(context, ...at(TEMPLATE, 't3'), { withDefinitions: true }) },
    highlights: { ask: () => highlight(context, ...at(BUNDLE, 't3@1.0.0')) },
    'name to rename': { ask: () => prepareRename(context, ...at(BUNDLE, 't3@1.0.0')) },
    rename: { ask: () => rename(context, ...at(TEMPLATE, 't3'), 'other', reread) },
    users: { ask: () => usersOf(context, TEMPLATE) },
    links: { ask: () => links(context, BUNDLE) },
    outline: { ask: () => documentSymbols(context, BUNDLE) },
    folding: { ask: () => fold(context, BUNDLE) },
    'selection ranges': { ask: () => selectRanges(context, ...at(BUNDLE, 't3@1.0.0')) },
    'search by symbol': { ask: () => workspaceSymbols(context, 't3@1.0.0'), grows: bounded },
    'search by one letter': { ask: () => workspaceSymbols(context, 't'), grows: bounded },
  };
}
