import { createHash } from 'node:crypto';
import { CancellationTokenSource, commands, TestRunRequest, window, type TestItem, type Uri } from 'vscode';
import { publish } from './commandLine.js';
import { CapturedTests } from './capturedTests.js';
import { at, becomes, open, read, retype, same, tidyUp, write } from './support.js';

// What inputs expect, in the Test Explorer: run, failed with what differs, followed and updated.

const captured = new CapturedTests();
const root = at('own-saved-tests');
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const bundle = (id: string, semver: string, tone = 'Be kind.'): string =>
  `bundle_id: ${id}\nsemver: ${semver}\ntemplates:\n  system: { content: S }\n  personality: { content: ${tone} }\n  activity: { content: A }\n  task: { content: "{{task}}" }\n`;
const prompt = (tone = 'Be kind.'): string => `S\n\n${tone}\n\nA\n\nx`;

let count = 0;
let [agent, input] = [root, root];

async function saved(expected: (id: string) => string): Promise<string> {
  count++;
  const id = `tested-${count}`;
  agent = at(`tested-${count}.prompt-bundle.yaml`, root);
  input = at(`tested-${count}.prompt-input.yaml`, root);
  await write(agent, bundle(id, '1.0.0'));
  await write(input, expected(id));
  await window.showTextDocument(await open(input));
  // Before all files are known, the version itself may not be.
  await becomes(
    'Whether what is expected is among the tests',
    () => (captured.find(itemOf(input)?.label ?? '', `${id}@1.0.0`)?.children.size ?? 0) > 0,
    true,
  );
  return id;
}

const itemOf = (uri: Uri): TestItem | undefined => captured.controller?.items.get(uri.toString());

async function run(
  include: readonly TestItem[] | undefined,
  isContinuous = false,
): Promise<CancellationTokenSource> {
  const source = new CancellationTokenSource();
  const [profile] = captured.profiles;
  if (!profile) throw new Error('There is no way to run the tests.');
  await profile.runHandler(new TestRunRequest(include, undefined, profile, isContinuous), source.token);
  return source;
}

const outcomesOf = (uri: Uri): string[] =>
  captured
    .take()
    .filter(({ id }) => id.startsWith(uri.toString()))
    .map(({ id, state }) => `${id.split('\n').slice(1).join(' ')} ${state}`);

