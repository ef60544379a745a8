import path from 'node:path';
import { loadSources } from '../engine.mjs';
import { median, percentile, processorTime } from '../measure.mjs';
import { outFolder } from '../places.mjs';
import { atMost, duration } from '../report.mjs';

const MODULES = [
  'core/constraints/compiledCache',
  'core/documents/fileKinds',
  'core/documents/promptFile',
  'language/define',
  'language/edits/rereadFile',
  'language/findReferences',
  'language/findUsers',
  'language/fold',
  'language/highlight',
  'language/hover',
  'language/links',
  'language/rename',
  'language/scopes/fileSummary',
  'language/scopes/scopeIndex',
  'language/selectRanges',
  'language/symbols',
];
const FEW = 10;
const MANY = 10_000;
/** The most milliseconds that an answer may take, and how much longer among many files than among few. */
const LIMIT = 20;
const GROWTH = 1.2;

/** What an editor asks at a place, in a folder of few templates and of many. */
export default async function measureNavigation({ quick }) {
  const language = await loadSources(path.join(outFolder, 'language.mjs'), MODULES);
  const [few, many] = [FEW, MANY].map((count) => openFolder(language, count));
  const rows = [];
  for (const [what, ask] of Object.entries(QUESTIONS)) {
    const [small, large] = await inTurns([few, many], (folder) => ask(language, folder), quick);
    const searches = what.includes('all');
    rows.push({
      what: `${what}, p95`,
      figure: percentile(large, 0.95) / 1e6,
      unit: 'ms',
      goal: atMost(LIMIT),
      details: `median ${duration(median(large))}, of ${FEW} templates ${duration(median(small))}`,
    });
    if (!searches)
      rows.push({
        what: '– median, against few',
        figure: median(large) / median(small),
        goal: atMost(GROWTH),
      });
  }
  const notes = [
    `${MANY.toLocaleString('en')} templates, each used by two bundles of an input each; what is asked about is used by no more of them than in a folder of ${FEW}.`,
    'Time of the processor; the files are parsed, as those in editors are.',
  ];
  return { title: 'Questions at a place', notes, rows };
}

const TEMPLATE = 'templates/t3.prompt-template.yaml';
const BUNDLE = 'bundles/b3.prompt-bundle.yaml';

/** What is asked, by name: `{ context, at }` gives a file and the offset of a text in it. */
const QUESTIONS = {
  hover: ({ hover }, { context, at }) => hover(context, ...at(BUNDLE, 't3@1.0.0')),
  definition: ({ define }, { context, at }) => define(context, ...at(BUNDLE, 't3@1.0.0')),
  references: ({ findReferences }, { context, at }) =>
    findReferences(context, ...at(TEMPLATE, 't3'), { withDefinitions: true }),
  highlights: ({ highlight }, { context, at }) => highlight(context, ...at(BUNDLE, 't3@1.0.0')),
  rename: ({ rename, rereadAs }, { context, at, type }) =>
    rename(context, ...at(TEMPLATE, 't3'), 'other', (file) =>
      rereadAs(file, type(file), new Map(), context.cache),
    ),
  users: ({ usersOf }, { context }) => usersOf(context, TEMPLATE),
  links: ({ links }, { context }) => links(context, BUNDLE),
  outline: ({ documentSymbols }, { context }) => documentSymbols(context, BUNDLE),
  folding: ({ fold }, { context }) => fold(context, BUNDLE),
  'selection ranges': ({ selectRanges }, { context, at }) => selectRanges(context, ...at(BUNDLE, 't3@1.0.0')),
  'search by symbol, through all': ({ workspaceSymbols }, { context }) =>
    workspaceSymbols(context, 't3@1.0.0'),
};

function openFolder({ CompiledCache, fileTypeOf, parsePromptFile, ScopeIndex, summarise }, count) {
  const scope = new ScopeIndex();
  const cache = new CompiledCache();
  const parsed = new Map();
  const write = (file, text) => {
    const found = parsePromptFile(fileTypeOf(file), { text });
    parsed.set(file, found);
    scope.load(summarise(file, found, cache));
  };
  for (let i = 0; i < count; i++) {
    write(`templates/t${i}.prompt-template.yaml`, template(i));
    write(`bundles/b${i}.prompt-bundle.yaml`, bundle(`b${i}`, i));
    write(`bundles/c${i}.prompt-bundle.yaml`, bundle(`c${i}`, i));
    write(
      `inputs/i${i}.prompt-input.yaml`,
      `task: Say it.\nexpect: { b${i}@1.0.0: { contains: [bicycles] } }\n`,
    );
  }
  const files = {
    read: async (file) => parsed.get(file),
    scopeOf: () => scope,
    scopes: () => new Map([['', scope]]),
  };
  const at = (file, text) => [file, parsed.get(file).source.text.indexOf(text) + 1];
  return { context: { files, cache }, at, type: fileTypeOf };
}

const template = (i) =>
  `template_id: t${i}\nsemver: 1.0.0\nrole: system\nconstraints: { MAX_SENTENCE_LENGTH: 24 }\ncontent: |\n${'  You answer the post of a shop for bicycles. {{task}}\n'.repeat(20)}`;
const bundle = (id, i) =>
  `bundle_id: ${id}\nsemver: 1.0.0\ntemplates:\n  system: t${i}@1.0.0\n  personality: { content: Be brief. }\n  activity: { content: It is quiet. }\n  task: { content: '{{task}}' }\n`;

/** The times of each, in turns, so that what else the machine does concerns all alike. */
async function inTurns(folders, ask, quick) {
  const times = folders.map(() => []);
  const warmUp = quick ? 50 : 200;
  for (let i = 0; i < warmUp + (quick ? 100 : 400); i++) {
    for (const [index, folder] of folders.entries()) {
      const start = processorTime();
      await ask(folder);
      if (i >= warmUp) times[index].push(processorTime() - start);
    }
  }
  return times;
}
