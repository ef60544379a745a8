import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Uri } from 'vscode';
import { commands, env, lm } from 'vscode';
import { EXPORT_FORMATS } from '../../src/language/exportBundle.js';
import { answered, asked } from './dialogs.js';
import { describeExchange, ownFolder } from './exchangeTests.js';
import { at, auditRecords, becomes, extension, folder, read, same, tidyUp, write } from './support.js';

describeExchange('on the desktop');

describe('other tools, beside the command line', () => {
  const run = (...args: readonly string[]): string =>
    execFileSync(process.execPath, [path.join(extension().extensionPath, 'dist/cli.js'), ...args], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const sample = at('bundles/support-agent-1.3.0.prompt-bundle.yaml');
  let own: Uri | undefined;
  afterEach(() => tidyUp(...(own ? [own] : [])));

  it('a bundle is exported to the same bytes, whatever the format, and each is on record', async () => {
    const labels = [
      'Service',
      'OpenAI',
      'Anthropic',
      'promptfoo',
      'Prompty',
      'Dotprompt',
      'GitHub Models',
      'Langfuse',
    ];
    const input = at('inputs/calm.prompt-input.yaml');
    await commands.executeCommand('promptBundles.openPreviewToSide', sample);
    await commands.executeCommand('promptBundles.chooseInput', input);
    const before = (await auditRecords()).length;
    for (const [i, format] of EXPORT_FORMATS.entries()) {
      await asked([], () =>
        answered({ picks: [labels[i], '$(copy) Copy'] }, () =>
          commands.executeCommand('promptBundles.exportBundle', sample),
        ),
      );
      const printed = run(
        'export',
        'support-agent@1.3.0',
        '--to',
        format,
        '--root',
        folder().fsPath,
        '--no-audit',
        '--input',
        input.fsPath,
      );
      same(format, await env.clipboard.readText(), printed);
    }
    await becomes(
      'The records',
      async () => (await auditRecords()).slice(before).map(({ event }) => event),
      EXPORT_FORMATS.map(() => 'copy'),
    );
  });

  it('a prompt is imported to the same bytes', async () => {
    const [one, other] = [await ownFolder(), await ownFolder()];
    own = one;
    const text = '---\nname: x\n---\nsystem:\nHi {{a}}.\nuser:\n{{task}}\n';
    const file = await write(at('a.prompty', one), text);
    await write(at('a.prompty', other), text);
    await answered({ picks: ['$(check) Import'] }, () =>
      commands.executeCommand('promptBundles.importPrompt', file),
    );
    run('import', 'a.prompty', '--root', other.fsPath);
    const written = 'bundles/x.prompt-bundle.yaml';
    same('The bundle', await read(at(written, one)), await read(at(written, other)));
    await tidyUp(other);
  });
});

describe('Open in Chat', () => {
  const sample = at('bundles/support-agent-1.3.0.prompt-bundle.yaml');
  const CHAT = 'workbench.action.chat.open';
  afterEach(() => tidyUp());

  /** Runs the command where the editor has a chat, or none; gives what the chat was opened with. */
  async function opened(
    hasChat: boolean | 'broken' | 'with models',
    answer?: string,
  ): Promise<readonly unknown[]> {
    const { executeCommand, getCommands } = commands;
    const { selectChatModels } = lm;
    Object.assign(lm, { selectChatModels: () => Promise.resolve(hasChat === 'with models' ? [{}] : []) });
    const given: unknown[] = [];
    Object.assign(commands, {
      getCommands: async () => [
        ...(await getCommands()).filter((id) => id !== CHAT),
        ...(hasChat ? [CHAT] : []),
      ],
      executeCommand: (id: string, ...rest: unknown[]) => {
        if (id !== CHAT) return executeCommand(id, ...rest);
        if (hasChat === 'broken') throw new Error('no');
        given.push(...rest);
        return Promise.resolve();
      },
    });
    try {
      const said = await asked([answer], () => executeCommand('promptBundles.openInChat', sample));
      return [...given, ...said.map(({ message, items }) => `${message} ${items.join()}`)];
    } finally {
      Object.assign(commands, { executeCommand, getCommands });
      Object.assign(lm, { selectChatModels });
    }
  }

  const offer =
    'There is no chat here to open support-agent@1.3.0 in. Copy the prompt to take it to one. Copy Prompt';

  it('gives the prompt to the chat, not sent yet, and records it', async () => {
    await commands.executeCommand('promptBundles.copyRenderedPrompt', sample);
    const query = await env.clipboard.readText();
    const given = { query, isPartialQuery: true };
    same('What the chat is given', await opened('with models'), [given]);
    same('What is said without models', await opened(true), [
      given,
      'No language model is set up in this editor, so the chat may not open. Copy the prompt to take it to one. Copy Prompt',
    ]);
    await becomes(
      'The record',
      async () => {
        const last = (await auditRecords()).at(-1);
        return [last?.event, last?.rendered_prompt === query];
      },
      ['chat', true],
    );
  });

  it('offers to copy the prompt where there is no chat, or it does not open', async () => {
    await env.clipboard.writeText('before');
    same('What is offered', await opened(false), [offer]);
    same('The clipboard', await env.clipboard.readText(), 'before');
    same('What is offered', await opened('broken', 'Copy Prompt'), [offer]);
    same('The clipboard', (await env.clipboard.readText()).length > 100, true);
    await becomes('The record', async () => (await auditRecords()).at(-1)?.event, 'copy');
  });
});
