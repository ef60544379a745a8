import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import json from 'vscode-json-languageservice';
import yaml from 'yaml-language-server';
import { completingSchema, editorSchema } from '../../../src/core/documents/editorSchema.mjs';
import { projectFolder } from '../projectFolder.js';

// What VS Code's JSON support and Red Hat's YAML extension make of the schemas that the extension contributes.

const { getLanguageService: yamlService } = yaml;
const { getLanguageService: jsonService, TextDocument } = json;
const KINDS = ['template', 'bundle', 'input'];
const address = (kind: string): string => `file:///schemas/prompt-${kind}.schema.json`;
const schemas = new Map(
  KINDS.map((kind) => {
    const file = path.join(projectFolder, 'src/core/documents/schemas', `prompt-${kind}.schema.json`);
    return [address(kind), JSON.stringify(editorSchema(JSON.parse(readFileSync(file, 'utf8'))))];
  }),
);
const services = {
  schemaRequestService: (uri: string) => Promise.resolve(schemas.get(uri.replace(/#.*/, '')) ?? ''),
  workspaceContext: { resolveRelativePath: (file: string, base: string) => new URL(file, base).href },
};
const schemasFor = (ending: string) =>
  KINDS.map((kind) => ({ uri: address(kind), fileMatch: [`*.prompt-${kind}.${ending}`] }));

const inYaml = yamlService(services);
inYaml.configure({
  validate: true,
  completion: true,
  hover: true,
  customTags: [],
  schemas: schemasFor('yaml'),
});
const inJson = jsonService(services);
inJson.configure({ validate: true, schemas: schemasFor('json') });

let documents = 0;

/** The text without its mark `|`, as a new document, and the place of the mark. */
function marked(text: string, kind: string, language: 'json' | 'yaml') {
  const name = `file:///folder/${documents++}.prompt-${kind}.${language}`;
  const document = TextDocument.create(name, language, 1, text.replace('|', ''));
  return { document, position: document.positionAt(text.indexOf('|')) };
}

async function completions(text: string, kind: string, language: 'json' | 'yaml'): Promise<string[]> {
  const { document, position } = marked(text, kind, language);
  const list =
    language === 'yaml'
      ? await inYaml.doComplete(document, position, false)
      : await inJson.doComplete(document, position, inJson.parseJSONDocument(document));
  return (list?.items ?? []).map(({ label }) => label.replaceAll('"', ''));
}

async function problems(text: string, kind: string, language: 'json' | 'yaml'): Promise<string[]> {
  const { document } = marked(text, kind, language);
  const found =
    language === 'yaml'
      ? await inYaml.doValidation(document, false)
      : await inJson.doValidation(document, inJson.parseJSONDocument(document));
  return found.map(({ message }) => (typeof message === 'string' ? message : message.value));
}

describe('the schemas that editors get', () => {
  const faulty: [string, string, 'json' | 'yaml'][] = [
    [
      'bundle',
      'bundle_id: 3\nsemver: v1\nfoo: 1\ntemplates: {system: {contents: x}, persona: a@1}\n',
      'yaml',
    ],
    [
      'template',
      'role: boss\nconstraints: {NO_EMOJI: 3, MAX_PARAGRAPHS: 2000}\nsuppress: [{code: ""}]\n',
      'yaml',
    ],
    ['input', 'stress: 4\ntask: [1]\nexpect: {a: b}\n', 'yaml'],
    [
      'bundle',
      '{"bundle_id": 3, "semver": "v1", "foo": 1, "templates": {"system": {"contents": "x"}}}',
      'json',
    ],
    ['template', '{"role": "boss", "constraints": {"NO_EMOJI": 3}, "suppress": {}}', 'json'],
    ['input', '{"stress": 4, "task": [1], "expect": {"a": "b"}}', 'json'],
  ];
  for (const [kind, text, language] of faulty) {
    it(`report nothing that we report: ${language}, ${kind}`, async () => {
      assert.deepEqual(await problems(text, kind, language), []);
    });
  }

  it('leave what others say of broken syntax', async () => {
    assert.deepEqual(await problems('{"task": "x",}', 'input', 'json'), ['Trailing comma']);
    assert.equal((await problems('task: [x\n', 'input', 'yaml')).length, 1);
  });

  const places: [string, string, 'json' | 'yaml'][] = [
    ['bundle', '|', 'yaml'],
    ['bundle', 'bundle_id: a\n|', 'yaml'],
    ['bundle', 'templates:\n  system: a@1.0.0\n  |', 'yaml'],
    ['bundle', 'templates: |', 'yaml'],
    ['bundle', 'tags:\n  - |', 'yaml'],
    ['bundle', 'templates:\n  system:\n    |', 'yaml'],
    ['bundle', '{|}', 'json'],
    ['bundle', '{"templates": {"system": {"role": |}}}', 'json'],
    ['bundle', '{"templates": {"system": {"content": "a"}, "|"}}', 'json'],
    ['template', '{"constraints": {"NO_EMOJI": |}}', 'json'],
    ['template', 'constraints:\n  NO_EMOJI: |', 'yaml'],
    ['template', 'constraints:\n  |', 'yaml'],
    ['template', 'role: |', 'yaml'],
    ['template', 'suppress:\n  - |', 'yaml'],
    ['input', '{|}', 'json'],
    ['input', '{"stress": |}', 'json'],
    ['input', 'expect:\n  a@1.0.0:\n    |', 'yaml'],
  ];
  for (const [kind, text, language] of places) {
    it(`leave completions to us: ${JSON.stringify(text)} in ${language}`, async () => {
      assert.deepEqual(await completions(text, kind, language), []);
    });
  }

  it('describe a key to whoever points at it', async () => {
    const { document, position } = marked('sem|ver: 1.0.0\n', 'bundle', 'yaml');
    assert.match(JSON.stringify(await inYaml.doHover(document, position)), /strict SemVer 2\.0\.0/);
  });
});

describe('the schema of a configuration', () => {
  const uri = 'file:///schemas/configuration.schema.json';
  const file = path.join(projectFolder, 'src/core/documents/schemas/configuration.schema.json');
  const service = jsonService({
    schemaRequestService: () =>
      Promise.resolve(JSON.stringify(completingSchema(JSON.parse(readFileSync(file, 'utf8'))))),
  });
  service.configure({
    validate: true,
    schemas: [{ uri, fileMatch: ['.prompt-bundles/config.json'] }],
  });
  const at = (text: string) => {
    const name = 'file:///folder/.prompt-bundles/config.json';
    const document = TextDocument.create(name, 'json', documents++, text.replace('|', ''));
    return {
      document,
      position: document.positionAt(text.indexOf('|')),
      parsed: service.parseJSONDocument(document),
    };
  };
  const offered = async (text: string): Promise<string[]> => {
    const { document, position, parsed } = at(text);
    const list = await service.doComplete(document, position, parsed);
    return (list?.items ?? []).map(({ label }) => label.replaceAll('"', '')).sort();
  };

  it('completes keys and values', async () => {
    assert.deepEqual(
      (await offered('{|}')).filter((key) => !key.startsWith('$')),
      [
        'audit',
        'budgets',
        'encodings',
        'exclude',
        'maxFileSize',
        'overrides',
        'registry',
        'rules',
        'useGitignore',
      ],
    );
    assert.deepEqual(await offered('{"audit": {|}}'), ['folder', 'mode']);
    assert.deepEqual(await offered('{"audit": {"mode": |}}'), ['full', 'hashes', 'off']);
    assert.deepEqual(await offered('{"encodings": [|]}'), ['cl100k_base', 'o200k_base']);
    assert.deepEqual(await offered('{"budgets": [{|}]}'), ['bundles', 'maxCharacters', 'maxTokens']);
    assert.deepEqual(await offered('{"budgets": [{"maxTokens": {|}}]}'), ['cl100k_base', 'o200k_base']);
    assert.deepEqual(await offered('{"registry": {|}}'), ['audit', 'fallback']);
    assert.deepEqual(await offered('{"useGitignore": |}'), ['false', 'true']);
    assert.deepEqual(await offered('{"rules": {"emoji": |}}'), ['error', 'information', 'off', 'warning']);
    assert.deepEqual(await offered('{"overrides": [{|}]}'), ['files', 'rules']);
  });

  it('describes, and finds nothing: that is ours to do', async () => {
    const { document, position, parsed } = at(
      '{"max|FileSize": -1, "rules": {"emoji": 3}, "other": [], "useGitignore": "yes"}',
    );
    assert.deepEqual(await service.doValidation(document, parsed), []);
    const hover = await service.doHover(document, position, parsed);
    assert.match(JSON.stringify(hover?.contents), /longest prompt file/);
  });
});
