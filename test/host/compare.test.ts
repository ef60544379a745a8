import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import type { Uri } from 'vscode';
import {
  commands,
  ConfigurationTarget,
  env,
  extensions,
  Position,
  ViewColumn,
  window,
  workspace,
  type Extension,
  type Hover,
  type Location,
  type MarkdownString,
} from 'vscode';
import { HASH_NAMES, type Row, type VersionsMessage } from '../../src/compare/protocol.js';
import { panelOpenedBy, type CapturedPanel } from './capturedPanels.js';
import { publish, renderStored } from './commandLine.js';
import { diffOf } from './diffs.js';
import { actingIn } from '../unit/output/markdownReading.js';
import {
  answering,
  at,
  auditRecords,
  becomes,
  open,
  read,
  retype,
  revert,
  same,
  tidyUp,
  write,
} from './support.js';

const [OLD, NEW] = ['1.2.0', '1.3.0'].map((semver) =>
  at(`bundles/support-agent-${semver}.prompt-bundle.yaml`),
) as [Uri, Uri];
const PERSONA = at('templates/support-persona-1.2.0.prompt-template.md');
const CALM = at('inputs/calm.prompt-input.yaml');
const PUBLISHED = at('.prompt-bundles/published');

const openTable = (bundle: Uri): Promise<CapturedPanel> =>
  panelOpenedBy(() => commands.executeCommand('promptBundles.compareVersions', bundle));

const latest = ({ told }: CapturedPanel): VersionsMessage | undefined =>
  told.findLast((message): message is VersionsMessage => (message as { type: string }).type === 'versions');

/** Rows in words: version, places without dates, and whether there is something unsaved or wrong. */
const rowsOf = (table: CapturedPanel): string[] =>
  (latest(table)?.rows ?? []).map(({ semver, places, isUnsaved, problem }) =>
    [semver, ...places.map(({ label }) => label), isUnsaved && 'unsaved', problem && 'problem']
      .filter(Boolean)
      .join(' '),
  );

const hashesOf = ({ hashes }: Row): Record<string, string | null> =>
  Object.fromEntries(HASH_NAMES.map((name, i) => [name, hashes[i] ?? null]));

/** What a hover says, as Markdown. */
const hoverMarkdown = async (uri: Uri, position: Position): Promise<string> => {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers
    .flatMap(({ contents }) =>
      (contents as MarkdownString[]).map(({ value }) => value.replaceAll('&nbsp;', ' ')),
    )
    .join('\n');
};

const definitionsOf = (uri: Uri, position: Position): Thenable<Location[]> =>
  commands.executeCommand<Location[]>('vscode.executeDefinitionProvider', uri, position);

/** What a hover says, as it is read. */
const hoverText = async (uri: Uri, position: Position): Promise<string> =>
  (await hoverMarkdown(uri, position)).replaceAll('`', '');

/** Where a text of a document begins. */
async function placeOf(uri: Uri, text: string): Promise<Position> {
  const document = await open(uri);
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `${text} is in ${document.getText()}`);
  return document.positionAt(offset + 2);
}

