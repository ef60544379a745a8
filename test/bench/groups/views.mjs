import {
  BUNDLE,
  DRAFT,
  INPUT,
  loadLanguage,
  PUBLISHED,
  PUBLISHED_TEMPLATE,
  TEMPLATE,
} from '../questionFolder.mjs';
import { askAll, QUESTION_NOTES } from '../questions.mjs';

/** What is shown beside the text: lenses, hints, and the rows of the view of all bundles. */
export default async function measureViews({ effort }) {
  const language = await loadLanguage();
  const rows = await askAll(language, (folder) => questions(language, folder), effort);
  return { title: 'Lenses, hints and rows', notes: QUESTION_NOTES, rows };
}

const ROOT = '';
const GROUP = { kind: 'group', folder: ROOT, group: 'bundles' };

function questions(
  { ChangedNodes, childNodes, describeNode, provideHints, provideLenses, rootNodes },
  folder,
) {
  const { context, write, parsed } = folder;
  const { files, generatorOf } = context;
  const lenses = (file) => ({
    ask: () =>
      provideLenses(
        { files, told: files, generatorOf, expectationsOf: (input) => context.expectationResults(input) },
        file,
        { canEdit: true, canPublish: true },
      ),
  });
  const hints = (file) => ({ ask: () => provideHints({ files }, file, parsed.get(INPUT).model) });
  const explorer = { files, problemsOf: () => ({ errors: 0, warnings: 1 }), folderName: () => 'shop' };
  const describeAll = (nodes) => Promise.all(nodes.map((node) => describeNode(explorer, node)));
  const versions = { kind: 'versions', folder: ROOT, of: 'bundle', id: 'b4' };
  const text = parsed.get(DRAFT).source.text;
  const typed = (run) => text.replace('Be brief.', `Be brief ${run % 26}.`);
  let changes;
  let affected;
  const edit = (edited) => ({
    begin: () => {
      changes = new ChangedNodes(files);
    },
    before: (run) => {
      affected = write(DRAFT, edited(run));
    },
  });
  return {
    'lenses of a draft': lenses(BUNDLE),
    'lenses of a published bundle': lenses(PUBLISHED),
    'lenses of a template': lenses(TEMPLATE),
    'lenses of a published template': lenses(PUBLISHED_TEMPLATE),
    'lenses of an input': lenses(INPUT),
    'hints of a bundle': hints(BUNDLE),
    'hints of a template': hints(TEMPLATE),
    'groups of the view': {
      ask: () => describeAll(rootNodes(files)),
    },
    'bundles of the view, listed': {
      ask: () => childNodes(files, GROUP),
      grows: 'All of them are listed: VS Code filters its rows by what is typed.',
    },
    'a row of the view': { ask: () => describeNode(explorer, versions) },
    'all bundles of the view, each row': {
      ask: () => describeAll(childNodes(files, GROUP)),
      isMany: 'VS Code asks for the rows of an open group one by one.',
    },
    'a bundle of the view, opened': {
      ask: async () => {
        const [version] = childNodes(files, versions);
        await describeAll([version, ...childNodes(files, version)]);
      },
    },
    'rows to read again after a letter': { ...edit(typed), ask: () => changes.after(affected, () => ROOT) },
    'rows to read again after a new bundle': {
      ...edit((run) => typed(run).replace('bundle_id: c3', `bundle_id: ${run % 2 ? 'c3' : 'other'}`)),
      ask: () => changes.after(affected, () => ROOT),
      grows: 'The rows of a group are compared with those shown before.',
    },
  };
}
