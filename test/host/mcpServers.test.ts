import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { Disposable, extensions, Uri } from 'vscode';
import { registerMcpServers, type McpApi } from '../../src/extension/desktop/mcpServers.js';
import { folder, same } from './support.js';

// What an editor is told of the server for agents, and that what it would start serves. The API is newer than the oldest VS Code
// that there is, so that its side stands here.

class Definition {
  constructor(
    readonly label: string,
    readonly command: string,
    readonly args: readonly string[],
    readonly env: Readonly<Record<string, string>>,
    readonly version: string,
  ) {}
}

describe('the server for agents', () => {
  const extension = extensions.getExtension('prompt-bundles.prompt-bundles');
  if (!extension) throw new Error('The extension is not there.');
  const { version } = extension.packageJSON as { readonly version: string };
  const context = { extension, extensionPath: extension.extensionPath } as unknown as Parameters<
    typeof registerMcpServers
  >[0];

  it('is told to the editor for each folder, by the id of the manifest, and serves the bundles of the folder', async () => {
    let provide: (() => readonly object[]) | undefined;
    let named = '';
    const api: McpApi = {
      McpStdioServerDefinition: Definition,
      lm: {
        registerMcpServerDefinitionProvider: (id, { provideMcpServerDefinitions }) => {
          [named, provide] = [id, provideMcpServerDefinitions];
          return new Disposable(() => (provide = undefined));
        },
      },
    };
    const registered = registerMcpServers(context, api);
    const { contributes } = extension.packageJSON as {
      readonly contributes: { readonly mcpServerDefinitionProviders: readonly { readonly id: string }[] };
    };
    same(
      'The id',
      [named],
      contributes.mcpServerDefinitionProviders.map(({ id }) => id),
    );
    const [server, ...others] = (provide?.() ?? []) as readonly Definition[];
    same('Other servers', others.length, 0);
    if (!server) throw new Error('No server is told of.');
    same('The label and version', [server.label, server.version], ['Prompt Bundles', version]);
    same('The folder', Uri.file(server.args.at(-1) ?? '').toString(), folder().toString());
    const client = new Client({ name: 'test', version: '1.0.0' });
    const { command, args, env } = server;
    await client.connect(new StdioClientTransport({ command, args: [...args], env: { ...env } }));
    try {
      const { prompts } = await client.listPrompts();
      same(
        'The bundle of the sample',
        prompts.some(({ name }) => name.startsWith('support-agent')),
        true,
      );
    } finally {
      await client.close();
    }
    registered.dispose();
    same('Whether it is told of afterwards', provide !== undefined, false);
  });

  it('is told of to no editor that knows no such servers', () => {
    registerMcpServers(context, {}).dispose();
  });
});