describe('Compare Versions', () => {
  let persona = '';
  before(async () => {
    persona = await read(PERSONA);
    await window.showTextDocument(NEW);
    await commands.executeCommand('promptBundles.chooseInput', CALM);
  });
  afterEach(() => tidyUp());
  after(async () => {
    await write(PERSONA, persona);
    await tidyUp(PUBLISHED);
  });

  it('shows every version with the hashes of the command line, and why prompts differ', async () => {
    const table = await openTable(NEW);
    await becomes('The rows', () => rowsOf(table), ['1.2.0 workspace', '1.3.0 workspace']);
    const { rows, neighbours, chosen, inputs } = latest(table)!;
    for (const row of rows) {
      const stored = await renderStored(at('.'), `support-agent@${row.semver}`, CALM);
      const { template_hashes, bundle_hash, personality_hash, prompt_hash, content_hash } = stored;
      const ofTemplates = Object.entries(template_hashes).map(([slot, hash]) => [
        `${slot} template_hash`,
        hash,
      ]);
      assert.deepEqual(hashesOf(row), {
        bundle_hash,
        personality_hash,
        prompt_hash,
        content_hash,
        ...Object.fromEntries(ofTemplates),
      });
    }
    const summary = 'Only the personality differs: support-persona 1.2.0 → 1.3.0.';
    same('The sentences', neighbours, [{ from: 'workspace 1.2.0', to: 'workspace 1.3.0', summary }]);
    const { size, ...others } = chosen!;
    same('The choice', others, {
      from: 'workspace 1.2.0',
      to: 'workspace 1.3.0',
      summary,
      changed: ['personality'],
    });
    assert.match(
      size,
      /^\d+ words added, \d+ words? removed \(\d+ → \d+ words\)\. [\d,]+ → [\d,]+ characters\.$/,
    );
    same('The input', inputs.selected, CALM.toString());
    table.say({ type: 'selectInput', input: '' });
    const bare = await renderStored(at('.'), 'support-agent@1.3.0');
    await becomes('The prompt', () => hashesOf(latest(table)!.rows[1]!)['prompt_hash'], bare.prompt_hash);
  });

  it('has one tab for a bundle, whichever version is asked for', async () => {
    const table = await openTable(NEW);
    await commands.executeCommand('promptBundles.compareVersions', OLD);
    await becomes('The version to compare with', () => latest(table)?.chosen?.to, 'workspace 1.2.0');
    await becomes('Tabs', () => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)), [
      'Compare support-agent',
    ]);
  });

  it('opens two versions in a diff editor, whole and by section, and records both', async () => {
    const table = await openTable(NEW);
    await becomes('The rows', () => rowsOf(table).length, 2);
    const before = (await auditRecords()).length;
    const [older, newer] = await Promise.all([
      renderStored(at('.'), 'support-agent@1.2.0', CALM),
      renderStored(at('.'), 'support-agent@1.3.0', CALM),
    ]);
    same('Records of the table itself', (await auditRecords()).length, before);
    table.say({ type: 'openDiff', slot: null });
    const whole = await diffOf('support-agent: 1.2.0 (workspace) ↔ 1.3.0 (workspace)');
    same('The left prompt', whole.left, older.rendered_prompt);
    same('The right prompt', whole.right, newer.rendered_prompt);
    await becomes('Records', async () => (await auditRecords()).length, before + 2);
    const records = (await auditRecords()).slice(before);
    same(
      'Records',
      records.map(({ event, prompt_hash }) => [event, prompt_hash]),
      [older, newer].map(({ prompt_hash }) => ['compare', prompt_hash]),
    );
    table.say({ type: 'openDiff', slot: 'personality' });
    const part = await diffOf('support-agent personality: 1.2.0 (workspace) ↔ 1.3.0 (workspace)');
    assert.ok(part.left !== '' && older.rendered_prompt.includes(part.left));
    assert.ok(part.right !== part.left && newer.rendered_prompt.includes(part.right));
  });

  it('follows what is typed, in the table and in the diff, and holds it against what is saved', async () => {
    const table = await openTable(OLD);
    await becomes('The rows', () => rowsOf(table).length, 2);
    table.say({ type: 'choose', from: 'workspace 1.2.0', to: 'workspace 1.3.0' });
    table.say({ type: 'openDiff', slot: 'personality' });
    const { uris } = await diffOf('support-agent personality: 1.2.0 (workspace) ↔ 1.3.0 (workspace)');
    const document = await open(PERSONA);
    await retype(document, `${persona.trimEnd()} Typed just now.\n`);
    const shown = await open(uris.left);
    await becomes('The end of the shown text', () => shown.getText().endsWith(' Typed just now.'), true);
    table.panel.reveal();
    await becomes('The rows', () => rowsOf(table), ['1.2.0 workspace unsaved', '1.3.0 workspace']);
    table.say({ type: 'choose', from: 'workspace 1.3.0', to: 'workspace 1.2.0' });
    await becomes('The draft', () => latest(table)?.draft?.semver, '1.2.0');
    await becomes('What the draft is held against', () => latest(table)?.draft?.against, [
      'saved',
      'clipboard',
    ]);
    table.say({ type: 'openAgainst', counterpart: 'saved' });
    const { left, right } = await diffOf('support-agent: 1.2.0 (saved) ↔ 1.2.0 (workspace)');
    same('What is saved', left, (await renderStored(at('.'), 'support-agent@1.2.0', CALM)).rendered_prompt);
    same('What is typed', right.includes(' Typed just now.\n\n'), true);
    await revert(document);
  });

  it('tells where text comes from and leads there, for templates, inputs and defaults', async () => {
    const table = await openTable(NEW);
    await becomes('The rows', () => rowsOf(table).length, 2);
    table.say({ type: 'openDiff', slot: null });
    const { uris, right } = await diffOf('support-agent: 1.2.0 (workspace) ↔ 1.3.0 (workspace)');
    const inTemplate = await placeOf(uris.right, 'You are the voice of the shop.');
    assert.match(
      await hoverText(uris.right, inTemplate),
      /^Personality: support-persona@1\.3\.0\s+support-persona-1\.3\.0\.prompt-template\.md:12$/,
    );
    const [template] = await definitionsOf(uris.right, inTemplate);
    same('The template', template?.uri.path.split('/').at(-1), 'support-persona-1.3.0.prompt-template.md');
    const line = (await open(template!.uri)).lineAt(template!.range.start).text;
    assert.ok(line.includes('You are the voice of the shop.'), line);
    const task =
      /task: (?:\|-?\s+)?(.*)/
        .exec(await read(CALM))?.[1]
        ?.trim()
        .replaceAll(/^["']|["']$/g, '') ?? '';
    const inInput = await placeOf(uris.right, task.slice(0, 20));
    assert.ok(right.includes(task.slice(0, 20)) && task.length > 5, task);
    assert.match(await hoverText(uris.right, inInput), /: input task\s+calm\.prompt-input\.yaml:\d+$/);
    const [place] = await definitionsOf(uris.right, inInput);
    same('The input', place?.uri.toString(), CALM.toString());
  });

  it('escapes names in hovers', async () => {
    const own = await write(
      at('own-compare/a.prompt-bundle.json'),
      JSON.stringify({
        bundle_id: '[x](command:evil) <b>*',
        semver: '1.0.0',
        templates: Object.fromEntries(
          ['system', 'personality', 'activity', 'task'].map((slot) => [slot, { content: `${slot} text` }]),
        ),
      }),
    );
    await window.showTextDocument(own);
    await env.clipboard.writeText('something else');
    await commands.executeCommand('promptBundles.compareWithClipboard', own);
    const { uris, left, right } = await diffOf('[x](command:evil) <b>*: clipboard ↔ 1.0.0 (workspace)');
    same('The clipboard', left, 'something else');
    same('The prompt', right, 'system text\n\npersonality text\n\nactivity text\n\ntask text');
    const text = await hoverMarkdown(uris.right, new Position(0, 3));
    assert.ok(text.includes('[x]'), text);
    assert.deepEqual(actingIn(text), []);
    await tidyUp(at('own-compare'));
  });

  it('copies the table, and two versions of it, as Markdown', async () => {
    const table = await openTable(NEW);
    await becomes('The rows', () => rowsOf(table).length, 2);
    const before = (await auditRecords()).length;
    const pair = { from: 'workspace 1.2.0', to: 'workspace 1.3.0', added: 1031, removed: 1 };
    const counts = { before: 380, after: 1410, isRough: false };
    const tokens = { encoding: 'o200k_base', pairs: [{ ...pair, ...counts }] };
    table.say({ type: 'copyMarkdown', onlyChosen: false, tokens: { ...tokens, encoding: '<b>' } });
    table.say({ type: 'copyMarkdown', onlyChosen: false, tokens });
    await becomes(
      'The clipboard',
      async () => (await env.clipboard.readText()).startsWith('### support-agent\n'),
      true,
    );
    const text = await env.clipboard.readText();
    assert.match(text, /\| 1\.2\.0 \| workspace \|[^]*\| 1\.3\.0 \| workspace \|/);
    assert.match(text, /Only the personality differs: support-persona 1\.2\.0 → 1\.3\.0\./);
    assert.match(text, / 1,031 tokens added, 1 removed \(380 → 1,410 tokens by `o200k_base`\)\.\n/);
    assert.match(
      text,
      /\n```diff\n@@ -\d+,\d+ \+\d+,\d+ @@\n[^]*\n\+Answer in the language the customer wrote/,
    );
    assert.match(text, /Rendered with `calm\.prompt-input\.yaml`\.\n$/);
    await becomes('Records', async () => (await auditRecords()).length, before + 2);
    await becomes(
      'The notice',
      () => table.told.some((message) => (message as { type: string }).type === 'notice'),
      true,
    );
  });

  it('gives its page the prompts whose tokens are to be counted, and no others', async () => {
    const table = await openTable(NEW);
    await becomes('The rows', () => rowsOf(table).length, 2);
    const [older, newer] = latest(table)!.rows.map((row) => hashesOf(row)['prompt_hash']!);
    table.say({ type: 'readPrompts', hashes: [newer, 'none'] });
    table.say({ type: 'readPrompts', hashes: [newer, older] });
    const prompts = (): unknown[] =>
      table.told.filter((message) => (message as { type: string }).type === 'prompts');
    await becomes('Answers', () => prompts().length, 2);
    const texts = await Promise.all(
      ['1.2.0', '1.3.0'].map(
        async (semver) => (await renderStored(at('.'), `support-agent@${semver}`, CALM)).rendered_prompt,
      ),
    );
    same('The prompts', prompts(), [
      { type: 'prompts', prompts: [{ hash: newer, text: texts[1] }] },
      {
        type: 'prompts',
        prompts: [
          { hash: older, text: texts[0] },
          { hash: newer, text: texts[1] },
        ],
      },
    ]);
  });

  it('opens what is compared in its own group, wherever the focus is', async () => {
    await window.showTextDocument(NEW, { viewColumn: ViewColumn.One });
    await commands.executeCommand('workbench.action.focusSecondEditorGroup');
    const table = await openTable(NEW);
    await becomes('The rows', () => rowsOf(table).length, 2);
    await becomes('The group of the table', () => table.panel.viewColumn, ViewColumn.Two);
    const groupOf = (title: string): number | undefined =>
      window.tabGroups.all.find(({ tabs }) => tabs.some(({ label }) => label === title))?.viewColumn;
    await env.clipboard.writeText('something else');
    for (const [message, title] of [
      [
        { type: 'openDiff', slot: 'personality' },
        'support-agent personality: 1.2.0 (workspace) ↔ 1.3.0 (workspace)',
      ],
      [{ type: 'openDiff', slot: null }, 'support-agent: 1.2.0 (workspace) ↔ 1.3.0 (workspace)'],
      [{ type: 'openAgainst', counterpart: 'clipboard' }, 'support-agent: clipboard ↔ 1.3.0 (workspace)'],
    ] as const) {
      await commands.executeCommand('workbench.action.focusFirstEditorGroup');
      table.say(message);
      await becomes(title, () => groupOf(title), ViewColumn.Two);
    }
    const inFirst = window.tabGroups.all.find(({ viewColumn }) => viewColumn === ViewColumn.One);
    same('The first group', inFirst?.activeTab?.label, 'support-agent-1.3.0.prompt-bundle.yaml');
  });

  it('says what is missing to compare with', async () => {
    const said = await answering('showInformationMessage', undefined, async () => {
      await commands.executeCommand('promptBundles.compareWithPublished', OLD);
      await env.clipboard.writeText('');
      await commands.executeCommand('promptBundles.compareWithClipboard', OLD);
    });
    same('What is said', said, [
      'No version of support-agent up to 1.2.0 is published yet.',
      'There is no text on the clipboard. Copy a prompt to compare with it.',
    ]);
  });

  it('shows what is published as a row of its own once the file says otherwise, and compares with it', async () => {
    publish('support-agent@1.2.0');
    const table = await openTable(OLD);
    await becomes('The rows', () => rowsOf(table), ['1.2.0 workspace published', '1.3.0 workspace']);
    const document = await open(PERSONA);
    await retype(document, persona.replace('You are the voice of the shop.', 'You speak for the shop.'));
    await becomes('The rows', () => rowsOf(table), [
      '1.2.0 published',
      '1.2.0 workspace unsaved',
      '1.3.0 workspace',
    ]);
    await commands.executeCommand('promptBundles.compareWithPublished', OLD);
    const { left, right, uris } = await diffOf('support-agent: 1.2.0 (published) ↔ 1.2.0 (workspace)');
    assert.ok(left.includes('You are the voice of the shop.') && right.includes('You speak for the shop.'));
    const [place] = await definitionsOf(uris.left, await placeOf(uris.left, 'You are the voice'));
    same('The snapshot', place?.uri.path.split('/').slice(-2), ['published', 'support-agent@1.2.0.json']);
    await revert(document);
    // A version without a published one of its own is held against the newest before it.
    await commands.executeCommand('promptBundles.compareWithPublished', NEW);
    await diffOf('support-agent: 1.2.0 (published) ↔ 1.3.0 (workspace)');
  });

  it('counts the changes of the preview from what is published', async () => {
    publish('support-agent@1.2.0');
    const preview = await panelOpenedBy(() => commands.executeCommand('promptBundles.openPreview', NEW));
    const baseline = (): unknown =>
      (
        preview.told.findLast((message) => (message as { type: string }).type === 'render') as
          { baseline?: string } | undefined
      )?.baseline;
    await becomes('The baseline', baseline, 'Changed since 1.2.0 was published: personality.');
    await commands.executeCommand('promptBundles.openPreview', OLD);
    await becomes('The baseline', baseline, 'The prompt is as it was published in 1.2.0.');
  });
});

describe('Compare Versions with git', () => {
  const root = at('own-git');
  const bundle = at('agent.prompt-bundle.json', root);
  const template = at('persona.prompt-template.md', root);
  // All commits are of one second, as those of a script are: only git knows their order.
  const date = '2026-03-14T12:00:00';
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
      cwd: root.fsPath,
      encoding: 'utf8',
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    }).trim();
  const commit = (message: string): string => {
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  const writePersona = (text: string): Promise<Uri> =>
    write(template, `---\ntemplate_id: git-persona\nsemver: 1.0.0\nrole: developer\n---\n${text}\n`);
  const writeBundle = (uri: Uri, semver: string): Promise<Uri> => {
    const [system, activity, task] = ['Be brief.', 'Write letters.', '{{task}}'].map((content) => ({
      content,
    }));
    const templates = { system, personality: 'git-persona@1.0.0', activity, task };
    return write(uri, JSON.stringify({ bundle_id: 'in-git', semver, tags: ['support-large'], templates }));
  };
  const extensionOfGit = (): Extension<{
    getAPI(version: 1): { openRepository(uri: Uri): Promise<unknown> };
  }> => {
    const found = extensions.getExtension<{
      getAPI(version: 1): { openRepository(uri: Uri): Promise<unknown> };
    }>('vscode.git');
    assert.ok(found, 'VS Code has its git extension');
    return found;
  };
  let table: CapturedPanel;
  let first = '';
  let second = '';
  /** The state that each test begins with, also one that is tried again. */
  const restart = (): string => git('reset', '-q', '--hard', second);

  before(async () => {
    await tidyUp(PUBLISHED);
    await writePersona('You are the voice of the shop.');
    await writeBundle(bundle, '1.0.0');
    await window.showTextDocument(template);
    await window.showTextDocument(bundle);
    await commands.executeCommand('promptBundles.chooseInput', CALM);
    table = await openTable(bundle);
  });
  after(async () => {
    await commands.executeCommand('git.close', root);
    await tidyUp(root);
  });

  it('needs no repository', async () => {
    await becomes('Reading', () => latest(table)?.history, 'whole');
    await becomes('The rows', () => rowsOf(table), ['1.0.0 workspace']);
    same('The counterparts', latest(table)?.draft?.against, ['clipboard']);
  });

  it('shows the revisions that touched a bundle or its templates, once there are any', async () => {
    rmSync(at('.git', root).fsPath, { recursive: true, force: true });
    await writePersona('You are the voice of the shop.');
    git('init', '-q', '-b', 'main');
    first = commit('First');
    await (await extensionOfGit().activate()).getAPI(1).openRepository(root);
    await becomes('The rows', () => rowsOf(table), ['1.0.0 workspace git']);
    same('The revision', latest(table)?.rows[0]?.places[1]?.revision, {
      id: first.slice(0, 7),
      date: '2026-03-14',
      author: 'Test',
      subject: 'First',
    });
    await writePersona('You speak for the shop.');
    second = commit('Second');
    await becomes('The rows', () => rowsOf(table), ['1.0.0 git', '1.0.0 workspace git']);
  });

  it('opens a revision in the diff editor, whose text leads to the file as it was', async () => {
    table.say({ type: 'choose', from: `git 1.0.0 ${first}`, to: 'workspace 1.0.0' });
    await becomes('The choice', () => latest(table)?.chosen?.from, `git 1.0.0 ${first}`);
    same(
      'Why they differ',
      latest(table)?.chosen?.summary,
      'Only the personality differs: git-persona 1.0.0, edited.',
    );
    table.say({ type: 'openDiff', slot: 'personality' });
    const { left, right, uris } = await diffOf(
      `in-git personality: 1.0.0 (git ${first.slice(0, 7)}) ↔ 1.0.0 (workspace)`,
    );
    same('The texts', [left, right], ['You are the voice of the shop.', 'You speak for the shop.']);
    const position = new Position(0, 5);
    same(
      'The hover',
      await hoverText(uris.left, position),
      `Personality: git-persona@1.0.0\n\npersona.prompt-template.md:6 at ${first.slice(0, 7)}`,
    );
    const [place] = await definitionsOf(uris.left, position);
    same('The scheme', place?.uri.scheme, 'git');
    const line = place && (await open(place.uri)).lineAt(place.range.start).text;
    same('The line', line, 'You are the voice of the shop.');
  });

  it('holds what is typed against the last commit', async () => {
    restart();
    const document = await open(template);
    await retype(document, document.getText().replace('You speak for', 'You say what'));
    table.panel.reveal();
    await becomes('The counterparts', () => latest(table)?.draft?.against, ['saved', 'commit', 'clipboard']);
    table.say({ type: 'openAgainst', counterpart: 'commit' });
    const { left, right } = await diffOf(`in-git: 1.0.0 (git ${second.slice(0, 7)}) ↔ 1.0.0 (workspace)`);
    assert.ok(left.includes('You speak for the shop.') && right.includes('You say what the shop.'));
    await revert(document);
  });

  it('shows revisions of one second in the order of git, whichever files they touched', async () => {
    const subjects = (): unknown =>
      latest(table)?.rows.map(({ places }) => places.find(({ revision }) => revision)?.revision?.subject);
    restart();
    const text = await read(bundle);
    await write(bundle, text.replace('Be brief.', 'Be short.'));
    commit('Third, of the bundle alone\n\nNobody reads this line.');
    await writePersona('You speak and write for the shop.');
    commit('Fourth, of the template alone');
    await write(bundle, text.replace('Be brief.', 'Be very short.'));
    commit('Fifth, of the bundle alone');
    table.panel.reveal();
    await becomes('The subjects', subjects, [
      'First',
      'Second',
      'Third, of the bundle alone',
      'Fourth, of the template alone',
      'Fifth, of the bundle alone',
    ]);
    same(
      'The words',
      latest(table)?.rows.map(({ words }) => words?.since),
      [
        null,
        { added: 2, removed: 4 },
        { added: 1, removed: 1 },
        { added: 2, removed: 0 },
        { added: 1, removed: 0 },
      ],
    );
  });

  it('leaves out of a revision what did not belong there: ignored, excluded, linked, or of a root below', async () => {
    restart();
    const text = await read(bundle);
    const folders = ['ignored', 'excluded', 'inner'].map((name) => at(name, root));
    for (const folder of folders) await write(at('agent.prompt-bundle.json', folder), text);
    await write(at('inner/.prompt-bundles/published/other.txt', root), 'A root of its own.\n');
    await write(at('.gitignore', root), '/ignored/\n');
    const link = at('link.prompt-bundle.json', root);
    await symlink('agent.prompt-bundle.json', link.fsPath);
    const exclude = (globs: readonly string[] | undefined): Thenable<void> =>
      workspace.getConfiguration('promptBundles').update('exclude', globs, ConfigurationTarget.Workspace);
    await exclude(['own-git/excluded']);
    await write(bundle, text.replace('Be brief.', 'Be long.'));
    git('add', '-f', 'ignored');
    commit('With copies');
    for (const one of [...folders, link, at('.gitignore', root)])
      await workspace.fs.delete(one, { recursive: true });
    await write(bundle, text.replace('Be brief.', 'Be short.'));
    commit('Without copies');
    const problem = (): unknown =>
      latest(table)?.rows.find(({ places }) =>
        places.some(({ revision }) => revision?.subject === 'With copies'),
      )?.problem;
    table.panel.reveal();
    await becomes('The problem', problem, null);
    // With the setting gone, the copy that it left out is a second definition.
    await exclude(undefined);
    await becomes('The problem', () => typeof problem(), 'string');
    await exclude(['own-git/excluded']);
    await becomes('The problem', problem, null);
    await exclude(undefined);
    await workspace.fs.delete(at('.vscode'), { recursive: true });
  });

  it('shows a version that was in a file of another name', async () => {
    restart();
    const renamed = at('renamed.prompt-bundle.json', root);
    git('mv', 'agent.prompt-bundle.json', 'renamed.prompt-bundle.json');
    await writeBundle(renamed, '1.1.0');
    commit('Rename');
    table.panel.reveal();
    await becomes('The rows', () => rowsOf(table), ['1.0.0 git', '1.0.0 git', '1.1.0 workspace git']);
  });
});
