import { loadLanguage } from '../questionFolder.mjs';
import { askAll, QUESTION_NOTES } from '../questions.mjs';

/** Stands in a text where the cursor is. */
const CURSOR = '‸';

/** What can be written at each kind of place, in each kind of file. */
export default async function measureCompletion({ effort }) {
  const language = await loadLanguage();
  const rows = await askAll(language, (folder) => questions(language, folder), effort);
  const notes = [
    ...QUESTION_NOTES,
    'A list of more than 200 is cut to its first 50: what is typed next is asked about anew.',
  ];
  return { title: 'Completion', notes, rows };
}

const SENTENCES =
  'You answer the post of a shop for bicycles. Be brief, and say what you do not know. '.repeat(6);
const INLINE = `{ content: '${SENTENCES}{{task}}' }`;
const OTHER_SLOTS = `  personality: ${INLINE}\n  activity: ${INLINE}\n  task: ${INLINE}\n`;
const JSON_SLOTS = ['personality', 'activity', 'task']
  .map((slot) => `"${slot}": { "content": "${SENTENCES}" }`)
  .join(', ');
const BUNDLE_ID = 'bundle_id: x\nsemver: 1.0.0\n';
const JSON_ID = '"bundle_id": "x", "semver": "1.0.0"';
const BODY = `content: |\n${`  ${SENTENCES}{{task}}\n`.repeat(4)}`;
const JSON_BODY = `"content": "${SENTENCES.repeat(4)}"`;
const TASK = `task: >-\n${`  ${SENTENCES}\n`.repeat(3)}`;

const bundle = (before, behind = '') => ['bundle.yaml', `${BUNDLE_ID}${before}${CURSOR}${behind}\n`];
const jsonBundle = (before, behind) => ['bundle.json', `{${JSON_ID}, ${before}${CURSOR}${behind}}`];
const template = (before, behind = '') => ['template.yaml', `${before}${CURSOR}${behind}\n${BODY}`];
const jsonTemplate = (before, behind) => ['template.json', `{${before}${CURSOR}${behind}, ${JSON_BODY}}`];
const markdown = (before) => [
  'template.md',
  `---\ntemplate_id: x\n${before}${CURSOR}\n---\n\n${SENTENCES.repeat(4)}\n`,
];
const input = (before) => ['input.yaml', `${TASK}${before}${CURSOR}\n`];

/** The texts by what is written in them, with the ending of their files: as long as such files are. */
const PLACES = {
  'placeholders, YAML': ['template.yaml', `template_id: x\nsemver: 1.0.0\n${BODY}  {{${CURSOR}\n`],
  'placeholders, JSON': [
    'template.json',
    `{"template_id": "x", "content": "${SENTENCES.repeat(4)}{{${CURSOR}"}`,
  ],
  'placeholders, Markdown': [
    'template.md',
    `---\ntemplate_id: x\nsemver: 1.0.0\n---\n\n${SENTENCES.repeat(4)}{{${CURSOR}\n`,
  ],
  'references, nothing typed, YAML': bundle('templates:\n  system: ', `\n${OTHER_SLOTS}`),
  'references, nothing typed, JSON': jsonBundle('"templates": {"system": "', `", ${JSON_SLOTS}}`),
  'references, one letter': bundle('templates:\n  system: t', `\n${OTHER_SLOTS}`),
  'references, a whole id': bundle('templates:\n  system: t9', `\n${OTHER_SLOTS}`),
  'versions of a reference': bundle('templates:\n  system: t3@', `\n${OTHER_SLOTS}`),
  'keys, YAML': bundle(`templates:\n  system: t3@1.0.0\n${OTHER_SLOTS}`),
  'keys, JSON': jsonBundle(`"templates": {"system": "t3@1.0.0", ${JSON_SLOTS}}, "`, '"'),
  'keys, Markdown': markdown(''),
  'keys of an empty file': ['bundle.yaml', CURSOR],
  'constraint keys, YAML': template('constraints:\n  '),
  'constraint keys, JSON': jsonTemplate('"constraints": {"', '"}'),
  'roles, YAML': template('template_id: x\nrole: '),
  'roles, JSON': jsonTemplate('"role": "', '"'),
  'roles, Markdown': markdown('role: '),
  'ids, one letter': template('template_id: t'),
  'next versions': template('template_id: t3\nsemver: '),
  'tags, nothing typed, YAML': bundle(`templates:\n  system: t3@1.0.0\n${OTHER_SLOTS}tags:\n  - `),
  'tags, nothing typed, JSON': jsonBundle(`"templates": {${JSON_SLOTS}}, "tags": ["`, '"]'),
  'tags, a whole model': bundle(`templates:\n  system: t3@1.0.0\n${OTHER_SLOTS}tags:\n  - model-9`),
  'models of an input': input('model_type: '),
  'expected bundles, nothing typed': input('expect:\n  '),
  'expected bundles, a whole id': input('expect:\n  b9'),
  'keys of an expectation': input('expect:\n  b3@1.0.0:\n    '),
  'present hash': input('expect:\n  b3@1.0.0: '),
  'present length': input('expect:\n  b3@1.0.0:\n    max_characters: '),
  'forbidden tokens, nothing typed, YAML': template('constraints:\n  FORBIDDEN_TOKENS:\n    - '),
  'forbidden tokens, nothing typed, JSON': jsonTemplate('"constraints": {"FORBIDDEN_TOKENS": ["', '"]}'),
  'forbidden tokens, a whole one': template('constraints:\n  FORBIDDEN_TOKENS:\n    - word-9'),
  traits: input('semantic_traits:\n  '),
  'codes to suppress': bundle(`templates:\n  system: t3@1.0.0\n${OTHER_SLOTS}suppress:\n  - code: `),
};

/** Places of which most lead to a list as long as the folder is large, up to what is listed of many. */
const LISTS = /^(?:references, |ids, one|tags, |models |expected bundles, |forbidden tokens, )/;
const LONGER = '50 are listed where there are more than 200, and 10 of 10.';

/** Texts that name something in the index as they are typed: it changes with each letter. */
const TYPED = {
  'ids, while one is typed': (letter) => template(`template_id: t-${letter}`, '\nsemver: 1.0.0'),
  'tags, while one is typed': (letter) => bundle(`tags:\n  - model-${letter}`),
  'forbidden tokens, while one is typed': (letter) =>
    template(`constraints:\n  FORBIDDEN_TOKENS:\n    - word-${letter}`),
};

function questions({ complete, parsePromptFile, yamlTokens }, { context, write }) {
  const options = { parse: parsePromptFile, yamlTokens };
  const put = (ending, marked) => {
    const file = `bundles/x.prompt-${ending}`;
    write(file, marked.replace(CURSOR, ''));
    return [file, marked.indexOf(CURSOR)];
  };
  const question = (change, write) => {
    let place;
    return { [change]: (run) => (place = write(run)), ask: () => complete(context, ...place, options) };
  };
  const placed = Object.entries(PLACES).map(([what, given]) => [
    what,
    { ...question('begin', () => put(...given)), ...(LISTS.test(what) && { list: LONGER }) },
  ]);
  const typed = Object.entries(TYPED).map(([what, textWith]) => [
    what,
    question('before', (run) => put(...textWith(String.fromCharCode(0x61 + (run % 26))))),
  ]);
  return Object.fromEntries([...placed, ...typed]);
}
