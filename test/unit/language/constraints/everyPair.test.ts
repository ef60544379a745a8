import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../../../src/core/model/findings.js';
import { PromptError } from '../../../../src/core/model/promptError.js';
import type { Render } from '../../../../src/core/promptGenerator.js';
import type { PlacedFinding } from '../../../../src/language/constraints/assembledFindings.js';
import { AssembledIndex } from '../../../../src/language/constraints/assembledIndex.js';
import type { PlacedInput } from '../../../../src/language/constraints/partPlaces.js';
import { withoutRepeats } from '../../../../src/language/constraints/repeats.js';
import { readTemplates } from '../../../../src/language/prompts/assembly.js';
import type { MemoryWorkspace } from '../memoryWorkspace.js';
import { bundleOf, template, workspaceOf } from '../memoryWorkspace.js';
import { edit, prose, validConstraints } from '../randomFolder.js';
import { PairChecker } from './pairChecker.js';

// Parts are checked once for each set of constraints and values: what comes of it is what comes of checking each pair.

const NAMES = ['a', 'b', 'c', 'd'] as const;
const named = fc.constantFrom(...NAMES);
const templateFile = fc
  .tuple(named, prose, validConstraints)
  .map(([id, text, rules]): [string, string] => [
    `${id}.prompt-template.md`,
    template(id, text, `constraints: ${rules}\n`),
  ]);
const inline = fc
  .tuple(prose, validConstraints)
  .map(([content, rules]) => `{ content: ${JSON.stringify(content)}, constraints: ${rules} }`);
const part = fc.oneof(
  { weight: 3, arbitrary: named.map((id) => `${id}@1.0.0`) },
  { weight: 1, arbitrary: inline },
);
const bundleFile = fc
  .tuple(named, fc.tuple(part, part, part, part))
  .map(([id, [system, personality, activity, task]]): [string, string] => [
    `${id}.prompt-bundle.yaml`,
    `bundle_id: ${id}\nsemver: 1.0.0\ntemplates:\n  system: ${system}\n  personality: ${personality}\n  activity: ${activity}\n  task: ${task}\n`,
  ]);
const inputFile = fc
  .tuple(
    named,
    // A few that recur with other values beside them.
    fc.oneof(prose, fc.constantFrom('{{semantic_traits}}', 'Never {{stress}}', 'ess}} very')),
    fc.constantFrom(
      '',
      'stress: 0.5\n',
      'activity_level: 1\n',
      'semantic_traits: { mood: never very, to: 🙂 }\n',
    ),
  )
  .map(([name, task, more]): [string, string] => [
    `${name}.prompt-input.yaml`,
    `task: ${JSON.stringify(task)}\n${more}`,
  ]);
/** What can be assembled, all of it; then edits of it. */
const goodFolder = fc
  .record({
    templates: fc.array(templateFile, { minLength: 4, maxLength: 12 }),
    bundles: fc.array(bundleFile, { minLength: 2, maxLength: 6 }),
    inputs: fc.array(inputFile, { minLength: 1, maxLength: 8 }),
    missing: fc.constant(
      NAMES.map((id): [string, string] => [`${id}.prompt-template.md`, template(id, 'Very {{task}}')]),
    ),
  })
  .map(({ templates, bundles, inputs, missing }) =>
    Object.fromEntries([...missing, ...templates, ...bundles, ...inputs]),
  );
const goodEdits = fc.array(fc.oneof(templateFile, bundleFile, inputFile), { maxLength: 8 });

function assembledIndex(files: MemoryWorkspace): AssembledIndex {
  const { scope, cache, language } = files;
  const hashing = (): ReturnType<typeof language.hashing> => language.hashing();
  return new AssembledIndex({ scope, files, cache, hashing, generator: () => language.generatorOf('') });
}

async function rendered(
  files: MemoryWorkspace,
  bundle: string,
  input: PlacedInput | undefined,
): Promise<Render | undefined> {
  const name = files.scope.get(bundle)?.identity?.name;
  if (!name || files.scope.definitions('bundle', name).length !== 1) return undefined;
  try {
    const generator = await files.language.generatorOf('');
    const model = input?.parsed.model;
    return await generator.renderFromBundle({ bundle: name, model: '', ...(model && { input: model }) });
  } catch (error) {
    if (error instanceof PromptError) return undefined;
    throw error;
  }
}

