import { Uri } from 'vscode';
import { Roots } from '../../src/extension/workspace/roots.js';
import { at, same } from './support.js';

describe('the root of a file', () => {
  const rootsOf = (...files: readonly Uri[]): readonly string[] => {
    const roots = new Roots();
    try {
      return [...new Set(files.map((file) => roots.rootKeyOf(file.toString())))];
    } finally {
      roots.dispose();
    }
  };

  it('is one for all texts of a file outside of the workspace, each of which would take memory for good', () => {
    const prompts = ['one', 'two'].map((query) =>
      Uri.from({ scheme: 'prompt-bundles-render', path: '/rendered/greeting@1.0.0.txt', query }),
    );
    same('The roots of prompts', rootsOf(...prompts), ['prompt-bundles-render:/rendered']);
    const revisions = ['HEAD', 'main'].map((ref) =>
      Uri.from({ scheme: 'git', path: '/repository/a.prompt-bundle.yaml', query: ref, fragment: ref }),
    );
    same('The roots of revisions', rootsOf(...revisions), ['git:/repository']);
  });

  it('is the folder that keeps its records outside of the workspace, whatever the text', () => {
    const records = ['one', 'two'].map((query) =>
      Uri.from({ scheme: 'git', path: '/repository/.prompt-bundles/published/a@1.0.0.json', query }),
    );
    same('The roots of records', rootsOf(...records), ['git:/repository']);
  });

  it('is the folder of the workspace in it', () => {
    same('The roots', rootsOf(at('bundles/a.prompt-bundle.yaml'), at('b.prompt-bundle.yaml')), [
      at('.')
        .toString()
        .replace(/\/\.?$/, ''),
    ]);
  });
});
