// What the repository has for those who contribute and release: workflows that run what there is, forms that can be read.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { projectFolder } from '../harness/project.mjs';

const read = (name: string): string => readFileSync(path.join(projectFolder, name), 'utf8');
const { scripts, version } = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly version: string;
};
const below = (folder: string): string[] =>
  readdirSync(path.join(projectFolder, folder))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => `${folder}/${name}`);

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] }>
  >;
}

describe('the workflows', () => {
  const workflows = below('.github/workflows').map((file) => [file, parse(read(file)) as Workflow] as const);
  const steps = workflows.flatMap(([, { jobs }]) => Object.values(jobs).flatMap((job) => job.steps));

  it('may read and nothing else, unless a job says more', () => {
    for (const [file, { permissions }] of workflows)
      assert.deepEqual(permissions, { contents: 'read' }, file);
  });

  it('run scripts, files and steps that there are', () => {
    const lines = steps.map(({ run = '' }) => run).join('\n');
    const named = [...lines.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);
    assert.ok(named.length > 0);
    for (const name of named) assert.ok(scripts[name], name);
    const files = [...lines.matchAll(/(?:node (test\/[\w/]+\.mjs)|^(\.ci\/run))/gm)].map(
      ([, a, b]) => a ?? b ?? '',
    );
    assert.ok(files.includes('.ci/run') && files.includes('test/run.mjs'));
    for (const file of files) assert.ok(existsSync(path.join(projectFolder, file)), file);
    const known = new Set(
      [...read('test/run.mjs').matchAll(/name: '([\w-]+)'/g)].map(([, name = '']) => name),
    );
    for (const [, list = ''] of lines.matchAll(/test\/run\.mjs ([\w -]+)/g))
      for (const name of list.trim().split(' ')) assert.ok(known.has(name), name);
  });

  it('put nothing of an event into a script', () => {
    for (const { run = '' } of steps) assert.doesNotMatch(run, /\$\{\{/);
  });
});

describe('the forms for issues', () => {
  it('ask for a minimal prompt file, and have an id for each answer', () => {
    const forms = below('.github/ISSUE_TEMPLATE').filter((file) => !file.endsWith('config.yml'));
    assert.ok(forms.length >= 3);
    for (const file of forms) {
      const { body } = parse(read(file)) as {
        readonly body: readonly {
          readonly type: string;
          readonly id?: string;
          readonly attributes: { readonly label?: string };
        }[];
      };
      const asked = body.filter(({ type }) => type !== 'markdown');
      assert.equal(new Set(asked.map(({ id }) => id)).size, asked.length, file);
      assert.ok(
        asked.some(({ id, attributes }) => id === 'file' && attributes.label === 'A minimal prompt file'),
        file,
      );
    }
  });
});

describe('the version', () => {
  it('is the same wherever it is named', () => {
    for (const name of [
      'README.md',
      'docs/ci.md',
      'docs/command-line-guide.md',
      'action.yml',
      '.pre-commit-hooks.yaml',
    ]) {
      const named = [...read(name).matchAll(/(?<=prompt-bundles[@-]|rev: v)\d+\.\d+\.\d+(?:-next\.\d+)?/g)];
      assert.ok(named.length > 0, name);
      for (const [one] of named) assert.equal(one, version, name);
    }
  });
});
