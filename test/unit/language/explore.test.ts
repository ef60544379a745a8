import assert from 'node:assert/strict';
import { loadHashing } from '../../../src/core/hashing.js';
import { createSnapshot, snapshotText } from '../../../src/core/published/snapshot.js';
import { readSnapshot } from '../../../src/core/published/readSnapshot.js';
import {
  ChangedNodes,
  childNodes,
  describeNode,
  fileNode,
  nodeKey,
  parentNode,
  rootNodes,
  type ExplorerContext,
  type ExplorerNode,
} from '../../../src/language/explore.js';
import { readLabels } from '../../../src/language/labels/readLabels.js';
import { bySlot } from '../../../src/core/model/slots.js';
import { parseReference } from '../../../src/core/model/reference.js';
import { sha256 } from '../../../src/node/sha256.js';
import { template, workspaceOf, type MemoryWorkspace } from './memoryWorkspace.js';

const contextOf = (made: MemoryWorkspace): ExplorerContext => ({
  files: made,
  problemsOf: (file) => {
    const severities = made.names().includes(file) ? made.findings(file).map(({ severity }) => severity) : [];
    const count = (severity: string): number => severities.filter((one) => one === severity).length;
    return { errors: count('error'), warnings: count('warning') };
  },
  folderName: (folder) => folder || 'the folder',
});

/** The rows as a tree: each with its details, those below it two blanks further in. */
async function drawn(made: MemoryWorkspace, below?: ExplorerNode, indent = ''): Promise<string[]> {
  const nodes = below ? childNodes(made, below) : rootNodes(made);
  const lines: string[] = [];
  for (const node of nodes) {
    const row = await describeNode(contextOf(made), node);
    assert.ok(row, nodeKey(node));
    lines.push(`${indent}${row.label}: ${row.details.join(' · ')}`);
    assert.equal(row.isMissing ?? false, row.details.includes('missing'), row.label);
    const children = await drawn(made, node, `${indent}  `);
    assert.equal(
      row.hasChildren,
      children.length > 0,
      `${row.label} can be opened where something is below it`,
    );
    lines.push(...children);
  }
  return lines;
}

const bundle = (id: string, semver: string, persona: string): string =>
  `bundle_id: ${id}\nsemver: ${semver}\ntemplates:\n  system: s@1.0.0\n  personality: ${persona}\n  activity: {content: Act.}\n  task: s@1.0.0\n`;

const FILES = {
  's.prompt-template.md': template('s', 'Text.'),
  'p1.prompt-template.md': template('p', 'One.'),
  'p2.prompt-template.md': template('p', 'Two.', '', '2.0.0'),
  'p10.prompt-template.md': template('p', 'Ten.', '', '10.0.0'),
  'p11.prompt-template.md': template('p', 'Eleven.', '', '11.0.0-rc.1'),
  'b9.prompt-bundle.yaml': bundle('b', '1.9.0', 'p@2.0.0'),
  'b10.prompt-bundle.yaml': bundle('b', '1.10.0', 'p@10.0.0'),
  'a.prompt-bundle.yaml': bundle('a', '1.0.0', 'gone@1.0.0'),
  'inputs/calm.prompt-input.yaml': 'task: Rest.\nexpect:\n  b@1.9.0: {contains: [Text]}\n',
};

/** Publishes a version as it stands in the files. */
async function publish(made: MemoryWorkspace, name: string): Promise<void> {
  const reference = parseReference(name);
  assert.ok(reference);
  const generator = await made.context.generatorOf('');
  const { bundle: model, parts } = await generator.renderFromBundle({ bundle: reference });
  const hashing = await loadHashing(sha256);
  const snapshot = createSnapshot(
    model,
    bySlot((slot) => parts[slot]),
    hashing,
  );
  const text = snapshotText(snapshot);
  made.scope.updateSnapshot(
    readSnapshot({ file: `published/${name}.json`, name: `${name}.json`, given: { text } }, hashing),
  );
}

