import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { Uri } from 'vscode';
import { CodeActionKind, commands, extensions, window, type TextDocument } from 'vscode';
import { actionsAt, askAt, choose, codesBecome, rangeOf } from './actions.js';
import { logText, madeRecord } from './auditLogs.js';
import { publish } from './commandLine.js';
import { diffOf } from './diffs.js';
import {
  answering,
  at,
  auditRecords,
  becomes,
  copied,
  open,
  problems,
  problemsBecome,
  read,
  retype,
  revert,
  same,
  tidyUp,
  write,
} from './support.js';

// What inputs expect of renders: told while a template is typed, put right by a fix, and compared with what was expected.

const root = at('own-expectations');
const PUBLISHED = at('.prompt-bundles/published');
const LOG = at('.prompt-bundles/audit/20260101T000000Z-00000000-0000-4000-8000-00000000e4e4.jsonl');

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const template = (text: string): string =>
  `---\ntemplate_id: expected-tone-${count}\nsemver: 1.0.0\nrole: system\n---\n\n${text}\n`;
const bundle = (id: string, semver: string): string =>
  `bundle_id: ${id}\nsemver: ${semver}\ntemplates:\n  system: { content: S }\n  personality: expected-tone-${count}@1.0.0\n  activity: { content: A }\n  task: { content: "{{task}}" }\n`;
const prompt = (tone: string, task = 'x'): string => `S\n\n${tone}\n\nA\n\n${task}`;
const otherHash = (version: string, text: string): string =>
  `\`${version}\` gives another prompt, with the \`prompt_hash\` ${sha(text)}. Update the expected hash if that is meant.`;

let count = 0;
// Of new names for each test: VS Code may still show what was deleted.
let [persona, agent, input] = [root, root, root];

/** A bundle of a new name with its template, and an input that expects something of it. */
async function saved(expected: string, task = 'x'): Promise<string> {
  count++;
  const id = `expected-${count}`;
  persona = at(`tone-${count}.prompt-template.md`, root);
  agent = at(`agent-${count}.prompt-bundle.yaml`, root);
  input = at(`saved-${count}.prompt-input.yaml`, root);
  await write(persona, template('Be kind.'));
  await write(agent, bundle(id, '1.0.0'));
  await write(input, `task: ${task}\nexpect:\n  ${id}@1.0.0: ${expected}\n`);
  await open(input);
  return id;
}

const type = async (document: TextDocument, from: string, to: string): Promise<void> =>
  retype(document, document.getText().replace(from, to));

/** Waits until what is told is that the hash is another: before all files are known, the version itself may be. */
const failsAtHash = (uri = input, count = 1): Promise<void> =>
  becomes(
    'How many hashes are others',
    () => problems(uri).filter((line) => line.includes(' gives another prompt,')).length,
    count,
  );

