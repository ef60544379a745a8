// Names that try to act on whoever sees them, through what VS Code shows of them.
import assert from 'node:assert/strict';
import {
  CodeActionKind,
  commands,
  env,
  languages,
  Position,
  Range,
  TabInputTextDiff,
  Uri,
  window,
  type CodeAction,
  type CodeLens,
  type Hover,
  type LogOutputChannel,
  type MarkdownString,
  type TreeItem,
} from 'vscode';
import type { VersionsMessage } from '../../src/compare/protocol.js';
import { SourceText } from '../../src/core/text/sourceText.js';
import { dayNodes, problemNodes, type AuditNode } from '../../src/extension/audit/nodes.js';
import { recordTooltip } from '../../src/extension/audit/tooltip.js';
import { toDiagnostic } from '../../src/extension/problems/diagnostic.js';
import {
  documentPath,
  lensOf,
  setTabTitle,
  showInStatusBar,
  TitledAction,
} from '../../src/extension/output/editors.js';
import { markdownOf } from '../../src/extension/output/hovers.js';
import { logError } from '../../src/extension/output/log.js';
import { askInDialog, showError, showInformation, showWarning } from '../../src/extension/output/messages.js';
import { askForText, choose } from '../../src/extension/output/questions.js';
import { iconsIn, linksIn } from '../unit/output/editorReading.js';
import { ACTIVE, HOSTILE } from '../unit/output/hostileNames.js';
import { actingIn } from '../unit/output/markdownReading.js';
import { madeRecord } from './auditLogs.js';
import { panelOpenedBy } from './capturedPanels.js';
import { at, becomes, open, tidyUp, write } from './support.js';

/** All that the window was asked to show while something was done. */
interface Shown {
  /** Read for links. */
  readonly messages: string[];
  /** Read for icons. */
  readonly labels: string[];
  /** Read for nothing. */
  readonly plain: string[];
}

/** Does something with a window that answers nothing, and gives the texts it was to show, by how it reads them. */
async function shownBy(act: () => PromiseLike<unknown>): Promise<Shown> {
  const shown: Shown = { messages: [], labels: [], plain: [] };
  const texts = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);
  const message = (said: string, options: { detail?: string }, ...answers: string[]): Promise<undefined> => {
    shown.messages.push(said, ...(options.detail?.split('\n') ?? []));
    shown.plain.push(...answers);
    return Promise.resolve(undefined);
  };
  const stubs = {
    showErrorMessage: message,
    showInformationMessage: message,
    showWarningMessage: message,
    showQuickPick: (
      items: readonly { label: string; description?: string; detail?: string }[],
      { placeHolder }: { placeHolder: string },
    ): Promise<undefined> => {
      shown.plain.push(placeHolder);
      shown.labels.push(
        ...items.flatMap(({ label, description, detail }) => [
          label,
          ...texts(description),
          ...texts(detail),
        ]),
      );
      return Promise.resolve(undefined);
    },
    showInputBox: ({
      title,
      prompt,
      validateInput,
    }: {
      title?: string;
      prompt?: string;
      validateInput?: (value: string) => string | undefined;
    }): Promise<undefined> => {
      shown.plain.push(...texts(title));
      shown.messages.push(...texts(prompt), ...texts(validateInput?.('')));
      return Promise.resolve(undefined);
    },
    setStatusBarMessage: (text: string): void => {
      shown.labels.push(text);
    },
  };
  const originals = Object.fromEntries(
    Object.keys(stubs).map((name) => [name, window[name as keyof typeof window]]),
  );
  Object.assign(window, stubs);
  try {
    await act();
  } finally {
    Object.assign(window, originals);
  }
  return shown;
}

/** One harmless line, whatever it was made of. */
function isPlain(text: string): void {
  assert.ok(!ACTIVE.test(text), JSON.stringify(text));
}

function isHarmless({ messages, labels, plain }: Shown, ...ours: readonly string[]): void {
  for (const text of [...messages, ...labels, ...plain]) isPlain(text);
  assert.deepEqual(messages.flatMap(linksIn), []);
  assert.deepEqual(
    labels.flatMap(iconsIn).filter((icon) => !ours.includes(icon)),
    [],
  );
}