describe('the view of all bundles', () => {
  it('shows bundles with their versions newest first, their sections, templates with their users, and inputs', async () => {
    const made = await workspaceOf(FILES);
    assert.deepEqual(await drawn(made), [
      'Bundles: 2',
      '  a: 1.0.0 · 1 error',
      '    1.0.0: draft · 1 error',
      '      system: s@1.0.0',
      '      personality: gone@1.0.0 · missing',
      '      activity: written in the bundle',
      '      task: s@1.0.0',
      '  b: 1.10.0 · 2 versions',
      '    1.10.0: draft',
      '      system: s@1.0.0',
      '      personality: p@10.0.0',
      '      activity: written in the bundle',
      '      task: s@1.0.0',
      '    1.9.0: draft',
      '      system: s@1.0.0',
      '      personality: p@2.0.0 · newest 10.0.0',
      '      activity: written in the bundle',
      '      task: s@1.0.0',
      'Templates: 2',
      '  p: 11.0.0-rc.1 · 4 versions',
      '    11.0.0-rc.1: draft · used by no bundle',
      '    10.0.0: draft · used by 1 bundle',
      '      b@1.10.0: personality',
      '    2.0.0: draft · used by 1 bundle',
      '      b@1.9.0: personality',
      '    1.0.0: draft · used by no bundle',
      '  s: 1.0.0',
      '    1.0.0: draft · used by 3 bundles',
      '      a@1.0.0: system, task · 1 error',
      '      b@1.10.0: system, task',
      '      b@1.9.0: system, task',
      'Inputs: 1',
      '  calm: any model · expects 1 version',
    ]);
  });

  it('says of a section that a registry has its template', async () => {
    const made = await workspaceOf(FILES);
    await made.answer({ 'gone@1.0.0': template('gone', 'Stored.') });
    assert.ok((await drawn(made)).includes('      personality: gone@1.0.0 · registry team'));
  });

  it('says how each version stands to what is published', async () => {
    const made = await workspaceOf(FILES);
    await publish(made, 'b@1.9.0');
    await publish(made, 'b@1.10.0');
    const states = async (): Promise<string[]> =>
      (await drawn(made)).filter((line) => /^ {4}\d/.test(line)).map((line) => line.trim());
    assert.deepEqual(await states(), [
      '1.0.0: draft · 1 error',
      '1.10.0: published',
      '1.9.0: published',
      '11.0.0-rc.1: draft · used by no bundle',
      '10.0.0: published · used by 1 bundle',
      '2.0.0: published · used by 1 bundle',
      '1.0.0: draft · used by no bundle',
      '1.0.0: published · used by 3 bundles',
    ]);
    made.scope.updateLabels(
      readLabels('.prompt-bundles/labels.json', '{"b": {"staging": "1.9.0", "production": "1.9.0"}}'),
    );
    await made.write({ 'p2.prompt-template.md': template('p', 'Changed.', '', '2.0.0') });
    // Of a row in a narrow view little more than the first words are seen.
    assert.equal((await states())[2], '1.9.0: production · staging · unpublished changes · 1 error');
    made.scope.updateLabels(undefined);
    assert.deepEqual((await states()).slice(1, 6), [
      '1.10.0: published',
      '1.9.0: unpublished changes · 1 error',
      '11.0.0-rc.1: draft · used by no bundle',
      '10.0.0: published · used by 1 bundle',
      '2.0.0: unpublished changes · 1 error · used by 1 bundle',
    ]);
    await made.write({ 'b10.prompt-bundle.yaml': undefined, 'p10.prompt-template.md': undefined });
    const lines = await drawn(made);
    const kept = lines.indexOf('    1.10.0: published, in no file');
    assert.deepEqual(lines.slice(kept - 1, kept + 5), [
      '  b: 1.10.0 · 1 error · 2 versions',
      '    1.10.0: published, in no file',
      '      system: s@1.0.0',
      '      personality: p@10.0.0',
      '      activity: written in the bundle',
      '      task: s@1.0.0',
    ]);
  });

  it('says that a published version is damaged, and counts warnings', async () => {
    const made = await workspaceOf(FILES);
    await publish(made, 'b@1.9.0');
    const file = 'published/b@1.9.0.json';
    const text = (made.scope.published.get(file)?.source.text ?? '').replace('Two.', 'Three.');
    made.scope.updateSnapshot(
      readSnapshot({ file, name: 'b@1.9.0.json', given: { text } }, await loadHashing(sha256)),
    );
    assert.ok((await drawn(made)).includes('    1.9.0: published, but damaged'));
    await made.write({ 'p1.prompt-template.md': template('p', '{{a}}') });
    assert.ok((await drawn(made)).includes('    1.0.0: draft · 1 warning · used by no bundle'));
    await made.write({ 'p1.prompt-template.md': template('p', '{{a}} {{b}}') });
    assert.ok((await drawn(made)).includes('    1.0.0: draft · 2 warnings · used by no bundle'));
  });

  it('shows what cannot be read, what has no name yet, and a version that two files define', async () => {
    const made = await workspaceOf({
      'broken.prompt-bundle.yaml': 'bundle_id: b\nsemver: 1.0.0\ntemplates: [\n',
      'new.prompt-template.yaml': '',
      'one.prompt-template.md': template('t', 'Text.'),
      'two.prompt-template.md': template('t', 'Text.'),
      'wrong.prompt-input.yaml': 'task: [\n',
    });
    const lines = await drawn(made);
    assert.deepEqual(
      lines.map((line) => line.replace(/\d+ errors?/, 'errors')),
      [
        'Bundles: 1',
        '  b: 1.0.0 · errors',
        '    1.0.0: cannot be used · errors',
        'Templates: 2',
        '  t: 1.0.0 · errors',
        '    1.0.0: draft · errors · one.prompt-template.md · used by no bundle',
        '    1.0.0: draft · errors · two.prompt-template.md · used by no bundle',
        '  new: says no name · errors',
        'Inputs: 1',
        '  wrong: cannot be used · errors',
      ],
    );
  });

  it('is empty where there are no files, and shows groups that have none as such', async () => {
    const made = await workspaceOf({});
    assert.deepEqual(await drawn(made), []);
    await made.write({ 'i.prompt-input.yaml': 'task: Rest.\n' });
    assert.deepEqual(await drawn(made), ['Bundles: 0', 'Templates: 0', 'Inputs: 1', '  i: any model']);
  });

  it('has a folder row for each of several folders', async () => {
    const [one, two] = [await workspaceOf(FILES), await workspaceOf(FILES)];
    const files = {
      scopes: () =>
        new Map([
          ['one', one.scope],
          ['two', two.scope],
        ]),
    };
    const roots = rootNodes(files);
    assert.deepEqual(
      roots.map(({ folder }) => folder),
      ['one', 'two'],
    );
    const context = { ...contextOf(one), files: Object.assign(one, files) };
    const [root] = roots;
    assert.ok(root);
    const row = await describeNode(context, root);
    assert.deepEqual([row?.label, row?.hasChildren, row?.details], ['one', true, []]);
    assert.deepEqual(
      childNodes(files, root).map((child) => child.kind === 'group' && [child.folder, child.group]),
      [
        ['one', 'bundles'],
        ['one', 'templates'],
        ['one', 'inputs'],
      ],
    );
    const wayFrom = (file: string): string[] => {
      const way: string[] = [];
      for (let at: ExplorerNode | undefined = fileNode(files, 'two', file); at; at = parentNode(files, at))
        way.push(at.kind);
      return way;
    };
    assert.deepEqual(wayFrom('a.prompt-bundle.yaml'), ['version', 'versions', 'group', 'folder']);
    assert.deepEqual(wayFrom('inputs/calm.prompt-input.yaml'), ['input', 'group', 'folder']);
    assert.deepEqual(wayFrom('gone.prompt-input.yaml'), []);
    assert.deepEqual(childNodes(files, { kind: 'folder', folder: 'gone' }), []);
  });

  it('leads from every row to the one above it, under which it is listed', async () => {
    const made = await workspaceOf({ ...FILES, 'new.prompt-bundle.yaml': '' });
    const seen = new Set<string>();
    const walk = (nodes: readonly ExplorerNode[], parent?: ExplorerNode): void => {
      for (const node of nodes) {
        assert.ok(!seen.has(nodeKey(node)), `${nodeKey(node)} is there once`);
        seen.add(nodeKey(node));
        const above = parentNode(made, node);
        assert.equal(above && nodeKey(above), parent && nodeKey(parent));
        walk(childNodes(made, node), node);
      }
    };
    walk(rootNodes(made));
    assert.ok(seen.size > 30);
  });

  it('reads a row out with all that it shows', async () => {
    const made = await workspaceOf(FILES);
    const node = fileNode(made, '', 'a.prompt-bundle.yaml');
    assert.ok(node);
    assert.equal((await describeNode(contextOf(made), node))?.spoken, 'Version 1.0.0, draft, 1 error');
    const [system, personality] = childNodes(made, node);
    assert.ok(system && personality);
    assert.equal((await describeNode(contextOf(made), system))?.spoken, 'Section system, s@1.0.0');
    const missing = await describeNode(contextOf(made), personality);
    assert.ok(missing?.range);
    assert.equal(missing.spoken, 'Section personality, gone@1.0.0, missing');
    assert.equal(missing.file, 'a.prompt-bundle.yaml');
    assert.equal(
      made.get('a.prompt-bundle.yaml').source.text.slice(missing.range.start, missing.range.end),
      'gone@1.0.0',
    );
  });
});

