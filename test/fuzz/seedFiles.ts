import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileTypeOf, type FileKind } from '../../src/core/documents/fileKinds.js';
import { projectFolder } from '../unit/projectFolder.js';
import { TEMPLATES } from '../unit/language/fixes/support.js';

type Files = Readonly<Record<string, string>>;

/** Where the texts come from that are changed. */
export interface SeedFiles {
  /** Small folders whose files belong together. */
  readonly folders: readonly Files[];
  /** Texts by the kind of file they are. */
  readonly texts: Readonly<Record<FileKind, readonly string[]>>;
  /** Published versions, by their names. */
  readonly snapshots: Files;
}

/** The sample, the vectors, the fixtures, files made of them in every syntax, and public prompts where there are some. */
export function loadSeedFiles(): SeedFiles {
  const sample = readFolder('media/sample');
  const folders = [
    Object.fromEntries(Object.entries(sample).filter(([name]) => !/1\.2\.0|japanese/.test(name))),
    readFolder('test/fixtures/multi-root'),
    ...(readVectors('workspaces') as { files: Files }[]).map(({ files }) => ours(files)),
    EVERY_SYNTAX,
  ];
  const loose = [sample, ...constraintTemplates(), ...renderFiles(), ...publicTemplates()];
  const texts: Record<FileKind, string[]> = { template: [], bundle: [], input: [] };
  for (const [name, text] of [...folders, ...loose].flatMap((files) => Object.entries(files)))
    texts[fileTypeOf(name)?.kind ?? 'template'].push(text);
  return {
    folders,
    texts,
    snapshots: readFolder('test/fixtures/published', (name) => name.endsWith('.json')),
  };
}

const isOurs = (name: string): boolean => fileTypeOf(name) !== undefined;
const ours = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => isOurs(name)));

function readFolder(folder: string, isWanted = isOurs): Files {
  const whole = path.join(projectFolder, folder);
  const names = readdirSync(whole, { recursive: true, encoding: 'utf8' }).filter(isWanted).sort();
  return Object.fromEntries(
    names.map((name) => [path.basename(name), readFileSync(path.join(whole, name), 'utf8')]),
  );
}

function readVectors(name: string): unknown {
  return JSON.parse(readFileSync(path.join(projectFolder, `test/vectors/${name}.json`), 'utf8'));
}

/** The texts that constraints are tested on, each in one way to write a template. */
function constraintTemplates(): Files[] {
  const styles = Object.values(TEMPLATES);
  return (readVectors('constraints') as { constraints: unknown; text: string }[]).map(
    ({ constraints, text }, i) => styles[i % styles.length]?.(JSON.stringify(constraints), text) ?? {},
  );
}

function renderFiles(): Files[] {
  return (readVectors('render') as { semver: string; parts: string[]; payload_json?: string }[]).map(
    ({ semver, parts, payload_json }, i) => {
      const [system, personality, activity, task] = parts.map((content) => ({ content }));
      const bundle = { bundle_id: 'b', semver, templates: { system, personality, activity, task } };
      return {
        [`${i}.prompt-bundle.json`]: JSON.stringify(bundle, null, i % 2),
        ...(payload_json !== undefined && { [`${i}.prompt-input.json`]: payload_json }),
      };
    },
  );
}

/** Public prompts, where a table of them lies beside the project. */
function publicTemplates(): Files[] {
  const table = path.join(projectFolder, '../shared/data/persona-prompts.csv');
  if (!existsSync(table)) return [];
  const cells = [...readFileSync(table, 'utf8').matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) =>
    cell.replaceAll('""', '"'),
  );
  const constraints =
    '{ "FORBIDDEN_TOKENS": ["always", "!"], "MAX_SENTENCE_LENGTH": 18, "MAX_PARAGRAPHS": 4, "NO_EMOJI": true }';
  const styles = Object.values(TEMPLATES);
  return cells
    .filter((cell) => cell.length > 100 && cell.length < 1500)
    .map((cell, i) => styles[i % styles.length]?.(constraints, cell) ?? {});
}

/** A folder with a file of each kind in each syntax. */
const EVERY_SYNTAX: Files = {
  's.prompt-template.md': '---\ntemplate_id: s\nsemver: 1.0.0\nrole: system\nconstraints:\n  FORBIDDEN_TOKENS: [never, "!"]\n  NO_EMOJI: true\nsuppress:\n  - code: emoji\n    text: 🙂\n    reason: A greeting.\n---\n\n# Rules\n\nStay calm, {{task}}. 🙂\n\n- Never guess!\n- Say so.\n',
  'p.prompt-template.yaml': 'template_id: p\nsemver: 1.0.0\nrole: developer\nadapter_version: "2"\nconstraints: {MAX_SENTENCE_LENGTH: 8, MAX_PARAGRAPHS: 2, ASSERTIVENESS_LEVEL: 0.1}\ncontent: >-\n  You must always clearly answer,\n  and you never say {{semantic_traits}} to them.\n\n  Stress {{stress}}.\n',
  'a.prompt-template.json': '{\n  "template_id": "a",\n  "semver": "1.0.0",\n  "role": "user",\n  "content": "Activity {{activity_level}}.\\nBe \\"kind\\" \\ud83d\\ude42."\n}\n',
  'b.prompt-bundle.yaml': "bundle_id: b\nsemver: 1.0.0\ntags: [m, n]\ntemplates:\n  system: s@1.0.0\n  personality: p@1.0.0\n  activity: a@1.0.0\n  task: { content: 'Task: {{task}}', constraints: { FORBIDDEN_TOKENS: [very] } }\n",
  'c.prompt-bundle.json': '{\n  "bundle_id": "b",\n  "semver": "1.1.0",\n  "tags": ["m"],\n  "templates": {"system": "s@1.0.0", "personality": {"content": "P {{stress}}"}, "activity": "a@1.0.0", "task": {"content": "{{task}}"}}\n}\n',
  'i.prompt-input.yaml': 'semantic_traits:\n  tone: &t [calm, 0.5, 1, 1.0, null]\n  more: *t\n  "two words": {b: 1e3, a: -0}\nstress: 0.25\nactivity_level: 1\ntask: |\n  Help me, never {{stress}} very 🙂.\nmodel_type: m\nexpect:\n  b@1.0.0: aaaa\n',
  'j.prompt-input.json': '{"task": "It\\u2019s {{semantic_traits}}", "semantic_traits": {"é": "\\u0001"}, "stress": 1e-7}',
}; // prettier-ignore