describe('the Test Explorer', () => {
  beforeEach(() => captured.take());
  afterEach(() => tidyUp(at('.prompt-bundles/published')));

  it('has inputs, versions and what is expected as tests, with their places', async () => {
    const id = await saved(
      (id) => `task: x\nexpect:\n  ${id}@1.0.0:\n    prompt_hash: ${sha(prompt())}\n    max_characters: 5\n`,
    );
    const item = itemOf(input);
    const version = captured.find(item?.label ?? '', `${id}@1.0.0`);
    same('The input', item?.label, `own-saved-tests/tested-${count}.prompt-input.yaml`);
    same('Where the version is', version?.range?.start.line, 2);
    same(
      'What is expected of it',
      [...(version?.children ?? [])].map(([, one]) => `${one.label} ${one.range?.start.line}`),
      [`prompt_hash ${sha(prompt()).slice(0, 8)}… 3`, 'max_characters 5 4'],
    );
    await run(item && [item]);
    same('What came of it', outcomesOf(input), [`${id}@1.0.0 0 passed`, `${id}@1.0.0 1 failed`]);
    const [hash] = [...(version?.children ?? [])].map(([, one]) => one);
    await run(hash && [hash]);
    same('What came of one alone', outcomesOf(input), [`${id}@1.0.0 0 passed`]);
  });

  it('fails with the expected prompt against the present one, at the hash', async () => {
    const id = await saved((id) => `task: x\nexpect:\n  ${id}@1.0.0: ${sha(prompt())}\n`);
    publish(`${id}@1.0.0`);
    const document = await open(agent);
    await retype(document, document.getText().replace('Be kind.', 'Be calm.'));
    const item = itemOf(input);
    // The published version is still what is expected; the editor counts, not the disk.
    await becomes(
      'The two prompts',
      async () => {
        captured.take();
        await run(item && [item]);
        const [outcome] = captured.take();
        const { expectedOutput, actualOutput, location } = outcome?.message ?? {};
        return [outcome?.state, expectedOutput, actualOutput, location?.range.start.line];
      },
      ['failed', prompt(), prompt('Be calm.'), 2],
    );
  });

  it('fails with the two hashes where nothing gives the expected prompt any more', async () => {
    await saved((id) => `task: x\nexpect:\n  ${id}@1.0.0: ${sha('old')}\n`);
    const item = itemOf(input);
    await run(item && [item]);
    const [outcome] = captured.take();
    same(
      'The hashes',
      [outcome?.message?.expectedOutput, outcome?.message?.actualOutput],
      [sha('old'), sha(prompt())],
    );
  });

  it('updates what a test, or its message, is about, and no more', async () => {
    const id = await saved(
      (id) =>
        `task: x\nexpect:\n  ${id}@1.0.0: # kept\n    prompt_hash: ${sha('old')}\n    max_characters: 5\n`,
    );
    const version = captured.find(itemOf(input)?.label ?? '', `${id}@1.0.0`);
    const [hash, characters] = [...(version?.children ?? [])].map(([, one]) => one);
    const document = await open(input);
    const text = (hash: string, most: number): string =>
      `task: x\nexpect:\n  ${id}@1.0.0: # kept\n    prompt_hash: ${hash}\n    max_characters: ${most}\n`;
    await commands.executeCommand('promptBundles.updateExpectations', hash);
    same('The input', document.getText(), text(sha(prompt()), 5));
    await commands.executeCommand('promptBundles.updateExpectations', { test: characters, message: {} });
    same('The input', document.getText(), text(sha(prompt()), prompt().length));
    const item = itemOf(input);
    await run(item && [item]);
    same('What came of it', outcomesOf(input), [`${id}@1.0.0 0 passed`, `${id}@1.0.0 1 passed`]);
    await document.save();
  });

  it('runs again what changes while it is followed, and no more once it is not', async () => {
    const id = await saved((id) => `task: x\nexpect:\n  ${id}@1.0.0: ${sha(prompt())}\n`);
    const item = itemOf(input);
    const source = await run(item && [item], true);
    captured.take();
    const document = await open(agent);
    await retype(document, document.getText().replace('Be kind.', 'Be calm.'));
    const last = (): string | undefined =>
      captured.outcomes.findLast(({ id }) => id.startsWith(input.toString()))?.state;
    await becomes('What came of it', last, 'failed');
    await retype(document, document.getText().replace('Be calm.', 'Be kind.'));
    await becomes('What came of it', last, 'passed');
    source.cancel();
    captured.take();
    await retype(document, document.getText().replace('Be kind.', 'Be calm.'));
    await run(item && [item]);
    same('What came of it', outcomesOf(input), [`${id}@1.0.0 0 failed`]);
  });

  it('has no test of what expects nothing any more, and all of them once they are asked for', async () => {
    await saved((id) => `task: x\nexpect:\n  ${id}@1.0.0: ${sha(prompt())}\n`);
    await captured.controller?.resolveHandler?.(undefined);
    same('The input', itemOf(input) !== undefined, true);
    const document = await open(input);
    await retype(document, 'task: x\n');
    await becomes('Whether it is a test', () => itemOf(input) === undefined, true);
  });

  it('freezes the prompts that a published version gives', async () => {
    const id = await saved((id) => `task: x\nexpect:\n  ${id}@1.0.0: { max_characters: 900 }\n`);
    publish(`${id}@1.0.0`);
    await commands.executeCommand('promptBundles.freezePrompts', {
      file: agent.toString(),
      version: `${id}@1.0.0`,
    });
    await becomes(
      'The input',
      async () => (await open(input)).getText(),
      `task: x\nexpect:\n  ${id}@1.0.0: { max_characters: 900, prompt_hash: "${sha(prompt())}" }\n`,
    );
    same('What is stored', await read(input), `task: x\nexpect:\n  ${id}@1.0.0: { max_characters: 900 }\n`);
  });
});