describe('a row of the view', () => {
  it('says what a file is that says no name', async () => {
    const made = await workspaceOf({ 'new.prompt-bundle.yaml': '', 'new.prompt-template.yaml': '' });
    const spoken = async (file: string): Promise<string | undefined> => {
      const node = fileNode(made, '', file);
      assert.ok(node);
      return (await describeNode(contextOf(made), node))?.spoken;
    };
    assert.equal(await spoken('new.prompt-bundle.yaml'), 'Bundle new, says no name, 1 error');
    assert.equal(await spoken('new.prompt-template.yaml'), 'Template new, says no name, 1 error');
  });

  it('of a section is missing where its bundle says nothing of it', async () => {
    const text = 'bundle_id: b\nsemver: 1.0.0\ntemplates: { system: { content: x } }\n';
    const made = await workspaceOf({ 'b.prompt-bundle.yaml': text });
    const node = fileNode(made, '', 'b.prompt-bundle.yaml');
    assert.ok(node);
    const rows = await Promise.all(
      childNodes(made, node).map((child) => describeNode(contextOf(made), child)),
    );
    assert.deepEqual(
      rows.map((row) => [row?.label, row?.isMissing]),
      [
        ['system', false],
        ['personality', true],
        ['activity', true],
        ['task', true],
      ],
    );
  });
});

