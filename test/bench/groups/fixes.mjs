import { DRAFT, INPUT, loadLanguage, PUBLISHED } from '../questionFolder.mjs';
import { askAll, QUESTION_NOTES } from '../questions.mjs';

/** What is reported of a file, and what can be done about it. */
export default async function measureFixes({ effort }) {
  const language = await loadLanguage();
  const rows = await askAll(language, (folder) => questions(language, folder), effort);
  return { title: 'Problems and fixes', notes: QUESTION_NOTES, rows };
}

const TEMPLATE = 'templates/x.prompt-template.yaml';
const BUNDLE = 'bundles/x.prompt-bundle.yaml';
const TEXT =
  'template_id: x\nsemver: 1.0.0\nrol: system\nconstraints: { NO_EMOJI: true, FORBIDDEN_TOKENS: [bicycle] }\ncontent: |\n  You sell a bicycle. 😀 {{tsk}} {name}\n';
const MISSING =
  'bundle_id: x\nsemver: 1.0.0\ntags: [model-2]\ntemplates:\n  system: t3@7.0.0\n  personality: { content: Be brief. }\n  activity: { content: It is quiet. }\n  task: { content: "{{task}}" }\n';

function questions(language, { context, scope, write, parsed }) {
  const { addSuppression, extract, fileTypeOf, FixSubject, fixAll, fixesFor, missingTemplates } = language;
  const { neighbourOf, newTemplate, olderVersion, proposedReference, versionChoices } = language;
  const subject = (file) => {
    const type = fileTypeOf(file);
    return new FixSubject(type, parsed.get(file), context.rereadAs(file, type, new Map(), context.cache));
  };
  const reader = (type) => context.rereadAs('x', type, new Map(), context.cache);
  const put = (file, text) => async () => {
    write(file, text);
    if (file === BUNDLE) await context.assemble(file);
  };
  const diagnosed = (file, begin) => ({ begin, ask: () => context.diagnose(file, parsed.get(file)) });
  return {
    'problems of a template': diagnosed(TEMPLATE, put(TEMPLATE, TEXT)),
    'problems of a bundle': diagnosed(BUNDLE, put(BUNDLE, MISSING)),
    'problems of a published bundle': diagnosed(PUBLISHED),
    'problems of an input': diagnosed(INPUT),
    'a bundle, assembled': { ask: () => context.assemble(DRAFT) },
    'expectations of an input, compared': { ask: () => context.compareExpectations(INPUT) },
    'fixes of all problems of a template': {
      begin: put(TEMPLATE, TEXT),
      ask: () => {
        const found = context.diagnose(TEMPLATE, parsed.get(TEMPLATE));
        return found.map((finding) => fixesFor(subject(TEMPLATE), finding));
      },
    },
    'all fixes of a template at once': {
      begin: put(TEMPLATE, TEXT),
      ask: () => fixAll(subject(TEMPLATE), context.diagnose(TEMPLATE, parsed.get(TEMPLATE))),
    },
    'the template that is missing': {
      begin: put(BUNDLE, MISSING),
      ask: () => {
        const [missing] = missingTemplates(scope, BUNDLE);
        neighbourOf(scope, BUNDLE);
        return newTemplate(missing, subject(olderVersion(scope, missing.reference)));
      },
    },
    'versions that may come next': { ask: () => versionChoices(scope, parsed.get(PUBLISHED)) },
    'a suppression': {
      begin: put(TEMPLATE, TEXT),
      ask: () => addSuppression(subject(TEMPLATE), { code: 'emoji', reason: 'It is meant.' }),
    },
    'an inline template, extracted': {
      ask: () => {
        const bundle = subject(DRAFT);
        const reference = proposedReference(scope, bundle, 'personality');
        return extract(scope, bundle, { slot: 'personality', reference }, reader);
      },
    },
  };
}