describe('expectations of inputs', () => {
  afterEach(() => tidyUp(LOG, PUBLISHED));

  it('are told at the hash while a template is typed, and no more once the hash is updated', async () => {
    const id = await saved(sha(prompt('Be kind.')));
    await codesBecome(input, []);
    const document = await open(persona);
    await type(document, 'kind', 'calm');
    await problemsBecome(input, [
      `error expectation-failed 2:${id.length + 10}-2:${id.length + 74} ${otherHash(`${id}@1.0.0`, prompt('Be calm.'))}`,
    ]);
    await choose(input, rangeOf(input, 'expectation-failed'), 'Update the expected hash');
    await codesBecome(input, []);
    same(
      'The input',
      (await open(input)).getText(),
      `task: x\nexpect:\n  ${id}@1.0.0: ${sha(prompt('Be calm.'))}\n`,
    );
    await type(document, 'calm', 'kind');
    await codesBecome(input, ['expectation-failed']);
  });

  it('stop no render, and are not put right unasked', async () => {
    await saved(sha('another prompt'));
    await failsAtHash();
    await window.showTextDocument(agent);
    await commands.executeCommand('promptBundles.chooseInput', input);
    same('The prompt', await copied(agent), prompt('Be kind.'));
    const range = rangeOf(input, 'expectation-failed');
    const fixAll = CodeActionKind.SourceFixAll.append('promptBundles');
    same('What is done unasked', (await askAt(input, range, fixAll)).length, 0);
    const offered = (await actionsAt(input, range)).map(
      ({ title, isPreferred }) => `${title} ${isPreferred ?? false}`,
    );
    same('What is offered', offered, [
      'Update the expected hash false',
      'Compare with what was expected false',
      'Change the severity of expectation-failed… false',
      'Explain expectation-failed false',
    ]);
  });

  it('are told at the key of a version that is nowhere, or that cannot be rendered', async () => {
    const id = await saved(sha(prompt('Be kind.')));
    await codesBecome(input, []);
    const document = await open(agent);
    await type(document, 'semver: 1.0.0', 'semver: 1.1.0');
    const key = `2:2-2:${id.length + 8}`;
    await problemsBecome(input, [
      `error expectation-failed ${key} \`${id}@1.0.0\` is in no file and not published. Use a version that exists, or remove the expectation.`,
    ]);
    await type(document, 'semver: 1.1.0', 'semver: 1.0.0');
    await codesBecome(input, []);
    await type(document, `expected-tone-${count}@1.0.0`, 'nowhere-at-all@1.0.0');
    await problemsBecome(input, [
      `error expectation-failed ${key} \`${id}@1.0.0\` cannot be rendered: None of these files defines the template \`nowhere-at-all@1.0.0\`. Add a file that defines it, or name another. (The first error. agent-${count}.prompt-bundle.yaml 4:15-4:35)`,
    ]);
  });

  it('are updated all at once, in JSON too', async () => {
    const id = await saved(sha(prompt('Be kind.')));
    const json = at('two.prompt-input.json', root);
    await write(at('next.prompt-bundle.yaml', root), bundle(id, '2.0.0'));
    const text = (one: string, two: string): string =>
      `{"task": "y",\n "expect": {"${id}@1.0.0" : "${one}", "${id}@2.0.0": { "prompt_hash": "${two}" }}}\n`;
    await write(json, text(sha('1'), sha('2')));
    const document = await open(json);
    await failsAtHash(json, 2);
    await choose(json, rangeOf(json, 'expectation-failed'), 'Update all expectations in this file');
    await codesBecome(json, []);
    const hash = sha(prompt('Be kind.', 'y'));
    same('The input', document.getText(), text(hash, hash));
  });

  it('are compared with a version that is only published', async () => {
    const id = await saved(sha(prompt('Be kind.')));
    publish(`${id}@1.0.0`);
    await codesBecome(input, []);
    await type(await open(agent), 'semver: 1.0.0', 'semver: 1.1.0');
    await type(await open(persona), 'semver: 1.0.0', 'semver: 1.1.0');
    await type(await open(persona), 'kind', 'calm');
    await codesBecome(input, []);
    await type(await open(input), 'task: x', 'task: y');
    await problemsBecome(input, [
      `error expectation-failed 2:${id.length + 10}-2:${id.length + 74} ${otherHash(`${id}@1.0.0`, prompt('Be kind.', 'y'))}`,
    ]);
  });
});

