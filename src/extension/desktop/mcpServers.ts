import path from 'node:path';
import * as vscode from 'vscode';

/** A server of MCP that VS Code starts as a process (VS Code 1.101 and newer, whose types are not at hand for the oldest). */
type ServerDefinition = new (
  label: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  version: string,
) => object;

/** What an editor with servers of MCP has beside all others. */
export interface McpApi {
  readonly lm?: {
    readonly registerMcpServerDefinitionProvider?: (
      id: string,
      provider: {
        readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
        readonly provideMcpServerDefinitions: () => readonly object[];
      },
    ) => vscode.Disposable;
  };
  readonly McpStdioServerDefinition?: ServerDefinition;
}

/** The id of the provider, as the manifest has it. */
const ID = 'promptBundles.mcp';

/**
 * Offers `prompt-bundles mcp` over each folder as a server of MCP, where the editor has such; none in a workspace that is not
 * trusted. The server is the extension's own command line, run by the editor's Node.
 */
export function registerMcpServers(
  { extensionPath, extension }: Pick<vscode.ExtensionContext, 'extension' | 'extensionPath'>,
  { lm, McpStdioServerDefinition: Definition }: McpApi = vscode as unknown as McpApi,
): vscode.Disposable {
  if (!lm?.registerMcpServerDefinitionProvider || !Definition) return new vscode.Disposable(() => undefined);
  const { version } = extension.packageJSON as { readonly version: string };
  const changed = new vscode.EventEmitter<void>();
  const tell = (): void => {
    changed.fire();
  };
  const registered = lm.registerMcpServerDefinitionProvider(ID, {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () => {
      if (!vscode.workspace.isTrusted) return [];
      const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
      return folders.map(({ name, uri }) => {
        const label = folders.length === 1 ? 'Prompt Bundles' : `Prompt Bundles (${name})`;
        const args = [path.join(extensionPath, 'dist', 'cli.js'), 'mcp', '--root', uri.fsPath];
        return new Definition(label, process.execPath, args, { ELECTRON_RUN_AS_NODE: '1' }, version);
      });
    },
  });
  return vscode.Disposable.from(
    changed,
    registered,
    vscode.workspace.onDidGrantWorkspaceTrust(tell),
    vscode.workspace.onDidChangeWorkspaceFolders(tell),
  );
}