describe('the rows that are read again after a change', () => {
  const keys = (nodes: readonly ExplorerNode[] | 'all'): readonly string[] | 'all' =>
    nodes === 'all'
      ? nodes
      : nodes
          .map((node) => `${'of' in node ? node.of : node.kind} ${'id' in node ? node.id : ''}`.trim())
          .sort();

  it('are those of the file, of the bundles that are made with it and of the templates that it names or named', async () => {
    const made = await workspaceOf(FILES);
    const changes = new ChangedNodes(made);
    const after = (...files: string[]): readonly string[] | 'all' => keys(changes.after(files, () => ''));
    assert.deepEqual(after('p10.prompt-template.md'), ['bundle b', 'template p']);
    assert.deepEqual(after('inputs/calm.prompt-input.yaml'), ['input']);
    assert.deepEqual(
      after('a.prompt-bundle.yaml'),
      ['bundle a', 'template s'],
      'not the one that is nowhere',
    );
    await made.write({
      'b10.prompt-bundle.yaml': FILES['b10.prompt-bundle.yaml'].replace('p@10.0.0', 's@1.0.0'),
    });
    assert.deepEqual(after('b10.prompt-bundle.yaml'), ['bundle b', 'template p', 'template s']);
    assert.deepEqual(after('b10.prompt-bundle.yaml'), ['bundle b', 'template s']);
    await made.write({ 'p2.prompt-template.md': undefined });
    assert.deepEqual(after('p2.prompt-template.md', 'b9.prompt-bundle.yaml'), [
      'bundle b',
      'template p',
      'template s',
    ]);
    assert.deepEqual(after('p2.prompt-template.md'), [], 'what is gone is told once');
    assert.deepEqual(after('no file of ours'), []);
  });

  it('are all where a name comes or goes', async () => {
    const made = await workspaceOf(FILES);
    const changes = new ChangedNodes(made);
    const after = async (files: Record<string, string | undefined>): Promise<readonly string[] | 'all'> => {
      await made.write(files);
      return keys(changes.after(Object.keys(files), () => ''));
    };
    assert.equal(await after({ 'c.prompt-bundle.yaml': bundle('c', '1.0.0', 'p@1.0.0') }), 'all');
    assert.deepEqual(await after({ 'c.prompt-bundle.yaml': bundle('c', '1.1.0', 'p@1.0.0') }), [
      'bundle c',
      'template p',
      'template s',
    ]);
    assert.equal(await after({ 'c.prompt-bundle.yaml': bundle('d', '1.1.0', 'p@1.0.0') }), 'all');
    assert.equal(await after({ 'c.prompt-bundle.yaml': undefined }), 'all');
    assert.equal(await after({ 'x.prompt-input.yaml': 'task: Rest.\n' }), 'all');
    assert.equal(await after({ 'x.prompt-template.yaml': '' }), 'all');
    assert.deepEqual(await after({ 'x.prompt-template.yaml': 'role: user\n' }), ['template']);
    assert.equal(await after({ 'x.prompt-template.yaml': undefined }), 'all');
    await publish(made, 'b@1.9.0');
    assert.deepEqual(keys(changes.after(['published/b@1.9.0.json'], () => '')), ['bundle b']);
    const version = { kind: 'version', folder: '', of: 'bundle', reference: { id: 'b', semver: '1.9.0' } };
    assert.equal(fileNode(made, '', 'published/b@1.9.0.json'), undefined);
    assert.deepEqual(
      await after({ 'b9.prompt-bundle.yaml': undefined, 'b10.prompt-bundle.yaml': undefined }),
      ['bundle b', 'template p', 'template s'],
    );
    assert.deepEqual(fileNode(made, '', 'published/b@1.9.0.json'), {
      ...version,
      file: 'published/b@1.9.0.json',
    });
  });

  it('are all where a folder has its first row, or its last goes', async () => {
    const made = await workspaceOf({});
    const changes = new ChangedNodes(made);
    const after = async (files: Record<string, string | undefined>): Promise<readonly string[] | 'all'> => {
      await made.write(files);
      return keys(changes.after(Object.keys(files), () => ''));
    };
    assert.deepEqual(keys(changes.after([], () => '')), []);
    assert.equal(await after(FILES), 'all');
    assert.equal(rootNodes(made).length, 3);
    await publish(made, 'b@1.9.0');
    await after(Object.fromEntries(Object.keys(FILES).map((file) => [file, undefined])));
    assert.equal(rootNodes(made).length, 3);
    made.scope.removeSnapshot('published/b@1.9.0.json');
    assert.equal(
      changes.after(['published/b@1.9.0.json'], () => ''),
      'all',
    );
    assert.deepEqual(rootNodes(made), []);
  });

  it('are few in a folder of many files, whose other bundles are not looked at', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [`m${i}.prompt-bundle.yaml`, bundle(`m${i}`, '1.0.0', 'p@1.0.0')]),
    );
    const made = await workspaceOf({ ...FILES, ...many });
    const changes = new ChangedNodes(made);
    const nodes = changes.after(['m7.prompt-bundle.yaml'], () => '');
    assert.deepEqual(keys(nodes), ['bundle m7', 'template p', 'template s']);
  });
});