describe('Compare with what was expected', () => {
  const TITLE = 'Compare with what was expected';
  afterEach(() => tidyUp(LOG, PUBLISHED));
  after(() => tidyUp(root));
  const compare = (): Promise<void> => choose(input, rangeOf(input, 'expectation-failed'), TITLE);

  it('opens the prompt that a published version gives beside the present one, on record', async () => {
    const id = await saved(sha(prompt('Be kind.')));
    publish(`${id}@1.0.0`);
    const document = await open(persona);
    await type(document, 'kind', 'calm');
    await failsAtHash();
    await compare();
    const { left, right, uris } = await diffOf(`${id}: expected (published 1.0.0) ↔ 1.0.0 (workspace)`);
    same('The texts', [left, right], [prompt('Be kind.'), prompt('Be calm.')]);
    same('The present side follows', uris.right.scheme, 'prompt-bundles-compare');
    const last = (await auditRecords()).findLast(({ bundle_id }) => bundle_id === id);
    same('The record', [last?.event, last?.prompt_hash], ['compare', sha(prompt('Be calm.'))]);
    await revert(document);
  });

  it('opens the prompt that the audit log holds, unless the record does not say what its hash says', async () => {
    const old = prompt('Be honest.');
    const id = await saved(sha(old));
    const records = [
      await madeRecord({ bundle_id: id, prompt_hash: sha(old), rendered_prompt: 'Something else.' }),
      await madeRecord({ bundle_id: id, prompt_hash: sha(old), rendered_prompt: null, input: null }),
      await madeRecord({ bundle_id: id, rendered_prompt: old }),
    ];
    await write(LOG, await logText(records.slice(0, 2)));
    await failsAtHash();
    const said = await answering('showInformationMessage', undefined, compare);
    same('What is said', said, [
      `No published version of ${id}, audit record or git revision gives the expected prompt now.`,
    ]);
    await write(LOG, await logText(records));
    await compare();
    const { left, right } = await diffOf(`${id}: expected (audit log, 2026-03-14) ↔ 1.0.0 (workspace)`);
    same('The texts', [left, right], [old, prompt('Be kind.')]);
  });

  it('says so where nothing gives it any more', async () => {
    const id = await saved(sha('lost'));
    await failsAtHash();
    same('What is said', await answering('showInformationMessage', undefined, compare), [
      `No published version of ${id}, audit record or git revision gives the expected prompt now.`,
    ]);
  });

  it('takes nothing for an expectation that is none', async () => {
    for (const argument of [undefined, null, 7, {}, { file: input.toString(), version: 'x', hash: 'y' }])
      await commands.executeCommand('promptBundles.compareWithExpected', argument);
  });

  describe('with git', () => {
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
        cwd: root.fsPath,
        encoding: 'utf8',
      }).trim();
    const commit = (message: string): string => {
      git('add', '-A');
      git('commit', '-q', '-m', message);
      return git('rev-parse', '--short=7', 'HEAD');
    };
    after(async () => {
      await commands.executeCommand('git.close', root);
    });

    it('opens what a revision gives, of the template or of the input', async () => {
      const id = await saved(sha(prompt('Be in git.')));
      await write(persona, template('Be in git.'));
      await codesBecome(input, []);
      git('init', '-q', '-b', 'main');
      const first = commit('First');
      const api = extensions.getExtension<{
        getAPI(version: 1): { openRepository(uri: Uri): Promise<unknown> };
      }>('vscode.git');
      await (await api?.activate())?.getAPI(1).openRepository(root);
      await write(persona, template('Be calm.'));
      commit('Another tone');
      await failsAtHash();
      await compare();
      const title = `${id}: expected (git ${first}) ↔ 1.0.0 (workspace)`;
      const { left, right } = await diffOf(title);
      same('The texts', [left, right], [prompt('Be in git.'), prompt('Be calm.')]);
      await commands.executeCommand('workbench.action.closeAllEditors');
      await write(persona, template('Be in git.'));
      await write(input, (await read(input)).replace('task: x', 'task: y'));
      // The problem of before is at the same place: only its words say that both files were read again.
      await problemsBecome(input, [
        `error expectation-failed 2:${id.length + 10}-2:${id.length + 74} ${otherHash(`${id}@1.0.0`, prompt('Be in git.', 'y'))}`,
      ]);
      await compare();
      const changed = await diffOf(title);
      same('The texts', [changed.left, changed.right], [prompt('Be in git.'), prompt('Be in git.', 'y')]);
    });
  });
});