function isMarkdown(shown: MarkdownString): void {
  assert.deepEqual([shown.isTrusted, shown.supportHtml, shown.supportThemeIcons].filter(Boolean), []);
  assert.deepEqual(actingIn(shown.value), []);
  for (const line of shown.value.split('\n')) isPlain(line.replaceAll('\t', ' '));
}

const rowsBelow = (node: AuditNode): AuditNode[] => [node, ...node.children.flatMap(rowsBelow)];
const textsOf = ({ label, description, tooltip, accessibilityInformation }: TreeItem): string[] =>
  [
    label,
    description,
    accessibilityInformation?.label,
    ...(typeof tooltip === 'string' ? tooltip.split('\n') : []),
  ].filter((text) => typeof text === 'string');

describe('names from files in VS Code', () => {
  it('are harmless in messages, dialogs, lists, fields and the status bar', async () => {
    for (const [, name] of HOSTILE) {
      const shown = await shownBy(async () => {
        await showError(`No ${name}.`, name);
        await showWarning(name);
        await showInformation(name);
        await askInDialog('information', {
          message: name,
          detail: ['a', name, `${name}: ${name}`],
          answers: [name],
        });
        await choose([{ icon: 'key', label: name, description: name, detail: name }], name);
        await askForText({ title: name, prompt: name, validateInput: () => name });
        showInStatusBar('check', name, 1);
      });
      isHarmless(shown, 'key', 'check');
      // A detail of three lines stays one of three.
      assert.deepEqual([shown.messages.length, shown.plain.length], [1 + 1 + 1 + 4 + 2, 4]);
    }
  });

  it('give the answer that was asked for, not what was shown of it', async () => {
    const original = window.showWarningMessage;
    Object.assign(window, {
      showWarningMessage: (_message: string, _options: object, ...answers: string[]) =>
        Promise.resolve(answers[1]),
    });
    try {
      assert.equal(await showWarning('Which?', 'a', 'b\u202e'), 'b\u202e');
    } finally {
      Object.assign(window, { showWarningMessage: original });
    }
  });

  it('are harmless in rows, tooltips and problems of the audit view', async () => {
    for (const [, name] of HOSTILE) {
      const template = { id: name, semver: name, template_hash: name };
      const made = await madeRecord();
      const record = {
        ...made,
        bundle_id: name,
        semver: name,
        event: name as typeof made.event,
        prompt_hash: name,
        engine_version: name,
        adapter_versions: { system: name, personality: name, activity: name, task: name },
        templates: { system: template, personality: template, activity: template, task: template },
        input: name,
        rendered_prompt: name,
        previous: name,
        checksum: name,
      };
      const place = { file: at('.prompt-bundles/audit/a.jsonl').toString(), line: 1 };
      const nodes = [
        ...dayNodes([{ ...place, record, hasPrompt: true }], () => undefined, new Date()),
        ...problemNodes([{ ...place, reason: name, isTorn: false }]),
      ];
      for (const row of nodes.flatMap(rowsBelow)) textsOf(row).forEach(isPlain);
      isMarkdown(
        recordTooltip(place, record, {
          verdict: 'templates',
          reason: name,
          replayedAt: new Date(),
          isOld: false,
        }),
      );
      isMarkdown(recordTooltip(place, { ...record, input: null }, undefined));
    }
  });

  it('are harmless in hovers, lenses, actions, problems, tabs and the output', async () => {
    for (const [, name] of HOSTILE) {
      isMarkdown(
        markdownOf([
          { words: name },
          { words: `${name}:1` },
          { block: name },
          { block: name, language: 'json' },
        ]),
      );
      const lens = lensOf(new Range(0, 0, 0, 1), name, 'a', [name]);
      isHarmless({ messages: [], plain: [], labels: [lens.command?.title ?? ''] });
      isPlain(new TitledAction(name, CodeActionKind.QuickFix).title);
      const panel = { title: '' };
      setTabTitle(panel, name);
      isPlain(panel.title);
      assert.match(documentPath('rendered', name), /^\/prompt-bundles-rendered\/[^/\\]*$/u);
      const source = new SourceText('a');
      const files = { sourced: () => Promise.resolve({ source }) } as unknown as Parameters<
        typeof toDiagnostic
      >[0];
      const related = [{ message: name, file: 'file:///a', range: { start: 0, end: 1 } }];
      const range = { start: 0, end: 1 };
      const finding = { code: 'syntax', severity: 'error', message: name, range, related } as const;
      const { message, relatedInformation = [] } = await toDiagnostic(files, { source }, finding);
      [message, ...relatedInformation.map((one) => one.message)].forEach(isPlain);
      const logged: string[] = [];
      const log = { error: (text: string) => logged.push(text) } as unknown as LogOutputChannel;
      logError(log, new Error(name), name);
      logError(log, name);
      for (const line of logged.flatMap((text) => text.split('\n'))) isPlain(line);
    }
  });

  it('are harmless wherever the extension brings them', async () => {
    const name =
      '$(trash) [x](command:workbench.action.quit) ![i](https://evil.example/i) <img src=x> @all \u202e\u001b[2J\n- z';
    const file = '$(trash) [x](command:a) ~d~.prompt-bundle.json';
    const part = { content: `${name} {{task}}`, constraints: { FORBIDDEN_TOKENS: [name], [name]: 1 } };
    const json = (value: unknown): string => JSON.stringify(value).replaceAll('\u202e', '\\u202e');
    const bundle = {
      bundle_id: name,
      semver: '1.0.0',
      tags: [name],
      templates: { system: part, personality: part, activity: part, task: `${name}@${name}` },
    };
    const folder = at('own-hostile');
    const own = await write(at(`own-hostile/${file}`), json(bundle));
    const good = { ...bundle, templates: { ...bundle.templates, task: part } };
    await write(at('own-hostile/b.prompt-bundle.json'), json({ ...good, semver: name }));
    const whole = await write(at('own-hostile/c.prompt-bundle.json'), json({ ...good, semver: '1.1.0' }));
    await write(at('own-hostile/d.prompt-input.json'), json({ task: name, model_type: name }));
    const template = await write(
      at('own-hostile/e.prompt-template.json'),
      json({ template_id: name, semver: '1.0.0', role: 'user', content: name, [name]: 1 }),
    );
    try {
      for (const uri of [own, whole, template]) {
        await window.showTextDocument(await open(uri));
        await becomes('That there are problems', () => languages.getDiagnostics(uri).length > 0, true);
        for (const { message, range, relatedInformation = [] } of languages.getDiagnostics(uri)) {
          [message, ...relatedInformation.map((one) => one.message)].forEach(isPlain);
          const actions = await commands.executeCommand<CodeAction[]>(
            'vscode.executeCodeActionProvider',
            uri,
            range,
          );
          actions.forEach(({ title }) => {
            isPlain(title);
          });
        }
        const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
        isHarmless({ messages: [], plain: [], labels: lenses.map(({ command }) => command?.title ?? '') });
      }
      const run = (command: string, argument?: unknown): Thenable<unknown> =>
        commands.executeCommand(`promptBundles.${command}`, argument);
      const shown = await shownBy(async () => {
        for (const uri of [own, whole, template])
          for (const command of [
            'copyRenderedPrompt',
            'publish',
            'createNextVersion',
            'restorePublished',
            'compareWithPublished',
          ])
            await run(command, uri);
        await run('chooseInput');
        await run('auditFilter');
        await run('replaceForbiddenToken', { file: whole.toString(), start: 0 });
      });
      assert.ok(shown.messages.length > 8 && shown.labels.length > 2, JSON.stringify(shown));
      isHarmless(shown, 'check', 'package', 'tag', 'key', 'calendar');
      const { panel, told } = await panelOpenedBy(() => run('compareVersions', whole));
      isPlain(panel.title);
      const versions = (): VersionsMessage[] => told as VersionsMessage[];
      await becomes('The rows', () => versions().at(-1)?.rows.length, 3);
      await env.clipboard.writeText('another');
      await run('compareWithClipboard', whole);
      const input = window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(input instanceof TabInputTextDiff);
      isPlain(window.tabGroups.activeTabGroup.activeTab?.label ?? '');
      isPlain(Uri.parse(input.modified.toString()).path);
      const hovers = await commands.executeCommand<Hover[]>(
        'vscode.executeHoverProvider',
        input.modified,
        new Position(0, 2),
      );
      const contents = hovers.flatMap((hover) => hover.contents);
      assert.ok(contents.length > 0);
      for (const content of contents) isMarkdown(content as MarkdownString);
    } finally {
      await tidyUp(folder);
    }
  });
});