function inputsFor(files: MemoryWorkspace, bundle: string): PlacedInput[] {
  return [...files.scope.inputsFor(bundle).inputs].sort().flatMap((file) => {
    const parsed = files.get(file);
    return parsed.kind === 'input' && parsed.model ? [{ file, parsed }] : [];
  });
}

async function ofPairs(files: MemoryWorkspace, bundle: string): Promise<PlacedFinding[]> {
  const inputs = inputsFor(files, bundle);
  const found: PlacedFinding[] = [];
  for (const input of inputs.length > 0 ? inputs : [undefined]) {
    const render = await rendered(files, bundle, input);
    const templates = render && (await readTemplates(render, files, files.scope.published));
    if (!render || !templates) continue;
    const checker = new PairChecker(templates, files.cache);
    if (found.length === 0) found.push(...checker.checkTemplates());
    found.push(...checker.checkPrompt(render, input));
  }
  return found;
}

/** By their files, as the index gives them: bundle after bundle, each saying once what it has to say. */
async function findingsOfPairs(files: MemoryWorkspace): Promise<Map<string, Finding[]>> {
  const byFile = new Map<string, Finding[]>(files.names().map((file) => [file, []]));
  for (const bundle of files.names().filter((file) => files.get(file).kind === 'bundle'))
    for (const { file, finding } of await ofPairs(files, bundle)) byFile.get(file)?.push(finding);
  return new Map([...byFile].map(([file, found]) => [file, withoutRepeats(found)]));
}

async function findingsOfParts(
  files: MemoryWorkspace,
  index: AssembledIndex,
): Promise<Map<string, Finding[]>> {
  for (const file of files.names()) if (files.get(file).kind === 'bundle') await index.refresh(file);
  const ofPairs = ({ code }: Finding): boolean => code !== 'conflicting-constraints';
  return new Map(files.names().map((file) => [file, index.findings(file).filter(ofPairs)]));
}

describe('the findings of assembled prompts', () => {
  it('are those of each bundle with each input, at the same places, in the same order', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(goodFolder, goodEdits, async (folder, edits) => {
        const files = await workspaceOf(folder);
        const index = assembledIndex(files);
        for (const change of [{}, ...edits.map(([file, text]) => ({ [file]: text }))]) {
          await files.write(change);
          const expected = await findingsOfPairs(files);
          assert.deepEqual(await findingsOfParts(files, index), expected);
          for (const found of expected.values()) count += found.length;
        }
      }),
      { numRuns: 150 },
    );
    assert.ok(count > 1_000, `Only ${count} findings were compared.`);
  }).timeout(60_000);

  it('are those of each pair where files come, go and break', async () => {
    await fc.assert(
      fc.asyncProperty(goodFolder, fc.array(edit, { minLength: 1, maxLength: 15 }), async (folder, edits) => {
        const files = await workspaceOf(folder);
        const index = assembledIndex(files);
        for (const [file, text] of edits) {
          await files.write({ [file]: text });
          assert.deepEqual(await findingsOfParts(files, index), await findingsOfPairs(files));
        }
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);

  it('are the same for inputs that differ in what no part asks for, and others where a task asks for it', async () => {
    const rules = 'constraints:\n  FORBIDDEN_TOKENS: [never]\n  MAX_SENTENCE_LENGTH: 3\n';
    const files = await workspaceOf({
      ...bundleOf({ system: ['S {{stress}}.', rules], task: 'Do {{task}}.' }),
      'a.prompt-input.yaml': 'task: never do too much at once\nactivity_level: 0.1\n',
      'b.prompt-input.yaml': 'task: never do too much at once\nactivity_level: 0.2\n',
      'c.prompt-input.yaml': 'task: "{{semantic_traits}}"\n',
      'd.prompt-input.yaml': 'task: "{{semantic_traits}}"\nsemantic_traits: { mood: never }\n',
    });
    const found = await findingsOfParts(files, assembledIndex(files));
    assert.deepEqual(found, await findingsOfPairs(files));
    const codes = (file: string): string[] => (found.get(file) ?? []).map(({ code }) => code);
    assert.deepEqual(codes('a.prompt-input.yaml'), ['forbidden-token', 'sentence-too-long']);
    assert.deepEqual(codes('b.prompt-input.yaml'), codes('a.prompt-input.yaml'));
    assert.deepEqual(codes('c.prompt-input.yaml'), []);
    assert.deepEqual(codes('d.prompt-input.yaml'), ['forbidden-token']);
  });
});
