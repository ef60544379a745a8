// What build servers run: the action, the hooks and the snippets of docs/ci.md, each by its own lines and the installed package.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { projectFolder } from '../harness/project.mjs';
import { installPackage, type InstalledPackage } from './installPackage.js';

const BUNDLE = `bundle_id: b
semver: 1.0.0
templates:
  system: { content: "You are kind." }
  personality: { content: "Be kind." }
  activity: { content: "Stress {{stress}}." }
  task: { content: "{{task}}" }
`;
const INPUT = 'task: Where?\nexpect:\n  b@1.0.0: { contains: [You are rude.] }\n';

const read = (name: string): string => readFileSync(path.join(projectFolder, name), 'utf8');
const { version } = JSON.parse(read('package.json')) as { readonly version: string };

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly shell: string;
      readonly env: Readonly<Record<string, string>>;
      readonly run: string;
    }[];
  };
}
interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files: string;
}

describe('what build servers run', () => {
  let installed: InstalledPackage;

  before(async () => {
    installed = await installPackage();
    mkdirSync(path.join(installed.home, 'prompts'));
    writeFileSync(path.join(installed.home, 'prompts/b.prompt-bundle.yaml'), BUNDLE);
  });

  after(() => {
    installed.dispose();
  });

  /** Has the folder's one expectation fail, or hold. */
  const expectation = (holds: boolean): void => {
    const text = holds ? INPUT.replace('rude', 'kind') : INPUT;
    writeFileSync(path.join(installed.home, 'prompts/i.prompt-input.yaml'), text);
  };
  /** Runs lines of a shell as GitHub and GitLab do: what fails ends them. */
  const shell = (lines: string, env: NodeJS.ProcessEnv = {}): Promise<string> =>
    installed.execute('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', lines], { env });
  const failsWith = (pattern: RegExp) => (error: { readonly code?: number; readonly stdout?: string }) =>
    error.code === 1 && pattern.test(error.stdout ?? '');

  describe('the GitHub action', () => {
    const action = parse(read('action.yml')) as Action;
    /** Runs its step with some inputs. */
    const act = (inputs: Readonly<Record<string, string>>): Promise<string> => {
      const [step, ...others] = action.runs.steps;
      assert.ok(step && others.length === 0 && action.runs.using === 'composite' && step.shell === 'bash');
      const env = Object.entries(step.env).map(([name, text]) => [
        name,
        text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_all, input: string) => {
          const known = action.inputs[input];
          assert.ok(known, input);
          return inputs[input] ?? known.default;
        }),
      ]);
      const summary = path.join(installed.home, 'summary.md');
      writeFileSync(summary, '');
      const variables = Object.fromEntries(env) as Record<string, string>;
      return shell(step.run, { ...variables, GITHUB_STEP_SUMMARY: summary });
    };
    const summary = (): string => readFileSync(path.join(installed.home, 'summary.md'), 'utf8');

    it('passes with a summary, and runs the version that it belongs to', async () => {
      assert.equal(action.inputs['package']?.default, `prompt-bundles@${version}`);
      expectation(true);
      assert.match(await act({}), /^Files +passed {2}/);
      assert.match(summary(), /^### Prompt bundles\n/);
    });

    it('annotates what is wrong, writes SARIF, and fails', async () => {
      expectation(false);
      const inputs = { root: 'prompts', 'max-warnings': '0', sarif: 'prompts.sarif' };
      const annotated = /^::error file=prompts\/i\.prompt-input\.yaml,line=3,.*title=expectation-failed::/;
      await assert.rejects(act(inputs), failsWith(annotated));
      assert.match(summary(), /\| Tests \| failed \|/);
      const sarif = JSON.parse(readFileSync(path.join(installed.home, 'prompts.sarif'), 'utf8')) as {
        runs: { results: { ruleId: string }[] }[];
      };
      assert.deepEqual(
        sarif.runs.flatMap(({ results }) => results.map(({ ruleId }) => ruleId)),
        ['expectation-failed'],
      );
    });
  });

  it('the hooks of pre-commit run by their entries, for the files that they name', async () => {
    const hooks = parse(read('.pre-commit-hooks.yaml')) as readonly Hook[];
    assert.deepEqual(
      hooks.map(({ id }) => id),
      ['prompt-bundles-lint', 'prompt-bundles-ci'],
    );
    for (const { entry, files } of hooks) {
      assert.ok(entry.startsWith(`npx --yes prompt-bundles@${version} `), entry);
      const meant = new RegExp(files);
      for (const file of ['a.prompt-template.md', 'x/b.prompt-bundle.json', 'x/.prompt-bundles/labels.json'])
        assert.match(file, meant);
      assert.doesNotMatch('src/prompt-template.md', meant);
      expectation(true);
      await shell(entry);
      expectation(false);
      await assert.rejects(shell(entry), failsWith(/expectation-failed/));
    }
  });

  it('the lines for GitLab in the page on CI write a report, and fail afterwards', async () => {
    const [, snippet = ''] = /On GitLab:\n\n```yaml\n([^]*?)```/.exec(read('docs/ci.md')) ?? [];
    const { prompts } = parse(snippet) as { prompts: { script: readonly string[] } };
    expectation(false);
    await assert.rejects(shell(prompts.script.join('\n')), failsWith(/^Tests +failed/m));
    const report = readFileSync(path.join(installed.home, 'prompts.json'), 'utf8');
    assert.deepEqual(
      (JSON.parse(report) as { check_name: string }[]).map(({ check_name }) => check_name),
      ['expectation-failed'],
    );
    expectation(true);
    await shell(prompts.script.join('\n'));
  });

  it('the page on CI names the version that it belongs to', () => {
    const named = [...read('docs/ci.md').matchAll(/prompt-bundles@v?(\d+\.\d+\.\d+)/g)].map(([, one]) => one);
    assert.ok(named.length > 2);
    assert.deepEqual([...new Set(named)], [version]);
  });
});
